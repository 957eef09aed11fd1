"""Changes that wait for the worker: told together, and what the writer overtook is not told at all; no Qt."""

from msgspec import Struct


class LineEdit(Struct, frozen=True):
    """Replace `removed` lines of the body from line `first` by `added`."""

    first: int
    removed: int
    added: tuple[str, ...]


class Waiting:
    """What changed since the worker was last told."""

    def __init__(self) -> None:
        self.everything = False
        self.fields = False
        self.assets = False
        self.lines: list[LineEdit] = []

    def __bool__(self) -> bool:
        return self.everything or self.fields or self.assets or bool(self.lines)

    def add_lines(self, edit: LineEdit) -> None:
        """Take in one more change of lines; one inside the lines of the last change becomes part of it."""
        joined = _join(self.lines[-1], edit) if self.lines else None
        if joined is None:
            self.lines.append(edit)
        else:
            self.lines[-1] = joined


def _join(old: LineEdit, new: LineEdit) -> LineEdit | None:
    """Return both changes as one, or None where the newer reaches beyond the lines of the older."""
    start = new.first - old.first
    end = start + new.removed
    if start < 0 or end > len(old.added):
        return None
    return LineEdit(old.first, old.removed, old.added[:start] + new.added + old.added[end:])
