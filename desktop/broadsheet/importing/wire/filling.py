"""The article out of the pieces of a text."""

import re
from collections.abc import Sequence

import msgspec

from broadsheet.article.model import Article, Author, CallToAction, Link, Picture, Rights, Source
from broadsheet.importing.wire import (
    code,
    credits,
    dates,
    form,
    leading,
    links,
    marks,
    names,
    patterns,
    prose,
    spare,
    takes,
    words,
)
from broadsheet.importing.wire.piece import Guess, Piece, Where

_URL = re.compile(r"[(<\[]?(?P<url>https?://[^\s<>()\[\]]+)[)>\]]?")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
"""A sign that Markdown shall leave alone (CommonMark 2.4)."""
_SHORTENED = re.compile(r",\s*[^\W\d_a-z][a-zà-ÿ]{1,4}\.$")
"""The name of a state that was cut short behind a place: `PLAYA ENCANTO, Oax.-`."""
_LONGEST_SHORT = 5
"""Characters of an abbreviation, such as those of states."""
_SIGNED: frozenset[Where] = frozenset(("kicker", "headline", "deck", "byline"))
"""What an agency sends between signs of its own."""
_BEFORE = re.compile(r"^(?:[-*•]\s+|\+{2,}\s*)|\s*\+{2,}$")
"""Signs of a list before a title, and those that set news in haste off on either side."""
_AROUND_KICKER = " /:|+=*!–—-[]#"
"""Signs that set a label off: `++ EIL ++`, `URGENT -`."""


def fill(guess: Guess, article: Article) -> Article:
    """Return an article with its fields out of the pieces; what no field can hold goes into the editor's note.

    A field of which the text has nothing keeps what it has in `article`; the body is always that of the text.
    """
    guess = leading.one(guess)
    labelled = form.is_one(guess)
    said: dict[Where, list[str]] = {where: [] for where in _wheres(guess)}
    for piece in guess.pieces:
        said[piece.where].append(_said(guess, piece, labelled=labelled))
    people = _people(said)
    photographers = [person for person in people if person.role.casefold() in words.known("photo")]
    changes = _above(said, guess.language)
    if "byline" in said:
        changes["byline"] = tuple(person for person in people if person not in photographers)
    changes |= _below(said) | _picture(said, photographers, article.picture)
    changes |= {"body": prose.body(guess), "language": guess.language or article.language}
    filled = msgspec.structs.replace(article, **changes)
    note = "\n".join(spare.of(guess, filled))
    return msgspec.structs.replace(filled, editor_note=f"{article.editor_note}\n{note}".strip()) if note else filled


def _above(said: dict[Where, list[str]], tag: str) -> dict[str, object]:
    changes: dict[str, object] = {}
    for name in ("kicker", "headline", "deck"):
        if name in said:
            listed = len(said[name]) > 1 and all(map(_BEFORE.match, said[name]))
            line = _words(("; " if listed else " ").join(_BEFORE.sub("", text) for text in said[name]))
            changes[name] = line.strip(_AROUND_KICKER) if name == "kicker" else line
    for name, where in (("published", "published"), ("updated", "updated")):
        if where in said and moment(said[where][0], tag):
            changes[name] = moment(said[where][0], tag)
    if not {"published", "updated"} & said.keys() and "dateline" in said and dates.within(said["dateline"][0]):
        changes["published"] = dates.within(said["dateline"][0], tag)
    if "dateline" in said:
        changes["dateline"] = _dateline(" ".join(said["dateline"]))
    return changes


def _said(guess: Guess, piece: Piece, *, labelled: bool) -> str:
    """Return the words of a piece, of Markdown without its line breaks' signs."""
    text = code.unbroken(guess.words(piece)) if guess.markdown else guess.words(piece)
    text = form.value(text) if labelled and piece.where in form.FIELDS else text
    return takes.bare(text) if text.startswith("^") and piece.where in _SIGNED else text


def _wheres(guess: Guess) -> dict[Where, None]:
    return dict.fromkeys(piece.where for piece in guess.pieces)


def _people(said: dict[Where, list[str]]) -> tuple[Author, ...]:
    """Return those who are named in bylines; lines that go on from one are read with it."""
    lines = (text.strip("() ") if text.startswith("(") else text for text in said.get("byline", []))
    text, found = links.unlinked("\n".join(lines))
    addresses = {link.title: link.url for link in found}
    return tuple(
        msgspec.structs.replace(person, url=addresses.get(person.name, person.url)) for person in names.authors(text)
    )


def _below(said: dict[Where, list[str]]) -> dict[str, object]:
    changes: dict[str, object] = {}
    if "related" in said:
        items = [links.linked(_item(text)) for text in said["related"]]
        changes["related"] = tuple(
            Link(title.rstrip(" :|") if url else title.rstrip(" :"), url) for title, url in items
        )
    if "source" in said:
        parts = [
            links.linked(
                marks.agency(text)
                or marks.sourced(text)
                or marks.released(text)
                or patterns.without_label(_signed(text), "source")
            )
            for text in said["source"]
        ]
        changes["source"] = Source(", ".join(name for name, _ in parts), next((url for _, url in parts if url), ""))
    if "end_mark" in said:
        changes["end_mark"] = " ".join(text.replace("\\", "") for text in said["end_mark"])
    if "call_to_action" in said:
        parts = [links.linked(re.sub(r"^[^\w\"'“«‘(\[]+", "", text)) for text in said["call_to_action"]]
        url = next((url for _, url in parts if url), "")
        changes["call_to_action"] = CallToAction(" ".join(name for name, _ in parts), url)
    if "keywords" in said:
        found = [
            word for text in said["keywords"] for word in re.split(r"[,;|،#\n]", patterns.without_label(text, "tags"))
        ]
        changes["keywords"] = tuple(word.strip() for word in found if word.strip())
    if "rights" in said:
        changes["rights"] = Rights(copyright_notice=" ".join(said["rights"]))
    return changes


def _signed(text: str) -> str:
    """Return a source without the signs around it: `(ANSA).`."""
    bare = text.strip(" -–—")
    alone = re.fullmatch(r"\(([^()]+)\)\.?", bare)
    return alone[1] if alone else bare


def _picture(said: dict[Where, list[str]], photographers: Sequence[Author], picture: Picture) -> dict[str, object]:
    changes: dict[str, object] = {}
    line = next((text for text in said.get("picture", []) if credits.picture(text)), "")
    if line:
        changes["asset"] = (credits.picture(line) or "").rpartition("/")[2]
        changes["alt"] = credits.alternative(line) or picture.alt
    inside = credits.inside(line)
    if inside.caption and "caption" not in said:
        changes["caption"] = inside.caption
    elif "caption" in said:
        captions = [_words(patterns.without_label(_open(text), "caption", "photo")) for text in said["caption"]]
        changes["caption"] = " ".join(dict.fromkeys(captions))
    given = said.get("credit", [inside.credit] if inside.credit else [])
    named = [credits.whose(_words(text)) for text in given]
    named += [person.name for person in photographers]
    if not named and ("caption" in said or line):
        named = _taken(said)
    named = [whose for whose in named if not any(whose != other and whose in other for other in named)]
    if named:
        changes["credit"] = ", ".join(dict.fromkeys(named))
    return {"picture": msgspec.structs.replace(picture, **changes)} if changes else {}


def _taken(said: dict[Where, list[str]]) -> list[str]:
    """Return who has taken the pictures, too, where a byline says so: `Text und Foto: Renate Kühl`."""
    both = (text for text in said.get("byline", []) if names.is_both(text))
    return [person.name for text in both for person in names.authors(text)]


def _open(text: str) -> str:
    """Return a caption without the bracket around it, or the one before it that is closed behind its credit."""
    if credits.is_bracketed(text):
        return text[1:-1].strip()
    return text[1:].lstrip() if text[:1] in ("[", "(") and not re.search(r"[\])]", text) else text


def _item(text: str) -> str:
    """Return one of several links without the list's heading above it and the mark before it."""
    lines = text.splitlines()
    address = len(lines) == 2 and _URL.fullmatch(lines[1].strip()) is not None
    headed = len(lines) > 1 and not address and not _URL.search(lines[0])
    words_of_it = " ".join(lines[1:] if headed else lines)
    return re.sub(r"^\s*(?:[-*+•–]|\d+[.)])\s+", "", words_of_it.strip())


def moment(text: str, tag: str) -> str:
    """Return the date in a text as ISO 8601; nothing where it is none."""
    found = dates.read(text, tag) or dates.folio(text, tag)
    return found.iso if found else ""


def _dateline(text: str) -> str:
    bare = re.sub(r"[\s:]*[-–—‒―]*[\s:]*$", "", text).strip("*_ ")
    dashed = bare != text.strip("*_ ")
    glued = re.search(r"\.[-–—]+\s*$", text) is not None
    whole = "," not in bare and len(bare.rsplit(maxsplit=1)[-1]) > _LONGEST_SHORT if bare else False
    if _SHORTENED.search(bare):
        return bare
    return bare.removesuffix(".") if glued or whole or bare.endswith(").") or not dashed else bare


def _words(text: str) -> str:
    """Return the words of a field, which is no Markdown."""
    return _ESCAPED.sub(r"\1", prose.bare(links.unlinked(prose.mended(text))[0]))
