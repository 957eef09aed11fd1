import io

import pytest

from broadsheet.article import house, model
from broadsheet.render import protocol

MESSAGES = [
    protocol.Open(1, model.blank("id"), house.House("Laut Baru"), "portal", {"assets/a.jpg": (12, 8)}),
    protocol.Fields(2, model.Article(id="x", headline="“Ya”")),
    protocol.Lines(3, 4, 1, ("dua", "baris")),
    protocol.Assets(4, {}),
]
ANSWERS = [
    protocol.Page(1, "<p>", "p{}", (protocol.Piece("<p>a</p>", 2, "paragraph"),), protocol.Counts(1, 1)),
    protocol.Patch(2, 0, 1, (), None, protocol.Counts()),
    protocol.Broken(3, "theme", "mine", "article.html.j2", 7, "unexpected '}'"),
]


def test_every_message_arrives_as_it_was_sent():
    stream = io.BytesIO(b"".join(map(protocol.frame, MESSAGES)))
    assert [protocol.receive(stream) for _ in MESSAGES] == MESSAGES
    assert protocol.receive(stream) is None


@pytest.mark.parametrize("step", [1, 3, 7, 10_000])
def test_answers_arrive_whole_however_the_pipe_cuts_them(step):
    data = b"".join(map(protocol.frame, ANSWERS))
    answers = protocol.Answers()
    got = [answer for at in range(0, len(data), step) for answer in answers.feed(data[at : at + step])]
    assert got == ANSWERS


def test_a_stream_that_ends_amid_a_frame_ends():
    assert protocol.receive(io.BytesIO(protocol.frame(MESSAGES[0])[:-1])) is None
    assert protocol.receive(io.BytesIO(b"\x00\x00")) is None


def test_bytes_that_are_no_frame_are_refused():
    with pytest.raises(ValueError, match="frame"):
        protocol.receive(io.BytesIO(b"\xff\xff\xff\xff{}"))
    with pytest.raises(ValueError, match="frame"):
        protocol.Answers().feed(b"Traceback (most recent call last)")
