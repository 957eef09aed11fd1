"""A whole page of a portal, copied from its menu to its last line: where the story on it begins and ends.

The menu ends with the path to the story, and what is below the story begins with what others read or say. Both are
lines of few words; a sentence that may be told to readers is never among them.
"""

from collections.abc import Sequence

from broadsheet.importing.wire import marks, titles
from broadsheet.importing.wire.blocks import Block

_DEEPEST = 40
"""Lines of a menu, at most."""
_LONGEST_ENTRY, _LONGEST_BELOW = 40, 160
"""Characters of a line of a menu, and of one below the story: the headline of another."""
_SHORTEST_STORY, _MOST_SENTENCES = 4, 2
"""Blocks behind a menu, and sentences below a story: what a page says of its readers' comments."""


def menu(blocks: Sequence[Block]) -> int:
    """Return the first block behind the menu and the path to the story, or 0 where none is there."""
    at = next((number for number, block in enumerate(blocks[:_DEEPEST]) if marks.path(block.text)), 0)
    while at + 1 < len(blocks) and at and marks.path(blocks[at + 1].text):
        at += 1
    listed = all(_is_entry(block) for block in blocks[:at])
    return at + 1 if at and listed and at + _SHORTEST_STORY < len(blocks) else 0


def foot(blocks: Sequence[Block], begin: int) -> int:
    """Return the block with which what stands below the story begins, or the number of blocks."""
    told = False
    for at in range(begin + 1, len(blocks)):
        if told and marks.foot(blocks[at].text) and _is_below(blocks[at:]):
            return at
        told = told or titles.is_sentence(blocks[at].text)
    return len(blocks)


def _is_below(blocks: Sequence[Block]) -> bool:
    """Tell whether blocks are headlines of others, buttons and notices: the story does not go on in them."""
    short = all(len(block.text) <= _LONGEST_BELOW for block in blocks)
    return short and sum(titles.is_sentence(block.text) for block in blocks) <= _MOST_SENTENCES


def _is_entry(block: Block) -> bool:
    return len(block.text) <= _LONGEST_ENTRY and (not titles.is_sentence(block.text) or block.text.endswith("..."))
