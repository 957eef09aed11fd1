"""Wire copy: a plain text as agencies, portals and colleagues send it, taken apart into the fields of an article.

`read` guesses, `move` corrects one guess, `fill` makes the article. Nothing is lost: each character is in one piece.
"""

import msgspec

from broadsheet.article.model import Article
from broadsheet.importing.wire.piece import Guess, Piece, Sure, Where

__all__ = ["Guess", "Piece", "Sure", "Where", "fill", "move", "read"]


def read(text: str) -> Guess:
    """Return what each piece of a text is, as far as its words and its form tell."""
    whole = Piece(0, len(text), "body", "guess")
    return Guess(text, (whole,) if text.strip() else ())


def move(guess: Guess, number: int, where: Where) -> Guess:
    """Return the guess with one piece, by its position, in another field; the writer is sure of it."""
    piece = msgspec.structs.replace(guess.pieces[number], where=where, sure="sure")
    pieces = (*guess.pieces[:number], piece, *guess.pieces[number + 1 :])
    return msgspec.structs.replace(guess, pieces=pieces)


def fill(guess: Guess, article: Article) -> Article:
    """Return an article with its fields out of the pieces; what is left over goes into the editor's note."""
    return msgspec.structs.replace(article, body=guess.text)
