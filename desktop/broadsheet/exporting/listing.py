"""Which files in a folder an export has put there: a later export replaces them, and nothing else that it finds.

A web page's stylesheet says it itself. Other folders have a file for it whose name begins with a dot: makers of static
sites and file managers pass over such files.
"""

from pathlib import Path

from broadsheet.exporting import web
from broadsheet.exporting.job import File

NAME = ".broadsheet-export"
_OPENING = "Broadsheet wrote these files, and replaces no others here:\n"


def file(names: list[str]) -> File:
    """Return the file that lists the others of a folder, by their paths in it."""
    return File(NAME, (_OPENING + "".join(f"{name}\n" for name in names)).encode())


def own_files(folder: Path) -> frozenset[str]:
    """Return the files that an export wrote into a folder; none where it was no export."""
    return web.own_files(folder) or _listed(folder)


def _listed(folder: Path) -> frozenset[str]:
    try:
        opening, *names = (folder / NAME).read_text("utf-8").splitlines(keepends=True)
    except (OSError, ValueError):
        return frozenset()
    return frozenset({NAME, *(name.rstrip("\n") for name in names)}) if opening == _OPENING else frozenset()
