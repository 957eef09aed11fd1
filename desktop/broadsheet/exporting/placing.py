"""Moves a finished export to where it belongs: all of it, or nothing and what was there stands as before."""

import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from broadsheet import errors
from broadsheet.exporting import listing
from broadsheet.exporting.job import File
from broadsheet.store import atomic
from broadsheet.store.atomic import syncing

_NOBODYS = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})
"""What file managers leave behind."""


@contextmanager
def staging(out: Path, targets: Mapping[str, Path], *, sweep: bool = True) -> Iterator[Path]:
    """Give an empty folder inside `out`, on the drive that the targets are on; it is gone afterwards.

    `sweep` looks for what dead processes left: its cost grows with what is in `out`.
    Raises errors.ExportFailed where the targets cannot be written to or replaced, also for system errors inside.
    """
    try:
        with atomic.as_not_saved(out):
            if not out.is_dir():
                raise errors.ExportFailed(out, "missing")
            _check(targets)
            for target in targets.values() if sweep else ():
                atomic.sweep(target)
            with atomic.staged_folder(out / "export", sweep=sweep) as staged:
                yield staged
    except errors.NotSaved as exc:
        raise errors.ExportFailed(out, exc.reason, exc.detail) from exc


def put(path: Path, file: File) -> None:
    """Write one file of a format, whose place while it is made is `path`; raises OSError."""
    place = path / file.name if file.name else path
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(file.data)


def place(staged: Path, targets: Mapping[str, Path]) -> None:
    """Put each `staged / name` at its target.

    Each is swapped in at once: at any time the old or the new one stands there, whole. If one cannot be, those before
    it are swapped back, also where the writer presses Ctrl+C in the midst of it. Raises errors.ExportFailed, and
    OSError where not even the first step was possible.
    """
    # A full disk may show only now: many file systems find the room for what was written late.
    syncing.sync_tree(staged)
    _check(targets)
    moved = {target: (staged / name, (staged / name).lstat().st_ino) for name, target in targets.items()}
    try:
        for name, target in targets.items():
            with _as_failed(target):
                atomic.swap(staged / name, target)
    except BaseException:
        for target, (new, inode) in reversed(moved.items()):
            if _holds(target, inode):
                _put_back(new, target)
        raise
    syncing.confirm(staged.parent)


@contextmanager
def _as_failed(target: Path) -> Iterator[None]:
    try:
        with atomic.as_not_saved(target):
            yield
    except errors.NotSaved as exc:
        raise errors.ExportFailed(target, exc.reason, exc.detail) from exc


def _holds(target: Path, inode: int) -> bool:
    """Tell whether the new one stands at its target: asked of the disk, as an interruption leaves no notes."""
    try:
        return target.lstat().st_ino == inode
    except OSError:
        return False


def _check(targets: Mapping[str, Path]) -> None:
    """Raise errors.ExportFailed where something stands at a target that an export must not replace."""
    for target in targets.values():
        stranger = _stranger(target)
        if stranger:
            raise errors.ExportFailed(target, "occupied", stranger)
        if target.is_file() and not target.stat().st_mode & 0o222:
            raise errors.ExportFailed(target, "read_only")


def _put_back(new: Path, target: Path) -> None:
    """Put what stood at the target there again; beside it where that fails, as the staging folder will be gone."""
    try:
        if new.exists():
            atomic.swap(new, target)
        else:
            target.rename(new)
    except OSError:
        with suppress(OSError):
            new.rename(target.with_name(f"{target.name}.old"))


def _stranger(target: Path) -> str:
    """Return the name of something at the target that no export has put there, or an empty string."""
    try:
        found = target.lstat()
    except FileNotFoundError:
        return ""
    is_folder = not target.suffix
    if stat.S_ISDIR(found.st_mode) and is_folder:
        return next(_strangers(target), "")
    return "" if stat.S_ISREG(found.st_mode) and not is_folder else target.name


def _strangers(folder: Path) -> Iterator[str]:
    """Yield the files in a folder that no export has put there."""
    own = listing.own_files(folder)
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.name not in _NOBODYS and name not in own and not (path.is_dir() and not path.is_symlink()):
            yield name
