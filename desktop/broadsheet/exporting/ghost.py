"""The `ghost` format: a zip for Ghost's importer, with the data as JSON and the pictures in `content/images`.

Texts are cut to Ghost's columns, as an import fails at the first that is too long.
"""

import re
import zipfile
from collections.abc import Iterator
from datetime import UTC
from io import BytesIO

from broadsheet.article import naming
from broadsheet.exporting import newsitem, posts
from broadsheet.exporting.gallery import Addressed
from broadsheet.exporting.job import File, Job
from broadsheet.exporting.newsitem import Fields
from broadsheet.exporting.pictured import Pictured, pictured

_IMAGES = "content/images/"
_TITLE, _EXCERPT, _NAME, _META_TITLE, _META_DESCRIPTION = 255, 300, 191, 300, 500
"""Characters that Ghost's columns take."""

_STATES = {"future": "scheduled", "publish": "published"}
_BEGINNING = (1980, 1, 1, 0, 0, 0)
_OWN_HTML = re.compile(r"<details>.*?</details>", re.DOTALL)
_ATTRIBUTION = re.compile(r'</p>\s*<footer class="attribution">(.*?)</footer>', re.DOTALL)


def write(job: Job) -> Iterator[File]:
    """Yield the one file of this format."""
    shown = tuple(pictured(job))
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as made:
        _put(made, "ghost.json", newsitem.encoded({"db": [_database(job, shown)]}))
        for one in shown:
            _put(made, f"{_IMAGES}{one.main.name}", job.pictures[one.asset].files[one.main.name].data)
    yield File("", packed.getvalue())


def _put(made: zipfile.ZipFile, name: str, data: bytes) -> None:
    """Put a member without a time or a system's marks, so that the same article gives the same bytes."""
    member = zipfile.ZipInfo(name, _BEGINNING)
    member.create_system, member.external_attr = 3, 0o644 << 16
    made.writestr(member, data)


def _database(job: Job, shown: tuple[Pictured, ...]) -> Fields:
    article = job.article
    # Ghost's first tag of a post is its main one.
    tags = dict.fromkeys(one.strip() for one in (article.section, *article.keywords) if one.strip())
    authors = dict.fromkeys(one.name.strip() for one in article.byline if one.name.strip())
    return {
        "meta": {"version": "5.0.0"},
        "data": {
            "posts": [_post(job, shown)],
            "posts_meta": [_meta(job, shown)],
            "tags": [_named(number, name) for number, name in enumerate(tags, 1)],
            "posts_tags": [
                {"post_id": "1", "tag_id": str(number), "sort_order": number - 1} for number in range(1, len(tags) + 1)
            ],
            "users": [
                _named(number, name) | {"email": f"{naming.clean(name) or number}@example.invalid"}
                for number, name in enumerate(authors, 1)
            ],
            "posts_authors": [
                {"post_id": "1", "author_id": str(number), "sort_order": number - 1}
                for number in range(1, len(authors) + 1)
            ],
        },
    }


def _named(number: int, name: str) -> Fields:
    return {"id": str(number), "name": posts.cut(name, _NAME), "slug": naming.clean(name)}


def _post(job: Job, shown: tuple[Pictured, ...]) -> Fields:
    article, at = job.article, posts.moment(job)
    lead = next((one for one in shown if one.is_lead), None)
    time = at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z") if at else ""
    return {
        "id": "1",
        "title": posts.cut(article.headline, _TITLE) or "(Untitled)",
        "slug": naming.stem(article),
        "html": content(job),
        "feature_image": f"/{_IMAGES}{lead.main.name}" if lead else "",
        "status": _STATES.get(posts.status(job), "draft"),
        "published_at": time,
        "created_at": time,
        "updated_at": newsitem.utc(article.updated),
        "custom_excerpt": posts.cut(article.deck, _EXCERPT),
        "canonical_url": newsitem.address(article.seo.canonical_url),
        "locale": job.language if len(job.language) <= 6 else "",
    }


def _meta(job: Job, shown: tuple[Pictured, ...]) -> Fields:
    lead = next((one for one in shown if one.is_lead), None)
    return {
        "post_id": "1",
        "meta_title": posts.cut(job.article.seo.title, _META_TITLE),
        "meta_description": posts.cut(job.article.seo.description, _META_DESCRIPTION),
        "feature_image_alt": posts.cut(lead.alt, _NAME) if lead else "",
        "feature_image_caption": posts.escaped(posts.caption(job, lead)) if lead else "",
    }


def content(job: Job) -> str:
    """Return the body as Ghost's editor reads it: quotes with a break before who said it, its own HTML in a card."""
    html = posts.content(job, Addressed(job.pictures, f"/{_IMAGES}"))
    html = _ATTRIBUTION.sub(r"<br>\1</p>", html)
    return _OWN_HTML.sub(r"<!--kg-card-begin: html-->\g<0><!--kg-card-end: html-->", html)
