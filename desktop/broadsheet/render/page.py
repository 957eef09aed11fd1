"""Makes the finished page: the article's fields, dressed for readers, through a theme's template."""

from html import escape
from typing import Any

import msgspec
from msgspec import Struct

from broadsheet.article import language
from broadsheet.article.house import House
from broadsheet.article.language import Labels
from broadsheet.article.model import Article, Author
from broadsheet.render import dates, head, images, links
from broadsheet.render.dates import Moment
from broadsheet.render.head import Facts, Inline, Link, Stylesheet
from broadsheet.render.images import PictureSource, Shown
from broadsheet.render.themes import Theme

__all__ = ["Correction", "Inline", "Link", "Picture", "Source", "build"]


class Picture(Struct, frozen=True):
    """The lead picture as a template sees it; `credit` is in the house's form, `sources` have `type` and `srcset`."""

    src: str
    srcset: str
    sizes: str
    width: int
    height: int
    alt: str
    caption: str
    credit: str
    sources: tuple[images.Source, ...] = ()


class Source(Struct, frozen=True):
    """The source line as a template sees it."""

    label: str
    name: str
    url: str


class Correction(Struct, frozen=True):
    """A correction as a template sees it."""

    time: Moment | None
    text: str


def build(  # noqa: PLR0917 - the six things that a page is made of
    article: Article, house: House, theme: Theme, body_html: str, pictures: PictureSource, stylesheet: Stylesheet
) -> str:
    """Return the page; `body_html` is safe HTML, marks and pictures in place, or empty for an empty slot.

    Raises errors.ThemeBroken.
    """
    return theme.render(_context(_without_unsafe_addresses(article), house, body_html, pictures, stylesheet))


def _context(
    article: Article, house: House, body_html: str, pictures: PictureSource, stylesheet: Stylesheet
) -> dict[str, Any]:
    from markupsafe import Markup

    lang = article.language or house.language
    labels = house.labels_for(lang)
    shown = pictures.picture(article.picture.asset) if article.picture.asset else None
    title = article.seo.title or article.headline or house.publisher.name or house.name
    facts = Facts(article, house, lang, title, article.seo.description or article.deck, shown)
    authors = tuple(author for author in article.byline if author.name)
    return {
        "article": article,
        "house": house,
        "labels": labels,
        "lang": lang,
        "dir": language.direction(lang),
        "title": title,
        "description": facts.description,
        "byline": labels.signed(tuple(author.name for author in authors)),
        "byline_html": Markup(_escaped(labels).signed(tuple(map(_signed, authors)))),
        "published": dates.moment(article.published, lang),
        "updated": dates.moment(article.updated, lang),
        "picture": _picture(article, house, labels, shown),
        "related": [link for link in article.related if link.title],
        "source": _source(article, house, labels),
        "call_to_action": article.call_to_action if article.call_to_action.text else None,
        "corrections": [Correction(dates.moment(one.time, lang), one.text) for one in article.corrections if one.text],
        "head": Markup(head.build(facts, stylesheet)),
        "body": Markup(body_html),
    }


def _without_unsafe_addresses(article: Article) -> Article:
    """Return the article without addresses that a page must not lead to, and with titles where only an address is."""
    change = msgspec.structs.replace
    return change(
        article,
        byline=tuple(change(author, url=links.safe(author.url)) for author in article.byline),
        related=tuple(change(link, title=link.title or link.url, url=links.safe(link.url)) for link in article.related),
        source=change(article.source, url=links.safe(article.source.url)),
        call_to_action=change(article.call_to_action, url=links.safe(article.call_to_action.url)),
        seo=change(article.seo, canonical_url=links.absolute(article.seo.canonical_url)),
    )


def _escaped(labels: Labels) -> Labels:
    return msgspec.structs.replace(labels, by=escape(labels.by, quote=False))


def _signed(author: Author) -> str:
    name = escape(author.name, quote=False)
    return f'<a rel="author" href="{escape(author.url)}">{name}</a>' if author.url else name


def _picture(article: Article, house: House, labels: Labels, shown: Shown | None) -> Picture | None:
    if shown is None:
        return None
    given = article.picture
    alt = "" if given.decorative else given.alt or labels.alt_missing
    credit = house.credit_form.replace("{credit}", given.credit) if given.credit else ""
    return Picture(
        shown.src,
        shown.srcset,
        shown.sizes,
        shown.width,
        shown.height,
        alt,
        given.caption,
        credit,
        shown.sources,
    )


def _source(article: Article, house: House, labels: Labels) -> Source | None:
    name = article.source.name or article.source.url
    return Source(labels.source, name, article.source.url) if name and house.show_source else None
