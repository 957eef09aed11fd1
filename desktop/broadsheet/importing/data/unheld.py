"""The words of a news item that no field holds: they go to the note to the editor, so that none is lost."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import msgspec

from broadsheet.article.model import Article
from broadsheet.importing import edges
from broadsheet.importing.imported import Note

_MACHINES = frozenset(
    [
        *(
            "uri",
            "type",
            "standard",
            "version",
            "versions",
            "profile",
            "pubstatus",
            "urgency",
            "guid",
            "altid",
            "altids",
        ),
        *("representationtype", "mimetype", "contenttype", "renditions", "role", "rel", "code", "scheme", "format"),
        *("language", "langid", "slugline", "evolvedfrom", "encodedrights", "digitalsourcetype", "audience"),
        *("etag", "digest", "transportprotocol", "videocodec", "scantype"),
    ]
)
"""Keys of ninjs 1.x to 3.x whose values are for programs, or of which a field always holds the sense."""
_TIME = re.compile(r"\d{4}-\d\d(?:-\d\d(?:T[\d:.,]+(?:Z|[+-]\d\d:?\d\d)?)?)?")
_WORD = re.compile(r"\w+")
_SIGNED = ("by", "byline", "bylines")
_LABEL = 80


def noted(article: Article, found: dict[str, Any]) -> tuple[Article, tuple[Note, ...]]:
    """Return an article with the words in its note that no field of it holds, and a note that names their keys.

    A form of the body whose words all stand in the body says nothing new.
    """
    fields = f" {' | '.join(_plain(one) for one in _texts(msgspec.structs.replace(article, body='')))} "
    body = Counter(_WORD.findall(f"{article.dateline} {article.body}".casefold()))
    lines: dict[str, str] = {}
    for names, given in _strings(found):
        text = _unsigned(given) if names[0] in _SIGNED or names[-1] in _SIGNED else given
        plain = _plain(text)
        held = f" {plain} " in fields or (names[0].startswith("bod") and not Counter(plain.split()) - body)
        if plain and not held and not _TIME.fullmatch(text.strip()):
            label = ".".join(name for name in names if name != "value")[:_LABEL]
            lines.setdefault(f"{label}: {_written(text)}", label)
    if not lines:
        return article, ()
    note = "\n".join(filter(None, [article.editor_note, *lines]))
    keys = ", ".join(dict.fromkeys(lines.values()))
    return msgspec.structs.replace(article, editor_note=note), (Note("left_over", keys[:200]),)


def _strings(found: dict[str, Any]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield each text with the keys that lead to it, in their order."""
    waiting: list[tuple[tuple[str, ...], Any]] = [((), found)]
    while waiting:
        names, value = waiting.pop()
        if isinstance(value, str):
            yield names, value
        elif isinstance(value, list):
            waiting += [(names, one) for one in reversed(value)]
        elif isinstance(value, dict):
            inside = [((*names[:1], *names[1:][-1:], str(key).lower()), one) for key, one in value.items()]
            waiting += [one for one in reversed(inside) if not _is_for_machines(one[0], value)]


def _is_for_machines(names: tuple[str, ...], beside: dict[str, Any]) -> bool:
    key = names[-1]
    named = key == "literal" and "name" in beside
    of_picture = names[0] == "associations" and key == "name"
    return key in _MACHINES or key.startswith(("$", "@")) or named or of_picture


def _texts(value: Any) -> Iterator[str]:
    for one in msgspec.to_builtins(value).values():
        yield from _leaves(one)


def _leaves(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list | tuple):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _leaves(one)


def _plain(text: str) -> str:
    return " ".join(_WORD.findall(edges.bare(text.replace("<", " <")).casefold()))


def _written(text: str) -> str:
    """Return a text as a note has it: the paragraphs of HTML on lines of their own."""
    lines = re.sub(r"</(?:p|h[1-6]|li|tr|div)>|<br */?>", "\n", text).split("\n")
    return "\n".join(filter(None, map(edges.bare, lines)))


def _unsigned(text: str) -> str:
    from broadsheet.importing.wire import names

    return names.unsigned(text)
