"""The `wordpress-rest` format: a folder with what WordPress' REST API takes: pictures, their words, and the post.

Numbers that only the site knows are left out of the post, and stand by name in a file of their own.
"""

from collections.abc import Iterator
from datetime import UTC

from broadsheet import paths
from broadsheet.article import naming
from broadsheet.exporting import newsitem, posts
from broadsheet.exporting.gallery import Addressed
from broadsheet.exporting.job import File, Job
from broadsheet.exporting.newsitem import Fields
from broadsheet.exporting.pictured import Pictured, pictured

_MEDIA = "media/"


def write(job: Job) -> Iterator[File]:
    """Yield the files of this format; in the text each picture is named by its path in the folder."""
    shown = tuple(pictured(job))
    yield File("README.txt", (paths.RESOURCES / "sending" / "wordpress.txt").read_bytes())
    yield File("post.json", newsitem.encoded(_post(job)))
    yield File("terms.json", newsitem.encoded(_terms(job, shown)))
    for one in shown:
        name = one.main.name
        yield File(f"{_MEDIA}{name}", job.pictures[one.asset].files[name].data)
        yield File(f"{_MEDIA}{_stem(one)}.json", newsitem.encoded(_media(job, one)))


def _post(job: Job) -> Fields:
    article, at = job.article, posts.moment(job)
    return {
        "date_gmt": at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S") if at else "",
        "slug": naming.stem(article),
        "status": posts.status(job),
        "title": {"raw": posts.escaped(article.headline)},
        "excerpt": {"raw": posts.escaped(article.deck)},
        "content": {"raw": posts.content(job, Addressed(job.pictures, _MEDIA))},
    }


def _terms(job: Job, shown: tuple[Pictured, ...]) -> Fields:
    article = job.article
    return {
        "featured_media": next((f"{_MEDIA}{one.main.name}" for one in shown if one.is_lead), ""),
        "categories": [article.section],
        "tags": list(article.keywords),
        "author": next((one.name.strip() for one in article.byline if one.name.strip()), ""),
        "meta": posts.meta(job),
    }


def _media(job: Job, one: Pictured) -> Fields:
    return {
        "title": {"raw": posts.escaped(one.words.headline or _stem(one))},
        "alt_text": one.alt,
        "caption": {"raw": posts.escaped(posts.caption(job, one))},
        "description": {"raw": posts.escaped(one.words.description)},
    }


def _stem(one: Pictured) -> str:
    return one.main.name.rpartition(".")[0]
