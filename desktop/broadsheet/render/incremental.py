"""Keeps the blocks of a body while its lines change, so that a key costs what its own block costs."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, chain

from msgspec import Struct

from broadsheet.render import assembly, blocks, markdown
from broadsheet.render.assembly import Assembler, Made, Stretch
from broadsheet.render.content import Block, Style
from broadsheet.render.markdown import References

_WINDOW = 8
"""Lines behind an edit that are parsed at first; doubled until the blocks are whole."""


class Change(Struct, frozen=True):
    """From block `first` on, the blocks `gone` have become `added`; their `line` is not set."""

    first: int
    gone: tuple[Block, ...]
    added: tuple[Block, ...]


class Body:
    """The lines of a body and its blocks; always what `blocks.styled` gives for the whole."""

    def __init__(self, text: str, style: Style) -> None:
        self._style = style
        self._lines = text.split("\n")
        self._made: list[Made] = []
        self._starts: list[int] = []
        """The first line of each block."""
        self._references: References = {}
        self._open = 0
        """How many blocks leave HTML open; while there is none, nobody looks for one."""
        self._remake(())

    @property
    def text(self) -> str:
        """Return the body's Markdown."""
        return "\n".join(self._lines)

    def __len__(self) -> int:
        return len(self._made)

    def __getitem__(self, at: int) -> Block:
        """Return a block; its `line` is not set."""
        return self._made[at].block

    def blocks(self) -> tuple[Block, ...]:
        """Return all blocks with their lines; unlike all else here this takes the longer the more blocks there are."""
        return blocks.numbered(self._made)

    def edit(self, first: int, removed: int, added: Sequence[str]) -> Change:
        """Replace lines [first, first + removed) by others and return what that does to the blocks.

        Raises ValueError where there are no such lines, where none would be left (an empty body is one empty line), and
        where what is added is more than lines.
        """
        total = len(self._lines)
        if any("\n" in line for line in added):
            raise ValueError("a line with a line break in it")
        if first < 0 or removed < 0 or first + removed > total or (removed == total and not added):
            raise ValueError(f"lines {first} to {first + removed} of {total} by {len(added)}")
        start = self._restart(first)
        self._lines[first : first + removed] = added
        made, end = self._reparse(start, first + len(added), len(added) - removed)
        if any(one.definitions for one in chain(self._made[start:end], made)):
            after = chain(self._made[:start], made, self._made[end:])
            references = blocks.effective(found for one in after for found in one.definitions)
            if references != self._references:
                return self._remake(self._unconcerned(references))
        return self._splice(start, end, made, len(added) - removed)

    def _restart(self, line: int) -> int:
        """Return the earliest block that a change in that line can change.

        A block ends where the next one's first line says so, hence one more than the line's own. Only the title of a
        link definition may be sought further ahead, but not across a blank line.
        """
        at = max(0, bisect_right(self._starts, line) - 1)
        earliest = at
        while at > 0 and self._lines[self._starts[at] - 1].strip(" \t\r"):
            at -= 1
            if "]:" in self._made[at].block.source:
                earliest = at
        earliest = max(0, earliest - 1)
        return self._reaching(earliest) if self._open else earliest

    def _reaching(self, at: int) -> int:
        """Return the first block whose open HTML may hold together everything up to that block, or that block."""
        earliest, size = at, 0
        while at > 0 and size <= assembly.LONGEST_JOIN:
            at -= 1
            size += len(self._made[at].block.source)
            if self._made[at].open:
                earliest = at
        return earliest

    def _reparse(self, start: int, until: int, shift: int) -> tuple[list[Made], int]:
        """Make blocks anew from block `start` on, until one ends behind line `until` where an old one ended.

        What follows such a line is as it was, because a block depends on nothing before it. Returns the new blocks
        and the index of the first old one that stays.
        """
        line = self._starts[start] if self._starts else 0
        old = bisect_left(self._starts, until - shift)
        known = assembly.known(self._made[start:old])
        made = []
        for one in Assembler(self._read(line, until), self._style, self._references, known):
            made.append(one)
            line += one.block.line_count
            if line >= until:
                end = bisect_left(self._starts, line - shift)
                if end < len(self._starts) and self._starts[end] == line - shift:
                    return made, end
        return made, len(self._made)

    def _read(self, first: int, until: int) -> Iterator[Stretch]:
        """Take the lines from `first` on apart, in windows: the last block of a window may go on behind it."""
        size = until - first + _WINDOW
        while True:
            last = self._paragraph_end(first + size)
            held = None
            for stretch in blocks.stretches(self._lines, first, last, self._style.quotes):
                if held is not None:
                    yield held
                    first += held.line_count
                held = stretch
            if last == len(self._lines):
                yield from () if held is None else (held,)
                return
            size *= 2

    def _paragraph_end(self, line: int) -> int:
        """Return the line behind the first blank one from there on: only there can text be cut and not misread."""
        total = len(self._lines)
        while line < total and self._lines[line - 1].strip(" \t\r"):
            line += 1
        return min(line, total)

    def _unconcerned(self, references: References) -> list[Made]:
        """Return the blocks that are the same with these link definitions instead of those that hold."""
        before = self._references
        changed = [label for label in before.keys() | references.keys() if before.get(label) != references.get(label)]
        # A label may be broken across lines, with a quote's marks in it, but never within a word.
        words = [label.split()[0] for label in changed]
        return [one for one in self._made if not _may_refer(one.block.source, words)]

    def _splice(self, start: int, end: int, made: list[Made], shift: int) -> Change:
        while start < end and made and made[0] is self._made[start]:
            made = made[1:]
            start += 1
        while start < end and made and made[-1] is self._made[end - 1]:
            made = made[:-1]
            end -= 1
        gone = self._made[start:end]
        line = self._starts[start - 1] + self._made[start - 1].block.line_count if start else 0
        self._starts[start:end] = list(accumulate((one.block.line_count for one in made[:-1]), initial=line))[
            : len(made)
        ]
        if shift:
            after = start + len(made)
            self._starts[after:] = [line + shift for line in self._starts[after:]]
        self._made[start:end] = made
        self._open += sum(one.open for one in made) - sum(one.open for one in gone)
        return _change(start, gone, made)

    def _remake(self, known: Iterable[Made]) -> Change:
        """Make everything anew but the blocks in `known`."""
        old = self._made
        self._made, self._references = blocks.whole(self._lines, self._style, assembly.known(known))
        self._starts = list(accumulate((one.block.line_count for one in self._made[:-1]), initial=0))[: len(self._made)]
        self._open = sum(one.open for one in self._made)
        shared = min(len(old), len(self._made))
        first = next((at for at in range(shared) if old[at] != self._made[at]), shared)
        same = next((at for at in range(shared - first) if old[-1 - at] != self._made[-1 - at]), shared - first)
        return _change(first, old[first : len(old) - same], self._made[first : len(self._made) - same])


def _may_refer(source: str, words: list[str]) -> bool:
    if "[" not in source:
        return False
    folded = markdown.folded(source)
    return any(word in folded for word in words)


def _change(first: int, gone: list[Made], added: list[Made]) -> Change:
    return Change(first, tuple(one.block for one in gone), tuple(one.block for one in added))
