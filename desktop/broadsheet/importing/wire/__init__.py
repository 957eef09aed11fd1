"""Wire copy: a plain text as agencies, portals and colleagues send it, taken apart into the fields of an article.

`read` guesses, `move` corrects one guess, `fill` makes the article. Nothing is lost: each character is in one piece.
"""

import msgspec

from broadsheet.importing.wire import (
    around,
    blocks,
    body,
    chat,
    evidence,
    footer,
    form,
    header,
    leading,
    printed,
    takes,
    tongue,
)
from broadsheet.importing.wire.filling import fill
from broadsheet.importing.wire.piece import Guess, Piece, Sure, Where

__all__ = ["Guess", "Piece", "Sure", "Where", "fill", "move", "read"]

_MOST_BLOCKS = 5_000
"""Lines or paragraphs; a text of more is no article, and nobody looks through so many guesses."""


def read(text: str, *, markdown: bool = False) -> Guess:
    """Return what each piece of a text is, as far as its words and its form tell.

    `markdown` says that it is Markdown, as what is made of rich text is; of any other text that has to show.
    """
    tag = tongue.of(text)
    markdown = markdown or evidence.is_markdown(text)
    if blocks.are_too_many(text):
        return Guess(text, _as_one(text), tag, markdown)
    found = blocks.split(text, markdown=markdown)
    if len(found) > _MOST_BLOCKS:
        return Guess(text, tuple(Piece(block.start, block.end, "body", "guess") for block in found), tag, markdown)
    talk = chat.read(found)
    page = printed.read(talk.story)
    take = takes.read(page.story)
    sheet = form.read(take.story, tag)
    outside = around.Around(take.story) if sheet else around.read(take.story, tag)
    story = outside.story
    sheet = sheet or form.read(story, tag)
    top = sheet or header.read(story, tag)
    above = frozenset(piece.where for piece in top.pieces)
    taken = footer.read(story, top.body, above, tag)
    if sheet:
        taken |= form.below(story, top.body, taken)
    rest = body.read(story, top.body, taken)
    together = _together((*talk.pieces, *page.pieces, *take.pieces, *outside.pieces), (*top.pieces, *rest))
    return leading.one(Guess(text, _with_date(takes.whole(together, take)), tag, markdown))


def _as_one(text: str) -> tuple[Piece, ...]:
    """Return a text as one piece of body."""
    end = len(text.rstrip())
    return (Piece(end - len(text[:end].lstrip()), end, "body", "guess"),) if end else ()


def _together(outside: tuple[Piece, ...], inside: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """Return all pieces in their order; what goes on over lines that are none of the story takes them in."""
    found: list[Piece] = []
    for piece in sorted((*outside, *inside), key=lambda piece: (piece.start, -piece.end)):
        if not found or piece.start >= found[-1].end:
            found.append(piece)
    return tuple(found)


def _with_date(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """Take the date of a change for that of publication where no other is there."""
    if any(piece.where == "published" for piece in pieces):
        return pieces
    return tuple(
        msgspec.structs.replace(piece, where="published") if piece.where == "updated" else piece for piece in pieces
    )


def move(guess: Guess, number: int, where: Where) -> Guess:
    """Return the guess with one piece, by its position, in another field; the writer is sure of it."""
    piece = msgspec.structs.replace(guess.pieces[number], where=where, sure="sure")
    pieces = (*guess.pieces[:number], piece, *guess.pieces[number + 1 :])
    return msgspec.structs.replace(guess, pieces=pieces)
