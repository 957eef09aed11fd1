"""The words under a picture in an office file: they go with it, and nothing that stands in them is lost."""

import io

import docx
import pytest

from broadsheet import importing
from broadsheet.importing.office import captions
from importing import makers

PICTURE = '<p><img alt="" src="a"></p>'


def figure(caption):
    return f'<figure><img alt="" src="a"><figcaption>{caption}</figcaption></figure>'


@pytest.mark.parametrize("tag", ["p", "figcaption"])
def test_a_caption_with_its_credit_goes_with_the_picture(tag):
    html = f"{PICTURE}<{tag}>Boats return<br />to <b>harbour</b>.<br>Photo: Ann Lee</{tag}>"
    assert captions.joined(html) == figure("Boats return to harbour. (Ann Lee)")


@pytest.mark.parametrize("tag", ["p", "figcaption"])
@pytest.mark.parametrize(
    "kept",
    ['<img alt="" src="b">', '<a href="https://ann.example/1">Read more</a>', '<a href="mailto:a@b.example">Us</a>'],
)
def test_a_caption_with_a_picture_or_a_link_in_it_stays_a_paragraph(tag, kept):
    html = f"Boats. {kept} (Photo: Ann Lee)"
    assert captions.joined(f"{PICTURE}<{tag}>{html}</{tag}>") == f"{PICTURE}<p>{html}</p>"


@pytest.mark.parametrize("tag", ["p", "figcaption"])
def test_where_the_name_of_a_photographer_leads_is_kept(tag):
    link = '<a href="https://ann.example/?a=1&amp;b=2"><b>Ann Lee</b></a>'
    caption = "Boats. (Ann Lee, https://ann.example/?a=1&amp;b=2)"
    assert captions.joined(f"{PICTURE}<{tag}>Boats. Photo: {link}</{tag}>") == figure(caption)


def test_words_in_the_style_of_a_caption_keep_no_number_of_a_program():
    """And what begins a paragraph in bold is no tag that is cut in two."""
    html = f"{PICTURE}<figcaption><b>Figure</b> 1. Boats at the pier &amp; beyond</figcaption>"
    assert captions.joined(html) == figure("Boats at the pier &amp; beyond")


def test_a_long_paragraph_is_no_caption_for_its_credit_alone():
    """Positive control: one word less, and it is."""
    long = f"{'Harbour ' * 48}(Photo: Ann Lee)"
    assert captions.joined(f"{PICTURE}<p>{long}</p>") == figure(f"{('Harbour ' * 48).strip()} (Ann Lee)")
    assert captions.joined(f"{PICTURE}<p>Harbour {long}</p>") == f"{PICTURE}<p>Harbour {long}</p>"


def test_no_picture_in_a_caption_is_lost(tmp_path):
    made = docx.Document()
    made.add_paragraph("The fishermen wait for the calm season, as they do every year.")
    made.add_picture(io.BytesIO(makers.jpeg()))
    caption = made.add_paragraph("Boats come home ", style="Caption")
    caption.add_run().add_picture(io.BytesIO(makers.jpeg("green")))
    caption.add_run(" (Photo: Ann Lee)")
    made.save(tmp_path / "a.docx")
    assert len(importing.read(tmp_path / "a.docx").document.assets) == 2
