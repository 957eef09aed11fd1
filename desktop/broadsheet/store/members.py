"""What a bundle may hold: names that stay inside it, and sizes that fit into memory."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

MOST_MEMBERS = 2000
MOST_BYTES = 1 << 30
"""Of all members together, unpacked."""
MOST_MEMBER_BYTES = 256 << 20
MOST_TEXT_BYTES = 64 << 20
"""Of the text, and of info.json: far more than the longest story, since what was written must be saved."""

_LONGEST_NAME = 120
"""Bytes in UTF-8, without ending and number; file systems take 255."""
_UNFIT = re.compile(r"[^\w.-]+")
_DRIVE = re.compile(r"[A-Za-z]:")


class BundleError(Exception):
    """A bundle is not taken in; `reason` and `detail` are those of errors.UnreadableDocument."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(reason, detail)
        self.reason, self.detail = reason, detail


def check(sizes: Iterable[tuple[str, int]]) -> None:
    """Raise BundleError unless every member has a harmless name of its own and all together are small enough.

    `sizes` are names, with `/` and at the end of a folder too, and bytes unpacked.
    """
    members = list(sizes)
    if len(members) > MOST_MEMBERS:
        raise BundleError("too_large", f"{len(members)} > {MOST_MEMBERS}")
    for name, size in members:
        if not _stays_inside(name):
            raise BundleError("unsafe", name)
        if size > MOST_MEMBER_BYTES:
            raise BundleError("too_large", name)
    if sum(size for _, size in members) > MOST_BYTES:
        raise BundleError("too_large", f"> {MOST_BYTES >> 20} MB")
    _check_distinct([name for name, _ in members])


def folded(name: str) -> str:
    """Return a name as the least particular file system compares it (macOS and Windows: no case, one Unicode form)."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def fit(text: str) -> str:
    """Return a text as part of a name that every file system takes and Markdown need not quote; it may be empty."""
    plain = _UNFIT.sub("-", unicodedata.normalize("NFC", text)).strip("-.")
    return plain.encode()[:_LONGEST_NAME].decode("utf-8", "ignore").strip("-.")


def free_asset_name(name: str, taken: Mapping[str, bytes]) -> str:
    """Return a path below `assets/` for a picture called `name`: harmless, and unlike the taken ones on any system."""
    path = PurePosixPath(name)
    ending = f".{suffix[:10]}" if (suffix := fit(path.suffix)) else ""
    stem = fit(path.stem) or "picture"
    used, free, number = {folded(one) for one in taken}, f"assets/{stem}{ending}", 2
    while folded(free) in used:
        free, number = f"assets/{stem}-{number}{ending}", number + 1
    return free


def _stays_inside(name: str) -> bool:
    if "\\" in name or "\0" in name or _DRIVE.match(name):
        return False
    return not {"", ".", ".."} & set(name.removesuffix("/").split("/"))


def _check_distinct(names: list[str]) -> None:
    """Raise BundleError where two names would be one, or a file would be a folder, on some system."""
    seen: set[str] = set()
    for name in names:
        plain = folded(name.removesuffix("/"))
        if plain in seen:
            raise BundleError("unsafe", name)
        seen.add(plain)
    files = {folded(name) for name in names if not name.endswith("/")}
    for name in names:
        if any(folded(str(parent)) in files for parent in PurePosixPath(name).parents):
            raise BundleError("unsafe", name)
