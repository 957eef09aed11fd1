"""The open article: who owns which part of it, what changed, and one undo for all of it."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument, QUndoCommand, QUndoStack
from PySide6.QtWidgets import QPlainTextDocumentLayout

from broadsheet.article import fields, model
from broadsheet.article.model import Article
from broadsheet.article.place import Place
from broadsheet.store import document as documents
from broadsheet.store.document import Document
from broadsheet.ui.undo import BodyStep, FieldStep

_PARAGRAPH = "\u2029"
_HALVES = re.compile("[\ud800-\udfff]")
"""Halves of surrogate pairs: no file can hold them."""
_MANY = 500
"""Lines; from there on cutting them out of one text is faster than asking Qt for each."""
_QUIET_MS = 200
_BREATH_MS = 900


class Session(QObject):
    """Owner of the open article.

    The body belongs to `document`, every other field to the session; all others receive frozen values.
    """

    opened = Signal()
    """Another article is here: read everything again."""
    field_changed = Signal(str)
    """A top-level field has another value, by typing, undo or command."""
    lines_changed = Signal(int, int, object)
    """Body lines: the first one, how many were replaced, and the list of lines that stand there now.

    As an object: Qt would copy a `list` line by line for each slot.
    """
    lines_ahead = Signal(int, int, object)
    """Body lines in the manner of `lines_changed`, as they stand when all has come that is put in part by part."""
    field_stepped = Signal(object)
    """The Place in a field that undo or redo has changed."""
    body_stepped = Signal(int)
    """The position in the document that undo or redo has changed."""
    assets_changed = Signal()
    settled = Signal(object, bool)
    """What is on disk now as a Document, and whether the system has confirmed it."""
    missed = Signal(bool)
    """The file is not where it was, or is there again."""
    title_changed = Signal()
    """The path, the modified mark or the read-only mark changed."""
    hurried = Signal()
    """A step, or a look at the whole, is about to follow: what comes into the article in parts has to be there now."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.document = QTextDocument(self)
        # Qt tells what changed only where a document has a layout; an editor may bring one of its own.
        self.document.setDocumentLayout(QPlainTextDocumentLayout(self.document))
        self.undo_stack = QUndoStack(self)
        self._article = model.blank()
        self._assets: dict[str, bytes] = {}
        self._ours: set[str] = set()
        """Pictures that the article has shown: they leave the document with the last mention of them."""
        self._kept = documents.new(self._article, {})
        self._newline = "\n"
        self.edition = 0
        """Rises with each article that is opened: what was begun for another one comes too late."""
        self.awaiting = False
        """Whether something that was pasted is on its way into this article."""
        self.foretold = False
        """Whether what `lines_ahead` told of is still coming in."""
        self._line_count = 1
        self._loading = self._amending = False
        self._modified = self._missing = self._unsaved = False
        self._noted: Place | int | None = None
        self._quiet = QTimer(self, singleShot=True, interval=_QUIET_MS)
        self._quiet.timeout.connect(self._compare)
        # A pause in typing begins a new undo step: Qt merges insertions only while the document is "modified".
        self._breath = QTimer(self, singleShot=True, interval=_BREATH_MS)
        self._breath.timeout.connect(self._break_undo)
        self.document.contentsChange.connect(self._tell_lines)
        self.document.undoCommandAdded.connect(self._add_body_step)

    @property
    def path(self) -> Path | None:
        """Where the article is kept, or None where it has not been saved."""
        return self._kept.path

    @property
    def last_kept(self) -> Document:
        """What was on disk when this article was last read or saved: the base of a merge."""
        return self._kept

    @property
    def read_only(self) -> str:
        """Why the article cannot be changed (`newer`), or an empty string."""
        return self._kept.read_only

    @property
    def modified(self) -> bool:
        """Whether saving now would write other content than the file holds; settles shortly after the last key."""
        return self._modified

    @property
    def assets(self) -> Mapping[str, bytes]:
        """The pictures by their path inside the document, also those that only undo can bring back."""
        return self._assets

    def has_unsaved_changes(self) -> bool:
        """Compare with the file's content now, without waiting for a pause in typing."""
        self._compare()
        return self._modified

    def is_pristine(self) -> bool:
        """Tell whether this is a new article that nobody has touched."""
        untouched = self.path is None and self.document.isEmpty() and not self.undo_stack.canUndo()
        return untouched and not self.awaiting and not self._article.headline and not self.has_unsaved_changes()

    def article(self) -> Article:
        """Return all fields with an empty body; costs nothing."""
        return self._article

    def body(self) -> str:
        """Return the body's Markdown exactly (`toPlainText` would turn no-break spaces into spaces)."""
        text = self.document.toRawText().replace(_PARAGRAPH, "\n")
        if text.isascii():
            return text
        try:
            text.encode()  # three times as fast as a search
        except UnicodeEncodeError:
            text = _HALVES.sub("\ufffd", text)
        return text

    def snapshot(self) -> Document:
        """Return the whole document as it stands, fit to be saved, exported or checked elsewhere."""
        body = self.body()
        article = msgspec.structs.replace(self._article, body=body.replace("\n", self._newline))
        assets = {
            name: data for name, data in self._assets.items() if name not in self._ours or model.mentions(article, name)
        }
        if article.photos:
            known = tuple(one for one in article.photos if one.asset in assets or model.mentions(article, one.asset))
            article = msgspec.structs.replace(article, photos=known)
        return msgspec.structs.replace(self._kept, article=article, assets=assets)

    def offset_of_line(self, line: int) -> int:
        """Return where a body line, from 0, begins, in characters (code points)."""
        return sum(len(text) + 1 for text in self.body().split("\n")[:line])

    def value(self, name: str) -> Any:
        """Return a field's value by its dotted name."""
        return fields.get(self._article, name)

    def open(self, document: Document, *, unsaved: bool = False) -> None:
        """Take in another document; nothing of the one before can be undone into it.

        `unsaved` where it stands in no file of ours: it counts as modified until it does.
        """
        self.edition += 1
        self._kept = self._normalised(document)
        self._newline = "\r\n" if "\r\n" in document.article.body else "\n"
        self._assets = dict(self._kept.assets)
        self._article = msgspec.structs.replace(self._kept.article, body="")
        self._ours = {name for name in self._assets if model.mentions(self._kept.article, name)}
        self._loading = True
        self.undo_stack.clear()
        self.document.setUndoRedoEnabled(False)
        self.document.setPlainText(self._kept.article.body.replace("\r\n", "\n"))
        self.document.setUndoRedoEnabled(True)
        self._line_count = self.document.blockCount()
        self._loading = self._missing = self.foretold = False
        self._modified = self._unsaved = unsaved
        self.opened.emit()
        self.title_changed.emit()

    def kept(self, document: Document, *, durable: bool = True) -> None:
        """Take note of what is on disk now: what a save of an earlier snapshot wrote, or another program.

        `durable` says whether the system has promised that it outlives a power cut.
        """
        self._kept = self._normalised(document)
        self._newline = "\r\n" if "\r\n" in document.article.body else "\n"
        self._missing = self._unsaved = False
        self._compare()
        self.settled.emit(document, durable)
        self.title_changed.emit()

    def miss(self, missing: bool) -> None:
        """Take note of whether the file is gone: then all of the article is unsaved."""
        if missing != self._missing:
            self._missing = missing
            self.missed.emit(missing)
            self._compare()

    def set_field(self, name: str, value: Any, *, begins: bool = False) -> None:
        """Change one field as an undoable step; nothing happens where it has that value or all is read-only.

        A step that `begins` an entry of a list and what is then written there become one.
        """
        if self.value(name) != value and not self.read_only:
            self.hurried.emit()
            self.undo_stack.push(FieldStep(name, value, self, begins=begins))

    def undo(self) -> None:
        """Take one step back, and say where it was."""
        self._move(self.undo_stack.undo)

    def redo(self) -> None:
        """Take one step again, and say where it is."""
        self._move(self.undo_stack.redo)

    def put(self, name: str, value: Any) -> None:
        """Set a field without a step: for the steps themselves."""
        self._article = fields.put(self._article, name, value)
        self._break_undo()
        self._quiet.start()
        self.field_changed.emit(fields.top(name))

    def note_field(self, name: str, offset: int) -> None:
        """Keep where a step has changed a field, until the step is done."""
        self._noted = Place(name, offset)

    def note_body(self, position: int) -> None:
        """Keep where a step has changed the body, until the step is done."""
        self._noted = position

    def add_asset(self, name: str, data: bytes) -> str:
        """Keep a picture under a free path like `name` and return that path; the same bytes are kept once."""
        for there, kept in self._assets.items():
            if kept == data:
                self._ours.add(there)
                return there
        free = documents.free_asset_name(name, self._assets)
        self._assets[free] = data
        self._ours.add(free)
        self.assets_changed.emit()
        return free

    def hold(self, assets: Mapping[str, bytes], article: Article) -> None:
        """Keep the pictures of another version that this article becomes, under the names that they have there.

        Those that it shows, and those that it does not have any more, leave the document with their last mention.
        """
        self._ours |= {name for name in assets if model.mentions(article, name)} | (self._assets.keys() - assets)
        new = {name: data for name, data in assets.items() if name not in self._assets}
        self._assets |= new
        if new:
            self.assets_changed.emit()

    @contextmanager
    def step(self, text: str) -> Iterator[None]:
        """Make everything that happens inside one undoable step."""
        self.hurried.emit()
        self.undo_stack.beginMacro(text)
        try:
            yield
        finally:
            self.undo_stack.endMacro()

    def foretell(self, place: QTextCursor, text: str) -> None:
        """Tell, before the first part of words comes in at a place, what there will be; then reset `foretold`."""
        line = QTextCursor(place.block())
        line.setPosition(place.position(), QTextCursor.MoveMode.KeepAnchor)
        before, whole = line.selectedText(), place.block().text()
        self.foretold = True
        self.lines_ahead.emit(place.blockNumber(), 1, f"{before}{text}{whole[len(before) :]}".split("\n"))

    @property
    def last_step(self) -> QUndoCommand | None:
        """The step that undo would take back now."""
        return self.undo_stack.command(self.undo_stack.index() - 1) if self.undo_stack.canUndo() else None

    @contextmanager
    def amending(self, *steps: QUndoCommand | None) -> Iterator[bool]:
        """Let a change of the body inside be part of the last step if that is one of `steps`; yield whether it is.

        It is, where the change is made with `QTextCursor.joinPreviousEditBlock` and the step was an edit block.
        """
        last = self.last_step
        latest = last is not None and not self.undo_stack.canRedo()
        self._amending = latest and any(step is last for step in steps)
        try:
            yield self._amending
        finally:
            self._amending = False

    def _move(self, step: Callable[[], None]) -> None:
        self.hurried.emit()
        self._noted = None
        step()
        self._tell_step()

    def _tell_step(self) -> None:
        if isinstance(self._noted, Place):
            self.field_stepped.emit(self._noted)
        elif self._noted is not None:
            self.body_stepped.emit(self._noted)

    def _break_undo(self) -> None:
        self.document.setModified(False)

    def _add_body_step(self) -> None:
        if not (self._loading or self._amending):
            self.undo_stack.push(BodyStep(self.document, self))

    def _tell_lines(self, position: int, _removed: int, added: int) -> None:
        if self._loading:
            return
        end = min(position + added, self.document.characterCount() - 1)
        block, last = self.document.findBlock(position), self.document.findBlock(end)
        first, count = block.blockNumber(), self.document.blockCount()
        lines = _texts(block, last)
        replaced = len(lines) - (count - self._line_count)
        self._line_count = count
        self._quiet.start()
        self._breath.start()
        self.lines_changed.emit(first, replaced, lines)

    def _compare(self) -> None:
        now = self.snapshot()
        kept = now.article == self._kept.article and now.assets == self._kept.assets
        modified = self._missing or self._unsaved or not kept
        if modified != self._modified:
            self._modified = modified
            self.title_changed.emit()

    @staticmethod
    def _normalised(document: Document) -> Document:
        """Return the document as the editor can hold it: one kind of line end, no paragraph separators."""
        body = document.article.body
        clean = body.replace("\r\n", "\n").replace("\r", "\n").replace(_PARAGRAPH, "\n")
        if "\r\n" in body:
            clean = clean.replace("\n", "\r\n")
        if clean == body:
            return document
        return msgspec.structs.replace(document, article=msgspec.structs.replace(document.article, body=clean))


def _texts(block: QTextBlock, last: QTextBlock) -> list[str]:
    if last.blockNumber() - block.blockNumber() > _MANY:
        cursor = QTextCursor(block)
        cursor.setPosition(last.position() + last.length() - 1, QTextCursor.MoveMode.KeepAnchor)
        return cursor.selectedText().split(_PARAGRAPH)
    texts = [block.text()]
    while block != last:
        block = block.next()
        texts.append(block.text())
    return texts
