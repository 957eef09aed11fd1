"""Takes a body apart into typed blocks with safe HTML."""

from collections.abc import Iterable, Iterator

import msgspec

from broadsheet.article import language
from broadsheet.article.house import House
from broadsheet.render import assembly, markdown
from broadsheet.render.assembly import Assembler, Known, Made, Stretch
from broadsheet.render.content import Block, Style
from broadsheet.render.markdown import Chunk, Quotes, References

_STAND_IN = 200
"""Characters of a line with an endless word that the parser gets to see: enough to tell where its block begins."""


def style(house: House, tag: str) -> Style:
    """Return what a house decides about the blocks of an article in that language."""
    tag = tag or house.language
    quotes = language.language(tag).quotes if house.smart_quotes else None
    return Style(house.read_also_labels(tag), quotes, house.credit_form, house.read_also_colon)


def split(
    body: str,
    labels: tuple[str, ...] = (),
    quotes: Quotes | None = None,
    *,
    credit_form: str = "({credit})",
    colon: str = ":",
) -> tuple[Block, ...]:
    """Return the blocks of a body; their sources in a row are the body, to the byte. An empty body has none."""
    return styled(body, Style(labels, quotes, credit_form, colon))


def styled(body: str, how: Style) -> tuple[Block, ...]:
    """Return the blocks of a body, as `split` does."""
    made, _ = whole(body.split("\n"), how, {})
    return numbered(made)


def whole(lines: list[str], how: Style, known: Known) -> tuple[list[Made], References]:
    """Make the blocks of a whole body and return them with its link definitions.

    `known` has blocks that need not be made again: of the same style, and without a link by reference.
    """
    read = list(stretches(lines, 0, len(lines), how.quotes))
    references = effective(found for stretch in read for found in stretch.chunk.definitions())
    return list(Assembler(iter(read), how, references, known)), references


def effective(definitions: Iterable[markdown.Definition]) -> References:
    """Return the definitions that count: the first of each label (CommonMark §4.7)."""
    references: References = {}
    for label, target in definitions:
        references.setdefault(label, target)
    return references


def numbered(made: Iterable[Made]) -> tuple[Block, ...]:
    """Return the blocks with their places in the body."""
    blocks = []
    line = 0
    for one in made:
        blocks.append(msgspec.structs.replace(one.block, line=line))
        line += one.block.line_count
    return tuple(blocks)


def stretches(lines: list[str], first: int, last: int, quotes: Quotes | None) -> Iterator[Stretch]:
    """Take lines [first, last) apart; `first` starts a block. The last stretch is right only at the body's end."""
    end = "\n" if last < len(lines) else ""
    text = "\n".join(map(_readable, lines[first:last])) + end
    start, held = first, None
    for chunk in markdown.chunks(quotes, text):
        if held is not None:
            stop = first + chunk.start
            yield Stretch(held, "\n".join(lines[start:stop]) + "\n", stop - start)
            start = stop
        held = chunk
    if held is not None or lines != [""]:
        yield Stretch(held or Chunk(0, []), "\n".join(lines[start:last]) + end, last - start)


def _readable(line: str) -> str:
    return markdown.normal(line[:_STAND_IN] if assembly.has_endless_word(line) else line)
