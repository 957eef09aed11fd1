"""What changed between two versions of an article, field by field and word by word, for reading."""

from msgspec import Struct

from broadsheet.article import alignment, blocks, difference, fields, plain, words
from broadsheet.article.difference import Piece
from broadsheet.article.model import Article


class FieldChange(Struct, frozen=True):
    """A field that differs; its pieces without the new ones are the text before, without the gone ones that after."""

    field: str
    pieces: tuple[Piece, ...]


def changes(before: Article, after: Article) -> tuple[FieldChange, ...]:
    """Return every field that differs, in the order of the model; `picture.caption` names a part of a field."""
    return tuple(
        FieldChange(name, difference.pieces(plain.reading(old), plain.reading(new), differ=True))
        for name in plain.FIELDS
        if (old := fields.get(before, name)) != (new := fields.get(after, name))
    )


def words_gone_and_new(before: Article, after: Article) -> tuple[int, int]:
    """Return how many words are gone and how many are new; times, addresses and choices have none."""
    counted = {"same": 0, "gone": 0, "new": 0}
    for change in changes(before, after):
        if change.field not in plain.WORDLESS:
            for piece in change.pieces:
                if piece.kind != "same":
                    counted[piece.kind] += words.count(piece.text)
    return counted["gone"], counted["new"]


def extent(before: Article, after: Article) -> tuple[int, int]:
    """Return how many fields besides the body differ, and how many paragraphs of the body were changed or came or went.

    Costs far less than `changes`: no words are compared.
    """
    others = sum(fields.get(before, name) != fields.get(after, name) for name in plain.FIELDS if name != "body")
    old, new = ([blocks.plain(one.text) for one in blocks.split(text).paragraphs] for text in (before.body, after.body))
    gaps = alignment.gaps(alignment.common(old, new), len(old), len(new))
    return others, sum(max(i_end - i, j_end - j) for i, i_end, j, j_end in gaps)
