"""Copy taken apart by hand, so that tests of the window do not hang on the rules that guess."""

from broadsheet.importing.wire import Guess, Piece

STORY = (
    ("headline", "likely", "Jembatan Gantung Sungai Meratap Dibuka Kembali"),
    ("byline", "sure", "By Rani Puspita"),
    ("caption", "guess", "Warga menyeberangi jembatan gantung."),
    ("credit", "sure", "(Dok. Pemkab)"),
    ("dateline", "likely", "MRT -"),
    ("body", "sure", "Jembatan kembali dibuka untuk umum."),
    ("body", "sure", "Bupati mengatakan perbaikan itu mahal."),
    ("body", "guess", "Dua jembatan lain masih menunggu."),
    ("source", "sure", "Sumber: Antara"),
    ("left_over", "guess", "Klik di sini"),
)


def guess(*pieces, language="id"):
    """Return the guess of `(where, sure, words)`, each piece a line of the text."""
    text, made = "", []
    for where, sure, words in pieces:
        made.append(Piece(len(text), len(text) + len(words), where, sure))
        text += words + "\n"
    return Guess(text, tuple(made), language)
