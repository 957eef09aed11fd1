"""The `wordpress` format: one file for WordPress' own importer (WXR 1.2).

The file holds no pictures: the importer fetches each from its address at the media URL, and puts the new address into
the text, which is why text and attachment name the very same one.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import format_datetime

from broadsheet.article import naming
from broadsheet.article.model import Author
from broadsheet.exporting import newsitem, posts
from broadsheet.exporting.gallery import Addressed
from broadsheet.exporting.job import File, Job
from broadsheet.exporting.newsitem import address
from broadsheet.exporting.pictured import Pictured, pictured

_POST = 1
_NEVER_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NAMESPACES = {
    "excerpt": "http://wordpress.org/export/1.2/excerpt/",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "wp": "http://wordpress.org/export/1.2/",
}


def write(job: Job) -> Iterator[File]:
    """Yield the one file of this format."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<rss version="2.0"',
        *(f'    xmlns:{prefix}="{name}"' for prefix, name in _NAMESPACES.items()),
        ">",
        "<channel>",
        *_channel(job),
        *_post(job),
        *(line for number, one in enumerate(pictured(job), _POST + 1) for line in _attachment(job, one, number)),
        "</channel>",
        "</rss>",
    ]
    yield File("", "".join(f"{line}\n" for line in lines).encode())


def _channel(job: Job) -> Iterator[str]:
    article, publisher = job.article, job.house.publisher
    site = address(publisher.url)
    yield _said("title", publisher.name or job.house.name)
    yield _said("link", site)
    yield _said("description", job.house.strapline)
    yield _said("language", job.language)
    yield "<wp:wxr_version>1.2</wp:wxr_version>"
    yield _said("wp:base_site_url", site)
    yield _said("wp:base_blog_url", site)
    for number, author in enumerate(_authors(job), 1):
        yield _within("wp:author", wp_author_id=str(number), **_author(author))
    if article.section:
        nicename = naming.clean(article.section)
        yield _within("wp:category", wp_term_id="1", wp_category_nicename=nicename, wp_cat_name=article.section)
    for number, keyword in enumerate(article.keywords, 2):
        yield _within("wp:tag", wp_term_id=str(number), wp_tag_slug=naming.clean(keyword), wp_tag_name=keyword)


def _authors(job: Job) -> list[Author]:
    return [author for author in job.article.byline if author.name.strip()]


def _author(author: Author) -> dict[str, str]:
    first, _, last = author.name.strip().rpartition(" ")
    return {
        "wp_author_login": _login(author),
        "wp_author_email": author.email.strip(),
        "wp_author_display_name": author.name.strip(),
        "wp_author_first_name": first or last,
        "wp_author_last_name": last if first else "",
    }


def _login(author: Author) -> str:
    return naming.clean(author.name) or author.name.strip()


def _post(job: Job) -> Iterator[str]:
    article = job.article
    authors = _authors(job)
    yield "<item>"
    yield _said("title", posts.escaped(article.headline))
    yield _said("link", address(article.seo.canonical_url))
    yield from _dates(posts.moment(job))
    yield _said("dc:creator", _login(authors[0]) if authors else "")
    yield _said("guid", newsitem.uri(article), isPermaLink="false")
    yield "<description></description>"
    yield _said("content:encoded", posts.content(job, Addressed(job.pictures, job.media_url)))
    yield _said("excerpt:encoded", posts.escaped(article.deck))
    yield from _row(_POST, name=naming.stem(article), status=posts.status(job), parent=0, kind="post")
    if article.section:
        yield _said("category", article.section, domain="category", nicename=naming.clean(article.section))
    for keyword in article.keywords:
        yield _said("category", keyword, domain="post_tag", nicename=naming.clean(keyword))
    lead = next((number for number, one in enumerate(pictured(job), _POST + 1) if one.is_lead), 0)
    yield from _meta({"_thumbnail_id": str(lead) if lead else "", **posts.meta(job)})
    yield "</item>"


def _attachment(job: Job, one: Pictured, number: int) -> Iterator[str]:
    stem = one.main.name.rpartition(".")[0]
    words = one.words
    authors = _authors(job)
    yield "<item>"
    yield _said("title", posts.escaped(words.headline or stem))
    yield _said("link", one.main.url)
    yield from _dates(posts.moment(job))
    yield _said("dc:creator", _login(authors[0]) if authors else "")
    yield _said("guid", one.main.url, isPermaLink="false")
    yield "<description></description>"
    yield _said("content:encoded", posts.escaped(words.description))
    yield _said("excerpt:encoded", posts.escaped(posts.caption(job, one)))
    yield from _row(number, name=stem, status="inherit", parent=_POST, kind="attachment")
    yield _said("wp:attachment_url", one.main.url)
    yield from _meta({"_wp_attachment_image_alt": one.alt, **posts.picture_meta(one)})
    yield "</item>"


def _dates(at: datetime | None) -> Iterator[str]:
    if at:
        yield _said("pubDate", format_datetime(at.astimezone(UTC)))
    yield _said("wp:post_date", posts.local(at))
    yield _said("wp:post_date_gmt", posts.in_utc(at))


def _row(number: int, *, name: str, status: str, parent: int, kind: str) -> Iterator[str]:
    """Yield the columns of a post that are no words; who may comment stays empty, so that the site's own rule holds."""
    yield f"<wp:post_id>{number}</wp:post_id>"
    yield "<wp:comment_status></wp:comment_status>"
    yield "<wp:ping_status></wp:ping_status>"
    yield _said("wp:post_name", name)
    yield _said("wp:status", status)
    yield f"<wp:post_parent>{parent}</wp:post_parent>"
    yield "<wp:menu_order>0</wp:menu_order>"
    yield _said("wp:post_type", kind)
    yield "<wp:post_password></wp:post_password>"
    yield "<wp:is_sticky>0</wp:is_sticky>"


def _meta(values: dict[str, str]) -> Iterator[str]:
    for key, value in values.items():
        if value.strip():
            yield _within("wp:postmeta", wp_meta_key=key, wp_meta_value=value)


def _within(tag: str, **children: str) -> str:
    """Return an element with children on one line, as the importer's simplest reader goes by lines."""
    inside = "".join(_said(name.replace("_", ":", 1), text) for name, text in children.items())
    return f"<{tag}>{inside}</{tag}>"


def _said(tag: str, text: str, **attributes: str) -> str:
    """Return an element with any text, of which only what XML 1.0 has no place for is left out (§2.2)."""
    clean = _NEVER_IN_XML.sub("", text).replace("]]>", "]]]]><![CDATA[>")
    marks = "".join(f' {name}="{value}"' for name, value in attributes.items())
    return f"<{tag}{marks}><![CDATA[{clean}]]></{tag}>"
