"""What other programs call the fields of an article, and what goes into ours."""

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

import msgspec

from broadsheet.article import model
from broadsheet.article.model import Article, Author, Picture, Rights, Seo, Source
from broadsheet.importing import moments
from broadsheet.importing.imported import Note

_TEXTS = {
    "headline": ("headline", "title"),
    "kicker": ("kicker", "eyebrow", "overline"),
    "deck": ("deck", "subtitle", "standfirst", "dek", "subheadline", "description", "summary", "excerpt", "lead"),
    "slug": ("slug",),
    "dateline": ("dateline",),
    "language": ("lang", "language", "locale"),
    "end_mark": ("end_mark",),
}
_TIMES = {
    "published": ("date", "published", "publishdate", "published_at", "pubdate", "date_published", "created"),
    "updated": ("lastmod", "modified", "updated", "last_modified_at", "updated_at", "date_modified"),
    "embargo": ("embargo",),
}
_PICTURES = ("image", "cover", "featured_image", "featuredimage", "banner", "hero", "images", "og_image", "thumbnail")
_WORDS_OF_PICTURE = {"alt": ("alt",), "caption": ("caption",), "credit": ("credit", "credits")}
_SEO = {
    "title": ("seo_title", "meta_title"),
    "description": ("seo_description", "meta_description", "description"),
    "canonical_url": ("canonical_url", "canonicalurl", "canonical"),
    "robots": ("robots",),
}
_RIGHTS = {"copyright_notice": ("copyright",), "usage_terms": ("license", "licence", "usage_terms")}
_AUTHORS = ("author", "authors", "byline")
_TAGS = ("tags", "tag", "keywords", "topics")
_SECTIONS = ("section", "sections", "category", "categories")

_NO_AUTHORS = ("python-docx", "microsoft office user", "user", "admin", "administrator", "unknown", "author")
_NO_TITLES = ("word document", "document", "untitled", "microsoft word")
"""What programs put into the properties of their files by themselves."""

_ADDRESSED = re.compile(r"([^<>]*)<([^<>\s]+@[^<>\s]+)>")
_EMPTY = ("", "~", "null", "None")


def fill(values: dict[str, Any]) -> tuple[Article, tuple[Note, ...]]:
    """Return an article with the values that other programs keep; what we have no field for is in the editor's note.

    `values` hold strings, lists and dicts. The picture's asset is its address as it was given.
    """
    left = _Left(values)
    texts = {name: left.text(*names) for name, names in _TEXTS.items()}
    status = _status(left)
    times = {name: moments.read(left.text(*names)) for name, names in _TIMES.items()}
    sections, tags = left.many(*_SECTIONS), left.many(*_TAGS)
    article = msgspec.structs.replace(
        model.blank(),
        **texts,
        **times,
        byline=_byline(left),
        section=sections[0] if sections else "",
        keywords=tuple(dict.fromkeys((*tags, *sections[1:]))),
        picture=_picture(left),
        source=_source(left),
        seo=Seo(**{name: left.text(*names) for name, names in _SEO.items()}),
        rights=Rights(**{name: left.text(*names) for name, names in _RIGHTS.items()}),
        status=status,
    )
    unknown = left.over()
    if not unknown:
        return article, ()
    note = "\n".join(f"{name}: {_written(value)}" for name, value in unknown.items())
    return msgspec.structs.replace(article, editor_note=note), (Note("left_over", ", ".join(unknown)[:200]),)


class _Left:
    """The values that no field has taken yet, under their names in small letters and with `_`."""

    def __init__(self, values: dict[str, Any]) -> None:
        self._values = {name.strip().lower().replace("-", "_"): (name, value) for name, value in values.items()}

    def take(self, *names: str) -> Any:
        """Return the first value there is and take it away; an empty string where there is none."""
        for name in names:
            if name in self._values and self._values[name][1] not in ("", [], {}, *_EMPTY):
                return self._values.pop(name)[1]
        return ""

    def text(self, *names: str) -> str:
        """Return the first of these that is a text."""
        for name in names:
            if isinstance(self._values.get(name, ("", None))[1], str):
                found = str(self.take(name))
                if found:
                    return " ".join(found.split())
        return ""

    def flag(self, name: str) -> bool | None:
        """Return a truth value, None where it is none."""
        said = str(self._values.get(name, ("", ""))[1]).lower()
        if said not in ("true", "false", "yes", "no"):
            return None
        del self._values[name]
        return said in ("true", "yes")

    def many(self, *names: str) -> list[str]:
        """Return the words of all of these: lists, or strings with commas, or with spaces where they are plural."""
        found: list[str] = []
        for name in names:
            value = self.take(name)
            if isinstance(value, str):
                plural = name.endswith("s") and "," not in value
                found += value.split() if plural else value.split(",")
            elif isinstance(value, dict):
                found += map(str, value)
            else:
                found += [str(one.get("name", "")) if isinstance(one, dict) else str(one) for one in value]
        return list(dict.fromkeys(one.strip() for one in found if one.strip()))

    def over(self) -> dict[str, Any]:
        """Return what is left and says anything, under the names that it came with."""
        return {name: value for name, value in self._values.values() if value not in ("", [], {}, *_EMPTY)}


def _status(left: _Left) -> str:
    """Return our word for Hugo's `draft`, Jekyll's `published` (a truth value there) and Pelican's `Status`."""
    draft, published = left.flag("draft"), left.flag("published")
    if draft or published is False:
        return "draft"
    said = left.text("status").lower()
    if said in model.STATUSES:
        return said
    return "ready" if draft is False or published else "draft"


def _byline(left: _Left) -> tuple[Author, ...]:
    found: list[Author] = []
    for name in _AUTHORS:
        found += authors(left.take(name))
    if len(found) == 1:
        found = [msgspec.structs.replace(found[0], email=found[0].email or left.text("email", "author_email"))]
    return tuple(dict.fromkeys(found))


def own_authors(creator: str) -> tuple[Author, ...]:
    """Return the people that the properties of a file name; programs put words there that are nobody's name."""
    return () if creator.lower() in _NO_AUTHORS else tuple(authors(creator))


def own_title(title: str) -> str:
    """Return the title that the properties of a file have, empty where a program put its own there."""
    return "" if title.lower() in _NO_TITLES else title


def authors(value: Any) -> list[Author]:
    """Return the people in a string, a list or an object, in any of the forms that programs use."""
    if isinstance(value, str):
        parts = value.split(";") if ";" in value else _names(value)
        return [_author(part.strip()) for part in parts if part.strip()]
    if isinstance(value, dict):
        name = _first(value, "name", "title", "display_name")
        role, email = _first(value, "role", "job_title", "jobTitle", "jobtitle"), _first(value, "email", "mail")
        return [Author(name, role, email, _first(value, "url", "link", "website", "uri"))] if name else []
    if isinstance(value, list):
        return [author for one in value for author in ([_author(one)] if isinstance(one, str) else authors(one))]
    return []


def _names(value: str) -> list[str]:
    """Return the names in a text; an "and" of one letter may stand within one: `Afonso Costa e Silva`."""
    names, begin = [], 0
    for joint in _between_names().finditer(value):
        before, behind = value[begin : joint.start()].split(), value[joint.end() :]
        following = _between_names().search(behind)
        alone = len((behind[: following.start()] if following else behind).split()) == 1
        if len(joint[0].strip()) == 1 and joint[0].strip().isalpha() and len(before) > 1 and alone:
            continue
        names.append(value[begin : joint.start()])
        begin = joint.end()
    return [*names, value[begin:]]


@cache
def _between_names() -> re.Pattern[str]:
    from broadsheet.importing.wire import words

    joint = words.choice("and_")
    return re.compile(rf"\s*,\s*(?:{joint}\s+)?|\s+{joint}\s+")


def _author(said: str) -> Author:
    found = _ADDRESSED.fullmatch(said)
    return Author(found[1].strip(), email=found[2]) if found else Author(said.strip())


def _picture(left: _Left) -> Picture:
    given: Any = left.take(*_PICTURES)
    given = given[0] if isinstance(given, list) and given else given
    own = given if isinstance(given, dict) else {}
    asset = _first(own, "src", "url", "image", "path", "file", "feature") if own else str(given or "")
    words = {}
    for field, names in _WORDS_OF_PICTURE.items():
        outside = [f"{picture}_{name}" for picture in _PICTURES for name in names]
        outside += [f"{picture}{name}" for picture in _PICTURES for name in names]
        words[field] = _first(own, *names) or left.text(*outside)
    return Picture(asset.strip(), words["alt"], caption=words["caption"], credit=words["credit"])


def _source(left: _Left) -> Source:
    given = left.take("source")
    if isinstance(given, dict):
        return Source(_first(given, "name", "title"), _first(given, "url", "link"))
    name, url = str(given or ""), left.text("source_url", "original_url")
    return Source("", name) if name.startswith(("http://", "https://")) and not url else Source(name, url)


def _first(values: dict[str, Any], *names: str) -> str:
    found: Iterable[Any] = (values.get(name) for name in names)
    return next((" ".join(one.split()) for one in found if isinstance(one, str) and one.strip()), "")


def _written(value: Any) -> str:
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()
