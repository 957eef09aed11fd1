"""Many files at once: what lies in the folders that were named, one after the other, in one conversion process."""

import os
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path

from msgspec import Struct

from broadsheet import errors
from broadsheet.importing.apart import Converter
from broadsheet.importing.imported import Imported
from broadsheet.importing.table import OURS, READERS

MOST_FILES = 10_000
_DEEPEST = 32
_SORRY = frozenset({".doc", ".docm", ".pdf", ".pages", ".wpd", ".wps", ".eml"})
"""Texts that there is no reader for: in a folder of articles the writer shall know that they did not come."""


class Step(Struct, frozen=True):
    """One file of many: what was read, or why not. `done` counts it in, of `total`.

    Where there are more than MOST_FILES, the last step is the first that is not read, refused as `too_many`.
    """

    path: Path
    done: int
    total: int
    imported: Imported | None = None
    error: errors.BroadsheetError | None = None


def never() -> bool:
    """Cancel nothing."""
    return False


def many(paths: Iterable[Path], cancelled: Callable[[], bool] = never) -> Generator[Step, None, None]:
    """Yield what each file gives; for a folder, what all files in and below it give that can be articles.

    Closing the generator ends the process too; `cancelled` is asked before each file.
    """
    files = list(islice(found(paths), MOST_FILES + 1))
    with closing(Converter()) as converter:
        for done, path in enumerate(files, 1):
            if cancelled():
                return
            try:
                if done > MOST_FILES:
                    raise errors.UnreadableDocument(path, "too_many", f"> {MOST_FILES}")
                _look(path)
                step = Step(path, done, len(files), converter.read(path))
            except errors.UnreadableDocument as exc:
                step = Step(path, done, len(files), error=exc)
            yield step


def _look(path: Path) -> None:
    """Raise errors.UnreadableDocument for a folder that was not gone into."""
    if path.is_dir() and path.suffix.lower() not in OURS:
        raise errors.UnreadableDocument(path, "linked" if path.is_symlink() else "denied")


def found(paths: Iterable[Path]) -> Iterator[Path]:
    """Yield the files to read: those named as they are, those of folders sorted and none twice.

    Hidden files and the folder of pictures beside a saved page are passed over. A folder that cannot be read, or a link
    to one outside those named, is yielded itself; one inside them is read where it is.
    """
    paths = list(paths)
    tops = tuple(os.path.realpath(path) for path in paths if path.is_dir())
    seen: set[str] = set()
    for path in paths:
        if not path.is_dir() or path.suffix.lower() in OURS:
            seen.add(os.path.realpath(path))
            yield path
            continue
        for one in _walk(path, tops):
            real = os.path.realpath(one)
            if real not in seen:
                seen.add(real)
                yield one


def _walk(folder: Path, tops: tuple[str, ...], depth: int = 0) -> Iterator[Path]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name.casefold())
    except OSError:
        yield folder
        return
    pages = {Path(entry.name).stem for entry in entries if entry.name.lower().endswith((".html", ".htm"))}
    for entry in entries:
        path = Path(entry.path)
        ending = path.suffix.lower()
        if entry.name.startswith((".", "~$")):
            continue
        is_folder = _is_folder(entry)
        if ending in OURS or (not is_folder and (ending in READERS or ending in _SORRY)):
            yield path
        elif is_folder and entry.is_symlink():
            if not any(Path(os.path.realpath(path)).is_relative_to(top) for top in tops):
                yield path
        elif is_folder and depth < _DEEPEST and not _belongs(entry.name, pages):
            yield from _walk(path, tops, depth + 1)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    """Tell whether an entry is a folder or leads to one; a link to itself leads nowhere."""
    try:
        return entry.is_dir()
    except OSError:
        return False


def _belongs(name: str, pages: set[str]) -> bool:
    """Tell whether a folder holds what a browser saved beside a page."""
    return any(name in (f"{page}_files", f"{page}.files", f"{page}-Dateien") for page in pages)
