"""One value a field: in the article's language, from the standard that is to be trusted, and clashes told."""

from datetime import UTC, datetime

import pytest

from broadsheet.pictures import metadata
from broadsheet.pictures.metadata import Fact, Metadata, captions
from broadsheet.pictures.metadata.table import table

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)


def chosen(*facts, language="id", newer=False):
    return metadata.choose(Metadata(tuple(Fact(*one) for one in facts), iim_newer=newer), language)


def only(found):
    assert len(found.values) == 1
    return found.values[0].text, found.values[0].source


def test_the_same_text_has_all_its_sources():
    found = chosen(
        ("headline", "Boats  at\ndawn", "iim"), ("headline", "Boats at dawn", "xmp"), ("caption", "x", "exif")
    )
    assert [(one.field, one.text, one.source) for one in found.values] == [
        ("caption", "x", "exif"),
        ("headline", "Boats at dawn", "iim+xmp"),
    ]
    assert found.clashes == ()


def test_xmp_comes_first_unless_iim_was_changed_later():
    facts = (("headline", "Old", "xmp"), ("headline", "New", "iim"))
    assert only(chosen(*facts)) == ("Old", "xmp")
    assert only(chosen(*facts, newer=True)) == ("New", "iim")
    (clash,) = chosen(*facts).clashes
    assert (clash.field, clash.values) == ("headline", (("iim", "New"), ("xmp", "Old")))


@pytest.mark.parametrize(
    ("language", "text", "tag"),
    [
        ("id", "Perahu", "id-id"),
        ("id-ID", "Perahu", "id-id"),
        ("ar-EG", "قارب", "ar"),
        ("fr", "Boats", ""),
        ("en_GB", "Boats", ""),
    ],
)
def test_the_articles_language_is_taken(language, text, tag):
    facts = [("alt", "Boats", "xmp", "x-default"), ("alt", "Perahu", "xmp", "id-id"), ("alt", "قارب", "xmp", "ar")]
    (one,) = chosen(*facts, language=language).values
    assert (one.text, one.language) == (text, tag)


def test_iim_may_hold_any_of_the_languages():
    facts = [("caption", "Boats", "xmp", "x-default"), ("caption", "Perahu", "xmp", "id")]
    found = chosen(*facts, ("caption", "Boats", "iim"))
    assert found.clashes == ()
    assert only(found) == ("Perahu", "xmp")


@pytest.mark.parametrize(
    ("field", "iim", "xmp", "clash"),
    [
        ("caption", "é" * 1_000, "é" * 1_400, False),
        ("caption", "Boats", "Boats at dawn", True),
        ("credit", "x" * 32, "x" * 40, False),
        ("credit", "AFP", "AFP/Getty Images and everybody else here", True),
        ("creator", "Budi", "Budi", False),
    ],
)
def test_what_iim_had_to_cut_is_no_clash(field, iim, xmp, clash):
    found = chosen((field, iim, "iim"), (field, xmp, "xmp"))
    assert bool(found.clashes) == clash
    assert found.get(field) == xmp


def test_exif_that_lost_its_letters_is_no_clash():
    assert chosen(("caption", "Größe", "xmp"), ("caption", "Gr??e", "exif")).clashes == ()
    assert chosen(("caption", "Größe", "xmp"), ("caption", "SONY", "exif")).clashes


def test_creators_are_several():
    facts = [
        ("creator", "Budi", "xmp"),
        ("creator", "Ani", "xmp"),
        ("creator", "Budi", "iim"),
        ("creator", "Ani", "iim"),
    ]
    assert only(chosen(*facts)) == ("Budi; Ani", "iim+xmp")
    assert chosen(*facts[:3]).clashes == ()
    assert chosen(("creator", "Budi", "xmp"), ("creator", "Ani", "exif")).clashes


def test_a_moment_told_less_exactly_is_no_clash():
    assert chosen(("created", "2026-11-25", "iim"), ("created", "2026-11-25T07:15:00+08:00", "xmp")).clashes == ()
    assert chosen(("created", "2026-11-24", "iim"), ("created", "2026-11-25T07:15:00+08:00", "xmp")).clashes


SPLIT = [
    ("Boats at dawn (Photo: AFP)", "", "Boats at dawn", "AFP"),
    ("Perahu di Bali. Foto: Antara/Budi", "", "Perahu di Bali.", "Antara/Budi"),
    ("Perahu di Bali. (ANTARA FOTO/Budi)", "", "Perahu di Bali.", "ANTARA FOTO/Budi"),
    ("Smoke rises. (AP Photo/John Doe)", "AP", "Smoke rises.", "AP Photo/John Doe"),
    ("She won. (Photo by Win McNamee/Getty Images)", "Getty Images", "She won.", "Win McNamee/Getty Images"),
    ("Der Kanzler. Foto: Bernd Müller/dpa", "dpa", "Der Kanzler.", "Bernd Müller/dpa"),
    ("Un bateau. Crédit photo : Léa/AFP", "", "Un bateau.", "Léa/AFP"),
    ("قارب في الميناء (تصوير: أحمد)", "", "قارب في الميناء", "أحمد"),
    ("Boats (© Kompas)", "", "Boats", "© Kompas"),
    ("Boats (Budi)", "Budi", "Boats", "Budi"),
]
WHOLE = [
    ("Boats (Photo: AFP)", "Reuters"),
    ("The mayor (left) and his aide (right)", ""),
    ("Merz and Söder (CDU/CSU)", ""),
    ("Ani and Budi (left/right)", "AFP"),
    ("(Photo: AFP)", ""),
    ("A photo: that is what she wanted. She took it.", ""),
    ("The photo by the river", ""),
    ("", ""),
]


@pytest.mark.parametrize(("caption", "credit", "rest", "found"), SPLIT)
def test_a_credit_at_the_end_of_a_caption_is_split_off(caption, credit, rest, found):
    assert captions.split(caption, credit) == captions.parts.Caption(rest, found)


@pytest.mark.parametrize(("caption", "credit"), WHOLE)
def test_a_caption_without_a_credit_stays_whole(caption, credit):
    assert captions.split(caption, credit) == captions.parts.Caption(caption, credit)


def test_splitting_is_part_of_choosing():
    found = chosen(("caption", "Boats (Photo: AFP)", "iim"))
    assert [(one.field, one.text, one.source) for one in found.values] == [
        ("caption", "Boats", "iim"),
        ("credit", "AFP", "iim"),
    ]


def kinds(*facts):
    return [one.kind for one in metadata.warnings(chosen(*facts), NOW)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("NO RESALES, NO ARCHIVES", ["no_archive", "no_sales"]),
        ("For editorial use only. Do not crop!", ["editorial_only", "no_crop"]),
        ("MANDATORY CREDIT: Budi", ["mandatory_credit"]),
        ("EMBARGOED UNTIL 1 DECEMBER", ["embargo"]),
        ("Dilarang memotong. Hanya untuk keperluan editorial", ["editorial_only", "no_crop"]),
        ("Wajib mencantumkan kredit; tidak untuk dijual", ["no_sales", "mandatory_credit"]),
        ("Sperrfrist 18 Uhr, keine Archivierung, kein Weiterverkauf", ["no_archive", "no_sales", "embargo"]),
        ("Nur für redaktionelle Zwecke, nicht beschneiden", ["editorial_only", "no_crop"]),
        ("Mention obligatoire. Ne pas recadrer. Pas d’archivage.", ["no_archive", "no_crop", "mandatory_credit"]),
        ("Sólo para uso editorial. Prohibida la venta.", ["no_sales", "editorial_only"]),
        ("Crédito obrigatório. Proibida a venda.", ["no_sales", "mandatory_credit"]),
        ("Niet bijsnijden, geen verkoop, geen archief", ["no_archive", "no_sales", "no_crop"]),
        ("Ausschließlich redaktionelle Nutzung", ["editorial_only"]),
        ("Image generated by AI", ["ai_generated"]),
        ("No embargo. Free to use.", []),
        ("A protest against the arms embargo", []),
        ("The company has no archivest", []),
    ],
)
def test_what_terms_forbid(text, found):
    assert kinds(("usage_terms", text, "xmp")) == found
    assert kinds(("instructions", text, "iim")) == found


@pytest.mark.parametrize(
    ("field", "text", "found"),
    [
        ("expires", "2026-11-24", ["expired"]),
        ("expires", "2026-11-25", []),
        ("expires", "2026", []),
        ("expires", "2025", ["expired"]),
        ("release", "2026-12-01", ["embargo"]),
        ("release", "2026-11-25T13:00:00+01:00", []),
        ("release", "2026-11-25T13:30:00+01:00", ["embargo"]),
        ("digital_source", "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia", ["ai_generated"]),
        ("digital_source", "compositeWithTrainedAlgorithmicMedia", ["ai_generated"]),
        ("digital_source", "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture", []),
    ],
)
def test_what_dates_and_sources_tell(field, text, found):
    assert kinds((field, text, "xmp")) == found


def test_a_clash_is_a_warning_with_its_values():
    (one,) = metadata.warnings(chosen(("headline", "A", "xmp"), ("headline", "B", "iim")), NOW)
    assert (one.kind, one.field, one.text) == ("clash", "headline", "iim: B | xmp: A")


def test_the_table_is_sound():
    phrases = [*table().harmless, *(one for many in table().restrictions.values() for one in many)]
    assert all(one == one.lower().replace("’", "'") and one == " ".join(one.split()) for one in phrases)
    assert set(table().restrictions) == set(metadata.KINDS) - {"expired", "clash"}
