"""Counts what there is to read in a body."""

import re
from collections.abc import Iterable

from broadsheet.render import content
from broadsheet.render.content import Block
from broadsheet.render.protocol import Counts

_NOT_PROSE = content.ReadAlso | content.Figure | content.Gallery | content.Embed
"""What stands between the paragraphs: newsrooms do not count it as length."""

_IN_WORD = re.compile(r"\w")


def count(blocks: Iterable[Block]) -> Counts:
    """Return how much there is in these blocks; a word is what stands between spaces and has a letter or digit."""
    words = characters = read_also = figures = 0
    for block in blocks:
        read_also += isinstance(block.content, content.ReadAlso)
        figures += len(content.pictured(block.content))
        if not isinstance(block.content, _NOT_PROSE):
            words += sum(1 for word in block.text.split() if _IN_WORD.search(word))
            characters += len(block.text)
    return Counts(words, characters, read_also, figures)


def changed(before: Counts, gone: Iterable[Block], added: Iterable[Block]) -> Counts:
    """Return the counts after some blocks have been replaced by others."""
    less, more = count(gone), count(added)
    return Counts(
        before.words - less.words + more.words,
        before.characters - less.characters + more.characters,
        before.read_also - less.read_also + more.read_also,
        before.figures - less.figures + more.figures,
    )
