"""Typing with the real worker: the page that grew by patches is the page that opening the article would show."""

import random

import pytest
from PySide6.QtGui import QTextCursor

from broadsheet import paths
from broadsheet.article import house as houses
from broadsheet.store import document as documents

# What the browser says on machines without a graphics card.
pytestmark = pytest.mark.qt_log_ignore("Unable to detect GPU vendor", "GPUInfo not initialized")

_TYPED = [
    "x",
    " ",
    "\n",
    "\n\n",
    "**",
    "- item\n",
    "> said\n",
    "## Head\n\n",
    "Baca juga: [Judul](https://example.org/a)\n\n",
    "```\n",
    '![a](assets/perahu-fajar.jpg "Kapal. (Rani)")\n\n',
    "| a | b |\n|---|---|\n| 1 | 2 |\n\n",
    "<div>\n",
    "\n[x]: https://example.org\n\n",
]
_BODY = "document.documentElement.outerHTML.replaceAll(' data-caret=\"\"', '')"


def test_a_page_that_was_typed_equals_one_that_was_opened(qtbot, pane, session, settle, ask):
    pane.set_style(houses.find("laut-baru"), "")
    session.open(documents.open(paths.RESOURCES / "samples" / "perahu-sekolah.textbundle"))
    settle(pane)
    rng = random.Random(7)
    for _ in range(120):
        cursor = QTextCursor(session.document)
        cursor.setPosition(rng.randrange(session.document.characterCount()))
        if rng.random() < 0.3:
            last = session.document.characterCount() - 1
            cursor.setPosition(min(last, cursor.position() + rng.randint(1, 40)), QTextCursor.MoveMode.KeepAnchor)
            cursor.removeSelectedText()
        else:
            cursor.insertText(rng.choice(_TYPED))
        if rng.random() < 0.1:
            session.set_field(
                rng.choice(["headline", "kicker", "dateline", "end_mark"]), rng.choice(["", "Kapal", "A & B"])
            )
        if rng.random() < 0.5:
            # Else the next change waits for the answer and goes out together with others.
            qtbot.waitUntil(lambda: not pane.renderer.busy)
    qtbot.waitUntil(lambda: not pane.renderer.busy)
    typed = ask(pane, _BODY)
    with qtbot.waitSignal(pane.ready):
        pane.reload()
    assert ask(pane, _BODY) == typed
