"""The `ninjs` format: a news item in the IPTC's ninjs 3.1 (https://iptc.org/standards/ninjs/)."""

from collections.abc import Iterator

from broadsheet.exporting import bare, markdown, newsitem, sentences
from broadsheet.exporting import text as wire
from broadsheet.exporting.gallery import Served
from broadsheet.exporting.job import File, Job
from broadsheet.exporting.newsitem import Fields, address
from broadsheet.exporting.pictured import Pictured, pictured
from broadsheet.render.content import ReadAlso

_STANDARD = {
    "name": "ninjs",
    "version": "3.1",
    "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json",
}
_SOURCE_TYPES = "http://cv.iptc.org/newscodes/digitalsourcetype/"


def write(job: Job) -> Iterator[File]:
    """Yield the one file of this format; pictures are addressed at the media URL, as the schema wants URIs."""
    article = job.article
    item: Fields = {
        "uri": newsitem.uri(article),
        "standard": _STANDARD,
        "type": "text",
        "language": job.language,
        "pubStatus": newsitem.publication_status(article),
        "firstCreated": newsitem.utc(article.published),
        "versionCreated": newsitem.utc(article.updated) or newsitem.utc(article.published),
        "contentCreated": newsitem.utc(article.published),
        "embargoedUntil": newsitem.utc(article.embargo),
        "slugline": article.slug,
        "headlines": _headlines(job),
        "descriptions": _texts(("summary", article.deck), ("description", article.seo.description)),
        "by": sentences.byline(job),
        "people": _people(job),
        "located": article.dateline,
        "bodies": _bodies(job),
        "subjects": [{"name": article.section, "rel": "section"}] if article.section else [],
        "altIds": [{"role": "broadsheet", "value": article.id}],
        "infoSources": _sources(job),
        "copyrightNotice": article.rights.copyright_notice,
        "copyrightHolder": job.house.publisher.name,
        "usageTerms": article.rights.usage_terms,
        "edNote": article.editor_note,
        "associations": [*map(_picture, pictured(job)), *_links(job)],
    }
    item["subjects"] += [{"name": keyword, "rel": "keyword"} for keyword in article.keywords]
    yield File("", newsitem.encoded(item))


def _headlines(job: Job) -> list[Fields]:
    article = job.article
    return _texts(("main", article.headline), ("kicker", article.kicker), ("seo", article.seo.title))


def _texts(*said: tuple[str, str]) -> list[Fields]:
    return [{"role": role, "contentType": "text/plain", "value": value} for role, value in said if value.strip()]


def _people(job: Job) -> list[Fields]:
    named = (author for author in job.article.byline if author.name.strip())
    return [{"name": author.name.strip(), "rel": "author", "uri": address(author.url)} for author in named]


def _bodies(job: Job) -> list[Fields]:
    plain = wire.body(job)
    html = bare.story(job, Served(job.pictures, job.media_url, job.media_url))
    size = {"charCount": len(plain), "wordCount": len(plain.split())}
    forms = {
        "main": ("text/html", html),
        "text": ("text/plain", plain),
        "source": ("text/markdown", markdown.typed(job)),
    }
    return [{"role": role, "contentType": form, **size, "value": text} for role, (form, text) in forms.items() if text]


def _sources(job: Job) -> list[Fields]:
    given = job.article.source
    return [{"name": given.name.strip(), "uri": address(given.url)}] if given.name.strip() or address(given.url) else []


def _picture(one: Pictured) -> Fields:
    words = one.words
    return {
        "name": "lead" if one.is_lead else one.main.name,
        "rel": "leadPicture" if one.is_lead else "figure",
        "uri": one.main.url,
        "type": "picture",
        "by": ", ".join(words.creator),
        "contentCreated": newsitem.utc(words.created),
        "headlines": _texts(("main", words.headline)),
        "descriptions": _texts(("caption", words.caption), ("creditline", words.credit), ("altText", one.alt)),
        "copyrightNotice": words.copyright,
        "usageTerms": words.usage_terms,
        "digitalSourceType": {"uri": words.digital_source if words.digital_source.startswith(_SOURCE_TYPES) else ""},
        "renditions": [
            {
                "name": file.name,
                "href": file.url,
                "contentType": file.media_type,
                "width": file.width,
                "height": file.height,
                "sizeInBytes": file.size,
            }
            for file in one.files
        ],
    }


def _links(job: Job) -> Iterator[Fields]:
    """Yield the read-also links in the body and those behind it; one without an address gets a name of its own."""
    read_also = [(one.content.title, one.content.url) for one in job.blocks if isinstance(one.content, ReadAlso)]
    related = [(one.title.strip(), one.url) for one in job.article.related]
    for rel, given in (("readAlso", read_also), ("related", related)):
        for number, (title, url) in enumerate(given, 1):
            if title or url:
                place = address(url) or newsitem.urn(f"{job.article.id}/{rel}/{title}")
                named = _texts(("main", title or url))
                yield {"name": f"{rel}{number}", "rel": rel, "uri": place, "type": "text", "headlines": named}
