"""A small editor that opens under a chip; part of the window, so that its commands and undo go on working."""

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from broadsheet.ui.sheet import order

_EDGE = 8
_HEADING = 64
"""Pixels that a popover needs around its content."""


class Popover(QFrame):
    """Holds one editor until Escape is pressed or the focus goes elsewhere; Tab stays inside."""

    closing = Signal()
    """It is about to go: what is only written in it should be kept now."""
    closed = Signal(str)
    """The key it was opened with where it had the focus, which now needs a home; otherwise empty."""

    def __init__(self, key: str, title: str, content: QWidget, width: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.key = key
        self.content = content
        self.anchor: QWidget = parent
        self._stage = parent
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._place)
        self._open = True
        self._anchor_at, self._anchor_height = QPoint(0, 0), 0
        self.setObjectName("popover")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(title)
        heading = QLabel(title)
        heading.setProperty("role", "heading")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(8)
        column.addWidget(heading)
        column.addWidget(self._roll())
        self.setFixedWidth(min(width, parent.width() - 2 * _EDGE))

    def open_at(self, anchor: QWidget) -> None:
        """Show below a widget, or above it where there is no room below."""
        self.anchor = anchor
        self._anchor_at = anchor.mapTo(self._stage, QPoint(0, 0))
        self._anchor_height = anchor.height()
        self.show()
        self._place()
        self.raise_()
        application, handle = QApplication.instance(), self.window().windowHandle()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._watch_focus)
        # The window's handle, not the application: PySide crashes in a filter that is shown objects of the web engine.
        if handle is not None:
            handle.installEventFilter(self)

    def close_editor(self) -> None:
        """Go away; what was typed is in the article already."""
        if not self._open:
            return
        self._open = False
        self.closing.emit()
        application, handle = QApplication.instance(), self.window().windowHandle()
        if isinstance(application, QApplication):
            application.focusChanged.disconnect(self._watch_focus)
        if handle is not None:
            handle.removeEventFilter(self)
        # Told before it hides: Qt would give the focus to some other widget on the way.
        self.closed.emit(self.key if self._has_focus() else "")
        self.hide()
        self.deleteLater()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Go round inside."""
        inside = [widget for widget in order.reading(self) if widget.isVisible() and widget.isEnabled()]
        here = QApplication.focusWidget()
        if not inside or here is None:
            return False
        at = next((n for n, widget in enumerate(inside) if widget is here or widget.isAncestorOf(here)), -1)
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        inside[(at + (1 if forward else -1)) % len(inside)].setFocus(reason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close with Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_editor()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Close where the writer presses the mouse outside, and grow and shrink with the content."""
        if watched is self.content and event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            self._later.start()
        if event.type() == QEvent.Type.MouseButtonPress and isinstance(event, QMouseEvent):
            at = event.globalPosition().toPoint()
            ours = any(part.rect().contains(part.mapFromGlobal(at)) for part in (self, self.anchor))
            if not ours and QApplication.activePopupWidget() is None:
                self.close_editor()
        return super().eventFilter(watched, event)

    def _watch_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        if now is None or QApplication.activePopupWidget() is not None or now.window() is not self.window():
            return
        if self.isAncestorOf(now):
            self._area.ensureWidgetVisible(now, 0, _EDGE)
        elif now not in (self, self.anchor):
            self.close_editor()

    def _has_focus(self) -> bool:
        here = QApplication.focusWidget()
        return here is not None and (here is self or self.isAncestorOf(here))

    def _roll(self) -> QScrollArea:
        """Return the content where it can be scrolled: a byline of ten must not leave the window."""
        area = self._area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self.content)
        for part in (self.content, area.viewport()):
            part.setAutoFillBackground(False)
        self.content.installEventFilter(self)
        return area

    def _content_height(self) -> int:
        layout = self.content.layout()
        if layout is None:
            return self.content.sizeHint().height()
        layout.activate()
        width = self._area.viewport().width()
        return layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else layout.totalSizeHint().height()

    def _place(self) -> None:
        most = self._stage.height() - 2 * _EDGE - _HEADING
        self._area.setFixedHeight(min(self._content_height(), most))
        self.adjustSize()
        room, at = self._stage.rect(), self._anchor_at
        below = at.y() + self._anchor_height + 4
        y = below if below + self.height() <= room.height() - _EDGE else at.y() - self.height() - 4
        x = min(at.x(), room.width() - self.width() - _EDGE)
        self.move(max(_EDGE, x), max(_EDGE, min(y, room.height() - self.height() - _EDGE)))
