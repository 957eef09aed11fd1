"""What every test stands on: a profile of its own, no display needed, silence, and the shared corpora."""

import logging
import os
from pathlib import Path

import hypothesis
import pytest

# Qt reads these once, when it is first loaded; pytest-qt loads it after this file.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
if getattr(os, "geteuid", lambda: 1)() == 0:
    # Chromium refuses to start its sandbox as root, and so the whole engine.
    os.environ["QTWEBENGINE_DISABLE_SANDBOX"] = "1"

_CORPORA = Path(__file__).resolve().parents[2] / "shared" / "corpora"

# Timing of single examples says more about the other programs on the machine than about us.
hypothesis.settings.register_profile("house", deadline=None, print_blob=True)
hypothesis.settings.load_profile("house")


@pytest.fixture(autouse=True)
def profile(tmp_path, monkeypatch):
    """Keep the tester's own settings and traces out of the test, and the test out of them."""
    folder = tmp_path / "profile"
    monkeypatch.setenv("BROADSHEET_PROFILE", str(folder))
    return folder


@pytest.fixture(autouse=True)
def quiet(caplog):
    """Fail on warnings in the log; a test that expects one asserts it and then calls `caplog.clear()`."""
    yield
    loud = [record for when in ("setup", "call") for record in caplog.get_records(when)]
    loud = [f"{record.name}: {record.getMessage()}" for record in loud if record.levelno >= logging.WARNING]
    assert not loud, "unexpected log lines:\n" + "\n".join(loud)


@pytest.fixture(scope="session")
def corpora():
    """Return the folder of files that others made; skip where this checkout stands alone."""
    if not _CORPORA.is_dir():
        pytest.skip(f"the shared corpora are not at {_CORPORA}")
    return _CORPORA


def pytest_terminal_summary(terminalreporter):
    """Say what the reliability suites tried, line by line."""
    reports = [report for kind in ("passed", "failed") for report in terminalreporter.stats.get(kind, ())]
    told = [value for report in reports for key, value in report.user_properties if key == "torture"]
    if told:
        terminalreporter.section("torture")
    for line in sorted(told):
        terminalreporter.line(line)
