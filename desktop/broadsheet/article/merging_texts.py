"""A merge of two changed versions of one text, paragraph by paragraph, without regard to line ends: ours stay."""

from broadsheet.article import blocks, sequences
from broadsheet.article.blocks import Blocks, Paragraph
from broadsheet.article.sequences import Clash, Version


def merge(base: str, ours: str, theirs: str) -> tuple[str, tuple[Clash[Paragraph], ...]]:
    """Return the merged text and the clashes; where these are, our paragraphs stand."""
    end = blocks.line_end(ours) or blocks.line_end(theirs) or "\n"
    theirs = blocks.with_line_end(theirs, end)
    bare = [blocks.plain(text) for text in (base, ours, theirs)]
    if len(set(bare)) < len(bare):
        return (theirs if bare[1] == bare[0] else ours), ()
    parts = [blocks.split(text) for text in (base, ours, theirs)]
    paragraphs, clashes = sequences.merge(_version(parts[0]), _version(parts[1]), _version(parts[2]), _settled)
    opening = _changed(*(part.opening for part in parts))
    closing = _changed(*(part.closing for part in parts))
    return blocks.join(Blocks(opening, paragraphs, closing), end), clashes


def read(paragraphs: tuple[Paragraph, ...]) -> str:
    """Return paragraphs as a text, without what stood around them."""
    return blocks.join(Blocks("", paragraphs))


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """Return the paragraphs that clashes count."""
    return blocks.split(text).paragraphs


def with_paragraphs(text: str, new: tuple[Paragraph, ...]) -> str:
    """Return a text with other paragraphs between its opening and its closing blank lines."""
    found = blocks.split(text)
    return blocks.join(Blocks(found.opening, new, found.closing), blocks.line_end(text) or "\n")


def _version(text: Blocks) -> Version[Paragraph]:
    return sequences.version(text.paragraphs, _key)


def _key(paragraph: Paragraph) -> str:
    return blocks.plain(paragraph.text)


def _settled(base: Paragraph, ours: Paragraph, theirs: Paragraph) -> Paragraph:
    """Return our paragraph with the blank lines behind it as the side left them that changed them, ours first."""
    return Paragraph(ours.text, _changed(base.gap, ours.gap, theirs.gap))


def _changed(base: str, ours: str, theirs: str) -> str:
    return theirs if blocks.plain(ours) == blocks.plain(base) else ours
