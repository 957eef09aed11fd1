"""Makes blocks of a body's stretches: joins what raw HTML holds together, and sets bounds to what nobody wrote."""

import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from html import escape

from markdown_it.token import Token
from msgspec import Struct

from broadsheet.render import content, markdown, sanitise, typed
from broadsheet.render.balance import Balance
from broadsheet.render.content import Block, Content, Style
from broadsheet.render.markdown import Chunk, Definitions, References

LONGEST_WORD = 50_000
_LONGEST_BLOCK = 200_000
"""Characters; what is longer is shown as plain text, because nobody wrote it and parsing it takes too long."""

_MOST = {"[": 5_000, '"': 5_000, "'": 5_000, "<": 20_000}
"""How many of each a block may have before it is plain text: each costs the parsers far more than a letter does."""

_MOST_TOKENS = 20_000

_MOST_UNCLOSED = 100
"""Start tags without an end tag: HTML may have to repeat every one of them in every paragraph that follows."""

LONGEST_JOIN = 50_000
"""Characters that an open tag may hold together; one that is not closed by then ends with its own block."""

_START_TAG = re.compile(
    r"<(?!(?:area|br|col|embed|hr|img|input|link|meta|source|track|wbr)\b)[a-z][a-z0-9-]*(?=[\s/>])", re.IGNORECASE
)

_VERBATIM = ("fence", "code_block")


class Stretch(Struct, frozen=True):
    """A chunk and the lines of the body that are its own: with the blank ones after it, the first with those before."""

    chunk: Chunk
    source: str
    line_count: int


class Made(Struct, frozen=True):
    """A block as it would stand on line 0, the link definitions in it, and whether it leaves HTML open behind it."""

    block: Block
    definitions: Definitions = ()
    open: bool = False


Known = Mapping[tuple[str, int], Made]
"""Blocks by source and number of lines; the two do not go by each other, because the last line may have no end."""


def known(made: Iterable[Made]) -> Known:
    """Return blocks in the form in which an Assembler takes them."""
    return {(one.block.source, one.block.line_count): one for one in made}


class _Part:
    """A stretch on its way into a block; rendered once, when first asked."""

    def __init__(self, stretch: Stretch, style: Style, references: References) -> None:
        self.stretch = stretch
        self._style = style
        self._references = references

    @cached_property
    def overlong(self) -> bool:
        """Tell whether it is to be shown as plain text."""
        source, tokens = self.stretch.source, self.stretch.chunk.tokens
        if len(source) > _LONGEST_BLOCK or len(tokens) > _MOST_TOKENS or has_endless_word(source):
            return True
        if tokens and tokens[0].type in _VERBATIM:
            return False
        too_many = any(source.count(mark) > most for mark, most in _MOST.items())
        return too_many or self._unclosed_in(source) > _MOST_UNCLOSED

    @property
    def text(self) -> str:
        """Return the source without the blank lines around it: what readers see of it if it is overlong."""
        return self.stretch.source.strip()

    @cached_property
    def tokens(self) -> list[Token]:
        """Parse the inline content, which can be done once only."""
        return markdown.settle(self._style.quotes, self.stretch.chunk, self._references)

    @cached_property
    def html(self) -> str:
        """Return the raw HTML; a line end behind it would be one more text inside tags that it leaves open."""
        if self.overlong:
            return f"<p>{escape(self.text, quote=False)}</p>"
        return markdown.html(self._style.quotes, self.tokens).rstrip("\n")

    @cached_property
    def unclosed(self) -> int:
        """Return how many more start tags than end tags there are."""
        return self._unclosed_in(self.html)

    def finish(self) -> tuple[Content, str]:
        """Return content and safe HTML of this part alone."""
        if self.overlong:
            return content.Paragraph(), self.html.replace("<p>", '<p class="overlong">', 1)
        return typed.block(self.tokens, self.html, self._style)

    @staticmethod
    def _unclosed_in(html: str) -> int:
        return len(_START_TAG.findall(html)) - html.count("</") if "<" in html else 0


def has_endless_word(text: str) -> bool:
    """Tell whether a text has a run of characters without a space that no line of a page can hold."""
    return len(text) > LONGEST_WORD and any(len(word) > LONGEST_WORD for word in text.split())


class Assembler:
    """Makes blocks, one after another and reading no further ahead than an open tag makes it."""

    def __init__(self, stretches: Iterator[Stretch], style: Style, references: References, known: Known) -> None:
        """`known` has blocks that were made with the same style and references: they are not made again."""
        self._stretches = stretches
        self._style = style
        self._references = references
        self._known = known
        self._waiting: deque[_Part] = deque()

    def __iter__(self) -> Iterator[Made]:
        while self._waiting or self._pull():
            first = self._waiting.popleft()
            made = self._known.get((first.stretch.source, first.stretch.line_count))
            yield made if made is not None and not made.open else self._block(first)

    def _pull(self) -> bool:
        stretch = next(self._stretches, None)
        if stretch is not None:
            self._waiting.append(_Part(stretch, self._style, self._references))
        return stretch is not None

    def _block(self, first: _Part) -> Made:
        count, is_open = self._reach(first)
        parts = [first, *(self._waiting.popleft() for _ in range(count))]
        source = "".join(part.stretch.source for part in parts)
        if len(parts) == 1:
            what, html = first.finish()
        else:
            what, html = content.Embed(), sanitise.clean("\n".join(part.html for part in parts))
        html = html.strip()
        lines = sum(part.stretch.line_count for part in parts)
        definitions = tuple(found for part in parts for found in part.stretch.chunk.definitions())
        return Made(Block(source, 0, lines, html, _text(what, html, first), what), definitions, is_open)

    def _reach(self, first: _Part) -> tuple[int, bool]:
        """Return how many of the following parts belong to the first, and whether something stays open even so."""
        if "<" not in first.stretch.source or first.overlong:
            return 0, False
        balance = Balance()
        size = unclosed = count = 0
        part = first
        while True:
            balance.feed(part.html)
            if balance.closed:
                return count, False
            size += len(part.stretch.source)
            unclosed += part.unclosed
            if count == len(self._waiting) and not self._pull():
                return count, True
            part = self._waiting[count]
            if size + len(part.stretch.source) > LONGEST_JOIN or unclosed > _MOST_UNCLOSED:
                return 0, True
            count += 1


def _text(what: Content, html: str, first: _Part) -> str:
    if isinstance(what, content.Code):
        return what.text.rstrip("\n")
    return first.text if first.overlong else content.plain(html)
