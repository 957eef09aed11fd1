"""What the preview's tests share: the guard, which Qt has to find before it starts, and an open article."""

import json
import os
import sys
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Signal
from PySide6.QtWidgets import QPlainTextDocumentLayout

from broadsheet.article import model
from broadsheet.article.house import House
from broadsheet.store import document as documents
from broadsheet.ui.preview import guard, renderer
from broadsheet.ui.preview.pane import PreviewPane
from broadsheet.ui.session import Session
from broadsheet.ui.tokens import LIGHT

guard.prepare(os.environ, "software")

_WORLD = 1  # QWebEngineScript.ScriptWorldId.ApplicationWorld
FAKE_WORKER = (sys.executable, str(Path(__file__).with_name("fake_worker.py")))


class Colours(QObject):
    """Stands for Appearance, without the fonts and the application's style sheet."""

    changed = Signal()
    tokens = LIGHT


@pytest.fixture
def fake_worker(monkeypatch):
    monkeypatch.setattr(renderer, "command", lambda: FAKE_WORKER)


@pytest.fixture
def session(home):
    made = Session(home)
    # Without a layout, which the editor brings, a QTextDocument tells nobody of its changes.
    made.document.setDocumentLayout(QPlainTextDocumentLayout(made.document))
    return made


@pytest.fixture
def article(session):
    """Return a function that opens an article with this body."""

    def open_article(body, **fields):
        fields = {"headline": "Boats", "language": "en"} | fields
        session.open(documents.new(msgspec.structs.replace(model.blank("en"), body=body, **fields), {}))

    return open_article


@pytest.fixture
def ask(qtbot):
    """Return a function that asks the page in the bridge's world and waits for the answer, which is JSON."""

    def ask_page(pane, code):
        answers = []
        pane.view.page().runJavaScript(f"JSON.stringify({code})", _WORLD, answers.append)
        qtbot.waitUntil(lambda: bool(answers))
        assert answers[0], f"no answer to {code}"
        return json.loads(answers[0])

    return ask_page


@pytest.fixture
def settle(qtbot, ask):
    """Return a function that waits until the page shows the body of the article that is open."""

    def settle_page(pane):
        def is_shown():
            if pane.view is None or not pane.view.alive or pane.renderer.busy:
                return False
            return ask(pane, "document.querySelector('[data-slot]').childElementCount") > 0

        qtbot.waitUntil(is_shown, timeout=20_000)

    return settle_page


@pytest.fixture
def pane(qtbot, session):
    """Return a shown pane in the plain house; the test says which worker it talks to."""
    colours = Colours()
    made = PreviewPane(session, colours)
    made.colours = colours
    made.resize(460, 700)
    made.set_style(House(name="Plain", key="plain"), "plain")
    made.show()
    yield made
    made.shut_down()
    made.hide()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
