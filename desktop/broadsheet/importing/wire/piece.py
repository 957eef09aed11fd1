"""Copy taken apart: which stretch of the text went into which field, and how surely."""

from typing import Literal

from msgspec import Struct

Where = Literal[
    "kicker",
    "headline",
    "deck",
    "byline",
    "published",
    "updated",
    "picture",
    "caption",
    "credit",
    "dateline",
    "body",
    "read_also",
    "subheading",
    "related",
    "source",
    "end_mark",
    "call_to_action",
    "keywords",
    "rights",
    "left_over",
]
"""A field of the article by its own name; `picture` is the lead picture's file, `caption` and `credit` are its words;
`body` is a paragraph, `read_also` a read-also and `subheading` a heading between two; `related` is
one of the links at the end; what no rule knows a place for is `left_over`."""

Sure = Literal["sure", "likely", "guess"]
"""Said by a label or a form that hardly means anything else; by its place and form; by its place alone."""


class Piece(Struct, frozen=True):
    """The characters (code points) `start` to `end` of the text, labels and all, and the field that they went into."""

    start: int
    end: int
    where: Where
    sure: Sure = "sure"


class Guess(Struct, frozen=True):
    """A text and its pieces in their order: they do not overlap, and all but white space is in one of them.

    `language` is a BCP 47 primary subtag, or empty where nothing tells. `markdown` tells whether the signs of the text
    mean what they mean in Markdown; those of plain copy are only signs.
    """

    text: str
    pieces: tuple[Piece, ...] = ()
    language: str = ""
    markdown: bool = True

    def words(self, piece: Piece) -> str:
        """Return the characters of a piece."""
        return self.text[piece.start : piece.end]
