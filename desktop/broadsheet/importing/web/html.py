"""Saved web pages: the article out of all that is around it, with what the page says of itself."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import TYPE_CHECKING
from urllib.parse import unquote

import msgspec

from broadsheet import errors
from broadsheet.article import model
from broadsheet.article.model import Article, Picture
from broadsheet.importing import beside
from broadsheet.importing.album import Album
from broadsheet.importing.imported import Note
from broadsheet.importing.taking import Copy
from broadsheet.importing.web import carrier, dressed, metadata, pages

if TYPE_CHECKING:
    from lxml.html import HtmlElement as Element

_MOST_LOOKED_FOR = 2_000
_OWN = "data-broadsheet"
"""Holds the address of a picture that we have."""

_KICKER = re.compile(r"(?:^|[-_ ])(?:kicker|eyebrow|overline|topper)(?:$|[-_ ])", re.IGNORECASE)
_DECK = re.compile(r"(?:^|[-_ ])(?:deck|dek|standfirst|subtitle|subheadline|sapo)(?:$|[-_ ])", re.IGNORECASE)
_SIGNED = re.compile(
    r"(?:^|[-_ ])(?:byline|authors?|penulis|meta|dateline-info|timestamp|datetime|date|published|pubdate|updated|"
    r"reading-time)(?:$|[-_ ])",
    re.IGNORECASE,
)
_CREDIT = re.compile(r"(?:^|[-_ ])(?:credit|credits|copyright|photographer|source)(?:$|[-_ ])", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]{2,120})[)\]]\s*$")
_LONGEST_LABEL = 300


def read(path: Path) -> Copy:
    """Return a saved page as an article; raises errors.UnreadableDocument.

    Pictures come from inside the page and from beside it; nothing is fetched. A page that we exported comes back with
    all that it showed.
    """
    root, notes = pages.read(path)
    ours = carrier.find(root)
    if ours is not None:
        return carrier.taken(ours, root, path)
    return article(root, path, notes)


def article(
    root: "Element", path: Path, notes: tuple[Note, ...] = (), inside: Mapping[str, bytes] = MappingProxyType({})
) -> Copy:
    """Return the article in the tree of a page; `inside` are pictures by the addresses that the page has for them.

    Raises errors.UnreadableDocument.
    """
    pictures = _at_hand(root, path.parent, inside)
    known = metadata.read(root)
    story = dressed.find(root)
    if story is not None:
        known, main = dressed.read(story, known)
        shown: Iterable[Element] = dressed.lead(story)
    else:
        main = pages.main(root)
        headline = _headline(root, main)
        known = msgspec.structs.replace(known, headline=headline or known.headline)
        pages.prune(main)
        known = _labels(main, known)
        shown = main.iterdescendants("figure", "img", "p")
    known, lead_notes = _lead(shown, known)
    if known.seo.canonical_url:
        main.make_links_absolute(known.seo.canonical_url, handle_failures="ignore")
    return _converted(main, known, path, pictures, (*notes, *lead_notes))


def _converted(main: "Element", known: Article, path: Path, pictures: Album, notes: tuple[Note, ...]) -> Copy:
    from lxml import html

    from broadsheet.importing import rich

    try:
        found = rich.convert(html.tostring(main, encoding="unicode"))
    except rich.TooMuch as exc:
        raise errors.UnreadableDocument(path, *exc.refusal) from exc
    markdown, shown, lost = pictures.settle(found, (known.picture.asset,))
    body = markdown.strip("\n")
    if _says_nothing(known):
        above = f"# {known.headline}\n\n" if known.headline else ""
        return Copy(known, shown, (*notes, *lost), plain=above + body)
    return Copy(msgspec.structs.replace(known, body=body), shown, (*notes, *lost))


def _says_nothing(known: Article) -> bool:
    """Tell whether nothing but a headline is known of a page: then its text is read as one that was pasted."""
    bare = model.blank(known.language)
    return msgspec.structs.replace(known, id=bare.id, headline="", slug=bare.slug) == bare


def _headline(root: "Element", main: "Element") -> str:
    """Return the page's own headline: what is marked as one, or the first heading in or around the article."""
    for found in (root.xpath('//*[@itemprop="headline"][not(self::meta)]'), main.xpath(".//h1"), _above(main)):
        for one in found:
            text = " ".join(one.text_content().split())
            if text:
                _drop(one)
                return text
    return ""


def _above(main: "Element") -> list["Element"]:
    for around in main.iterancestors("article", "main", "section", "div"):
        found = around.xpath(".//h1")
        if found:
            return list(found)
    return []


def _labels(main: "Element", known: Article) -> Article:
    """Return the article with kicker and deck as classes name them; these and who signed leave the text."""
    found = {"kicker": known.kicker, "deck": known.deck}
    for one in list(main.iterdescendants("p", "div", "span", "h2", "h3", "h4", "time", "address", "ul", "header")):
        if one.getparent() is None or len(text := " ".join(one.text_content().split())) > _LONGEST_LABEL:
            continue
        named = one.get("class", "")
        for field, form in (("kicker", _KICKER), ("deck", _DECK)):
            if text and form.search(named):
                found[field] = text
                _drop(one)
                break
        else:
            if _is_signature(one, named):
                _drop(one)
    return msgspec.structs.replace(known, **found)


def _is_signature(one: "Element", named: str) -> bool:
    if one.tag == "header" or one.xpath(".//p | .//img"):
        return False
    inside = any(around.tag == "p" for around in one.iterancestors("p"))
    return not inside and (one.tag in ("time", "address") or bool(_SIGNED.search(named)))


def _lead(shown: Iterable["Element"], known: Article) -> tuple[Article, tuple[Note, ...]]:
    """Return the article with the picture that stands before the first words shown, and take it away there."""
    for one in shown:
        if one.tag == "p" and " ".join(one.text_content().split()) and not one.xpath(".//img"):
            break
        if _is_of_gallery(one):
            break  # to take one picture out of it would tear it
        image = one if one.tag == "img" else next(iter(one.xpath(".//img")), None)
        if image is None or not (image.get(_OWN) or image.get("src")):
            continue
        picture = _picture(one, image, known.picture)
        _drop(one)
        lost = () if image.get(_OWN) else (Note("picture", image.get("src", "")[:200]),)
        return msgspec.structs.replace(known, picture=picture), lost
    address = known.picture.asset
    words = msgspec.structs.replace(known.picture, asset="")
    return msgspec.structs.replace(known, picture=words), (Note("picture", address[:200]),) if address else ()


def _is_of_gallery(one: "Element") -> bool:
    """Tell whether an element groups figures, or is one of a list of them (as `rich.rows` knows them)."""
    group = next(one.iterancestors("ul", "ol"), one)
    return len(group.xpath(".//figure[.//img][not(.//figure)]")) > 1


def _picture(figure: "Element", image: "Element", said: Picture) -> Picture:
    caption, credit = "", ""
    for words in figure.xpath(".//figcaption")[:1]:
        for one in [one for one in words.iterdescendants() if _CREDIT.search(str(one.get("class", "")))]:
            credit = credit or " ".join(one.text_content().split())
            _drop(one)
        caption = " ".join(words.text_content().split())
    bracketed = _IN_BRACKETS.search(caption)
    if not credit and bracketed:
        caption, credit = caption[: bracketed.start()], bracketed[1]
    alt = " ".join(image.get("alt", "").split())
    return msgspec.structs.replace(
        said,
        asset=image.get(_OWN, ""),
        alt=alt or said.alt,
        caption=caption or said.caption,
        credit=_without_label(credit.strip("()[] ")) or said.credit,
    )


def _at_hand(root: "Element", folder: Path, inside: Mapping[str, bytes]) -> Album:
    """Let stand-ins take the place of the pictures that came with a page, or lie beside or below it."""
    pictures = Album()
    known: dict[str, tuple[str, str]] = {}
    for image in islice(root.iter("img"), _MOST_LOOKED_FOR):
        image.attrib.pop(_OWN, None)
        address = _address(image)
        given = inside.get(address) or (beside.file(folder, unquote(address)) if address else None)
        if given is None:
            continue
        if address not in known:
            known[address] = pictures.put(given, PurePosixPath(unquote(address).split("?", 1)[0]).name)
        src, own = known[address]
        image.set("src", src)
        image.set(_OWN, own)
    return pictures


def _address(image: "Element") -> str:
    """Return where a picture really is: pages that load them late keep it in another attribute."""
    return next(_addresses(image), "")


def _addresses(image: "Element") -> Iterator[str]:
    for name in ("src", "data-src", "data-original", "data-lazy-src"):
        value = (image.get(name) or "").strip()
        if value and not value.startswith("data:"):
            yield value


def _drop(element: "Element") -> None:
    if element.getparent() is not None:
        element.drop_tree()


def _without_label(credit: str) -> str:
    """Return a credit without what the outlet sets before who took a picture; ours has its own."""
    from broadsheet.importing.wire import patterns

    return patterns.label("photo", before="").sub("", credit, count=1)
