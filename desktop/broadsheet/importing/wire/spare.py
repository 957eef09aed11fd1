"""What pieces say and no field of the filled article holds: it goes into the editor's note, so that no word is lost."""

import re
from collections.abc import Iterator
from functools import cache

import msgspec

from broadsheet.article.model import Article
from broadsheet.importing.wire import credits, dates, form, words
from broadsheet.importing.wire.piece import Guess, Where

_LABELS: dict[Where, tuple[str, ...]] = {
    "byline": ("by", "author", "and_", "with_", "from_", "helped"),
    "caption": ("caption", "photo"),
    "credit": ("photo", "and_", "by"),
    "source": ("source", "sourced", "with_"),
    "read_also": ("read_also",),
    "related": ("related", "read_also"),
    "keywords": ("tags",),
}
"""The lists with the words that a piece of a field may open with and that the field does not keep."""
_WORD = re.compile(r"[^\W_]+")


def of(guess: Guess, article: Article) -> Iterator[str]:
    """Yield the pieces that are left over, and those of which a word is in no field of `article`."""
    held = _held(article)
    seen: set[Where] = set()
    labelled = form.is_one(guess)
    for piece in guess.pieces:
        text = form.value(guess.words(piece)) if labelled and piece.where in form.FIELDS else guess.words(piece)
        if piece.where == "left_over":
            yield text
        elif piece.where in ("published", "updated"):
            found = dates.read(text, guess.language)
            beside = dates.folio(text, guess.language) if found is None else None
            if piece.where in seen or (found is None and beside is None):
                yield text
            elif beside is not None and beside.beside:
                yield beside.beside
        elif piece.where not in ("body", "subheading", "dateline"):
            told = _of_picture(text) if piece.where == "picture" else text
            if _is_missing(told, piece.where, held):
                yield text
        seen.add(piece.where)


def _of_picture(text: str) -> str:
    """Return the words of a picture's line: the folder is that of the copy's own package, a remnant has no word."""
    file = credits.picture(text)
    if file is None or "://" in file:
        return text
    return text.replace(file, file.rpartition("/")[2]) if file else ""


def _held(article: Article) -> frozenset[str]:
    """Return all words of an article."""
    return frozenset(_WORD.findall(_flat(msgspec.to_builtins(article)).casefold()))


def _flat(value: object) -> str:
    if isinstance(value, dict):
        return " ".join(map(_flat, value.values()))
    if isinstance(value, list | tuple):
        return " ".join(map(_flat, value))
    return str(value)


def _is_missing(text: str, where: Where, held: frozenset[str]) -> bool:
    known = _opening_words(where)
    glued = "و" if where == "byline" else ""  # the Arabic "and" is written together with the name
    return any(not {word, word.removeprefix(glued)} & (held | known) for word in _WORD.findall(text.casefold()))


@cache
def _opening_words(where: Where) -> frozenset[str]:
    lists = (word for name in _LABELS.get(where, ()) for word in words.pool(name))
    return frozenset(part for word in lists for part in _WORD.findall(word))
