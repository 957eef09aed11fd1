"""The article and its fields, as frozen values.

Field names are the names in JSON too. Every field but `id` may be empty: a draft is never refused.
The JSON Schema in `resources/schema/article.schema.json` is generated from these classes.
"""

import uuid
from urllib.parse import quote

from msgspec import Struct

from broadsheet.article.photo import Fraction, Photo

Moment = str
"""A time as ISO 8601 with an offset, `2026-11-22T07:30:00+08:00`, or an empty string."""


class Author(Struct, frozen=True):
    """One person in the byline."""

    name: str = ""
    role: str = ""
    email: str = ""
    url: str = ""


class Link(Struct, frozen=True):
    """A title that may lead somewhere; without `url` it is still a promise to readers."""

    title: str = ""
    url: str = ""


class Source(Struct, frozen=True):
    """Where the story comes from: an agency, a ministry, another outlet."""

    name: str = ""
    url: str = ""


class CallToAction(Struct, frozen=True):
    """The outlet's own closing line."""

    text: str = ""
    url: str = ""


class Picture(Struct, frozen=True):
    """The lead picture with its words; `asset` is a path inside the document such as `assets/boat.jpg`.

    `focus` is the point that every crop must keep, as shares of width and height.
    """

    asset: str = ""
    alt: str = ""
    decorative: bool = False
    caption: str = ""
    credit: str = ""
    copyright: str = ""
    focus: tuple[Fraction, Fraction] | None = None


class Seo(Struct, frozen=True):
    """What search engines and social networks are told instead of headline and deck."""

    title: str = ""
    description: str = ""
    canonical_url: str = ""
    robots: str = ""


class Rights(Struct, frozen=True):
    """Who owns the text and what receivers may do with it."""

    copyright_notice: str = ""
    usage_terms: str = ""


class Correction(Struct, frozen=True):
    """A published correction."""

    time: Moment = ""
    text: str = ""


class Article(Struct, frozen=True):
    """One story with all its fields; `language` is a BCP 47 tag, `body` is Markdown.

    `photos` has what is known about assets, in no order that matters; one that says nothing is not there.
    """

    id: str
    language: str = ""
    kicker: str = ""
    headline: str = ""
    deck: str = ""
    slug: str = ""
    byline: tuple[Author, ...] = ()
    dateline: str = ""
    published: Moment = ""
    updated: Moment = ""
    embargo: Moment = ""
    section: str = ""
    keywords: tuple[str, ...] = ()
    picture: Picture = Picture()
    photos: tuple[Photo, ...] = ()
    body: str = ""
    related: tuple[Link, ...] = ()
    source: Source = Source()
    end_mark: str = ""
    call_to_action: CallToAction = CallToAction()
    seo: Seo = Seo()
    rights: Rights = Rights()
    editor_note: str = ""
    corrections: tuple[Correction, ...] = ()
    status: str = "draft"


STATUSES = ("draft", "review", "ready", "published")


def blank(language: str = "") -> Article:
    """Return an empty article with an identity of its own."""
    return Article(id=str(uuid.uuid4()), language=language)


def mentions(article: Article, name: str) -> bool:
    """Tell whether an article shows a picture by its path, also where the body spells it as a URL does."""
    return name == article.picture.asset or name in article.body or quote(name) in article.body
