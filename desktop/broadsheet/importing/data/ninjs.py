"""News items in ninjs, the IPTC's JSON for news: 1.x has a key for each form of a text, 2.x and 3.x lists with roles.

Read after the schemas 1.6 and 3.1 of iptc/newsinjson.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from broadsheet import errors
from broadsheet.article import model, naming
from broadsheet.article.model import Article, Author, Picture, Rights, Source
from broadsheet.importing import edges, fields, moments
from broadsheet.importing.data import unheld
from broadsheet.importing.imported import Note
from broadsheet.importing.taking import Copy

_WORDS = ("headline", "headlines", "title", "body_text", "body_html", "body_xhtml", "bodies", "description_text")
_MAIN = ("main", "headline", "", "text", "html", "xhtml")
_DECKS = ("summary", "abstract", "deck", "subheadline", "standfirst", "text", "description", "main", "")


def is_item(found: dict[str, Any]) -> bool:
    """Tell whether an object is a news item with words: `uri` is all that the standard asks for."""
    return isinstance(found.get("uri"), str) and any(name in found for name in _WORDS)


def read(found: dict[str, Any], path: Path) -> Copy:
    """Return the article of a news item; raises errors.UnreadableDocument."""
    low = {str(name).lower(): value for name, value in found.items()}
    body, lost = _body(low, path)
    picture, elsewhere = _pictures(low)
    published, updated = _times(low)
    subjects = [*_names(low, "service"), *_names(low, "subjects", "subject")]
    words = tuple(dict.fromkeys((*_names(low, "keywords"), *subjects[1:])))
    source = next(iter(_objects(low, "infosources", "infosource")), {})
    article = msgspec.structs.replace(
        model.blank(_text(low, "language")),
        kicker=_said(low, "headline", "headlines", ("kicker",)),
        headline=_said(low, "headline", "headlines", _MAIN) or _text(low, "title"),
        deck=_said(low, "headline", "headlines", ("deck", "subheadline", "standfirst"))
        or _said(low, "description", "descriptions", _DECKS),
        slug=naming.clean(_text(low, "slugline")),
        byline=_byline(low),
        dateline=_text(low, "located"),
        published=published,
        updated=updated,
        embargo=moments.read(_text(low, "embargoed", "embargoeduntil")),
        section=subjects[0] if subjects else "",
        keywords=words,
        picture=picture,
        body=body,
        source=Source(_text(source, "name"), _address(_text(source, "uri"))),
        rights=Rights(_text(low, "copyrightnotice", "copyrightholder"), _text(low, "usageterms")),
        editor_note=_text(low, "ednote"),
    )
    article, unheld_notes = unheld.noted(_with_dateline(article), found)
    return Copy(article, notes=(*lost, *elsewhere, *unheld_notes))


def _with_dateline(article: Article) -> Article:
    """Return an article whose body does not begin with its dateline: that is the dateline, with its agency and day."""
    from broadsheet.importing.wire import dateline

    opening, end = article.body.partition("\n\n")[0], 0
    place = re.escape(article.dateline.partition(",")[0].strip())
    told = _located(place).match(opening) if place else None
    if told is not None:
        end, start = told.end(1), told.end()
    elif opening[:1].isalpha() and (read := dateline.read(opening)) is not None and read[2] != "guess":
        end, start = read[:2]
    if not end or not opening[start:].strip():
        return article
    return msgspec.structs.replace(article, dateline=opening[:end].strip(), body=article.body[start:])


def _located(place: str) -> re.Pattern[str]:
    """Return what matches a place with what stands behind it, up to the dash: `LONDON (AP) - `."""
    return re.compile(rf"({place}(?:\s*[(,/][^\n]{{1,60}}?)?)\s*(?:\.\s*)?[-–—]{{1,3}}\s+", re.IGNORECASE)


def _said(found: dict[str, Any], one: str, many: str, roles: tuple[str, ...]) -> str:
    """Return a text by its role: `headline_main` or `headline` in 1.x, an entry of `headlines` in 2.x and 3.x."""
    for role in roles:
        for value in _with_role(found, one, many, role):
            if value.strip():
                return edges.bare(value)
    return ""


def _with_role(found: dict[str, Any], one: str, many: str, role: str) -> Iterator[str]:
    yield _text(found, f"{one}_{role}" if role else one)
    for entry in _objects(found, many):
        if _text(entry, "role").lower() == role:
            yield _text(entry, "value")


def _body(found: dict[str, Any], path: Path) -> tuple[str, tuple[Note, ...]]:
    written = [(_text(entry, "contenttype"), _raw(entry, "value")) for entry in _objects(found, "bodies")]
    source = next((value for kind, value in written if kind.lower() == "text/markdown"), "")
    if source.strip():
        return edges.without_edges(source), ()
    html = _raw(found, "body_html") or _raw(found, "body_xhtml")
    html = html or next((value for kind, value in written if "html" in kind.lower()), "")
    if html.strip():
        from broadsheet.importing import rich

        try:
            made = rich.convert(html)
        except rich.TooMuch as exc:
            raise errors.UnreadableDocument(path, *exc.refusal) from exc
        return made.markdown.strip("\n"), tuple(Note("picture", name) for name in made.missing)
    return edges.without_edges(_raw(found, "body_text") or next((value for _, value in written), "")), ()


def _pictures(found: dict[str, Any]) -> tuple[Picture, tuple[Note, ...]]:
    """Return the words of the first picture, and a note for each: their files are elsewhere."""
    given = found.get("associations")
    items = list(given.values()) if isinstance(given, dict) else given if isinstance(given, list) else []
    shown = [_low(one) for one in items if isinstance(one, dict) and one.get("type") in ("picture", "graphic")]
    notes = tuple(Note("picture", (_href(one) or _text(one, "uri", "headline"))[:200]) for one in shown)
    if not shown:
        return Picture(), notes
    one = shown[0]
    caption = _said(one, "description", "descriptions", ("caption", "text", "main", ""))
    credit = _text(one, "byline", "by", "creditline", "copyrightholder")
    return Picture(caption=caption, credit=credit, copyright=_text(one, "copyrightnotice")), notes


def _href(item: dict[str, Any]) -> str:
    given = item.get("renditions")
    listed = list(given.values()) if isinstance(given, dict) else given if isinstance(given, list) else []
    return next((_text(one, "href") for one in listed if isinstance(one, dict) and _text(one, "href")), "")


def _byline(found: dict[str, Any]) -> tuple[Author, ...]:
    from broadsheet.importing.wire import names

    signed = names.unsigned(_text(found, "byline", "by"))
    people = [one for one in _objects(found, "authors", "people", "person") if _is_author(one)]
    return tuple(fields.authors(signed) or [author for one in people for author in fields.authors(one)])


def _is_author(one: dict[str, Any]) -> bool:
    return _text(one, "rel", "role").lower().rpartition("/")[2] in ("author", "writer", "byline", "creator")


def _times(found: dict[str, Any]) -> tuple[str, str]:
    """Return when it was written first and when this version was."""
    first = moments.read(_text(found, "contentcreated", "firstcreated", "versioncreated"))
    last = moments.read(_text(found, "versioncreated"))
    return first, last if last != first else ""


def _names(found: dict[str, Any], *keys: str) -> list[str]:
    said = []
    for key in keys:
        given = found.get(key)
        for one in given if isinstance(given, list) else []:
            name = one if isinstance(one, str) else _text(one, "name") if isinstance(one, dict) else ""
            said.append(" ".join(name.split()))
    return list(dict.fromkeys(filter(None, said)))


def _objects(found: dict[str, Any], *keys: str) -> list[dict[str, Any]]:
    for key in keys:
        given = found.get(key)
        if isinstance(given, list):
            return [_low(one) for one in given if isinstance(one, dict)]
    return []


def _low(found: dict[str, Any]) -> dict[str, Any]:
    return {str(name).lower(): value for name, value in found.items()}


def _raw(found: dict[str, Any], name: str) -> str:
    value = found.get(name)
    return value if isinstance(value, str) else ""


def _text(found: dict[str, Any], *names: str) -> str:
    return next((text for name in names if (text := " ".join(_raw(found, name).split()))), "")


def _address(uri: str) -> str:
    return uri if uri.startswith(("http://", "https://")) else ""
