"""Checks of the fields: what is missing, too long or not what it claims to be."""

import re
from collections.abc import Iterator
from datetime import datetime

from broadsheet.article import fields, language
from broadsheet.article.place import Place
from broadsheet.checks.finding import Rule, Spot
from broadsheet.checks.reading import Reading
from broadsheet.render import counting

_SAYS_IT = {"picture": "picture.asset", "source": "source.name", "call_to_action": "call_to_action.text"}
"""The part without which a field of several parts counts as empty."""

_LIMITED = {
    "kicker": "kicker",
    "headline": "headline",
    "deck": "deck",
    "picture.caption": "caption",
    "picture.alt": "alt",
    "seo.title": "seo_title",
    "seo.description": "seo_description",
}
"""Field -> the house's limit for it."""

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z]{3})?(-[A-Za-z]{4})?(-([A-Za-z]{2}|\d{3}))?(-[A-Za-z0-9]{5,8})*\Z")
"""The part of RFC 5646 §2.1 that languages of news are written in."""


def headline_missing(reading: Reading) -> Iterator[Spot]:
    """Find an empty headline."""
    if not reading.article.headline.strip():
        yield Place("headline"), {}


def required_missing(reading: Reading) -> Iterator[Spot]:
    """Find empty fields that the house asks for; the headline has its own check."""
    for field in reading.house.required:
        if field != "headline" and not _is_filled(reading, field):
            yield Place(field), {"field": field}


def _is_filled(reading: Reading, field: str) -> bool:
    if field == "byline":
        return any(author.name.strip() for author in reading.article.byline)
    value = fields.get(reading.article, _SAYS_IT.get(field, field))
    return bool(value.strip() if isinstance(value, str) else value)


def over_limit(reading: Reading) -> Iterator[Spot]:
    """Find fields with more characters than the house allows."""
    for field, name in _LIMITED.items():
        length, limit = len(fields.get(reading.article, field)), getattr(reading.house.limits, name)
        if limit is not None and length > limit:
            yield Place(field, limit), {"field": field, "length": length, "limit": limit}


def too_many_words(reading: Reading) -> Iterator[Spot]:
    """Find a body with more words than the house allows."""
    limit = reading.house.limits.words
    count = counting.count(passage.block for passage in reading.passages).words
    if limit is not None and count > limit:
        yield Place("body"), {"count": count, "limit": limit}


def language_missing(reading: Reading) -> Iterator[Spot]:
    """Find an article that does not say what language it is in (WCAG 2.2, 3.1.1)."""
    if not reading.article.language.strip():
        yield Place("language"), {"language": reading.house.language}


def language_invalid(reading: Reading) -> Iterator[Spot]:
    """Find a language that is no BCP 47 tag."""
    tag = reading.article.language
    if tag.strip() and not _TAG.match(tag):
        yield Place("language"), {"language": tag}


def language_unknown(reading: Reading) -> Iterator[Spot]:
    """Find a language that we have no words for: the page's labels will be English."""
    tag = reading.article.language
    if _TAG.match(tag) and language.primary(tag) not in language.languages():
        yield Place("language"), {"language": tag}


def time_invalid(reading: Reading) -> Iterator[Spot]:
    """Find times that are no ISO 8601 times."""
    for field, text in _times(reading):
        if _moment(text) is None:
            yield Place(field), {"field": field, "text": text}


def time_without_offset(reading: Reading) -> Iterator[Spot]:
    """Find times that do not say in which zone they are: each reader would take them for another moment."""
    for field, text in _times(reading):
        moment = _moment(text)
        if moment is not None and moment.tzinfo is None and not _DAY.fullmatch(text):
            yield Place(field), {"field": field, "text": text}


def day_without_time(reading: Reading) -> Iterator[Spot]:
    """Find days that tell no time, as copy from elsewhere has them: structured data leaves them out."""
    for field, text in _times(reading):
        if _moment(text) is not None and _DAY.fullmatch(text):
            yield Place(field), {"field": field, "text": text}


def embargo_ahead(reading: Reading) -> Iterator[Spot]:
    """Find an embargo that has not ended."""
    moment = _moment(reading.article.embargo)
    if moment is not None and moment.tzinfo is not None and moment > reading.now:
        yield Place("embargo"), {"time": reading.article.embargo}


def _times(reading: Reading) -> Iterator[tuple[str, str]]:
    article = reading.article
    times = [(name, getattr(article, name)) for name in ("published", "updated", "embargo")]
    times += [(f"corrections.{number}.time", correction.time) for number, correction in enumerate(article.corrections)]
    yield from ((field, text) for field, text in times if text)


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


RULES = (
    Rule("headline_missing", "error", headline_missing),
    Rule("required_missing", "error", required_missing),
    Rule("over_limit", "warning", over_limit),
    Rule("too_many_words", "warning", too_many_words),
    Rule("language_missing", "warning", language_missing),
    Rule("language_invalid", "warning", language_invalid),
    Rule("language_unknown", "note", language_unknown),
    Rule("time_invalid", "error", time_invalid),
    Rule("time_without_offset", "error", time_without_offset),
    Rule("day_without_time", "note", day_without_time),
    Rule("embargo_ahead", "note", embargo_ahead),
)
