"""A house: one outlet's style, as one TOML file that a writer can copy and edit."""

import difflib
import re
import tomllib
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta, Struct

from broadsheet import errors, paths
from broadsheet.article import language
from broadsheet.article.language import Labels
from broadsheet.article.model import Article, CallToAction
from broadsheet.article.photo import Ratio

Limit = Annotated[int, Meta(ge=1, le=100_000)]
FormatName = Annotated[str, Meta(pattern=r"^[a-z0-9-]+$")]
_LARGEST = 200_000
"""Bytes; a house is a page of text, and a larger file is some other file."""


class Publisher(Struct, frozen=True, forbid_unknown_fields=True):
    """The outlet as a legal or public body: what structured data calls the publisher."""

    name: str = ""
    url: str = ""
    logo_url: str = ""


class DatelineStyle(Struct, frozen=True, forbid_unknown_fields=True):
    """How the dateline opens the body: `form` holds `{dateline}` and everything up to the first word."""

    form: str = "{dateline} – "
    bold: bool = True


class EndMarkStyle(Struct, frozen=True, forbid_unknown_fields=True):
    """The sign after the last word; `glued` puts it right behind that word instead of on a line of its own."""

    text: str = ""
    glued: bool = False


class Limits(Struct, frozen=True, forbid_unknown_fields=True):
    """Most characters a field may have in this house; None where it sets no limit."""

    kicker: Limit | None = None
    headline: Limit | None = None
    deck: Limit | None = None
    caption: Limit | None = None
    alt: Limit | None = None
    seo_title: Limit | None = None
    seo_description: Limit | None = None
    words: Limit | None = None


class PictureStyle(Struct, frozen=True, forbid_unknown_fields=True):
    """The ratios in which a house shows its pictures, and whether each crop must be seen before an export."""

    ratios: Annotated[tuple[Ratio, ...], Meta(max_length=12)] = ("16:9", "3:2", "4:3", "1:1", "4:5")
    crops_seen: bool = False


class ExportDefaults(Struct, frozen=True, forbid_unknown_fields=True):
    """What an export starts with in this house; `media_url` is where the receiver will serve the pictures."""

    formats: Annotated[tuple[FormatName, ...], Meta(min_length=1)] = ("html", "json")
    media_url: str = ""


class LabelChanges(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Words that this house says in its own way; what is left out comes from the language."""

    read_also: Annotated[tuple[str, ...], Meta(min_length=1)] | None = None
    by: str | None = None
    photo: str | None = None
    source: str | None = None
    related: str | None = None
    updated: str | None = None
    published: str | None = None
    corrections: str | None = None


class House(Struct, frozen=True, forbid_unknown_fields=True):
    """One outlet's style.

    `key` is the file's stem. `read_also_colon` is what stands between label and title, `credit_form` how a credit
    follows its caption. `required` names fields of the article that the checks ask for.
    """

    name: str
    key: str = ""
    language: str = "en"
    strapline: str = ""
    publisher: Publisher = Publisher()
    dateline: DatelineStyle = DatelineStyle()
    end_mark: EndMarkStyle = EndMarkStyle()
    call_to_action: CallToAction = CallToAction()
    read_also_colon: Literal[":", " :"] = ":"
    credit_form: str = "({credit})"
    show_source: bool = True
    smart_quotes: bool = True
    required: tuple[str, ...] = ("headline", "body")
    limits: Limits = Limits()
    pictures: PictureStyle = PictureStyle()
    theme: str = "plain"
    export: ExportDefaults = ExportDefaults()
    labels: dict[str, LabelChanges] = {}

    def labels_for(self, tag: str) -> Labels:
        """Return the words for an article in that language, with this house's changes."""
        tag = tag or self.language
        words = language.language(tag).labels
        changes = self.labels.get(language.primary(tag))
        if changes is None:
            return words
        return msgspec.structs.replace(words, **msgspec.structs.asdict(changes) | _unchanged(words, changes))

    def read_also_labels(self, tag: str) -> tuple[str, ...]:
        """Return every label that makes a paragraph a read-also: this house's first, then all other languages'."""
        first = self.labels_for(tag).read_also
        return first + tuple(label for label in language.every_read_also_label() if label not in first)


def _unchanged(words: Labels, changes: LabelChanges) -> dict[str, object]:
    return {name: getattr(words, name) for name, value in msgspec.structs.asdict(changes).items() if value is None}


def parse(text: str, path: Path) -> House:
    """Return the house in a TOML text; `path` is only named in errors.

    Raises errors.HouseBroken with line and field.
    """
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as exc:
        found = re.search(r"line (\d+)", str(exc))
        raise errors.HouseBroken(path, int(found[1]) if found else 0, "", str(exc)) from exc
    try:
        house = msgspec.convert({**raw, "key": path.stem}, House)
    except msgspec.ValidationError as exc:
        field = _field(str(exc), raw)
        raise errors.HouseBroken(path, _line_of(text, field), field, str(exc), _suggestion(field)) from exc
    strange = [name for name in house.required if name not in Article.__struct_fields__]
    if strange:
        detail = f"Object contains unknown field `{strange[0]}`"
        near = _nearest(strange[0], Article.__struct_fields__)
        raise errors.HouseBroken(path, _line_of(text, "required"), "required", detail, near)
    return house


def read(path: Path) -> House:
    """Return the house in a file; raises errors.HouseBroken, also where the file cannot be read."""
    try:
        if path.stat().st_size > _LARGEST:
            raise errors.HouseBroken(path, 0, "", "too_large")
        return parse(path.read_text("utf-8"), path)
    except UnicodeDecodeError as exc:
        raise errors.HouseBroken(path, 0, "", "encoding") from exc
    except OSError as exc:
        raise errors.HouseBroken(path, 0, "", exc.strerror or str(exc)) from exc


def available() -> dict[str, Path]:
    """Return the files of all houses by key, the writer's own over ours of the same name."""
    return {path.stem: path for folder in paths.houses() for path in sorted(folder.glob("*.toml"))}


def find(name: str) -> House:
    """Return a house by key or by the path of its file; raises errors.UnknownName and errors.HouseBroken."""
    known = available()
    if name in known:
        return read(known[name])
    if name.endswith(".toml"):
        return read(Path(name))
    raise errors.UnknownName("house", name, tuple(known))


def _field(message: str, raw: dict[str, Any]) -> str:
    """Return the dotted field that a msgspec message names: '… - at `$.limits.headline`', '… unknown field `x`'.

    It says `labels[...]` for the words of any language; which one is found by trying each.
    """
    for tag, words in raw["labels"].items() if "labels[...]" in message else ():
        try:
            msgspec.convert(words, LabelChanges)
        except msgspec.ValidationError:
            message = message.replace("labels[...]", f"labels.{tag}")
            break
    at = re.search(r"at `\$\.?([^`]*)`", message)
    unknown = re.search(r"unknown field `([^`]+)`|missing required field `([^`]+)`", message)
    parts = [at[1] if at else "", (unknown[1] or unknown[2]) if unknown else ""]
    return ".".join(part for part in parts if part)


def _suggestion(field: str) -> str:
    """Return the field of a house that a dotted name which is none may mean; empty where none is like it."""
    holder: Any = House
    *above, last = re.sub(r"\[[^\]]*\]", "", field).split(".")
    for number, part in enumerate(above):
        if part == "labels":
            holder = LabelChanges
            break
        holder = type(getattr(House(name=""), part, None)) if number == 0 else None
    known = getattr(holder, "__struct_fields__", ())
    return "" if last in known else _nearest(last, known)


def _nearest(name: str, known: tuple[str, ...]) -> str:
    return next(iter(difflib.get_close_matches(name, known, n=1)), "")


def _line_of(text: str, field: str) -> int:
    """Return the line, from 1, where a dotted field is set; 0 where it is not in the text."""
    table, _, key = re.sub(r"\[[^\]]*\]", "", field).rpartition(".")
    here = ""
    for number, line in enumerate(text.splitlines(), 1):
        header = re.match(r"\s*\[+\s*([^\]]+?)\s*\]+", line)
        if header:
            here = header[1]
            if here == field:
                return number
        elif re.match(rf'\s*"?{re.escape(key)}"?\s*=', line) and here in (table, ""):
            return number
    return 0
