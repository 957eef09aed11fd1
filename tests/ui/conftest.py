"""What every test of the window stands on: a running program, and somebody who answers its questions."""

from contextlib import contextmanager

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from tests.ui import copy_at_hand, orphans

from broadsheet.importing import wire
from broadsheet.settings import Settings
from broadsheet.ui.application import Program


@contextmanager
def running(application, **settings):
    """Run a program with these settings; its windows are closed without a question in the end."""
    made = Program(application, Settings(colour_scheme="light", **settings))
    yield made
    for window in made.windows():
        window.close_anyway()
    assert made.end()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def program(qapp):
    """A program as it is out of the box."""
    with running(qapp) as made:
        yield made


@pytest.fixture
def home(qapp):
    """What belongs to it goes with it."""
    made = QObject(qapp)
    yield made
    shiboken6.delete(made)


@pytest.fixture(autouse=True, scope="module")
def no_orphans():
    """Nothing with a timer is left without a parent: a thread that cleans up after Python would crash the window."""
    yield
    assert orphans.found() == []


@pytest.fixture
def by_hand(monkeypatch):
    """Copy is taken apart by hand: the rules that guess are not what is tried here."""
    monkeypatch.setattr(wire, "read", copy_at_hand.read)
