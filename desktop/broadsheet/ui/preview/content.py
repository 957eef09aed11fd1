"""What the page shows: its frame and the pieces of the body, with the body lines each was made of; no Qt."""

import re

from broadsheet.render.protocol import Page, Patch, Piece

_SLOT = re.compile(r'<[^<>]*\sdata-slot="body"[^<>]*>')


class Content:
    """The newest state of the page; the browser's page is only its image and can be made again from it."""

    def __init__(self) -> None:
        self.html = ""
        self.stylesheet = ""
        self.pieces: list[Piece] = []
        self._near = (0, 0)
        """Index and first line of the piece found last: the next one asked for is rarely far from it."""

    def take_page(self, page: Page) -> None:
        """Show this instead of all that was there."""
        self.html, self.stylesheet = page.html, page.stylesheet
        self.pieces = list(page.blocks)
        self._near = (0, 0)

    def take_patch(self, patch: Patch) -> None:
        """Replace some pieces and, where it has changed, the frame."""
        self._near = self._walk_to_index(min(patch.first, self._near[0]))
        self.pieces[patch.first : patch.first + patch.removed] = patch.pieces
        if patch.frame is not None:
            self.html = patch.frame

    def first_line(self, index: int) -> int:
        """Return the body line, from 0, where a piece begins."""
        self._near = self._walk_to_index(max(0, min(index, len(self.pieces))))
        return self._near[1]

    def index_at(self, line: int) -> int:
        """Return which piece holds a body line; -1 where there is none."""
        index, first = self._near
        while index > 0 and line < first:
            index -= 1
            first -= self.pieces[index].lines
        while index < len(self.pieces) and line >= first + self.pieces[index].lines:
            first += self.pieces[index].lines
            index += 1
        self._near = (index, first)
        return index if index < len(self.pieces) else len(self.pieces) - 1

    def _walk_to_index(self, wanted: int) -> tuple[int, int]:
        index, first = self._near
        while index > wanted:
            index -= 1
            first -= self.pieces[index].lines
        while index < wanted:
            first += self.pieces[index].lines
            index += 1
        return index, first

    def whole(self) -> str:
        """Return the page with its body in the slot, an empty comment behind each piece for the bridge to find."""
        body = "".join(f"{piece.html}<!---->" for piece in self.pieces)
        return _SLOT.sub(lambda found: found[0] + body, self.html, count=1)
