"""Front matter: the fields that Hugo, Jekyll, Pelican and others keep in front of a Markdown text."""

import json
import re
from datetime import date, datetime, time
from typing import Any

from msgspec import Struct

MOST_CHARACTERS = 40_000
"""Of the fields together."""

_FENCED = (
    (re.compile(r"\A---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE), "YAML"),
    (re.compile(r"\A\+\+\+[ \t]*\n(.*?)^\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE), "TOML"),
)
_LINE = re.compile(r"([A-Za-z][A-Za-z0-9_-]{0,39}):[ \t]*(.*)")
_TITLE = re.compile(r"\A(?:[A-Za-z][A-Za-z0-9_-]{0,39}:[^\n]*\n|[ \t]{4,}[^\n]+\n)*?title:", re.IGNORECASE)
_NAMED = re.compile(r"^[ \t]*[\w\"'-]+[ \t]*[:=]", re.MULTILINE)


class Matter(Struct, frozen=True):
    """The fields in front of a text, and the text behind them.

    `values` are strings, lists and dicts. Where the fields cannot be understood, `raw` is what stands there, and
    `where` the line and column of the mistake, from 1, with a colon between them, where they are known.
    """

    values: dict[str, Any]
    rest: str
    raw: str = ""
    where: str = ""


class _Unread(ValueError):
    """Fields with a mistake in them; its line counts from 1 in the fields, or is 0."""

    def __init__(self, line: int = 0, column: int = 0) -> None:
        super().__init__(line, column)
        self.line, self.column = line, column


def has_matter(text: str) -> bool:
    """Tell whether a text opens as if with fields."""
    return text.startswith(("---", "+++", "{")) or _TITLE.match(text[:MOST_CHARACTERS]) is not None


def split(text: str) -> Matter | None:
    """Return the fields in front of a text; None where there are none.

    YAML between `---`, TOML between `+++`, a JSON object (Hugo), or lines `Title: …` up to the first empty one
    (Pelican, MultiMarkdown).
    """
    text = text.lstrip("\n")
    for form, kind in _FENCED:
        found = form.match(text)
        if found and (_NAMED.search(found[1]) or not found[1].strip()):
            return _fenced(found[1], kind, text[found.end() :])
    if text.startswith("{"):
        return _json(text)
    return _lines(text) if _TITLE.match(text[:MOST_CHARACTERS]) else None


def _fenced(written: str, kind: str, rest: str) -> Matter:
    if len(written) > MOST_CHARACTERS:
        return Matter({}, rest, written)
    try:
        return Matter(_yaml(written) if kind == "YAML" else _toml(written), rest)
    except _Unread as exc:
        # The line that opens the fields is the first.
        return Matter({}, rest, written, f"{exc.line + 1}:{exc.column}" if exc.line else "")


def _yaml(written: str) -> dict[str, Any]:
    import yaml

    class Plain(yaml.BaseLoader):
        """Takes every scalar as the string it is, so that `no` is no truth value, and refuses aliases.

        A few lines of aliases can stand for gigabytes.
        """

        def compose_node(self, parent: Any, index: Any) -> Any:
            if self.check_event(yaml.AliasEvent):
                raise yaml.YAMLError("alias")
            return super().compose_node(parent, index)

    try:
        found = yaml.load(written, Plain)
    except yaml.MarkedYAMLError as exc:
        mark = exc.problem_mark or exc.context_mark
        raise (_Unread(mark.line + 1, mark.column + 1) if mark else _Unread()) from exc
    except (yaml.YAMLError, RecursionError, ValueError) as exc:
        raise _Unread from exc
    if found not in (None, "") and not isinstance(found, dict):
        raise _Unread
    return {str(name): value for name, value in found.items()} if found else {}


def _toml(written: str) -> dict[str, Any]:
    import tomllib

    try:
        return _texts(tomllib.loads(written))  # type: ignore[no-any-return]
    except tomllib.TOMLDecodeError as exc:
        at = re.search(r"line (\d+), column (\d+)", str(exc))
        raise (_Unread(int(at[1]), int(at[2])) if at else _Unread()) from exc
    except (RecursionError, ValueError) as exc:
        raise _Unread from exc


def _json(text: str) -> Matter | None:
    try:
        values, end = json.JSONDecoder().raw_decode(text[:MOST_CHARACTERS])
    except (ValueError, RecursionError):
        return None
    ended = text[end:].startswith("\n") or not text[end:].strip()
    return Matter(_texts(values), text[end:]) if isinstance(values, dict) and ended else None


def _texts(value: Any) -> Any:
    """Return a value with strings for all that is no list or dict, as YAML's are."""
    if isinstance(value, dict):
        return {str(name): _texts(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_texts(one) for one in value]
    if isinstance(value, bool):
        return str(value).lower()
    return value.isoformat() if isinstance(value, date | datetime | time) else "" if value is None else str(value)


def _lines(text: str) -> Matter | None:
    values: dict[str, Any] = {}
    name, at = "", 0
    for line in text.split("\n"):
        if not line.strip():
            break
        found = _LINE.fullmatch(line)
        if found:
            name = found[1]
            values[name] = found[2].strip()
        elif name and line.startswith((" ", "\t")):
            values[name] = f"{values[name]} {line.strip()}".strip()
        else:
            return None
        at += len(line) + 1
    return Matter(values, text[at:])
