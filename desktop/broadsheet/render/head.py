"""Writes what a page says to search engines and social networks: meta tags, Open Graph, JSON-LD (NewsArticle).

What is said and how follows Google's article guide, ogp.me and schema.org; see the notes at each function.
"""

import json
from collections.abc import Iterator
from html import escape
from typing import Any
from urllib.parse import urljoin

from msgspec import Struct

from broadsheet.article.house import House
from broadsheet.article.model import Article
from broadsheet.render import dates, links
from broadsheet.render.images import Cut, Shown

_DEFAULT_ROBOTS = "max-image-preview:large"
"""Lets search engines show the lead picture large, which they do not by default."""

_LISTED = ("16:9", "4:3", "1:1")
"""The ratios in which Google asks for an article's image (its guide to Article, `image`)."""

_CARD = ("16:9",)
"""What is nearest to the 1.91:1 that social networks show."""

_BESIDE = "<!-- [html-validate-disable-next require-sri: the stylesheet lies beside the page] -->"
"""Browsers refuse a stylesheet with a hash in `integrity` where the page is opened from a disk.

Only what is fetched with CORS may be compared with its hash (Subresource Integrity), and files never are.
"""

_LONGEST_ALT = 420
"""Characters; X takes no more for a card's picture."""


class Link(Struct, frozen=True):
    """The stylesheet is a file beside the page."""

    href: str = "style.css"


class Inline(Struct, frozen=True):
    """The stylesheet stands in the page."""

    css: str


Stylesheet = Link | Inline


class Facts(Struct, frozen=True):
    """What head and page agree on; `article` has no unsafe address left, `image` is the lead picture's."""

    article: Article
    house: House
    lang: str
    title: str
    description: str
    picture: Shown | None

    @property
    def canonical(self) -> str:
        """The address that the article will have, or empty."""
        return self.article.seo.canonical_url

    def image_url(self, image: Shown | Cut) -> str:
        """Return the absolute address of the lead picture or of a crop; empty where nobody knows it."""
        if image.url or image.src.startswith(("https://", "http://")):
            return image.url or image.src
        if not self.canonical or image.src.startswith("data:"):
            return ""
        return urljoin(self.canonical, image.src)

    def images(self, ratios: tuple[str, ...]) -> list[Shown | Cut]:
        """Return the lead picture in these ratios, as far as there are crops; the whole one where there is none."""
        if self.picture is None or not self.image_url(self.picture):
            return []
        cut = {one.ratio: one for one in self.picture.crops}
        return [cut[ratio] for ratio in ratios if ratio in cut] or [self.picture]


def build(facts: Facts, stylesheet: Stylesheet) -> str:
    """Return the head of a page but for its charset, viewport and title."""
    tags = [f'<meta name="{name}" content="{escape(content)}">' for name, content in _named(facts) if content]
    tags += [f'<meta property="{name}" content="{escape(content)}">' for name, content in _open_graph(facts) if content]
    if facts.canonical:
        tags.append(f'<link rel="canonical" href="{escape(facts.canonical)}">')
    tags.append(f'<script type="application/ld+json">{_json(news_article(facts))}</script>')
    tags.append(_styled(stylesheet))
    return "\n".join(tags)


def news_article(facts: Facts) -> dict[str, Any]:
    """Return the article as schema.org's NewsArticle: one Person an author, times with offset, ImageObjects."""
    article, house = facts.article, facts.house
    said = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": article.headline or facts.title,
        "description": facts.description,
        "inLanguage": facts.lang,
        "url": facts.canonical,
        "mainEntityOfPage": facts.canonical,
        "datePublished": _exact(article.published),
        "dateModified": _exact(article.updated) or _exact(article.published),
        "dateline": article.dateline,
        "articleSection": article.section,
        "keywords": list(article.keywords),
        "image": _image(facts),
        "author": [
            _kept({"@type": "Person", "name": author.name, "url": author.url, "jobTitle": author.role})
            for author in article.byline
            if author.name
        ],
        "publisher": _publisher(house),
        "copyrightNotice": article.rights.copyright_notice,
        "usageInfo": links.safe(article.rights.usage_terms),
        "correction": [
            _kept({"@type": "CorrectionComment", "text": one.text, "datePublished": _exact(one.time)})
            for one in article.corrections
            if one.text
        ],
    }
    return _kept(said)


def _named(facts: Facts) -> Iterator[tuple[str, str]]:
    yield "description", facts.description
    yield "robots", facts.article.seo.robots or _DEFAULT_ROBOTS
    yield "author", ", ".join(author.name for author in facts.article.byline if author.name)
    yield from _card(facts)


def _card(facts: Facts) -> Iterator[tuple[str, str]]:
    """Yield X's card whole: X itself falls back on Open Graph, but others that read its cards do not."""
    yield "twitter:card", "summary_large_image" if facts.picture is not None else "summary"
    yield "twitter:title", facts.title
    yield "twitter:description", facts.description
    for image in facts.images(_CARD):
        yield "twitter:image", facts.image_url(image)
    if facts.picture is not None:
        yield "twitter:image:alt", facts.article.picture.alt[:_LONGEST_ALT]


def _open_graph(facts: Facts) -> Iterator[tuple[str, str]]:
    article, house = facts.article, facts.house
    yield "og:type", "article"
    yield "og:title", facts.title
    yield "og:description", facts.description
    yield "og:url", facts.canonical
    yield "og:site_name", house.publisher.name
    yield "og:locale", _locale(facts.lang)
    for image in facts.images(_CARD):
        yield "og:image", facts.image_url(image)
        yield "og:image:width", str(image.width or "")
        yield "og:image:height", str(image.height or "")
        yield "og:image:alt", article.picture.alt
    yield "article:published_time", _exact(article.published)
    yield "article:modified_time", _exact(article.updated)
    for author in article.byline:
        yield "article:author", author.url
    yield "article:section", article.section
    for keyword in article.keywords:
        yield "article:tag", keyword


def _image(facts: Facts) -> list[dict[str, Any]]:
    words = facts.article.picture
    return [
        _kept(
            {
                "@type": "ImageObject",
                "url": facts.image_url(image),
                "contentUrl": facts.image_url(image),
                "width": image.width,
                "height": image.height,
                "caption": words.caption,
                "creditText": words.credit,
                "copyrightNotice": words.copyright,
            }
        )
        for image in facts.images(_LISTED)
    ]


def _publisher(house: House) -> dict[str, Any]:
    publisher = house.publisher
    if not publisher.name:
        return {}
    logo = _kept({"@type": "ImageObject", "url": links.safe(publisher.logo_url)})
    said = {
        "@type": "NewsMediaOrganization",
        "name": publisher.name,
        "url": links.safe(publisher.url),
        "logo": logo if "url" in logo else {},
    }
    return _kept(said)


def _exact(time: str) -> str:
    """Return a time that machines can rely on: with an offset; else nothing."""
    return time.strip() if dates.is_exact(time) else ""


def _locale(tag: str) -> str:
    """Return a language as Open Graph writes it, with the territory where most of its readers are: `id_ID`."""
    from babel.core import get_global

    language, *rest = tag.replace("_", "-").split("-")
    territory = next((part.upper() for part in rest if len(part) == 2), "")
    likely = get_global("likely_subtags").get(language.lower(), "").split("_")
    territory = territory or (likely[-1] if len(likely) > 1 else "")
    return f"{language.lower()}_{territory}" if territory else ""


def _kept(said: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in said.items() if value}


def _json(value: dict[str, Any]) -> str:
    """Return JSON that cannot end the script element it stands in (HTML, §4.12.1.3)."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _styled(stylesheet: Stylesheet) -> str:
    if isinstance(stylesheet, Link):
        return f'{_BESIDE}\n<link rel="stylesheet" href="{escape(stylesheet.href)}">'
    return "<style>" + stylesheet.css.replace("</", "<\\/") + "</style>"
