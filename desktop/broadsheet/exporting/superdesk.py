"""The `ninjs-superdesk` format: ninjs 1.x as Superdesk's own reader of it takes a story in.

The keys are those of the IPTC's schema 1.6 and, beyond it, those that Superdesk writes and reads itself: `guid`,
`priority`, `authors`, `keywords`, `source`. A picture's alt text is its `body_text`.
"""

from collections.abc import Iterator

from broadsheet.exporting import bare, newsitem, sentences
from broadsheet.exporting.gallery import Addressed
from broadsheet.exporting.job import File, Job
from broadsheet.exporting.newsitem import Fields, address
from broadsheet.exporting.pictured import Pictured, pictured

_ROUTINE = 5
"""The middle of ninjs' nine steps of urgency."""


def write(job: Job) -> Iterator[File]:
    """Yield the one file of this format; pictures are addressed at the media URL."""
    article = job.article
    first = newsitem.utc(article.published)
    item: Fields = {
        "guid": newsitem.uri(article),
        "uri": newsitem.uri(article),
        "version": "1",
        "type": "text",
        "profile": "text",
        "language": job.language,
        "pubstatus": newsitem.publication_status(article),
        "urgency": _ROUTINE,
        "priority": _ROUTINE,
        "firstcreated": first,
        "versioncreated": newsitem.utc(article.updated) or first,
        "embargoed": newsitem.utc(article.embargo),
        "slugline": article.slug,
        "headline": article.headline,
        "byline": sentences.byline(job),
        "authors": [
            {"name": author.name.strip(), "role": author.role.strip() or "writer"}
            for author in article.byline
            if author.name.strip()
        ],
        "located": article.dateline,
        "description_text": article.deck,
        "body_html": bare.story(job, Addressed(job.pictures, job.media_url)),
        "keywords": list(article.keywords),
        "genre": [{"name": "Article", "code": "Article"}],
        "service": [{"name": article.section, "code": article.section}] if article.section else [],
        "source": article.source.name,
        "copyrightholder": job.house.publisher.name,
        "copyrightnotice": article.rights.copyright_notice,
        "usageterms": article.rights.usage_terms,
        "ednote": article.editor_note,
        "extra": {"kicker": article.kicker, "seo_title": article.seo.title, "seo_description": article.seo.description},
        "associations": dict(_associations(job)),
    }
    yield File("", newsitem.encoded(item))


def _associations(job: Job) -> Iterator[tuple[str, Fields]]:
    for number, one in enumerate(pictured(job)):
        yield "featuremedia" if one.is_lead else f"picture{number}", _picture(one, job)
    for number, link in enumerate(job.article.related, 1):
        if address(link.url):
            name = address(link.url)
            yield (
                f"related{number}",
                {"guid": name, "uri": name, "type": "text", "headline": link.title.strip() or name},
            )


def _picture(one: Pictured, job: Job) -> Fields:
    words = one.words
    main = {"href": one.main.url, "width": one.main.width, "height": one.main.height, "mimetype": one.main.media_type}
    return {
        "guid": newsitem.urn(f"{job.article.id}/{one.asset}"),
        "uri": one.main.url,
        "type": "picture",
        "language": words.language,
        "pubstatus": "usable",
        "headline": words.headline,
        "body_text": one.alt,
        "description_text": words.caption,
        "byline": ", ".join(words.creator) or words.credit,
        "creditline": words.credit,
        "copyrightnotice": words.copyright,
        "usageterms": words.usage_terms,
        "renditions": {"original": main},
    }
