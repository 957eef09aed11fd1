"""What WordPress and Ghost want to know of an article alike: its state, its time, its text, its pictures' captions."""

import html
import re
from datetime import UTC, datetime

from broadsheet.exporting import bare, newsitem, sentences
from broadsheet.exporting.job import Job
from broadsheet.exporting.pictured import Pictured
from broadsheet.render import dates
from broadsheet.render.images import PictureSource

_PREFORMATTED = re.compile(r"(<pre[ >].*?</pre>\n?)", re.DOTALL)
_BLOCKS = "p|h[1-6]|ul|ol|li|dl|dt|dd|blockquote|figure|figcaption|table|caption|thead|tbody|tfoot|tr|td|th|hr|pre"
_BLOCKS += "|aside|section|nav|header|footer|details|summary|div|iframe"
_LINE_END = re.compile(rf"(</?(?:{_BLOCKS})(?: [^>]*)?>)?\n")
_CODE_OF_WORDPRESS = re.compile(r"\[(?=/?(?:gallery|caption|wp_caption|embed|audio|video|playlist)\b)")


def moment(job: Job) -> datetime | None:
    """Return when the article may be seen: the later of publication and embargo; None where nobody knows exactly."""
    article = job.article
    given = [one.strip() for one in (article.published, article.embargo) if dates.is_exact(one)]
    return max(map(datetime.fromisoformat, given), default=None)


def status(job: Job) -> str:
    """Return `draft`, `pending`, `future` or `publish`, as WordPress names the states of a post.

    What has an embargo is `future`: WordPress publishes it when its time comes, or at once where that has passed.
    """
    article = job.article
    if article.status not in {"ready", "published"}:
        return "pending" if article.status == "review" else "draft"
    return "future" if dates.is_exact(article.embargo) else "publish"


def local(at: datetime | None) -> str:
    """Return a time as WordPress keeps it, on the writer's clock; zeros where it is not known."""
    return at.strftime("%Y-%m-%d %H:%M:%S") if at else "0000-00-00 00:00:00"


def in_utc(at: datetime | None) -> str:
    """Return a time as WordPress keeps it, in UTC; zeros where it is not known."""
    return local(at.astimezone(UTC) if at else None)


def content(job: Job, source: PictureSource) -> str:
    """Return the body for WordPress' text field.

    WordPress makes a `br` of each line end in a text, and runs what it knows in square brackets; neither is meant.
    """
    pieces = _PREFORMATTED.split(bare.story(job, source))
    whole = "".join(one if number % 2 else _LINE_END.sub(_kept, one) for number, one in enumerate(pieces))
    return _CODE_OF_WORDPRESS.sub("&#91;", whole)


def _kept(found: re.Match[str]) -> str:
    return found[0] if found[1] else " "


def caption(job: Job, one: Pictured) -> str:
    """Return a picture's caption with its credit, in the words that the page has under it."""
    credit = one.words.credit.strip()
    said = job.house.credit_form.replace("{credit}", credit) if credit else ""
    return " ".join(part for part in (one.words.caption.strip(), said) if part)


def meta(job: Job) -> dict[str, str]:
    """Return what WordPress has no column for as custom fields; the note to the editor is not for a published post."""
    article = job.article
    return {
        "broadsheet_id": article.id,
        "broadsheet_kicker": article.kicker,
        "broadsheet_byline": sentences.byline(job),
        "broadsheet_dateline": article.dateline,
        "broadsheet_language": job.language,
        "broadsheet_updated": newsitem.utc(article.updated),
        "broadsheet_embargo": newsitem.utc(article.embargo),
        "broadsheet_source": article.source.name,
        "broadsheet_source_url": newsitem.address(article.source.url),
        "broadsheet_copyright": article.rights.copyright_notice,
        "broadsheet_usage_terms": article.rights.usage_terms,
        "broadsheet_seo_title": article.seo.title,
        "broadsheet_seo_description": article.seo.description,
        "broadsheet_canonical_url": newsitem.address(article.seo.canonical_url),
    }


def picture_meta(one: Pictured) -> dict[str, str]:
    """Return a picture's rights as custom fields."""
    return {
        "broadsheet_credit": one.words.credit,
        "broadsheet_creator": ", ".join(one.words.creator),
        "broadsheet_copyright": one.words.copyright,
        "broadsheet_usage_terms": one.words.usage_terms,
    }


def escaped(text: str) -> str:
    """Return words for a field that WordPress takes for HTML: titles, excerpts, captions."""
    return html.escape(text.strip(), quote=False)


def cut(text: str, most: int) -> str:
    """Return a text on one line of at most so many characters, cut behind a word and with an ellipsis if need be."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    whole, _, broken = line[:most].rpartition(" ")
    return f"{whole.rstrip(' ,;:–—-') or broken[: most - 1]}…"
