"""What an article takes over of a picture's file, and what stays when another file comes in its place."""

import msgspec

from broadsheet.article.figures import Use
from broadsheet.article.photo import Found, Photo
from broadsheet.pictures import labelling
from broadsheet.pictures.metadata import Choice, Chosen

TOLD = Chosen((
    Choice("caption", "A boat\n  at sea.", "iim+xmp"),
    Choice("credit", "Rani / AFP", "xmp"),
    Choice("creator", "Rani", "exif"),
    Choice("release", "2030-01-01", "iim"),
))  # fmt: skip


def test_a_new_picture_brings_its_words_and_says_where_they_are_from():
    made = labelling.label("assets/picture.jpg", TOLD)
    assert (made.alt, made.caption, made.credit) == ("", "A boat at sea.", "Rani / AFP")
    assert made.photo.creator == "Rani"
    assert made.photo.found == (
        Found("caption", "A boat at sea.", "iim+xmp"),
        Found("credit", "Rani / AFP", "xmp"),
        Found("creator", "Rani", "exif"),
    )


def test_in_the_place_of_another_what_the_writer_wrote_stays_and_what_the_old_file_said_goes():
    before = Photo("assets/old.jpg", creator="Budi", found=(Found("credit", "Budi", "xmp"), Found("alt", "Old", "xmp")))
    use = Use(0, "assets/old.jpg", alt="Old", caption="Our own words", credit="Budi")
    made = labelling.replaced(labelling.label("assets/new.jpg", TOLD), use, before)
    assert (made.alt, made.caption, made.credit) == ("", "Our own words", "Rani / AFP")
    assert made.photo.creator == "Rani"


def test_words_that_were_there_before_any_picture_stay():
    made = labelling.replaced(labelling.label("assets/a.jpg", TOLD), Use(0, "", caption="First words"), Photo(""))
    assert (made.caption, made.credit) == ("First words", "Rani / AFP")


def test_facts_as_they_stand_now_can_be_judged():
    photo = msgspec.structs.replace(Photo("assets/a.jpg"), usage_terms="No archive")
    assert labelling.chosen(photo, "Words").get("usage_terms") == "No archive"
    assert labelling.chosen(photo, "Words").get("caption") == "Words"
