"""Copy taken apart by hand, so that tests of the window do not hang on the rules that guess."""

import msgspec

from broadsheet.article.model import Author, Source
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


def fill(made, article):
    """Return an article with the pieces in its fields, as simply as can be."""
    words = {}
    for piece in made.pieces:
        words.setdefault(piece.where, []).append(made.words(piece))
    line = {where: " ".join(some) for where, some in words.items()}
    plain = {name: line[name] for name in ("kicker", "headline", "deck", "dateline", "end_mark") if name in line}
    if "byline" in line:
        plain["byline"] = (Author(line["byline"].removeprefix("By ")),)
    if "source" in line:
        plain["source"] = Source(line["source"].removeprefix("Sumber: "))
    if "left_over" in line:
        plain["editor_note"] = "\n".join(words["left_over"])
    picture = {name: line[name] for name in ("caption", "credit") if name in line}
    body = "\n\n".join(made.words(piece) for piece in made.pieces if piece.where in ("body", "read_also"))
    return msgspec.structs.replace(
        article, picture=msgspec.structs.replace(article.picture, **picture), body=body, **plain
    )
