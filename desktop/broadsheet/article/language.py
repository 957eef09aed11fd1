"""How a language is written and which words a published page needs in it; each language is a row of data."""

import tomllib
from functools import cache
from typing import Any

import msgspec
from msgspec import Struct

from broadsheet import paths

_OTHER_RTL = frozenset({"he", "fa", "ur", "ps", "yi", "dv", "ckb", "sd", "ug"})


class Labels(Struct, frozen=True, forbid_unknown_fields=True):
    """The fixed words of a page in one language.

    `read_also` lists the accepted spellings, the preferred one first. `by`, `updated` and `published` hold one `{…}`.
    """

    read_also: tuple[str, ...]
    by: str
    and_: str = msgspec.field(name="and")
    photo: str
    source: str
    related: str
    updated: str
    published: str
    corrections: str
    alt_missing: str
    and_joined: bool = False

    def join(self, names: tuple[str, ...]) -> str:
        """Return names as a sentence lists them: `A`, `A and B`, `A, B and C`."""
        if len(names) < 2:
            return "".join(names)
        link = f" {self.and_}" if self.and_joined else f" {self.and_} "
        return ", ".join(names[:-1]) + link + names[-1]

    def signed(self, names: tuple[str, ...]) -> str:
        """Return the byline, `By A and B`; empty without names."""
        form = self.by if "{names}" in self.by else f"{self.by} {{names}}"
        return form.replace("{names}", self.join(names)) if names else ""


class Language(Struct, frozen=True):
    """One row: `tag` is the BCP 47 primary subtag; `quotes` are the outer and inner pairs, opening first."""

    tag: str
    name: str
    labels: Labels
    quotes: tuple[str, str, str, str]
    rtl: bool = False
    zones: dict[str, str] = {}


def _row(tag: str, raw: dict[str, Any]) -> Language:
    own = {key: raw.pop(key) for key in ("name", "quotes", "rtl", "zones") if key in raw}
    row: dict[str, Any] = own | {"quotes": list(own["quotes"]), "tag": tag, "labels": raw}
    return msgspec.convert(row, Language)


@cache
def languages() -> dict[str, Language]:
    """Return every language we have words for, by primary subtag."""
    raw = tomllib.loads((paths.RESOURCES / "languages.toml").read_text("utf-8"))
    return {tag: _row(tag, dict(row)) for tag, row in raw.items()}


def primary(tag: str) -> str:
    """Return the primary subtag of a BCP 47 tag (RFC 5646 §2.1): `id` of `id-ID`."""
    return tag.replace("_", "-").split("-", 1)[0].lower()


def language(tag: str) -> Language:
    """Return the row for a BCP 47 tag; a language without a row has English words but keeps its direction."""
    known = languages()
    found = known.get(primary(tag))
    if found is not None:
        return found
    return msgspec.structs.replace(known["en"], tag=primary(tag) or "en", rtl=primary(tag) in _OTHER_RTL)


def direction(tag: str) -> str:
    """Return `rtl` or `ltr`, as HTML's `dir` takes it."""
    subtags = tag.replace("_", "-").lower().split("-")
    if "latn" in subtags:
        return "ltr"
    return "rtl" if language(tag).rtl or "arab" in subtags or "hebr" in subtags else "ltr"


def every_read_also_label() -> tuple[str, ...]:
    """Return the read-also labels of all languages, each once, longest first."""
    labels = {label for row in languages().values() for label in row.labels.read_also}
    return tuple(sorted(labels, key=lambda label: (-len(label), label)))
