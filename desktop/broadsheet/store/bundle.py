"""Which member of a bundle is what, by the TextBundle specification and by what real bundles hold.

Facts behind the tolerance: bundles of Ulysses, Bear, Zettlr and textbundle.org's own samples.
"""

import re
from collections.abc import Mapping
from pathlib import PurePosixPath
from types import MappingProxyType

from msgspec import Struct

from broadsheet.store import members
from broadsheet.store.members import BundleError

INFO = "info.json"
ASSETS = "assets/"

_TEXT = re.compile(r"text\.[^/.]+")
_FIRST_CHOICE = ("text.md", "text.markdown")
_NO_TEXT = (".html", ".htm", ".rtf", ".rtfd", ".pdf")


class Parts(Struct, frozen=True):
    """A bundle taken apart; all names are relative to its folder but those of `beside`.

    `others` are the members we know nothing about; `beside` those that a zip file holds next to the bundle's folder.
    A name that ends in `/` is an empty folder.
    """

    info: bytes
    text: bytes
    text_name: str = "text.md"
    assets: Mapping[str, bytes] = MappingProxyType({})
    others: Mapping[str, bytes] = MappingProxyType({})
    beside: Mapping[str, bytes] = MappingProxyType({})


def split(found: Mapping[str, bytes]) -> Parts:
    """Return the parts of the bundle among the members of a zip file or folder; raises members.BundleError."""
    root = _root(found)
    inner = {name[len(root) :]: data for name, data in found.items() if name.startswith(root) and name != root}
    text_name = _text_name(inner)
    info, text = inner.pop(INFO), inner.pop(text_name)
    for name, data in ((INFO, info), (text_name, text)):
        if len(data) > members.MOST_TEXT_BYTES:
            raise BundleError("too_large", name)
    inner = _without_used_folders(inner)
    assets = {name: data for name, data in inner.items() if _is_asset(name)}
    others = {name: data for name, data in inner.items() if name not in assets}
    above = {str(parent) + "/" for parent in PurePosixPath(root).parents}
    beside = {name: data for name, data in found.items() if not name.startswith(root) and name not in above}
    return Parts(info, text, text_name, assets, others, _without_used_folders(beside))


def join(parts: Parts, root: str = "") -> dict[str, bytes]:
    """Return all members in the order in which they are written, below the folder `root` (`wawo.textbundle/`).

    Folders come first and `assets/` is always there: Zettlr takes a bundle without it for malformed.
    """
    inner = {INFO: parts.info, parts.text_name: parts.text, **_sorted(parts.assets), **_sorted(parts.others)}
    folders = {ASSETS} | {f"{parent}/" for name in inner for parent in PurePosixPath(name).parents if parent.name}
    whole = dict.fromkeys(sorted(folders, key=lambda name: (name != ASSETS, name)), b"") | inner
    outer = {root: b""} if root else {}
    return outer | {root + name: data for name, data in whole.items()} | _sorted(parts.beside)


def _sorted(content: Mapping[str, bytes]) -> dict[str, bytes]:
    return dict(sorted(content.items()))


def _root(found: Mapping[str, bytes]) -> str:
    """Return the folder, with `/`, that is the bundle; empty where its members lie at the top."""
    roots = [name.removesuffix(INFO) for name in found if PurePosixPath(name).name == INFO and not name.endswith("/")]
    if not roots:
        raise BundleError("not_a_bundle", INFO)
    least = min(root.count("/") for root in roots)
    nearest = sorted(root for root in roots if root.count("/") == least)
    if len(nearest) > 1:
        raise BundleError("not_a_bundle", ", ".join(root.rstrip("/") for root in nearest))
    return nearest[0]


def _text_name(inner: Mapping[str, bytes]) -> str:
    names = sorted(name for name in inner if _TEXT.fullmatch(name))
    readable = [name for name in names if not name.lower().endswith(_NO_TEXT)]
    if not readable:
        raise BundleError("no_reader" if names else "not_a_bundle", names[0] if names else "text.md")
    return next((name for name in _FIRST_CHOICE if name in readable), readable[0])


def _is_asset(name: str) -> bool:
    """Tell whether a member belongs to the article and not to a system that left its traces (`._x`, `.DS_Store`)."""
    return name.startswith(ASSETS) and not name.endswith("/") and not PurePosixPath(name).name.startswith(".")


def _without_used_folders(content: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the members without the folders that follow from them: `assets/`, and those that hold something."""
    used = {f"{parent}/" for name in content for parent in PurePosixPath(name).parents} | {ASSETS}
    return {name: data for name, data in content.items() if name not in used}
