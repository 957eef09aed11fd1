"""One column that scrolls as one: head, body, tail; the body's editor is never taller than the window.

A text editor as tall as its text would be laid out whole. Here the editor grows with a short text and stops at the
height of the window; from there on one scroll bar moves first the head out of sight, then the text inside the editor,
then the tail into sight. The cost of a key is the same for every length of text.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QPainterPath, QRegion, QResizeEvent, QTextCursor, QWheelEvent
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QScrollBar, QWidget

_LEAST_BODY = 300
_MARGIN = 24
_EDGE = 2
_ROUND = 11
"""Pixels: the radius of the sheet's corners, over which nothing may be painted."""


class Column(QWidget):
    """Shows `head`, a bar with the editor under it once there is one, and `tail`."""

    scrolled = Signal()

    def __init__(self, head: QWidget, tail: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("column")
        self.view = QWidget(self)
        # Above the text's margin, not beside it: the column stays in the middle of the sheet.
        self.bar = QScrollBar(Qt.Orientation.Vertical, self)
        self._head, self._tail = head, tail
        self._format_bar: QWidget | None = None
        self._editor: QPlainTextEdit | None = None
        self._editor_height = _LEAST_BODY
        self._outer = self._pin = 0
        self._line = 20
        self._arranging = self._quiet = self._top = False
        # The editor tells its size in the midst of laying lines out, when nobody may ask it where they are.
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._fit)
        # After a resize the lines break anew, and only then is it known where the caret is.
        self._regain = QTimer(self, singleShot=True, interval=0)
        self._regain.timeout.connect(self._regain_sight)
        self._content = QWidget(self.view)
        self._content.installEventFilter(self)
        for part in (head, tail):
            part.setParent(self._content)
        self.bar.valueChanged.connect(self._apply)

    def set_body(self, bar: QWidget, editor: QPlainTextEdit) -> None:
        """Put the formatting bar and the editor between head and tail."""
        self._format_bar, self._editor = bar, editor
        for part in (bar, editor):
            part.setParent(self._content)
            part.show()
        bar.raise_()  # it lies over the text where only the end of the text is in sight
        editor.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        editor.viewport().installEventFilter(self)
        editor.verticalScrollBar().rangeChanged.connect(self._later.start)
        editor.verticalScrollBar().valueChanged.connect(self._follow_editor)
        editor.textChanged.connect(self._fit_text)
        editor.cursorPositionChanged.connect(self._follow_caret)
        self.arrange()

    def parts(self) -> list[QWidget]:
        """Return what stands in the column, from top to bottom."""
        return [part for part in (self._head, self._format_bar, self._editor, self._tail) if part is not None]

    def arrange(self) -> None:
        """Lay the parts out for the present width and height."""
        if self._arranging:
            return
        self._arranging = True
        width = self.view.width()
        y = 0
        for part in self.parts():
            if part is self._format_bar:
                self._pin = y
            height = self._editor_height if part is self._editor else _height(part, width)
            part.setGeometry(QRect(0, y, width, height))
            y += height
        self._content.resize(width, max(y, self.view.height()))
        self._arranging = False
        self._fit()

    def show_top(self) -> None:
        """Show the head, and keep it in sight through whatever lays itself out, until one writes, moves or scrolls."""
        self._top = True
        self._settle()

    def reveal(self, widget: QWidget, rect: QRect | None = None) -> None:
        """Scroll as little as it takes to see a widget, or a rectangle in it."""
        self._top = False
        seen = rect or widget.rect()
        at = widget.mapTo(self._content, seen.topLeft())
        in_body = self._editor is not None and (widget is self._editor or self._editor.isAncestorOf(widget))
        covered = self._covered() if in_body and rect else 0
        top, bottom = at.y() - _MARGIN - covered, at.y() + seen.height() + _MARGIN
        height = self.view.height()
        if top < self._outer or bottom - top > height:
            self._show_from(max(0, top))
        elif bottom > self._outer + height:
            self._show_from(bottom - height)

    def reveal_body(self) -> None:
        """Show the caret of the body, and enough of the body to write in."""
        if self._editor is not None:
            self._make_room(self._editor)
            self.reveal(self._editor.viewport(), self._editor.cursorRect())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out anew; what one writes in stays in sight."""
        super().resizeEvent(event)
        held = None if self._top else self._writing_at()
        held = held if held is not None and self._sees(*held) else None
        self.view.setGeometry(self.rect())
        path = QPainterPath()
        path.addRoundedRect(self.rect(), _ROUND, _ROUND)
        self.view.setMask(QRegion(path.toFillPolygon().toPolygon()))
        wide = self.bar.sizeHint().width()
        left = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self.bar.setGeometry(_EDGE if left else self.width() - wide - _EDGE, _ROUND, wide, self.height() - 2 * _ROUND)
        self.arrange()
        if held is not None:
            self._regain.start()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the column."""
        self.bar.event(event)
        event.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Lay out anew where a part wants another height, and take the editor's wheel."""
        if watched is self._content:
            if event.type() == QEvent.Type.LayoutRequest:
                self.arrange()
        elif isinstance(event, QWheelEvent) and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.wheelEvent(event)
            return True
        return super().eventFilter(watched, event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Keep the keyboard's way in sight."""
        done = super().focusNextPrevChild(forward)
        now = self.window().focusWidget()
        if done and now is not None and self._content.isAncestorOf(now) and now is not self._editor:
            self.reveal(now)
        return done

    def _writing_at(self) -> tuple[QWidget, QRect] | None:
        """Return the part of the column that has the focus, and where in it one writes."""
        here = QApplication.focusWidget()
        if here is None or not self._content.isAncestorOf(here):
            return None
        return (here.viewport(), here.cursorRect()) if isinstance(here, QPlainTextEdit) else (here, here.rect())

    def _sees(self, widget: QWidget, rect: QRect) -> bool:
        return self.view.rect().intersects(QRect(widget.mapTo(self.view, rect.topLeft()), rect.size()))

    def _regain_sight(self) -> None:
        if self._top:
            return
        if self._editor is not None and self._editor.hasFocus():
            self._editor.ensureCursorVisible()
        held = self._writing_at()
        if held is not None:
            self.reveal(*held)

    def _inner_bar(self) -> QScrollBar | None:
        return self._editor.verticalScrollBar() if self._editor is not None else None

    def _inside(self) -> int:
        """Return how many pixels the text can be scrolled inside the editor."""
        return self._editor.verticalScrollBar().maximum() * self._line if self._editor is not None else 0

    @contextmanager
    def _quietly(self) -> Iterator[None]:
        """Move scroll bars without taking that for the writer's doing."""
        before, self._quiet = self._quiet, True
        try:
            yield
        finally:
            self._quiet = before

    def _settle(self) -> None:
        """Make the one scroll bar as long as all that can be scrolled, and move it to what is in sight."""
        inner, bar = self._inner_bar(), self.bar
        if self._top and inner is not None:
            with self._quietly():
                inner.setValue(0)
        outer = 0 if self._top else min(self._outer, self._outer_range())
        value = outer
        if inner is not None and inner.maximum() > 0:
            # Text above or below the window's edge inside the editor: the editor fills the window then.
            outer = max(outer, self._pin) if inner.value() > 0 else outer
            outer = min(outer, self._pin) if inner.value() < inner.maximum() else outer
            value = outer + inner.value() * self._line
        self._place(outer)
        with self._quietly():
            bar.setPageStep(self.view.height())
            bar.setSingleStep(self._line)
            bar.setRange(0, self._outer_range() + self._inside())
            bar.setValue(value)
        bar.setVisible(bar.maximum() > 0)

    def _apply(self, value: int) -> None:
        """Show what the scroll bar says: the head, the text inside the editor, the tail."""
        if self._quiet:
            return
        self._top = False
        inner = self._inner_bar()
        at_end = value == self.bar.maximum()
        if inner is not None:
            with self._quietly():
                lines = round(min(max(value - self._pin, 0), self._inside()) / self._line)
                inner.setValue(lines)
                if at_end:  # scrolling may have laid out lines that were only estimated before
                    inner.setValue(inner.maximum())
        self._place(value if value <= self._pin else max(self._pin, value - self._inside()))
        if at_end:
            self._settle_at_end()

    def _settle_at_end(self) -> None:
        self._outer = self._outer_range()
        self._settle()

    def _place(self, outer: int) -> None:
        moved = outer != self._outer
        self._outer = outer
        self._content.move(0, -outer)
        self._hold_bar()
        if moved:
            self.scrolled.emit()

    def _hold_bar(self) -> None:
        """Keep the formatting bar at the window's edge as long as anything of the body is in sight."""
        if self._format_bar is not None:
            self._format_bar.move(0, max(self._pin, min(self._outer, self._pin + self._editor_height)))

    def _covered(self) -> int:
        """Return the height of the text that lies under the formatting bar."""
        return self._format_bar.height() if self._format_bar is not None and self._outer > self._pin else 0

    def _show_from(self, outer: int) -> None:
        """Scroll the column; the text inside the editor goes to the end that meets what comes in sight."""
        inner = self._inner_bar()
        outer = max(0, min(outer, self._outer_range()))
        if inner is not None and outer != self._pin:
            with self._quietly():
                inner.setValue(inner.maximum() if outer > self._pin else 0)
        self._place(outer)
        self._settle()

    def _follow_editor(self, _value: int) -> None:
        """Take note that the text inside the editor moved by itself: the caret, a search."""
        if not self._quiet:
            self._settle()

    def _follow_caret(self) -> None:
        """Keep the caret of the body in sight while one writes."""
        editor = self._editor
        if editor is None or not editor.hasFocus():
            return
        self._top = False
        self._make_room(editor)
        rect = editor.cursorRect()
        top = editor.viewport().mapTo(self._content, rect.topLeft()).y()
        bottom, height = top + rect.height(), self.view.height()
        if bottom + _MARGIN > self._outer + height and self._outer < self._pin:
            self._show_from(min(self._pin, bottom + _MARGIN - height))
        elif top - _MARGIN < self._outer + self._covered() and self._outer > self._pin:
            self._show_from(max(self._pin, top - _MARGIN - self._covered()))

    def _make_room(self, editor: QPlainTextEdit) -> None:
        """Scroll the head away as soon as one writes where it leaves the body too little of the window.

        Not while a mouse button is down: what one clicks on must not run away.
        """
        height = self.view.height()
        wanted = min(self._pin, editor.y() + min(_LEAST_BODY, self._editor_height) - height)
        if wanted > self._outer and QApplication.mouseButtons() == Qt.MouseButton.NoButton:
            self._show_from(wanted)

    def _fit_text(self) -> None:
        """Let a short text have its height at once; a long one is as tall as the window and stays so."""
        if self._editor_height < self._most() or self._inside() == 0:
            self._fit()

    def _fit(self) -> None:
        """Give the editor the height of its text, at least a good piece of paper and at most the window."""
        editor = self._editor
        if self._arranging:
            return
        if editor is not None:
            self._line = max(1, editor.cursorRect().height())
            height = self._most()
            if self._inside() == 0 or self._editor_height != height:
                height = min(max(self._text_height(editor), _LEAST_BODY), height)
            if height != self._editor_height:
                self._editor_height = height
                self.arrange()
                return
        self._settle()

    def _most(self) -> int:
        """Return the height that the window leaves the editor."""
        bar = self._format_bar.height() if self._format_bar is not None else 0
        return max(_LEAST_BODY // 2, self.view.height() - bar)

    def _text_height(self, editor: QPlainTextEdit) -> int:
        if self._inside() > 0:
            return editor.height() + self._inside()
        end = QTextCursor(editor.document())
        end.movePosition(QTextCursor.MoveOperation.End)
        below = editor.viewport().mapTo(editor, QPoint(0, editor.cursorRect(end).bottom())).y()
        return below + 2 * self._line

    def _outer_range(self) -> int:
        return max(0, self._content.height() - self.view.height())


def _height(part: QWidget, width: int) -> int:
    layout = part.layout()
    if layout is None:
        return max(part.minimumHeight(), min(part.sizeHint().height(), part.maximumHeight()))
    layout.activate()
    height = layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else layout.totalSizeHint().height()
    return max(part.minimumHeight(), min(height, part.maximumHeight()))
