"""The editors of facts that are chosen rather than written: language, status, keywords."""

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QComboBox, QCompleter, QLabel, QVBoxLayout, QWidget

from broadsheet.article import language, model
from broadsheet.article.place import Place
from broadsheet.ui.inputs import Choice, Option
from broadsheet.ui.marked import QT_TRANSLATE_NOOP
from broadsheet.ui.session import Session
from broadsheet.ui.sheet import tags
from broadsheet.ui.sheet.field import Field
from broadsheet.ui.sheet.passing import PassUndo

_STATUS_WORDS = {
    "draft": QT_TRANSLATE_NOOP("status", "Draft"),
    "review": QT_TRANSLATE_NOOP("status", "In review"),
    "ready": QT_TRANSLATE_NOOP("status", "Ready"),
    "published": QT_TRANSLATE_NOOP("status", "Published"),
}


def status_words(status: str) -> str:
    """Return a status as the writer reads it; one that we do not know is shown as it is."""
    return QCoreApplication.translate("status", _STATUS_WORDS[status]) if status in _STATUS_WORDS else status


class LanguageEditor(QWidget):
    """Offers the languages we have words for and takes any tag; writes when the choice is made."""

    entered = Signal(object)
    finished = Signal()

    def __init__(self, session: Session, name: str) -> None:
        super().__init__()
        self._session = session
        self._box = Choice()
        self._box.setEditable(True)
        self._box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._box.setAccessibleName(name)
        for shown, tag in tags.offers().items():
            self._box.addItem(shown, tag)
        completer = self._box.completer()
        if completer is not None:
            completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
        line = self._box.lineEdit()
        if line is not None:
            line.setPlaceholderText(self.tr("A language or a tag such as jv or zh-Hant-TW"))
            line.setAccessibleName(name)
            line.editingFinished.connect(self._write)
            line.returnPressed.connect(self._finish)
        self._hint = QLabel()
        self._hint.setProperty("role", "hint")
        self._hint.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._box)
        column.addWidget(self._hint)
        self._pass = PassUndo(self, (self._box,))
        self._box.activated.connect(self._write)
        self._box.editTextChanged.connect(self._judge)
        session.field_changed.connect(self._follow)
        self._reread()

    def go_to(self, _offset: int) -> None:
        """Put the caret into the choice."""
        self._box.setFocus(Qt.FocusReason.OtherFocusReason)
        line = self._box.lineEdit()
        if line is not None:
            line.selectAll()
        self.entered.emit(Place("language"))

    def _reread(self) -> None:
        tag = str(self._session.value("language"))
        at = self._box.findData(tag)
        self._box.setCurrentIndex(at)
        if at < 0:
            self._box.setEditText(tag)
        self._box.setEnabled(not self._session.read_only)
        self._judge(self._box.currentText())

    def _follow(self, top: str) -> None:
        if top == "language":
            self._reread()

    def _judge(self, text: str) -> None:
        tag = tags.resolve(text)
        if tag is None:
            self._hint.setText(self.tr("Neither a language that is listed nor a language tag: it is not set."))
        else:
            self._hint.setText(self._what_it_means(tag))

    def _what_it_means(self, tag: str) -> str:
        if not tag:
            return self.tr("Without one, the house’s language is used.")
        if language.primary(tag) in language.languages():
            return self.tr("The words of the page are in this language.")
        return self.tr("{0}: the words of the page are in English.").format(tags.name(tag))

    def _finish(self) -> None:
        """Be done with Return, but not where what is written means no language: the hint says so."""
        if tags.resolve(self._box.currentText()) is not None:
            self.finished.emit()

    def _write(self) -> None:
        tag = tags.resolve(self._box.currentText())
        if tag is not None:
            self._session.set_field("language", tag)


class StatusEditor(QWidget):
    """One of a few states."""

    entered = Signal(object)
    finished = Signal()

    def __init__(self, session: Session, name: str) -> None:
        super().__init__()
        self._session = session
        self._group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for number, status in enumerate(model.STATUSES):
            button = Option(status_words(status))
            button.setAccessibleName(f"{name}: {status_words(status)}")
            button.setEnabled(not session.read_only)
            self._group.addButton(button, number)
            column.addWidget(button)
        self._group.idClicked.connect(self._write)
        session.field_changed.connect(self._follow)
        self._reread()

    def go_to(self, _offset: int) -> None:
        """Put the focus on the present state."""
        button = self._group.checkedButton() or self._group.button(0)
        button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.entered.emit(Place("status"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Be done with Return."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.finished.emit()
        else:
            super().keyPressEvent(event)

    def _reread(self) -> None:
        status = self._session.value("status")
        if status in model.STATUSES:
            self._group.button(model.STATUSES.index(status)).setChecked(True)

    def _follow(self, top: str) -> None:
        if top == "status":
            self._reread()

    def _write(self, number: int) -> None:
        self._session.set_field("status", model.STATUSES[number])


class KeywordsField(Field):
    """Keywords with commas between them; each edit of one word goes on with the same undo step."""

    entered = Signal(object)

    def __init__(self, session: Session, name: str, placeholder: str) -> None:
        super().__init__(name, placeholder)
        self._session = session
        self.setProperty("role", "boxed")
        self.setReadOnly(bool(session.read_only))
        self.edited.connect(self._write)
        self.caret_moved.connect(self._tell_place)
        session.field_changed.connect(self._follow)
        self._reread()

    def _reread(self) -> None:
        keywords = self._session.value("keywords")
        if _split(self.text()) != keywords:
            self.set_text(", ".join(keywords))

    def _follow(self, top: str) -> None:
        if top == "keywords":
            self._reread()

    def _write(self, text: str) -> None:
        now, before = _split(text), self._session.value("keywords")
        changed = [number for number, pair in enumerate(zip(now, before, strict=False)) if pair[0] != pair[1]]
        if len(now) == len(before) and len(changed) == 1:
            self._session.set_field(f"keywords.{changed[0]}", now[changed[0]])
        else:
            self._session.set_field("keywords", now)

    def _tell_place(self, offset: int) -> None:
        self.entered.emit(Place("keywords", offset))


def _split(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.replace("،", ",").replace("、", ",").split(",") if word.strip())
