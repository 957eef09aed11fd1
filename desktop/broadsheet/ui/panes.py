"""Sheet, page and panel side by side, as many of them as the window has room for."""

import re

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

_PANEL_FROM = 1360
_BOTH_FROM = 1100
_PANEL_WIDTH = 264
_SHEET_WIDTH, _SHEET_LEAST = 742, 500
"""Pixels: the sheet at its full width with the desk around it, and as narrow as a wide page may press it."""
_READABLE = 0.6
"""The scale at which the words of a page can still be read; for it the sheet gives way."""


class Panes(QSplitter):
    """Folds the panel first and turns sheet and page into two tabs when the window is narrow."""

    fronted = Signal(str)
    """What is in front where sheet and page take turns, `write` or `preview`; empty where both are seen."""
    panel_shown = Signal(bool)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setObjectName("desk")
        self.setHandleWidth(6)
        self.setChildrenCollapsible(False)
        self._parts: tuple[QWidget, ...] = ()
        self._front: str | None = None
        self._page_first = False
        self._panel_wish: bool | None = None
        self._page_width = 0
        self._dragged = False
        self.splitterMoved.connect(self._note_drag)

    def place(self, sheet: QWidget, page: QWidget, panel: QWidget) -> None:
        """Put the three panes in their order."""
        self._parts = (sheet, page, panel)
        for number, part in enumerate(self._parts):
            self.addWidget(part)
            self.setStretchFactor(number, (3, 2, 0)[number])
        self.setSizes([700, 460, _PANEL_WIDTH])

    def show_sheet(self) -> None:
        """Bring the sheet to the front where the panes take turns."""
        self._turn(page_first=False)

    def show_page(self) -> None:
        """Bring the page to the front where the panes take turns."""
        self._turn(page_first=True)

    def wish_panel(self, shown: bool) -> None:
        """Show or fold the panel because the writer says so, whatever the width."""
        self._panel_wish = shown
        self._fit()

    def keep(self) -> str:
        """Return how sheet and page share the room, as the writer dragged them; empty where nobody did."""
        sheet, page = self.sizes()[:2]
        return f"{sheet} {page}" if self._dragged and sheet and page else ""

    def want_page(self, width: int) -> None:
        """Give the page `width` pixels if the sheet does not need them; another width undoes what was dragged."""
        if width != self._page_width:
            self._dragged = self._dragged and not self._page_width
            self._page_width = width
            self._share()

    def recall(self, shares: str) -> None:
        """Share the room as `keep` told; anything else is passed over."""
        found = re.fullmatch(r"(\d{1,5}) (\d{1,5})", shares)
        if found:
            self._dragged = True
            self.setSizes([int(found[1]), int(found[2]), _PANEL_WIDTH])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold or unfold what the new width asks for."""
        super().resizeEvent(event)
        self._fit()
        self._share()

    def _note_drag(self) -> None:
        self._dragged = True

    def _share(self) -> None:
        # Asked of the panes, not of their sizes: one that has just been shown has none yet.
        sheet, page, panel = (not part.isHidden() for part in self._parts or (self,) * 3)
        if self._page_width and sheet and page and not self._dragged:
            side = _PANEL_WIDTH if panel else 0
            room = self.width() - self.handleWidth() * (1 + panel) - side
            readable = min(round(_READABLE * self._page_width), room - _SHEET_LEAST)
            wide = max(self._parts[1].minimumWidth(), min(self._page_width, max(room - _SHEET_WIDTH, readable)))
            wide += max(0, room - _SHEET_WIDTH - wide) // 2  # what neither needs is desk around both
            self.setSizes([room - wide, wide, side])

    def _turn(self, *, page_first: bool) -> None:
        self._page_first = page_first
        self._front = None  # told again also where nothing changes: the button that was pressed has let go of its mark
        self._fit()

    def _fit(self) -> None:
        if not self._parts:
            return
        sheet, page, panel = self._parts
        tabbed = self.width() < _BOTH_FROM
        with_panel = self.width() >= _PANEL_FROM if self._panel_wish is None else self._panel_wish
        sheet.setVisible(not (tabbed and self._page_first))
        page.setVisible(not tabbed or self._page_first)
        if panel.isHidden() == with_panel:
            panel.setVisible(with_panel)
            self.panel_shown.emit(with_panel)
        front = ("preview" if self._page_first else "write") if tabbed else ""
        if front != self._front:
            self._front = front
            self.fronted.emit(front)
