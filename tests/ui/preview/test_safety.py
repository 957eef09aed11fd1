"""Each layer that keeps a hostile page in is tried alone, beside the same page without that layer."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from broadsheet.ui.preview import guard

_HOSTILE = Path(__file__).with_name("hostile.py")


def _run(*switches, before=(), **environment):
    everything = os.environ | {"QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"} | environment
    done = subprocess.run(
        [*before, sys.executable, str(_HOSTILE), *switches],
        env=everything,
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()[-2000:]
    return json.loads(done.stdout.decode().splitlines()[-1])


@pytest.fixture(scope="module")
def seen():
    return _run(QTWEBENGINE_DISABLE_SANDBOX="1")


def test_without_any_layer_pages_run_reach_out_and_lead_away(seen):
    """The positive control of all tests below: these pages are hostile, and the canary hears them."""
    assert seen["nothing"]["title"] == "ran"
    assert seen["nothing"]["contacts"] >= 10
    assert seen["preconnect"]["contacts"] >= 1
    assert seen["refresh"]["contacts"] >= 1
    assert seen["jump"]["contacts"] >= 1
    assert seen["file-in-file"]["title"] == "the secret in the file"


def test_sanitiser_alone(seen):
    assert seen["sanitised"] == {"contacts": 0, "title": seen["preconnect"]["title"]}


def test_policy_alone(seen):
    assert seen["policy"]["contacts"] == 0
    assert seen["policy"]["title"] != "ran"


def test_policy_holds_only_because_header_values_are_lists(seen):
    assert seen["policy-without-lists"]["contacts"] == seen["nothing"]["contacts"]
    assert seen["policy-without-lists"]["title"] == "ran"


def test_settings_alone_keep_scripts_from_running(seen):
    assert seen["settings"]["contacts"] == 0
    assert seen["settings"]["title"] != "ran"


def test_interceptor_alone(seen):
    assert seen["interceptor"]["contacts"] == 0
    assert seen["interceptor"]["stopped"] >= 10


@pytest.mark.parametrize("way", ["refresh", "jump"])
def test_navigation_policy_alone(seen, way):
    assert seen[way]["contacts"] >= 1
    assert seen[f"navigation-{way}"]["contacts"] == 0


def test_scheme_alone_keeps_files_out_of_reach(seen):
    assert seen["file-in-scheme"]["title"] == "refused"


def test_preconnect_passes_everything_but_the_switches(seen):
    """Why the switches and the sanitiser must stay: this is all the other layers together."""
    assert seen["all"]["contacts"] >= 1
    assert seen["all"]["title"] != "ran"


@pytest.mark.parametrize("switches", [guard.FLAGS[:1], guard.FLAGS[1:]], ids=["names", "proxy"])
def test_switches_alone_leave_no_way_out(switches):
    killed = _run(*switches)
    assert killed["nothing"]["title"] == "ran"
    del killed["sandboxed"]
    assert {name: found["contacts"] for name, found in killed.items() if found["contacts"]} == {}


@pytest.mark.skipif(sys.platform != "linux", reason="asks the Linux kernel")
def test_sandbox_is_on_for_users(seen, monkeypatch):
    monkeypatch.delenv("QTWEBENGINE_DISABLE_SANDBOX", raising=False)
    before = ()
    if guard.is_root():
        if shutil.which("setpriv") is None:
            pytest.skip("root cannot become a user here")
        before = ("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups")
    with tempfile.TemporaryDirectory() as home:
        Path(home).chmod(0o777)
        found = _run(before=before, HOME=home, XDG_RUNTIME_DIR=home, PYTHONDONTWRITEBYTECODE="1", TMPDIR=home)
    assert found["sandboxed"]
    assert not seen["sandboxed"]
