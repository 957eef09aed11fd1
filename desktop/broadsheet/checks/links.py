"""Checks of what leads elsewhere: read-also blocks, related links and links in the text."""

from collections.abc import Iterator
from itertools import pairwise

from broadsheet.article.place import Place
from broadsheet.checks import markup
from broadsheet.checks.finding import Rule, Spot
from broadsheet.checks.reading import Passage, Reading
from broadsheet.render import links
from broadsheet.render.content import ReadAlso


def read_also_without_address(reading: Reading) -> Iterator[Spot]:
    """Find read-also blocks that lead nowhere."""
    for passage, block in _read_alsos(reading):
        if not block.url.strip():
            yield passage.place(), {"title": block.title}


def read_also_first(reading: Reading) -> Iterator[Spot]:
    """Find a read-also before the first paragraph: it sends readers away before the story begins."""
    for passage in reading.passages[:1]:
        if isinstance(passage.block.content, ReadAlso):
            yield passage.place(), {"title": passage.block.content.title}


def read_also_in_a_row(reading: Reading) -> Iterator[Spot]:
    """Find read-also blocks with no text between them."""
    for before, passage in pairwise(reading.passages):
        if isinstance(before.block.content, ReadAlso) and isinstance(passage.block.content, ReadAlso):
            yield passage.place(), {"title": passage.block.content.title}


def link_repeated(reading: Reading) -> Iterator[Spot]:
    """Find addresses that the read-also blocks and the related links hold more than once."""
    seen: set[str] = set()
    found = [(passage.place(), block.title, block.url) for passage, block in _read_alsos(reading)]
    found += [
        (Place(f"related.{number}.url"), link.title, link.url) for number, link in enumerate(reading.article.related)
    ]
    for place, title, url in found:
        address = url.strip().rstrip("/")
        if address and address in seen:
            yield place, {"title": title, "url": url}
        seen.add(address)


def related_without_address(reading: Reading) -> Iterator[Spot]:
    """Find related links that lead nowhere, or to what no page may lead to."""
    for number, link in enumerate(reading.article.related):
        if link.title.strip() and not links.safe(link.url):
            yield Place(f"related.{number}.url"), {"title": link.title}


def link_without_text(reading: Reading) -> Iterator[Spot]:
    """Find links that show nothing to click on (WCAG 2.2, 2.4.4)."""
    for passage, anchor in _anchors(reading):
        if not anchor.text:
            yield _place(passage, anchor.url), {"url": anchor.url}


def related_without_title(reading: Reading) -> Iterator[Spot]:
    """Find related links of which readers see the bare address."""
    for number, link in enumerate(reading.article.related):
        if link.url.strip() and not link.title.strip():
            yield Place(f"related.{number}.title"), {"url": link.url}


def link_to_nothing(reading: Reading) -> Iterator[Spot]:
    """Find links in the text without an address."""
    for passage, anchor in _anchors(reading):
        if anchor.url in ("", "#"):
            yield _place(passage, anchor.text), {"text": anchor.text}


def _read_alsos(reading: Reading) -> Iterator[tuple[Passage, ReadAlso]]:
    for passage in reading.passages:
        if isinstance(passage.block.content, ReadAlso):
            yield passage, passage.block.content


def _anchors(reading: Reading) -> Iterator[tuple[Passage, markup.Anchor]]:
    for passage in reading.passages:
        if "<a" in passage.block.html and not isinstance(passage.block.content, ReadAlso):
            yield from ((passage, anchor) for anchor in markup.collect(passage.block.html)[0])


def _place(passage: Passage, text: str) -> Place:
    return passage.place(passage.block.source.find(text))


RULES = (
    Rule("read_also_without_address", "warning", read_also_without_address),
    Rule("read_also_first", "warning", read_also_first),
    Rule("read_also_in_a_row", "warning", read_also_in_a_row),
    Rule("link_repeated", "warning", link_repeated),
    Rule("related_without_address", "warning", related_without_address),
    Rule("link_without_text", "error", link_without_text),
    Rule("related_without_title", "warning", related_without_title),
    Rule("link_to_nothing", "error", link_to_nothing),
)
