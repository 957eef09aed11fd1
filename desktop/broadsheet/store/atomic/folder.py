"""A whole folder, replaced safely: built beside its place, then swapped in at once."""

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from broadsheet import errors
from broadsheet.store.atomic import exchange, failures, file, identity, leftovers, likeness, syncing
from broadsheet.store.atomic.identity import Identity
from broadsheet.store.atomic.outcome import Outcome


@contextmanager
def staged_folder(target: Path, *, sweep: bool = True) -> Iterator[Path]:
    """Give an empty folder beside `target` to be filled and handed to `place_folder`; else it is gone afterwards.

    `sweep` removes what dead processes left there. Raises errors.NotSaved for `target` where it cannot be made.
    """
    with failures.as_not_saved(target):
        place = Path(os.path.realpath(target))
        if sweep:
            leftovers.sweep(place)
        staged = leftovers.name_beside(place, "tmp")
        staged.mkdir()
    try:
        yield staged
    finally:
        leftovers.remove(staged)


def write_folder(
    target: Path, parts: Mapping[str, bytes], *, expect: Identity | None = None, overwrite: bool = False
) -> Outcome:
    """Make `target` a folder of exactly these files: path inside it, with `/`, -> bytes; an empty folder ends in `/`.

    `expect`, `overwrite` and the errors raised are those of `atomic.write`.
    """
    with staged_folder(target) as staged, failures.as_not_saved(target):
        for name, data in parts.items():
            inner = staged / name
            if name.endswith("/"):
                inner.mkdir(parents=True, exist_ok=True)
                continue
            inner.parent.mkdir(parents=True, exist_ok=True)
            like = target / name
            file.write_new(inner, data, like=like if like.is_file() else None)
            if inner.read_bytes() != data:
                raise errors.NotSaved(target, "verification", name)
        return place_folder(staged, target, expect=expect, overwrite=overwrite)


def place_folder(staged: Path, target: Path, *, expect: Identity | None = None, overwrite: bool = False) -> Outcome:
    """Put a finished folder at `target`; all of it or, on an error, none, and then the old folder stands as before.

    What stood there is removed with all that was in it. `staged` must be in the same folder as `target`, and is gone
    afterwards. `expect`, `overwrite` and the errors raised are those of `atomic.write`.
    """
    with failures.as_not_saved(target):
        place = Path(os.path.realpath(target))
        if place.exists() and not place.is_dir():
            raise errors.NotSaved(target, "denied", "not a folder")
        before = identity.claim(place, target, expect, overwrite=overwrite)
        if before:
            _look_like(place, staged)
        syncing.sync_tree(staged)
        made = identity.identify(staged)
        identity.unmoved(place, target, before)
        exchange.swap(staged, place)
    durable = syncing.confirm(place.parent)
    leftovers.remove(staged)
    return Outcome(made, durable=durable)


def _look_like(place: Path, staged: Path) -> None:
    if os.name == "nt":
        shutil.copymode(place, staged)
        return
    fd = os.open(staged, os.O_RDONLY | os.O_CLOEXEC)
    try:
        likeness.copy(place, fd)
    finally:
        os.close(fd)
