"""Pictures of copy that stand together: on lines that follow one another, as Markdown has a gallery."""

from broadsheet.article import figures
from broadsheet.importing.wire.piece import Guess, Piece


def are_one_row(guess: Guess, above: Piece, below: Piece) -> bool:
    """Tell whether two pieces are pictures of one gallery; only Markdown has such."""
    gap = guess.text[above.end : below.start].strip(" \t")
    return guess.markdown and gap in ("\n", "\r\n") and _is_figure(guess, above) and _is_figure(guess, below)


def _is_figure(guess: Guess, piece: Piece) -> bool:
    words = guess.words(piece)
    return any((one.start, one.end) == (0, len(words)) for one in figures.figures(words))
