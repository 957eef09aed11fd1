"""What is set before Qt starts."""

import logging

import pytest

from broadsheet.ui.preview import guard


@pytest.fixture
def machine(monkeypatch):
    """Return a function that makes this a machine of a kind."""

    def be(*, root, graphics):
        monkeypatch.setattr(guard, "is_root", lambda: root)
        monkeypatch.setattr(guard, "has_hardware_graphics", lambda: graphics)

    return be


def test_switches_come_behind_what_the_user_set(machine):
    machine(root=False, graphics=True)
    environment = {"QTWEBENGINE_CHROMIUM_FLAGS": "--proxy-server=http://theirs:1 --enable-features=Theirs"}
    guard.prepare(environment, "auto")
    flags = environment["QTWEBENGINE_CHROMIUM_FLAGS"]
    # Of a switch that is given twice Chromium takes the last.
    assert flags.startswith("--proxy-server=http://theirs:1 --enable-features=Theirs ")
    assert flags.rindex("--proxy-server=socks5://0.0.0.0:1") > flags.index("theirs")
    assert flags.count("--enable-features") == 1


def test_sandbox_stays_on_for_users(machine, caplog):
    machine(root=False, graphics=True)
    environment = {}
    guard.prepare(environment, "auto")
    assert "QTWEBENGINE_DISABLE_SANDBOX" not in environment
    assert "sandbox" not in environment["QTWEBENGINE_CHROMIUM_FLAGS"]
    assert not caplog.records


def test_root_is_warned_in_one_line(machine, caplog):
    machine(root=True, graphics=True)
    environment = {}
    with caplog.at_level(logging.WARNING):
        guard.prepare(environment, "auto")
    assert environment["QTWEBENGINE_DISABLE_SANDBOX"] == "1"
    assert len(caplog.records) == 1
    caplog.clear()


@pytest.mark.parametrize(
    ("choice", "graphics", "software"),
    [
        ("auto", True, False),
        ("auto", False, True),
        ("software", True, True),
        ("hardware", False, False),
    ],
)
def test_graphics_follow_the_machine_unless_chosen(machine, choice, graphics, software):
    machine(root=False, graphics=graphics)
    environment = {}
    guard.prepare(environment, choice)
    assert (environment.get("QT_QUICK_BACKEND") == "software") is software
    assert (environment.get("QT_WIDGETS_RHI") == "1") is not software


def test_graphics_of_the_users_environment_stay(machine):
    machine(root=False, graphics=False)
    environment = {"QT_QUICK_BACKEND": "rhi"}
    guard.prepare(environment, "auto")
    assert environment["QT_QUICK_BACKEND"] == "rhi"
