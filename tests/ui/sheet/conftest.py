"""A window with nothing but the sheet, and the undo that any window has."""

import struct
import zlib

import msgspec
import pytest
from PySide6.QtCore import QThreadPool
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMainWindow,
    QPlainTextDocumentLayout,
    QPlainTextEdit,
    QToolButton,
)

from broadsheet.article import model
from broadsheet.article.model import Author, CallToAction, Correction, Link, Picture, Rights, Seo, Source
from broadsheet.store import document as documents
from broadsheet.ui.session import Session
from broadsheet.ui.sheet import style
from broadsheet.ui.sheet.sheet import Sheet
from broadsheet.ui.tokens import LIGHT, Fonts

FULL = {
    "language": "id",
    "kicker": "Pendidikan",
    "headline": "Perahu Sekolah Kembali Berlayar",
    "deck": "Empat puluh murid tidak lagi menyeberang dengan rakit",
    "slug": "perahu-sekolah",
    "byline": (Author("Rani Puspita", "reporter", "rani@lautbaru.example"), Author("Bagus W.")),
    "dateline": "WAWO, LBJ",
    "published": "2026-11-22T07:30:00+08:00",
    "updated": "2026-11-22T09:00:00+08:00",
    "embargo": "2026-11-22T07:00:00+08:00",
    "section": "Nusantara",
    "keywords": ("laut", "sekolah"),
    "picture": Picture("assets/boat.png", "Two boats", caption="Boats at dawn.", credit="T. Lestari", copyright="KL"),
    "related": (Link("First", "https://a.example"), Link("Second", "https://b.example"), Link("Third")),
    "source": Source("Kantor Laut", "https://kl.example"),
    "end_mark": "***",
    "call_to_action": CallToAction("Join us", "https://t.example"),
    "seo": Seo("Boats", "Boats sail again", "https://l.example/1", "index"),
    "rights": Rights("KL 2026", "No archive"),
    "editor_note": "Check the name of the bay",
    "corrections": (Correction("2026-11-23T08:00:00+08:00", "It was Monday."),),
    "status": "review",
}


def png(width: int = 8, height: int = 4) -> bytes:
    """Return a grey picture, without asking any picture library."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + b"\x80" * width for _ in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


@pytest.fixture
def fields():
    """Return a value for every field."""
    return FULL


@pytest.fixture
def make():
    """Return what makes a document of fields."""
    return article


def article(**fields: object) -> documents.Document:
    return documents.new(msgspec.structs.replace(model.blank(), **fields), {"assets/boat.png": png()})


class Desk(QMainWindow):
    """The least window that a sheet can stand in."""

    def __init__(self) -> None:
        super().__init__()
        self.setStyleSheet(style.rules(LIGHT))
        self.session = Session(self)
        self.sheet = Sheet(self.session, Fonts(sans="Noto Sans", serif="Source Serif Pro"))
        self.sheet.paint(LIGHT)
        self.bar = QFrame()
        row = QHBoxLayout(self.bar)
        self.bold = QToolButton(text="B", accessibleName="Bold")
        row.addWidget(self.bold)
        self.body = QPlainTextEdit(accessibleName="Body")
        document = self.session.document
        document.setDocumentLayout(QPlainTextDocumentLayout(document))
        self.body.setDocument(document)
        self.body.setTabChangesFocus(True)
        self.sheet.set_body(self.bar, self.body)
        self.setCentralWidget(self.sheet)
        self.places = []
        self.sheet.place_entered.connect(self.places.append)
        for key, slot in (("Undo", self.session.undo), ("Redo", self.session.redo)):
            action = QAction(key, self)
            action.setShortcuts(QKeySequence.StandardKey[key])
            action.triggered.connect(slot)
            self.addAction(action)
        self.resize(680, 720)


@pytest.fixture
def desk(qtbot):
    """Return a window with an empty article, active and on the screen."""
    desk = Desk()
    qtbot.addWidget(desk)
    desk.show()
    desk.activateWindow()
    qtbot.waitUntil(desk.isActiveWindow)
    qtbot.waitUntil(lambda: desk.sheet.tail.related is not None)
    yield desk
    desk.sheet.head.facts.close_editor()
    QThreadPool.globalInstance().waitForDone()


@pytest.fixture
def full(desk, qtbot):
    """Return a window with an article in which every field is set."""
    desk.session.open(article(**FULL, body="First line\n\nSecond line"))
    qtbot.waitUntil(lambda: desk.sheet.head.picture.thumb.is_loaded)
    return desk
