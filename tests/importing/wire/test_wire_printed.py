"""Copy out of a printed page: narrow columns, words broken at the end of a line, a line at the top of each page."""

from broadsheet.article import model
from broadsheet.importing import wire

TOP = "HARIAN LENTERA | RABU, 18 MARET 2026 | HALAMAN {}\n\n"
STORY = (
    "Kereta Gantung Barang\nHidupkan Lagi Kebun Teh\n\nOleh ANGGIT LARASATI\n\n"
    "CIBEUREUM, LENTERA — Keran-\njang pertama teh basah meluncur di\natas jurang pada pukul 06.15. Di ujung\n"
    "bawah, Juhana menepuk sisi keran-\njang itu seperti menepuk kerbau.\n\n"
    "Kereta gantung barang sepanjang 1,9\nkilometer di lereng Gunung Kencana\nmulai bekerja sejak Maret. Alat itu\n"
    "dibangun koperasi petani dengan biaya\nlima miliar, sebagian dari iuran.\n\n"
    "Sejak 1998 pabrik di kaki gunung me-\n\n"
)
REST = "nolak daun yang datang lewat tengah\nhari. Petani lalu menebang teh dan\nmenanam kol di seluruh lereng.\n"


def made(text):
    return wire.fill(wire.read(text), model.blank())


def test_words_that_a_column_has_broken_are_whole_and_its_lines_are_paragraphs():
    article = made(TOP.format(5) + STORY + TOP.format(6) + REST)
    first, second, third = article.body.split("\n\n")
    assert first.startswith("Keranjang pertama teh basah meluncur di atas jurang pada pukul 06.15. Di ujung bawah,")
    assert second.startswith("Kereta gantung barang sepanjang 1,9 kilometer di lereng")
    assert third.startswith("Sejak 1998 pabrik di kaki gunung menolak daun yang datang lewat tengah hari.")


def test_a_title_of_several_lines_is_one():
    assert made(TOP.format(5) + STORY + REST).headline == "Kereta Gantung Barang Hidupkan Lagi Kebun Teh"


def test_the_line_at_the_top_of_the_next_page_is_left_over_and_not_lost():
    guess = wire.read(TOP.format(5) + STORY + TOP.format(6) + REST)
    left = [guess.words(piece) for piece in guess.pieces if piece.where == "left_over"]
    assert TOP.format(6).strip() in left


def test_headings_that_a_writer_counts_are_no_lines_of_a_page():
    text = "A Headline in Two Chapters\n\nBy Jane Roe\n\n{0}\n\nChapter 1\n\n{0}\n\nChapter 2\n\n{0}\n"
    article = made(text.format("The ferry left the old pier at noon, and nobody waved. It rained until the evening."))
    assert "Chapter 1" in article.body
    assert "Chapter 2" in article.body


def test_verse_keeps_its_lines_in_copy_without_columns():
    prose = "The ferry left the old pier at noon, and nobody on the shore waved, because it rained until the evening."
    verse = "The boats go out,\nThe boats come in,\nAnd no one counts them twice."
    assert "The boats go out,\\\nThe boats come in,\\\n" in made(f"A Song for the Pier\n\n{prose}\n\n{verse}\n").body
