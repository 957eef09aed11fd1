"""Pictures are taken in in a process that may be killed: hostile ones end in a clear refusal, within three seconds."""

import sys
import threading
import time
from io import BytesIO

import psutil
import pytest
from PIL import Image

from broadsheet import child, errors
from broadsheet.pictures import apart, intake

SECONDS = 3.0
START = 3.0
"""Seconds for the start of a process on a busy machine."""
ENDLESS = "import sys; from broadsheet import child; child.receive(sys.stdin.buffer); "
LOOP = "\nwhile True: pass"


@pytest.fixture(scope="module")
def decoder():
    with apart.Decoder() as one:
        one.warm()
        yield one


def worker(code):
    """Return a command for a process that does something else than ours."""
    return sys.executable, "-c", ENDLESS + code


def reason(decoder, data=b"x"):
    with pytest.raises(errors.PictureRefused) as refused:
        decoder.take_in(data, "boat.jpg")
    assert refused.value.name == "boat.jpg"
    return refused.value.reason


def children():
    return {one.pid for one in psutil.Process().children()}


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "GIF", "AVIF", "TIFF"])
def test_a_picture_comes_in_as_it_does_here(decoder, scene, encoded, form):
    exif = Image.Exif()
    exif[0x010E] = "Perahu"
    exif[0x0131] = "Lightroom"
    options = {} if form == "GIF" else {"exif": exif}
    data = encoded(scene(300, 200, "P" if form == "GIF" else "RGB"), form, **options)
    keep = frozenset(("history",))
    taken = decoder.take_in(data, "boat.jpg", keep)
    assert taken == intake.take_in(data, "boat.jpg", keep=keep)
    assert form == "GIF" or (taken.facts.texts("caption") == ("Perahu",) and b"Lightroom" in taken.data)


@pytest.mark.parametrize(
    ("data", "expected"),
    [(b"", "missing"), (b"a note", "not_a_picture"), (b"<svg/>", "format"), (b"\xff\xd8\xff", "damaged")],
)
def test_a_refusal_comes_back_whole(decoder, data, expected):
    assert reason(decoder, data) == expected


def test_a_jpeg_of_50_megapixels_comes_in_in_time(decoder):
    small = Image.effect_noise((866, 577), 80).convert("RGB")
    target = BytesIO()
    small.resize((8_660, 5_774)).save(target, "JPEG", quality=85)
    started = time.perf_counter()
    taken = decoder.take_in(target.getvalue(), "boat.jpg")
    assert (taken.width, taken.height) == (8_660, 5_774)
    assert time.perf_counter() - started < SECONDS


def test_what_takes_too_long_is_refused_and_its_process_killed():
    with apart.Decoder(
        seconds=0.3, worker=worker("sys.stdout.buffer.write(child.framed(b'ready')); sys.stdout.flush()" + LOOP)
    ) as one:
        before = children()
        one.warm()
        running = children() - before
        started = time.perf_counter()
        assert reason(one) == "too_slow"
        assert time.perf_counter() - started < SECONDS + START
        assert len(running) == 1
        assert not running & children()


def test_a_process_that_falls_is_a_damaged_picture_and_the_next_one_comes_in(scene, encoded):
    said = []
    with apart.Decoder(worker=worker("child.begin(1 << 30); {}['secret']"), note=said.append) as one:
        assert reason(one) == "damaged"
        assert reason(one) == "damaged"
    assert len(said) == 2
    assert "builtins.KeyError" in said[0]
    assert "secret" not in said[0]
    before = children()
    with apart.Decoder() as one:
        one.warm()
        (process,) = (psutil.Process(pid) for pid in children() - before)
        process.kill()
        process.wait(START)
        assert one.take_in(encoded(scene(30, 20)), "x").width == 30


@pytest.mark.skipif(sys.platform != "linux", reason="only there the system limits a process's memory for sure")
def test_memory_is_limited():
    code = f"child.begin({300 << 20})\ntry:\n    bytearray({600 << 20})\nexcept MemoryError:\n    sys.exit(7)"
    with apart.Decoder(worker=(sys.executable, "-c", "import sys; from broadsheet import child\n" + code)) as one:
        before = children()
        one.warm()
        (process,) = (psutil.Process(pid) for pid in children() - before)
        assert process.wait(START) == 7


def test_out_of_memory_is_told(monkeypatch):
    def full(*_arguments, **_named):
        raise MemoryError

    monkeypatch.setattr(intake, "take_in", full)
    question = apart.msgspec.msgpack.encode(apart.Question(b"x", "x"))
    answer = apart.msgspec.msgpack.decode(apart._answered(question, full), type=apart.Taken | apart.Refused)
    assert answer == apart.Refused("memory")


def test_the_process_starts_with_the_first_picture_and_ends_when_it_idles(scene, encoded):
    before = children()
    with apart.Decoder(idle=0.05) as one:
        assert children() == before
        one.take_in(encoded(scene(30, 20)), "x")
        for pid in children() - before:
            try:
                psutil.Process(pid).wait(START)
            except psutil.NoSuchProcess:
                continue
        assert children() == before
        assert one.take_in(encoded(scene(30, 20)), "x").width == 30


def test_closing_while_a_picture_is_read_ends_it():
    ended = []
    one = apart.Decoder(
        seconds=60, worker=worker("sys.stdout.buffer.write(child.framed(b'ready')); sys.stdout.flush()" + LOOP)
    )
    one.warm()

    def ask():
        ended.append(reason(one))

    thread = threading.Thread(target=ask)
    thread.start()
    while not one._busy.locked():
        pass
    one.close()
    thread.join(START)
    assert ended == ["damaged"]


def test_a_frame_too_large_is_refused():
    assert child.receive(BytesIO(child.framed(b"abc"))) == b"abc"
    assert child.receive(BytesIO(b"\0\0\0\x09abc")) is None
    with pytest.raises(ValueError, match="bytes"):
        child.receive(BytesIO(b"\xff\xff\xff\xff"))
