"""What a web page says of itself: schema.org's NewsArticle, Open Graph, meta tags, and what it marks in the text."""

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import msgspec

from broadsheet.article import model
from broadsheet.article.model import Article, Author, Correction, Picture, Rights, Seo
from broadsheet.importing import edges, fields, moments

if TYPE_CHECKING:
    from lxml.html import HtmlElement as Element

_ARTICLES = (
    "NewsArticle",
    "Article",
    "ReportageNewsArticle",
    "AnalysisNewsArticle",
    "OpinionNewsArticle",
    "BlogPosting",
)
_MOST_JSON = 400_000
_DEEPEST = 6
_SITE = re.compile(r"\s+(?:[|–—·•»]|-{1,2}|::)\s+")
_NOT_A_NAME = re.compile(r"https?://|@", re.IGNORECASE)


def read(root: "Element") -> Article:
    """Return an article with the fields that a page's metadata give; its picture's asset is an address."""
    said, meta = _structured(root), _meta(root)
    name = meta.get("og:site_name") or _text(_one(said.get("publisher")).get("name"))
    picture = _one(said.get("image"))
    title = _without_site(_title(root), name)
    return msgspec.structs.replace(
        model.blank(_text(said.get("inLanguage")) or _language(root, meta)),
        headline=_text(said.get("headline")) or _without_site(meta.get("og:title", ""), name) or title,
        deck=_first(_text(said.get("description")), meta, "og:description", "description", "twitter:description"),
        byline=_byline(said, meta, root),
        dateline=_text(said.get("dateline")),
        published=moments.read(
            _first(_text(said.get("datePublished")), meta, "article:published_time", "datepublished", "date", "pubdate")
        ),
        updated=moments.read(_first(_text(said.get("dateModified")), meta, "article:modified_time", "lastmod")),
        section=_first(_words(said.get("articleSection")), meta, "article:section"),
        keywords=_keywords(said, meta, root),
        picture=Picture(
            _first(_text(picture.get("url")), meta, "og:image"),
            meta.get("og:image:alt", ""),
            caption=_text(picture.get("caption")),
            credit=_text(picture.get("creditText")),
            copyright=_text(picture.get("copyrightNotice")),
        ),
        seo=Seo(canonical_url=_canonical(root, meta)),
        rights=Rights(_text(said.get("copyrightNotice")), _text(said.get("usageInfo"))),
        corrections=tuple(_corrections(said)),
    )


def _structured(root: "Element") -> dict[str, Any]:
    """Return the first article among the JSON-LD of a page."""
    for script in root.xpath('//script[@type="application/ld+json"]'):
        text = script.text_content()[:_MOST_JSON]
        try:
            found = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
        for one in _objects(found):
            kinds = one.get("@type")
            kinds = kinds if isinstance(kinds, list) else [kinds]
            if any(kind in _ARTICLES for kind in kinds):
                return one
    return {}


def _objects(found: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(found, dict):
        yield found
        yield from _objects(found.get("@graph"), depth + 1)
        yield from _objects(found.get("mainEntity"), depth + 1)
    elif isinstance(found, list):
        for one in found:
            yield from _objects(one, depth + 1)


def _meta(root: "Element") -> dict[str, str]:
    """Return the first value of each meta tag, under its name in small letters."""
    found: dict[str, str] = {}
    for tag in root.iter("meta"):
        name = (tag.get("property") or tag.get("name") or tag.get("itemprop") or "").strip().lower()
        value = " ".join((tag.get("content") or "").split())
        if name and value:
            found.setdefault(name, value)
    return found


def _byline(said: dict[str, Any], meta: dict[str, str], root: "Element") -> tuple[Author, ...]:
    people = said.get("author")
    found = [_person(one) for one in (people if isinstance(people, list) else [people])]
    known = [author for author in found if author is not None]
    if known:
        return tuple(dict.fromkeys(known))
    for name in ("author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "byl"):
        if meta.get(name) and not _NOT_A_NAME.search(meta[name]):
            from broadsheet.importing.wire import names

            return tuple(fields.authors(names.unsigned(meta[name])))
    marked = root.xpath('//*[@rel="author"] | //*[@itemprop="author"]')
    said_there = [" ".join(one.text_content().split()) for one in marked[:10]]
    return tuple(dict.fromkeys(author for name in said_there if 0 < len(name) < 100 for author in fields.authors(name)))


def _person(one: Any) -> Author | None:
    if isinstance(one, str):
        return Author(_text(one)) if one.strip() and not _NOT_A_NAME.search(one) else None
    if not isinstance(one, dict) or not _text(one.get("name")):
        return None
    url = one.get("url")
    return Author(_text(one.get("name")), _text(one.get("jobTitle")), url=url if isinstance(url, str) else "")


def _keywords(said: dict[str, Any], meta: dict[str, str], root: "Element") -> tuple[str, ...]:
    given = said.get("keywords")
    listed = given if isinstance(given, list) else str(given or "").split(",")
    if not any(listed):
        listed = [tag.get("content", "") for tag in root.xpath('//meta[@property="article:tag"]')]
    if not any(listed):
        listed = _first("", meta, "news_keywords", "keywords").split(",")
    return tuple(dict.fromkeys(word for one in listed if (word := _text(one))))


def _corrections(said: dict[str, Any]) -> Iterator[Correction]:
    given = said.get("correction")
    for one in given if isinstance(given, list) else [given]:
        if isinstance(one, str) and one.strip():
            yield Correction(text=_text(one))
        elif isinstance(one, dict) and _text(one.get("text")):
            yield Correction(moments.read(_text(one.get("datePublished"))), _text(one.get("text")))


def _canonical(root: "Element", meta: dict[str, str]) -> str:
    found = root.xpath('//link[@rel="canonical"]/@href')
    address = str(found[0]) if found else meta.get("og:url", "")
    return address if address.startswith(("http://", "https://")) else ""


def _title(root: "Element") -> str:
    found = root.xpath("//head/title")
    return " ".join(found[0].text_content().split()) if found else ""


def _without_site(title: str, site: str) -> str:
    """Return a title without the name of its site, which stands behind the last bar, dash or dot."""
    parts = _SITE.split(title)
    if len(parts) < 2:
        return title
    last = parts[-1].casefold()
    named = site and (last in site.casefold() or site.casefold() in last)
    short = len(parts[-1].split()) <= 3 and len(title) - len(parts[-1]) > 25
    return title[: title.rindex(parts[-1])].rstrip(" |–—·•»-:") if named or (not site and short) else title


def _language(root: "Element", meta: dict[str, str]) -> str:
    return root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or meta.get("language", "")


def _first(value: str, meta: dict[str, str], *names: str) -> str:
    return value or next((meta[name] for name in names if meta.get(name)), "")


def _one(value: Any) -> dict[str, Any]:
    """Return an object, the first of a list of them, or one with an address where that is all there is."""
    value = value[0] if isinstance(value, list) and value else value
    if isinstance(value, str):
        return {"url": value}
    return value if isinstance(value, dict) else {}


def _words(value: Any) -> str:
    return _text(value[0] if isinstance(value, list) and value else value)


def _text(value: Any) -> str:
    """Return a string as one line without the markup that some sites leave in it."""
    return edges.bare(value) if isinstance(value, str) else ""
