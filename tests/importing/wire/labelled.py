"""Labelled wire copy: a text, what an editor says each part of it is, and what the program makes of it.

A label file names language, kicker, headline, deck, byline, date, dateline, picture, paragraphs (their number), first
and last (how those begin, or what they say), read_also, related, source, end_mark and call_to_action; what does not
apply is left out. `note` lists words that are not published and stand in the editor's note. `unmet` lists the fields
that the rules are known to get wrong.
"""

import json
import re
from pathlib import Path

from broadsheet.article import model
from broadsheet.importing import wire
from broadsheet.importing.wire import readalso

FIELDS = [
    "language",
    "kicker",
    "headline",
    "deck",
    "byline",
    "date",
    "dateline",
    "file",
    "caption",
    "credit",
    "paragraphs",
    "first",
    "last",
    "read_also",
    "related",
    "source",
    "end_mark",
    "call_to_action",
    "note",
]
_LINKED = re.compile(r"[^:]*: (?:\[(?P<title>.*)\]\((?P<url>.*)\)|(?P<bare>.*))", re.DOTALL)


def examples(folder):
    """Return the texts of a folder that have labels."""
    return sorted(path for path in Path(folder).glob("*.txt") if path.with_suffix(".json").exists())


def labels(path):
    """Return the labels of a text, and the fields that are known to be wrong."""
    raw = json.loads(path.with_suffix(".json").read_text("utf-8"))
    said = {name: raw.get(name, "") for name in FIELDS} | {"byline": raw.get("byline", [])}
    said["note"] = raw.get("note", [])
    said |= {name: raw.get("picture", {}).get(name, "") for name in ("file", "caption", "credit")}
    said["read_also"] = [(one["title"], one.get("url", ""), one["after_paragraph"]) for one in raw.get("read_also", [])]
    said["related"] = [(one["title"], one.get("url", "")) for one in raw.get("related", [])]
    return said, raw.get("unmet", [])


def made(path):
    """Return the same fields as the program fills them."""
    article = wire.fill(wire.read(path.read_text("utf-8")), model.blank())
    blocks = [block for block in article.body.split("\n\n") if block.strip() and not block.startswith("#")]
    paragraphs = [block for block in blocks if readalso.title(block) is None]
    picture = article.picture
    return {
        "language": article.language,
        "kicker": article.kicker,
        "headline": article.headline,
        "deck": article.deck,
        "byline": [author.name for author in article.byline],
        "date": article.published[:10],
        "dateline": article.dateline,
        "file": picture.asset,
        "caption": picture.caption,
        "credit": picture.credit,
        "paragraphs": len(paragraphs),
        "first": paragraphs[0] if paragraphs else "",
        "last": paragraphs[-1].replace("\\\n", "\n") if paragraphs else "",
        "read_also": _read_alsos(blocks),
        "related": [(link.title, link.url) for link in article.related],
        "source": article.source.name,
        "end_mark": article.end_mark,
        "call_to_action": article.call_to_action.text,
        "note": article.editor_note,
    }


def is_right(name, said, found):
    """Tell whether a field was filled as its label says; white space is not told apart."""
    if name == "first":
        return _spaced(found).startswith(_spaced(said))
    if name == "last":
        return _spaced(said) in _spaced(found)
    if name == "note":
        return all(_spaced(one) in _spaced(found) for one in said)
    return _spaced(said) == _spaced(found) if isinstance(said, str) else said == found


def _spaced(text):
    return " ".join(str(text).split())


def _read_alsos(blocks):
    found, before = [], 0
    for block in blocks:
        if readalso.title(block) is None:
            before += 1
        else:
            link = _LINKED.match(block)
            found.append((link["title"] or link["bare"], link["url"] or "", before))
    return found
