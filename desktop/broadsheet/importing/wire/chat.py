"""Copy out of a messenger: who has sent what and when, and the messages of which the story is made.

The forms are those in which WhatsApp and Telegram export a talk and copy it to the clipboard.
"""

import re
from collections.abc import Iterable, Sequence

import msgspec
from msgspec import Struct

from broadsheet.importing.wire import desk
from broadsheet.importing.wire.blocks import Block
from broadsheet.importing.wire.piece import Piece

_DAY, _HOUR = r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}", r"\d{1,2}[.:]\d{2}(?:[.:]\d{2})?(?:\s?[AaPp]\.?\s?[Mm]\.?)?"
_MARKS = "[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]*"
_STAMP = re.compile(
    rf"{_MARKS}(?:\[{_DAY},?\s+{_HOUR}\]\s*|\[{_HOUR},\s+{_DAY}\]\s*|{_DAY},?\s+{_HOUR}\s+[-–]\s+)"
    rf"(?P<who>[^:\n]{{1,40}}):(?:\s+|$)"
    rf"|(?P<name>[^\[\]:\n]{{1,40}}),\s\[{_DAY}\s+{_HOUR}\]\s*(?=$|\n)"
)
_STORY = 120
"""Characters of a message of one paragraph that may be one of the story's."""


class Talk(Struct, frozen=True):
    """The blocks of the story, and the pieces of what else was said; all blocks of what is no talk."""

    story: tuple[Block, ...]
    pieces: tuple[Piece, ...] = ()


class _Message(Struct):
    who: str
    stamp: Piece
    blocks: list[Block]

    def size(self) -> int:
        return sum(len(block.text) for block in self.blocks)


def read(blocks: Sequence[Block]) -> Talk:
    """Return the story out of a talk of two messages or more: what its writer sent at length, not what he said."""
    messages = _messages(blocks)
    longest = max(messages, key=_Message.size, default=None)
    if longest is None or len(messages) < 2 or longest.size() < _STORY:
        return Talk(tuple(blocks))
    story = [one for one in messages if one is longest or (one.who == longest.who and _is_told(one))]
    left = [one.stamp for one in messages]
    left += [
        Piece(block.start, block.end, "left_over", "likely")
        for one in messages
        if not any(one is told for told in story)
        for block in one.blocks
    ]
    return Talk(tuple(block for one in story for block in _apart(one.blocks)), tuple(left))


def _messages(blocks: Iterable[Block]) -> list[_Message]:
    found: list[_Message] = []
    for block in blocks:
        stamp = None if block.code else _STAMP.match(block.text)
        if stamp is None and not found:
            return []
        if stamp is None:
            found[-1].blocks.append(block)
            continue
        end = block.start + len(stamp[0].rstrip())
        piece = Piece(block.start, end, "left_over", "likely")
        rest = block.text[stamp.end() :].lstrip()
        behind = [msgspec.structs.replace(block, start=block.end - len(rest), text=rest)] if rest else []
        found.append(_Message((stamp["who"] or stamp["name"]).strip(), piece, behind))
    return found


def _is_told(message: _Message) -> bool:
    """Tell whether a message is at length, and does not speak of the copy or greet somebody."""
    first = message.blocks[0].text if message.blocks else ""
    return message.size() >= _STORY and not desk.weight(first) and not desk.is_greeting(first)


def _apart(blocks: Sequence[Block]) -> list[Block]:
    return [msgspec.structs.replace(block, apart=True) if at == 0 else block for at, block in enumerate(blocks)]
