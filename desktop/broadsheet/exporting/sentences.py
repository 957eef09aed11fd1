"""The lines around a body in words alone, for formats without HTML."""

from broadsheet.article import language
from broadsheet.exporting.job import Job
from broadsheet.render import dates


def byline(job: Job) -> str:
    """Return `By A and B`, or an empty string."""
    names = tuple(author.name.strip() for author in job.article.byline if author.name.strip())
    return job.labels.signed(names)


def published(job: Job) -> str:
    """Return the time of publication as the language writes it, or an empty string."""
    moment = dates.moment(job.article.published, job.language)
    return moment.text if moment else ""


def updated(job: Job) -> str:
    """Return `Updated 22 November 2026`, or an empty string."""
    moment = dates.moment(job.article.updated, job.language)
    return job.labels.updated.replace("{time}", moment.text) if moment else ""


def source(job: Job) -> str:
    """Return `Source: Kyodo`, with the address where there is one; empty where the house shows no source."""
    given = job.article.source
    words = addressed(given.name.strip(), given.url.strip())
    return labelled(job.labels.source, words, job) if words and job.house.show_source else ""


def call_to_action(job: Job) -> str:
    """Return the outlet's closing line with its address, or an empty string."""
    given = job.article.call_to_action
    return addressed(given.text.strip(), given.url.strip()) if given.text.strip() else ""


def corrections(job: Job) -> tuple[str, ...]:
    """Return the corrections, each with its time."""
    lines = []
    for given in job.article.corrections:
        moment = dates.moment(given.time, job.language)
        if given.text.strip():
            lines.append(f"{moment.text}: {given.text.strip()}" if moment else given.text.strip())
    return tuple(lines)


def addressed(words: str, url: str) -> str:
    """Return words with their address in parentheses, or whichever there is."""
    return f"{words} ({url})" if words and url else words or url


def labelled(label: str, words: str, job: Job) -> str:
    """Return a label, a colon as the language sets it, and words."""
    colon = "\u00a0:" if language.primary(job.language) == "fr" else ":"
    return f"{label}{colon} {words}"
