"""One picture leads: all further ones of a text stay in the body where they stand, each with the caption below it.

None of a gallery leads, for that would tear it.
"""

from collections.abc import Sequence
from itertools import pairwise

import msgspec

from broadsheet.importing.wire import credits, together
from broadsheet.importing.wire.piece import Guess, Piece


def one(guess: Guess) -> Guess:
    """Return the guess with one leading picture, the first that is named; further ones in Markdown are of the body."""
    pictures = [at for at, piece in enumerate(guess.pieces) if piece.where == "picture"]
    alone = [at for at in pictures if not _is_in_row(guess, at)]
    lead = next((at for at in alone if credits.picture(guess.words(guess.pieces[at]))), -1)
    further = [at for at in pictures if at != lead and credits.is_figure(guess.words(guess.pieces[at]))]
    if not further:
        return guess
    found: list[Piece] = []
    at = 0
    while at < len(guess.pieces):
        end = _end(guess.pieces, at) if at in further else at + 1
        found += _in_body(guess, guess.pieces[at:end]) if at in further else guess.pieces[at:end]
        at = end
    return msgspec.structs.replace(guess, pieces=tuple(found))


def _is_in_row(guess: Guess, at: int) -> bool:
    pairs = pairwise(guess.pieces[max(0, at - 1) : at + 2])
    return any(together.are_one_row(guess, above, below) for above, below in pairs)


def _end(pieces: Sequence[Piece], at: int) -> int:
    """Return where the words of the picture at a position end."""
    end = at + 1
    while end < len(pieces) and pieces[end].where in ("caption", "credit"):
        end += 1
    return end


def _in_body(guess: Guess, pieces: Sequence[Piece]) -> list[Piece]:
    """Return a picture and its words as one paragraph where they are signed and can be its title, else as several."""
    words = guess.text[pieces[0].end : pieces[-1].end].strip()
    if credits.within(words) and credits.is_figure(guess.words(pieces[0]), bare=True):
        return [Piece(pieces[0].start, pieces[-1].end, "body", "likely")]
    first, rest = pieces[0], pieces[1:]
    own = [Piece(rest[0].start, rest[-1].end, "body", "likely")] if rest else []
    return [msgspec.structs.replace(first, where="body"), *own]
