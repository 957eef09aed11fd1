"""Pages and fragments that our own themes made, read by the names that these give to the parts of an article."""

import re
from typing import TYPE_CHECKING

import msgspec

from broadsheet.article import language
from broadsheet.article.model import Article, Author, CallToAction, Correction, Link, Rights, Source

if TYPE_CHECKING:
    from lxml.html import HtmlElement as Element

_MARK = re.compile(r"^\s*[-–—]\s*")
"""Between a dateline and its text."""


def find(root: "Element") -> "Element | None":
    """Return the article of a page of ours, None where it is another's."""
    for story in root.iter("article"):
        if "story" in story.get("class", "").split() and _part(story, "body") is not None:
            return story
    return None


def read(story: "Element", known: Article) -> tuple[Article, "Element"]:
    """Return the article with its fields from a page of ours, over what is known of it, and the element of its body."""
    body = _part(story, "body")
    assert body is not None
    tag = story.get("lang", "") or known.language
    named = {name: text for name in ("kicker", "headline", "deck") if (text := _words(_part(story, name)))}
    times = {name: time for name in ("published", "updated") if (time := _time(_part(story, name)))}
    article = msgspec.structs.replace(
        known,
        **named,
        **times,
        language=tag,
        byline=_byline(story, tag) or known.byline,
        dateline=_taken(body, "dateline") or known.dateline,
        end_mark=_taken(body, "end-mark"),
        related=tuple(_link(one) for part in _parts(story, "related") for one in part.iter("li")),
        source=Source(*_linked(_part(story, "source"), "source-label")),
        call_to_action=CallToAction(*_linked(_part(story, "call-to-action"))),
        corrections=tuple(_correction(one) for part in _parts(story, "corrections") for one in part.iter("p")),
        rights=_rights(_part(story, "rights")),
    )
    return article, body


def lead(story: "Element") -> list["Element"]:
    """Return the figure of the lead picture, or nothing."""
    return [one for one in story.iter("figure") if "picture" in one.get("class", "").split()][:1]


def _parts(element: "Element", name: str) -> list["Element"]:
    return [one for one in element.iterdescendants() if name in str(one.get("class", "")).split()]


def _part(element: "Element", name: str) -> "Element | None":
    return next(iter(_parts(element, name)), None)


def _words(element: "Element | None") -> str:
    return "" if element is None else " ".join(element.text_content().split())


def _time(element: "Element | None") -> str:
    times = [] if element is None else list(element.iter("time"))
    return times[0].get("datetime", "") if times else _words(element)


def _byline(story: "Element", tag: str) -> tuple[Author, ...]:
    """Return who signed: the label goes, the names are what stands between the language's own joints."""
    line = _part(story, "byline")
    if line is None:
        return ()
    urls = {_words(one): one.get("href", "") for one in line.iter("a")}
    labels = language.language(tag).labels
    before, _, after = labels.by.partition("{names}")
    names = _words(line).removeprefix(before.strip()).removesuffix(after.strip()).strip()
    joint = re.escape(labels.and_) + ("" if labels.and_joined else r"\s+")
    split = re.split(rf"\s*,\s*|\s+{joint}", names)
    roles = _words(_part(story, "roles"))
    people = []
    for name in filter(None, split):
        own = re.search(rf"{re.escape(name)} \(([^()]*)\)", roles)
        people.append(Author(name, own[1] if own else roles if len(split) == 1 else "", url=urls.get(name, "")))
    return tuple(people)


def _taken(body: "Element", name: str) -> str:
    """Return the words of a mark in the body, and take it away there."""
    found = _part(body, name)
    if found is None:
        return ""
    words = _words(found)
    if name == "dateline":
        found.tail = _MARK.sub("", found.tail or "")
    found.drop_tree()
    return words


def _linked(element: "Element | None", label: str = "") -> tuple[str, str]:
    """Return the words of a line without its label, and where they lead."""
    if element is None:
        return "", ""
    before = _words(_part(element, label)) if label else ""
    link = next(element.iter("a"), None)
    return _words(element).removeprefix(before).strip(), "" if link is None else link.get("href", "")


def _link(item: "Element") -> Link:
    return Link(*_linked(item))


def _correction(line: "Element") -> Correction:
    when = _part(line, "when")
    return Correction(_time(when), _words(line).removeprefix(_words(when)).strip())


def _rights(element: "Element | None") -> Rights:
    lines = [] if element is None else [_words(one) for one in element.iter("p")]
    return Rights(*lines[:2])
