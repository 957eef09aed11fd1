"""Find and replace in the body: a bar that searches as one types and never stands in the way of the text."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QTextEdit,
    QToolButton,
    QWidget,
)

from broadsheet.ui import icons
from broadsheet.ui.editor import matches, style
from broadsheet.ui.editor.body_editor import BodyEditor
from broadsheet.ui.editor.matches import Matches, Search
from broadsheet.ui.tokens import Tokens

_SETTLE_MS = 120
_MOST_SHOWN = 2_000
_RETURN = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FindBar(QFrame):
    """Looks through one editor's text; all matches in sight are marked while the bar is open."""

    closed = Signal()
    replacing = Signal()
    """Many places of the text are about to change at once."""

    def __init__(self, editor: BodyEditor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("find")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("Find and replace"))
        self._editor = editor
        self._matches = Matches()
        self._marked = QTextCharFormat()
        self._from = 0
        self._make_fields()
        self._make_buttons()
        self._lay_out()
        self._settling = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settling.timeout.connect(self._search_again)
        editor.textChanged.connect(self._wait)
        # Later, never at once: setting marks may lay out lines and so scroll, and Qt must not be asked to set them anew
        # while it sets them.
        self._marking = QTimer(self, singleShot=True, interval=0)
        self._marking.timeout.connect(self._mark)
        editor.verticalScrollBar().valueChanged.connect(self._mark_soon)
        self.hide()

    def open_find(self) -> None:
        """Open with one row, on the selected words where there are some."""
        self._open(replacing=False)

    def open_replace(self) -> None:
        """Open with the row for replacing."""
        self._open(replacing=True)

    def close_bar(self) -> None:
        """Close and give the focus back to the text; what was found stays selected."""
        self.hide()
        self._editor.removeEventFilter(self)
        self._settling.stop()
        self._editor.setExtraSelections([])
        self._editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()

    def find_next(self) -> None:
        """Select the next match; open the bar where nothing is looked for yet."""
        if self._ready():
            self._show_match(self._matches.from_position(self._editor.textCursor().selectionEnd()))

    def find_previous(self) -> None:
        """Select the match before."""
        if self._ready():
            self._show_match(self._matches.before(self._editor.textCursor().selectionStart()))

    def replace(self) -> None:
        """Replace the selected match and select the next."""
        cursor = self._editor.textCursor()
        if self._matches.at(cursor.selectionStart(), cursor.selectionEnd()) >= 0:
            self._editor.insert_text(self._new.text())
            self._search_again()
        self.find_next()

    def replace_all(self) -> None:
        """Replace every match as one undo step."""
        if self._editor.isReadOnly() or not self._words.text():
            return
        start, end, text, count = matches.replaced(self._editor.text(), self._search(), self._new.text())
        if count:
            self.replacing.emit()
            self._editor.replace_range(start, end, text)
            self._search_again()
        self._count.setText(self.tr("{0} replaced").format(count))

    def paint(self, tokens: Tokens) -> None:
        """Take the window's colours."""
        for name, button in (("up", self._previous), ("down", self._next), ("close", self._close)):
            button.setIcon(icons.icon(name, tokens))
        self._marked.setBackground(QColor(style.found(tokens)))
        self._marked.setForeground(QColor(tokens.ink))
        self._mark()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on with Return, back with Shift+Return, away with Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        elif event.key() in _RETURN and self._new.hasFocus():
            self.replace()
        elif event.key() in _RETURN and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.find_previous()
        elif event.key() in _RETURN:
            self.find_next()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Mark what a larger view shows, and close with Escape from the text."""
        if event.type() == QEvent.Type.Resize:
            self._mark_soon()
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape:
            self.close_bar()
            return True
        return super().eventFilter(watched, event)

    def _open(self, *, replacing: bool) -> None:
        selected = self._editor.selected_text()
        self._from = self._editor.textCursor().selectionStart()
        for widget in (self._new, self._replace, self._replace_all):
            widget.setVisible(replacing)
        self.show()
        self._editor.installEventFilter(self)
        if selected and "\n" not in selected and selected != self._words.text():
            self._words.setText(selected)
        else:
            self._search_again()
        self._words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._words.selectAll()

    def _ready(self) -> bool:
        if self.isHidden() and not self._words.text():
            self.open_find()
            return False
        if self.isHidden() or self._settling.isActive():
            self._search_again()
        return True

    def _search(self) -> Search:
        return Search(self._words.text(), self._case.isChecked(), self._whole.isChecked())

    def _wait(self) -> None:
        """Search again a little after the text changed, not at each key."""
        if self.isVisible():
            self._settling.start()

    def _search_on(self) -> None:
        """Search what is typed now, from where the search began."""
        self._search_again()
        if len(self._matches):
            self._show_match(self._matches.from_position(self._from))

    def _search_again(self) -> None:
        self._settling.stop()
        self._matches = Matches(self._editor.text(), self._search())
        self._mark()
        self._tell_count()

    def _show_match(self, number: int) -> None:
        if number < 0:
            return
        start = self._matches.starts[number]
        cursor = self._editor.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(start + self._matches.length, QTextCursor.MoveMode.KeepAnchor)
        self._editor.show_cursor(cursor)
        self._mark()
        self._tell_count()

    def _tell_count(self) -> None:
        total, cursor = len(self._matches), self._editor.textCursor()
        number = self._matches.at(cursor.selectionStart(), cursor.selectionEnd())
        if not self._words.text():
            text = ""
        elif not total:
            text = self.tr("Not found")
        else:
            text = self.tr("{0} of {1}").format(number + 1 if number >= 0 else "–", total)
        self._count.setText(text)

    def _mark_soon(self) -> None:
        self._marking.start()

    def _mark(self) -> None:
        """Mark the matches in sight, and no others: a common letter is found ten thousand times in a long article."""
        if not self.isVisible():
            return
        seen = self._editor.seen()
        first, last = (seen[0][0], seen[-1][0]) if seen else (None, None)
        selections = []
        if first is not None and last is not None:
            for start in self._matches.between(first.position(), last.position() + last.length())[:_MOST_SHOWN]:
                selection = QTextEdit.ExtraSelection()
                selection.cursor = QTextCursor(self._editor.document())
                selection.cursor.setPosition(start)
                selection.cursor.setPosition(start + self._matches.length, QTextCursor.MoveMode.KeepAnchor)
                selection.format = self._marked
                selections.append(selection)
        self._editor.setExtraSelections(selections)

    def _make_fields(self) -> None:
        self._words = QLineEdit()
        self._words.setAccessibleName(self.tr("Find"))
        self._words.setPlaceholderText(self.tr("Find"))
        self._words.textChanged.connect(self._search_on)
        self._new = QLineEdit()
        self._new.setAccessibleName(self.tr("Replace with"))
        self._new.setPlaceholderText(self.tr("Replace with"))
        self._count = QLabel()
        self._count.setProperty("role", "count")
        self._count.setMinimumWidth(self._count.fontMetrics().horizontalAdvance("0000 of 00000"))

    def _make_buttons(self) -> None:
        self._case = _toggle("Aa", self.tr("Match case"))
        self._case.toggled.connect(self._search_on)
        self._whole = _toggle("[ab]", self.tr("Whole words"))
        self._whole.toggled.connect(self._search_on)
        self._previous = _button(self.tr("Previous match (Shift+F3)"))
        self._previous.clicked.connect(self.find_previous)
        self._next = _button(self.tr("Next match (F3)"))
        self._next.clicked.connect(self.find_next)
        self._close = _button(self.tr("Close (Escape)"))
        self._close.clicked.connect(self.close_bar)
        self._replace = QPushButton(self.tr("Replace"))
        self._replace.clicked.connect(self.replace)
        self._replace_all = QPushButton(self.tr("Replace all"))
        self._replace_all.clicked.connect(self.replace_all)

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(36, 8, 16, 8)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(8)
        grid.addWidget(self._words, 0, 0)
        grid.addWidget(self._new, 1, 0)
        grid.setColumnStretch(0, 1)
        finding, replacing = QHBoxLayout(), QHBoxLayout()
        for widget in (self._case, self._whole, self._previous, self._next, self._count):
            finding.addWidget(widget)
        finding.addStretch(1)
        finding.addWidget(self._close)
        for button in (self._replace, self._replace_all):
            replacing.addWidget(button)
        replacing.addStretch(1)
        for row, layout in enumerate((finding, replacing)):
            layout.setSpacing(4)
            grid.addLayout(layout, row, 1)


def _button(tip: str) -> QToolButton:
    button = QToolButton()
    button.setToolTip(tip)
    button.setAccessibleName(tip.split(" (", maxsplit=1)[0])
    return button


def _toggle(text: str, tip: str) -> QToolButton:
    button = _button(tip)
    button.setText(text)
    button.setCheckable(True)
    return button
