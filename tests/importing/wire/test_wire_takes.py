"""A take as an agency's computers send it: their codes and signs are no words of the story, and none is lost."""

from broadsheet.article import model
from broadsheet.importing import wire

STORY = (
    "VALE (Agency) - Nobody came to the opening of the bridge on Monday.\n\n"
    "It had been closed again an hour before, because the ribbon was missing.\n"
)


def article_of(text):
    guess = wire.read(text)
    covered = {at for piece in guess.pieces for at in range(piece.start, piece.end)}
    assert all(sign.isspace() for at, sign in enumerate(text) if at not in covered)
    return wire.fill(guess, model.blank())


def test_signs_and_codes_are_left_out_of_headline_and_byline():
    article = article_of(
        "ab0417 3 pol 244 AGE 0917\n^Bridge opens to nobody=\n^By IDA FENN=\n^Eds: adds quote=\n"
        f"(Updates with mayor)\n\n{STORY}"
    )
    assert article.headline == "Bridge opens to nobody"
    assert [author.name for author in article.byline] == ["IDA FENN"]
    assert all(words in article.editor_note for words in ("ab0417", "adds quote", "Updates with mayor"))


def test_the_next_part_is_announced_to_editors_only():
    article = article_of(f"Bridge opens to nobody\nBy Ida Fenn\n\n{STORY}\n(more)\n\nThe ribbon came on Tuesday.\n")
    assert "(more)" not in article.body
    assert "(more)" in article.editor_note


def test_brackets_at_the_top_of_copy_that_no_computer_has_sent_are_not_taken_for_notes():
    article = article_of(f"(Almost) nobody came\nBy Ida Fenn\n\n{STORY}")
    assert article.headline == "(Almost) nobody came"
