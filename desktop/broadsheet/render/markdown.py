"""The one Markdown set-up: CommonMark with tables, strikethrough and the language's quotation marks.

Text is taken apart into chunks, one for each top-level construct, so that a key in a long article costs what its own
chunk costs. markdown-it's block parser carries nothing over from one top-level construct to the next, but for link
definitions, which are therefore handed in.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore, smartquotes
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from msgspec import Struct

Quotes = tuple[str, str, str, str]
"""Outer and inner pair, opening first; a French one has two characters."""

References = dict[str, dict[str, str]]
"""Link definitions by normalised label, as markdown-it keeps them: `href` and `title`."""

Definition = tuple[str, dict[str, str]]
"""A normalised label and its value in References."""

Definitions = tuple[Definition, ...]

_DEEPEST = 20
"""Levels of quotes and lists in one another, and of brackets; what is deeper is left out, as CommonMark allows."""

BREAKS = ("softbreak", "hardbreak")

_ALIGNMENT = re.compile(r"text-align:(\w+)")


class Chunk(Struct, frozen=True):
    """A top-level construct: its tokens with inline content unparsed, and the line it starts at."""

    start: int
    tokens: list[Token]

    def definitions(self) -> Definitions:
        """Return the link definitions in it, in order."""
        return tuple(
            (token.meta["id"], {"href": token.meta["url"], "title": token.meta["title"]})
            for token in self.tokens
            if token.type == "definition"
        )


@cache
def parser(quotes: Quotes | None) -> MarkdownIt:
    """Return the parser; its core chain works on tokens that `chunks` made. Without `quotes`, straight marks stay."""
    made = MarkdownIt("commonmark", {"maxNesting": _DEEPEST, "inline_definitions": True})
    made.enable(["table", "strikethrough", "smartquotes"])
    made.core.ruler.disable(["normalize", "block"])
    made.options["typographer"] = quotes is not None
    if quotes is not None:
        made.options["quotes"] = quotes
    made.options["xhtmlOut"] = False
    for name, rule in _RULES.items():
        made.add_render_rule(name, rule)
    return made


def normal(line: str) -> str:
    """Return a line as Markdown reads it: no carriage return, no NUL (CommonMark §2.3)."""
    return line.removesuffix("\r").replace("\r", " ").replace("\0", "\ufffd")


def folded(text: str) -> str:
    """Return text in the case in which labels are compared (CommonMark §4.7)."""
    return normal(text).lower().upper()


def chunks(quotes: Quotes | None, text: str) -> Iterator[Chunk]:
    """Take text apart, chunk by chunk and no faster than asked."""
    made = parser(quotes)
    state = StateBlock(text, made, {}, [])
    rules = made.block.ruler.getRules("")
    state.line = state.skipEmptyLines(0)
    while state.line < state.lineMax:
        start, state.tokens = state.line, []
        any(rule(state, start, state.lineMax, False) for rule in rules)
        yield Chunk(start, state.tokens)
        state.line = state.skipEmptyLines(state.line)


def settle(quotes: Quotes | None, chunk: Chunk, references: References) -> list[Token]:
    """Parse the inline content of a chunk's tokens, in place, and return them."""
    state = StateCore("", parser(quotes), {"references": references}, chunk.tokens)
    state.md.core.process(state)
    return state.tokens


def html(quotes: Quotes | None, tokens: Sequence[Token]) -> str:
    """Return the raw HTML of tokens whose inline content is parsed; it is not safe yet."""
    made = parser(quotes)
    rendered: str = made.renderer.render(tokens, made.options, {})
    return rendered


def inline_html(quotes: Quotes | None, tokens: Sequence[Token]) -> str:
    """Return the raw HTML of the inside of a paragraph; it is not safe yet."""
    made = parser(quotes)
    assert isinstance(made.renderer, RendererHTML)
    return made.renderer.renderInline(tokens, made.options, {})


def words(tokens: Sequence[Token]) -> str:
    """Return the text of inline tokens without markup, on one line; an image is its alternative text."""
    return "".join(map(_word, tokens))


def _word(token: Token) -> str:
    if token.type == "image":
        return words(token.children or [])
    if token.type in BREAKS:
        return " "
    return token.content if token.type in ("text", "code_inline") else ""


def smarten(quotes: Quotes | None, text: str) -> str:
    """Return plain text with the language's quotation marks."""
    if quotes is None or ('"' not in text and "'" not in text):
        return text
    inner = Token("text", "", 0, content=text)
    settled = Token("inline", "", 0, content=text, children=[inner])
    smartquotes(StateCore("", parser(quotes), {}, [settled]))
    return inner.content


def _heading(self: RendererHTML, tokens: Sequence[Token], at: int, options: OptionsDict, env: EnvType) -> str:
    """Render a heading's tag; the page's h1 is the headline, so `#` is an h2 like `##`."""
    if tokens[at].tag == "h1":
        tokens[at].tag = "h2"
    return self.renderToken(tokens, at, options, env)


def _cell(self: RendererHTML, tokens: Sequence[Token], at: int, options: OptionsDict, env: EnvType) -> str:
    """Render a table cell: alignment as a class, because styles do not pass the sanitiser; scope for screen readers."""
    found = _ALIGNMENT.search(str(tokens[at].attrs.pop("style", "")))
    if found and found[1] != "left":
        tokens[at].attrs["class"] = f"align-{found[1]}"
    if tokens[at].tag == "th":
        tokens[at].attrs["scope"] = "col"
    return self.renderToken(tokens, at, options, env)


def _nothing(self: RendererHTML, tokens: Sequence[Token], at: int, options: OptionsDict, env: EnvType) -> str:
    return ""


_RULES = {
    "heading_open": _heading,
    "heading_close": _heading,
    "th_open": _cell,
    "td_open": _cell,
    "definition": _nothing,
}
