"""What is kept with every block of the body: which fence goes on after it, and how it was laid out.

All of it is one number, the block's user state: an object as its user data would belong to Python and to Qt at once.
"""

from typing import NamedTuple

from PySide6.QtGui import QTextBlock, QTextCursor

from broadsheet.ui.editor import syntax
from broadsheet.ui.editor.syntax import Kind

_FENCES = ("```", "~~~")
_MANY = 200
_LONGEST_FENCE = 1_000
_FENCE_BITS, _KIND_BITS = 6, 4
_FENCE = (1 << _FENCE_BITS) - 1
_KIND = (1 << _KIND_BITS) - 1
HEIGHT_FROM = _FENCE_BITS + _KIND_BITS + 1
"""The bit of a block's state where its height begins: 0 above it for a block that never was laid out."""
_TALLEST = (1 << 20) - 1
_KINDS = tuple(Kind)


class Laid(NamedTuple):
    """How a block was laid out: its height in whole pixels, what it is, whether it runs right to left."""

    height: int
    kind: Kind
    mirrored: bool


def fence_after(block: QTextBlock) -> int:
    """Return `syntax.fence` after a block; 0 where the block is not valid or was never looked at."""
    return max(0, block.userState()) & _FENCE


def keep(block: QTextBlock, laid: Laid) -> None:
    """Remember how a block was laid out."""
    packed = (min(laid.height, _TALLEST) << 1 | laid.mirrored) << _KIND_BITS | laid.kind
    block.setUserState(packed << _FENCE_BITS | fence_after(block))


def recall(block: QTextBlock) -> Laid | None:
    """Return how a block was laid out last; None where it never was."""
    state = block.userState()
    if state <= _FENCE:
        return None
    packed = state >> _FENCE_BITS
    return Laid(state >> HEIGHT_FROM, _KINDS[packed & _KIND], bool(packed >> _KIND_BITS & 1))


class Fences:
    """Keeps the fences of a document as it changes."""

    def __init__(self) -> None:
        self._any = False

    def follow(self, first: QTextBlock, last: QTextBlock) -> bool:
        """Look at changed blocks, and at those behind as far as it matters; tell whether others changed with them."""
        many = last.blockNumber() - first.blockNumber() > _MANY
        if many and not self._any:
            cursor = QTextCursor(first)
            cursor.setPosition(last.position() + last.length() - 1, QTextCursor.MoveMode.KeepAnchor)
            text = cursor.selectedText()
            if not any(fence in text for fence in _FENCES):
                return False
        state = fence_after(first.previous())
        block, spread, inside = first, False, True
        while block.isValid():
            after = syntax.fence(block.text(), state) if block.length() < _LONGEST_FENCE else state
            changed = after != fence_after(block)
            if not inside and not changed:
                break
            if changed:
                self._any = True
                block.setUserState(max(0, block.userState()) & ~_FENCE | after)
            if not inside:
                block.clearLayout()
            spread = spread or changed
            inside = inside and block != last
            state, block = after, block.next()
        return spread
