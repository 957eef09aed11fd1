"""The page of one open article, kept as it changes: what the worker answers with."""

import msgspec

from broadsheet.render import blocks, counting, decoration, images, page, themes
from broadsheet.render.incremental import Body
from broadsheet.render.protocol import Assets, Fields, Lines, Open, Page, Patch, Piece


class Press:
    """Holds an article and its page; every method returns what the page needs to be like the article again.

    After an error it is of no use any more: nobody knows what it holds.
    """

    def __init__(self, message: Open) -> None:
        """Take an article in; raises errors.UnknownName where there is no such theme."""
        self._house = message.house
        self._theme = themes.find(message.theme or message.house.theme)
        self._pictures = images.Assets(message.sizes)
        self._article = msgspec.structs.replace(message.article, body="")
        self._style = blocks.style(self._house, self._article.language)
        self._body = Body(message.article.body, self._style)
        self._marks = decoration.marks(self._article, self._house)
        self._places = decoration.places(self._body, self._marks)
        self._counts = counting.count(self._body[at] for at in range(len(self._body)))
        self._frame = ""

    def page(self, revision: int) -> Page:
        """Return the whole page; raises errors.ThemeBroken."""
        self._reframe()
        _ = self._theme.font_files  # the window serves them, but here it is told that one is not there
        pieces = self._pieces(0, len(self._body))
        return Page(revision, self._frame, self._theme.stylesheet, pieces, self._counts)

    def take_lines(self, message: Lines) -> Patch:
        """Change lines of the body; raises ValueError where there are no such lines."""
        change = self._body.edit(message.first, message.removed, message.added)
        self._counts = counting.changed(self._counts, change.gone, change.added)
        return self._patch(message.revision, change.first, len(change.gone), len(change.added), None)

    def take_fields(self, message: Fields) -> Patch:
        """Change the fields; another language may change every block. Raises errors.ThemeBroken."""
        self._article = msgspec.structs.replace(message.article, body="")
        marks, style = decoration.marks(self._article, self._house), blocks.style(self._house, self._article.language)
        remarked, self._marks = marks != self._marks, marks
        frame = self._reframe()
        first, removed, added = 0, 0, 0
        if style != self._style:
            removed = len(self._body)
            self._style, self._body = style, Body(self._body.text, style)
            added = len(self._body)
            self._counts = counting.count(self._body[at] for at in range(added))
        elif remarked:
            first, removed = self._marked()
            added = removed
        return self._patch(message.revision, first, removed, added, frame)

    def take_assets(self, message: Assets) -> Patch:
        """Show the pictures in other sizes; raises errors.ThemeBroken."""
        self._pictures = images.Assets(message.sizes)
        frame = self._reframe()
        shown = [at for at in range(len(self._body)) if "<img" in self._body[at].html]
        first, count = (shown[0], shown[-1] + 1 - shown[0]) if shown else (0, 0)
        return self._patch(message.revision, first, count, count, frame)

    def _reframe(self) -> str | None:
        """Make the page around the body anew; return it if it is not what it was."""
        made = page.build(self._article, self._house, self._theme, "", self._pictures, page.Link())
        if made == self._frame:
            return None
        self._frame = made
        return made

    def _marked(self) -> tuple[int, int]:
        """Return the first block and the number of blocks that bear marks, by the old marks or by the new ones."""
        now = decoration.places(self._body, self._marks)
        bearing = [at for where in (self._places, now) for at in (where.opening, where.closing) if at >= 0]
        return (min(bearing), max(bearing) + 1 - min(bearing)) if bearing else (0, 0)

    def _patch(self, revision: int, first: int, removed: int, added: int, frame: str | None) -> Patch:
        """Return the change of `removed` blocks to `added` ones, widened to the blocks whose marks come or go."""
        before, self._places = self._places, decoration.places(self._body, self._marks)
        low, high = first, first + added
        for old, new in ((before.opening, self._places.opening), (before.closing, self._places.closing)):
            stays = old if old < first else old + added - removed if old >= first + removed else -1
            if stays != new:
                moved = [at for at in (stays, new) if at >= 0]
                low, high = min([low, *moved]), max([high, *(at + 1 for at in moved)])
        wider = (first - low) + (high - first - added)
        return Patch(revision, low, removed + wider, self._pieces(low, high), frame, self._counts)

    def _pieces(self, first: int, last: int) -> tuple[Piece, ...]:
        return tuple(map(self._piece, range(first, last)))

    def _piece(self, at: int) -> Piece:
        block = self._body[at]
        html = images.place(decoration.html(block, at, self._places, self._marks), self._pictures)
        return Piece(html, block.line_count, block.kind, block.label)
