"""Checks of the text itself: its order of headings, its ending and what was left in it while writing."""

import re
from collections.abc import Iterator

from broadsheet.article import language
from broadsheet.article.model import Article
from broadsheet.article.place import Place
from broadsheet.checks.finding import Rule, Spot
from broadsheet.checks.reading import Passage, Reading
from broadsheet.render.content import Heading

_UNREAD = re.compile(r"`[^`\n]*`|\]\([^()\n]*\)|<[^<>\n]*>|^[ \t]*(?:[-+*>#]+|\d+[.)])[ \t]+", re.MULTILINE)
"""Markdown that readers do not see as text: code, addresses, tags, and what a line begins with.

No alternative can run over the start of another match, or 100 kB of `<` would take minutes.
"""

_PLACEHOLDER = re.compile(r"\bTKTK\w*|\bX{3,}\b|\?{3,}|(?i:\blorem ipsum\b)")
_THIRTIETH = re.compile(r"\b(?:[A-Z]{2,}|Olimpiade|Olympiad|Games|Bowl) XXX\b")
"""Where XXX is a number: `PON XXX`, `Super Bowl XXX`."""

_TO_COME = re.compile(r"\bTK\b")
"""English newsrooms write TK for "to come"; in Indonesian it is a kindergarten, in German an insurer."""

_STRETCH = 16_384
"""Characters looked through at once: a search keeps all other threads waiting, the window's too, until it is done."""

_WIDE_GAP = re.compile(r"(?<=\S) {2,}(?=\S)")
_PROSE = frozenset({"paragraph", "heading", "quote", "list", "figure", "gallery", "read_also"})
_PARTS = {
    "byline": ("name", "role"),
    "picture": ("alt", "caption", "credit"),
    "related": ("title",),
    "source": ("name",),
    "call_to_action": ("text",),
    "seo": ("title", "description"),
    "corrections": ("text",),
}
_PLAIN = ("kicker", "headline", "deck", "dateline")


def heading_skip(reading: Reading) -> Iterator[Spot]:
    """Find headings that go down more than one level at once (WCAG 2.2, 1.3.1)."""
    above: int | None = None
    for passage in reading.passages:
        heading = passage.block.content
        if isinstance(heading, Heading):
            if above is not None and heading.level > above + 1:
                yield passage.place(), {"level": heading.level, "above": above}
            above = heading.level


def end_mark_missing(reading: Reading) -> Iterator[Spot]:
    """Find a story without the end mark that its house sets; where the house requires one, another check says so."""
    mark = reading.house.end_mark.text
    wanted = mark and not reading.article.end_mark and "end_mark" not in reading.house.required
    if wanted and not all(_ends_with(last, mark) for last in reading.passages[-1:]):
        yield Place("end_mark"), {"mark": mark}


def placeholder(reading: Reading) -> Iterator[Spot]:
    """Find words that stand for something still to come."""
    english = language.primary(reading.article.language or reading.house.language) == "en"
    for place, text in _texts(reading):
        plain = _THIRTIETH.sub(_blank, text)
        found = _PLACEHOLDER.search(plain) or (_TO_COME.search(plain) if english else None)
        if found:
            yield Place(place.field, max(place.offset, 0) + found.start()), {"word": found[0]}


def double_space(reading: Reading) -> Iterator[Spot]:
    """Find gaps of more than one space; one finding for each field or block (of a very long one, several)."""
    for place, text in _texts(reading):
        found = _WIDE_GAP.search(text)
        if found:
            yield Place(place.field, max(place.offset, 0) + found.start()), {}


def _texts(reading: Reading) -> Iterator[tuple[Place, str]]:
    """Yield every text that readers get, each with the place of its first character."""
    yield from ((Place(field), text) for field, text in _field_texts(reading.article))
    for passage in reading.passages:
        if passage.block.kind in _PROSE:
            for start, stretch in _stretches(passage.block.source):
                yield passage.place(start), _UNREAD.sub(_blank, stretch)


def _stretches(text: str) -> Iterator[tuple[int, str]]:
    """Cut a long text where a line or a word ends; one word that is longer is cut anywhere."""
    start = 0
    while len(text) - start > _STRETCH:
        stretch = text[start : start + _STRETCH]
        end = max(stretch.rfind("\n"), 0) or max(stretch.rfind(" "), 0) or _STRETCH
        yield start, stretch[:end]
        start += end
    yield start, text[start:]


def _blank(found: re.Match[str]) -> str:
    """Return as many characters that no check looks for, so that offsets stay true."""
    return "\0" * len(found[0])


def _field_texts(article: Article) -> Iterator[tuple[str, str]]:
    yield from ((field, getattr(article, field)) for field in _PLAIN)
    for field, parts in _PARTS.items():
        value = getattr(article, field)
        rows = enumerate(value) if isinstance(value, tuple) else [("", value)]
        for number, row in rows:
            stem = f"{field}.{number}" if isinstance(value, tuple) else field
            yield from ((f"{stem}.{part}", getattr(row, part)) for part in parts)


def _ends_with(passage: Passage, mark: str) -> bool:
    return passage.block.text.rstrip().endswith(mark) or passage.block.source.strip() == mark


RULES = (
    Rule("heading_skip", "warning", heading_skip),
    Rule("end_mark_missing", "warning", end_mark_missing),
    Rule("placeholder", "warning", placeholder),
    Rule("double_space", "note", double_space),
)
