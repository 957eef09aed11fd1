"""Recognises the news parts of a body by their words: read-also, caption with credit, attribution, embed.

Everything here is pure text; the Markdown around it is taken apart in `render`.
"""

import re
from collections.abc import Sequence
from functools import cache

from msgspec import Struct

_LONGEST_TITLE = 200
"""Characters; a longer text behind a label without a link is prose."""

_LONGEST_URL = 2_000

_AFTER_LINK = re.compile(r"[\s.»›→]*")
_URL = r"https?://[^\s<>]+"
_BARE_URL = re.compile(rf"<?({_URL})>?")
_TITLE_AND_URL = re.compile(rf"(?P<title>.*?)\s*[(\[–—-]?\s*(?P<url>{_URL}?)[)\]]?", re.DOTALL)
_SENTENCE_END = re.compile(r"(\w{4,})[.!?…][\"'”’»)]*\s+[\"'“‘«(]*(\w)")
_ATTRIBUTION = re.compile(r"\s*(?:—|--)\s*(?=\S)(?!-)")


class Run(Struct, frozen=True):
    """A stretch of a paragraph: plain text, and where it leads. `link` numbers the links from 1; 0 is none."""

    text: str
    url: str = ""
    link: int = 0


class ReadAlso(Struct, frozen=True):
    """A link to another article between two paragraphs; `url` is empty where the writer has none yet."""

    label: str
    title: str
    url: str = ""


class Caption(Struct, frozen=True):
    """The words under a picture."""

    caption: str = ""
    credit: str = ""


@cache
def _label(labels: tuple[str, ...]) -> re.Pattern[str]:
    choice = "|".join(re.escape(label).replace(r"\ ", r"\s+") for label in labels)
    return re.compile(rf"\s*(?P<label>{choice or '(?!)'})\s*[:：]\s*", re.IGNORECASE)


def read_also(runs: Sequence[Run], labels: tuple[str, ...]) -> ReadAlso | None:
    """Return what a paragraph says if it is only a label, a colon and a title or one link; else None.

    A label that merely opens a sentence is prose: so are several links, text behind the link, and several sentences.
    """
    text = "".join(run.text for run in runs)
    opening = _label(labels).match(text)
    if opening is None:
        return None
    title_runs = _after(runs, opening.end())
    label = re.sub(r"\s+", " ", opening["label"])
    links = {run.link: run.url for run in runs if run.link}
    if len(links) > 1:
        return None
    if links:
        return _linked(label, title_runs, next(iter(links.values())))
    return _unlinked(label, text[opening.end() :].strip())


def caption(title: str) -> Caption:
    """Split a figure's title: the last parentheses hold the credit, everything before them is the caption."""
    words = title.strip()
    stem = words.removesuffix(".").rstrip()
    if not stem.endswith(")"):
        return Caption(words)
    depth = 0
    for at in range(len(stem) - 1, -1, -1):
        depth += (stem[at] == ")") - (stem[at] == "(")
        if depth == 0:
            return Caption(stem[:at].strip(), stem[at + 1 : -1].strip())
    return Caption(words)


def attribution(line: str) -> int:
    """Return where the name starts in a quote's last line such as `— Rani` or `-- Rani`; 0 if it names nobody."""
    found = _ATTRIBUTION.match(line)
    return found.end() if found else 0


def embed(text: str) -> str:
    """Return the URL that a paragraph consists of, bare or between angle brackets, else an empty string."""
    found = _BARE_URL.fullmatch(text.strip())
    return found[1] if found else ""


def _after(runs: Sequence[Run], offset: int) -> list[Run]:
    """Return what is left of the runs behind their first `offset` characters."""
    left = []
    for run in runs:
        if offset < len(run.text):
            left.append(Run(run.text[offset:], run.url, run.link))
        offset = max(0, offset - len(run.text))
    return left


def _linked(label: str, runs: list[Run], url: str) -> ReadAlso | None:
    linked = [at for at, run in enumerate(runs) if run.link]
    if not linked:
        return None
    before, behind = runs[: linked[0]], runs[linked[-1] + 1 :]
    if any(run.text.strip() for run in before) or not _AFTER_LINK.fullmatch("".join(run.text for run in behind)):
        return None
    title = " ".join("".join(run.text for run in runs[linked[0] : linked[-1] + 1]).split())
    return ReadAlso(label, title, url) if title else None


def _unlinked(label: str, title: str) -> ReadAlso | None:
    if not title or "\n" in title or len(title) > _LONGEST_TITLE + _LONGEST_URL:
        return None
    with_url = _TITLE_AND_URL.fullmatch(title)
    if with_url is not None:
        return ReadAlso(label, with_url["title"] or with_url["url"], with_url["url"])
    return None if len(title) > _LONGEST_TITLE or _is_prose(title) else ReadAlso(label, title)


def _is_prose(title: str) -> bool:
    """Tell whether a text reads as sentences; one break is a headline's right ("Breaking! Jembatan Dibuka")."""
    breaks = sum(1 for found in _SENTENCE_END.finditer(title) if found[2].isupper())
    return breaks > 1 or (breaks == 1 and title.endswith("."))
