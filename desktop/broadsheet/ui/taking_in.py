"""Many files become documents in one folder: the work behind the dialog; none stops the others."""

import os
from collections.abc import Callable, Generator
from contextlib import closing
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import Struct

from broadsheet import errors
from broadsheet.article import naming
from broadsheet.store import document as documents
from broadsheet.ui.jobs import Work

if TYPE_CHECKING:
    from broadsheet.importing.imported import Imported, Note
    from broadsheet.importing.several import Step

Many = Callable[[list[Path]], "Generator[Step, None, None]"]
"""Reads files, and those in folders, one after the other."""


class Report(Struct, frozen=True):
    """What became of one file: where it is written now and what did not come along, or why it is not.

    `done` counts it in, of `total`.
    """

    source: Path
    done: int
    total: int
    target: Path | None = None
    notes: "tuple[Note, ...]" = ()
    error: errors.BroadsheetError | None = None


def work(paths: list[Path], out: Path, many: Many | None = None) -> Work:
    """Return the work; raises errors.NotSaved where there is no writing into `out`.

    Gives a Report for each file, and before it None: it can be stopped while nothing of the file is written.
    """

    def run() -> Generator[Any, None, Any]:
        try:
            out.mkdir(parents=True, exist_ok=True)
        except OSError as exc:
            raise errors.NotSaved(out, "denied" if isinstance(exc, PermissionError) else "io", str(exc)) from exc
        with closing((many or _many)(paths)) as steps:
            for step in steps:
                yield None
                yield _written(step, out)

    return run


def _written(step: "Step", out: Path) -> Report:
    report = Report(step.path, step.done, step.total, error=step.error)
    if step.imported is None:
        return report
    try:
        target = _saved(step.imported, out, step.path.stem)
    except errors.BroadsheetError as error:
        return msgspec.structs.replace(report, error=error)
    return msgspec.structs.replace(report, target=target, notes=step.imported.notes)


def _saved(imported: "Imported", out: Path, file: str) -> Path | None:
    """Write a document under a free name: from its article, or else from its file's."""
    document = msgspec.structs.replace(imported.document, path=None, identity=None)
    article = document.article
    stem = naming.stem(article if article.slug or article.headline else msgspec.structs.replace(article, slug=file))
    names = (f"{stem}-{number}" if number > 1 else stem for number in count(1))
    free = next(path for name in names if not os.path.lexists(path := out / f"{name}.textpack"))
    return documents.save(document, free)[0].path


def _many(paths: list[Path]) -> "Generator[Step, None, None]":
    from broadsheet.importing import several

    return several.many(paths)
