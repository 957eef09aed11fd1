"""Many files become documents in one folder: the work behind the dialog; none stops the others."""

import os
from collections.abc import Callable, Generator, Iterator
from itertools import count, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import Struct

from broadsheet import errors
from broadsheet.article import naming
from broadsheet.store import document as documents
from broadsheet.ui.asking import ENDINGS
from broadsheet.ui.jobs import Work

if TYPE_CHECKING:
    from broadsheet.importing.imported import Imported, Note

Read = Callable[[Path], "Imported"]

MOST_FILES = 5_000
"""Of one import; a folder that has more of them is hardly the one that was meant."""


class Report(Struct, frozen=True):
    """What became of one file: where it is written now and what did not come along, or why it could not be read."""

    source: Path
    target: Path | None = None
    notes: "tuple[Note, ...]" = ()
    error: errors.BroadsheetError | None = None


class Step(Struct, frozen=True):
    """How far it is; `report` is about the file that is just done, `now` is the next one."""

    done: int
    total: int
    now: str = ""
    report: Report | None = None


def found(paths: list[Path]) -> list[Path]:
    """Return the files that can become documents, in folders too, each once; links to folders are not followed."""
    return list(islice(dict.fromkeys(_found(paths)), MOST_FILES))


def work(paths: list[Path], out: Path, read: Read) -> Work:
    """Return the work: gives a Step for each file; raises errors.NotSaved where there is no writing into `out`."""

    def run() -> Generator[Any, None, Any]:
        yield Step(0, 0)
        files = found(paths)
        try:
            out.mkdir(parents=True, exist_ok=True)
        except OSError as exc:
            raise errors.NotSaved(out, "denied" if isinstance(exc, PermissionError) else "io", str(exc)) from exc
        for number, path in enumerate(files):
            yield Step(number, len(files), path.name)
            yield Step(number + 1, len(files), path.name, _taken(path, out, read))
        return len(files)

    return run


def _taken(path: Path, out: Path, read: Read) -> Report:
    try:
        imported = read(path)
        document = msgspec.structs.replace(imported.document, path=None, identity=None)
        kept, _outcome = documents.save(document, _free(out, naming.stem(document.article)))
    except errors.BroadsheetError as error:
        return Report(path, error=error)
    return Report(path, kept.path, imported.notes)


def _free(folder: Path, stem: str) -> Path:
    names = (stem if number == 1 else f"{stem}-{number}" for number in count(1))
    return next(path for name in names if not os.path.lexists(path := folder / f"{name}.textpack"))


def _found(paths: list[Path]) -> Iterator[Path]:
    for path in paths:
        if _is_ours(path) or not path.is_dir():
            yield path
            continue
        for folder, below, names in os.walk(path):
            bundles = sorted(name for name in below if _is_ours(Path(name)))
            below[:] = sorted(name for name in below if name not in bundles and not name.startswith("."))
            for name in sorted([*bundles, *names]):
                if not name.startswith(".") and Path(name).suffix.lower().lstrip(".") in ENDINGS:
                    yield Path(folder, name)


def _is_ours(path: Path) -> bool:
    return path.suffix.lower() in (".textbundle", ".textpack")
