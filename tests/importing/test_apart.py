"""The conversion process: hostile and broken files end in a clear error within three seconds, in little memory."""

import io
import os
import subprocess
import sys
import threading
from pathlib import Path

import psutil
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from broadsheet import child, errors, importing
from broadsheet.importing import apart, rich
from broadsheet.importing.apart import messages, worker
from broadsheet.store import unexpected
from importing import clock, makers

SECONDS = 3.0
START = 3.0
"""Seconds for the start of another process."""


@pytest.fixture(scope="module")
def converter():
    with apart.Converter() as one:
        one.warm()
        yield one


def told(converter, path):
    """Return the reason of the refusal, or an empty string; fails where it takes too long."""
    with clock.within(SECONDS + START, converter):
        try:
            converter.read(path)
        except errors.UnreadableDocument as exc:
            assert exc.path == path
            return exc.reason
    return ""


def test_what_comes_over_is_what_is_read_here(tmp_path, converter):
    path = makers.word(tmp_path / "a.docx", picture=makers.jpeg(), comment=True)
    here, over = importing.read(path), converter.read(path)
    assert over.document.article.body == here.document.article.body
    assert over.document.assets == here.document.assets
    assert over.document.path is None
    assert (over.notes, over.guess, over.named) == (here.notes, here.guess, here.named)


def test_a_name_that_is_no_text_can_be_read(tmp_path, converter):
    if sys.platform in ("darwin", "win32"):
        pytest.skip("file names are text here")
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.txt"))
    path.write_text("Teks.")
    assert "Teks." in converter.read(path).guess.text


def test_the_clipboard_goes_the_same_way(converter):
    html = "<p>Satu <b>dua</b></p>"
    assert converter.rich(html) == rich.convert(html)
    with pytest.raises(rich.TooMuch) as caught:
        converter.rich("<p>" + "x" * 60_000)
    assert caught.value.reason == "tokens"
    with pytest.raises(rich.TooMuch):
        converter.rich("\ud800" + "<p>x")


class Hanging(apart.Converter):
    """Starts a process that says it is ready and then nothing."""

    def __init__(self, code, seconds=0.3):
        frame = messages.frame(messages.Ready())
        ready = f"import sys, time; sys.stdout.buffer.write({frame!r}); sys.stdout.flush(); "
        super().__init__(seconds=seconds, worker=(sys.executable, "-c", ready + code))


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("time.sleep(60)", "too_slow"),
        ("sys.exit(3)", "damaged"),
        ("sys.stdout.buffer.write(b'\\xff' * 100); sys.stdout.flush(); time.sleep(60)", "damaged"),
    ],
)
def test_a_process_that_hangs_or_dies_is_given_up_and_none_stays(tmp_path, code, reason):
    path = tmp_path / "a.html"
    path.write_text("x")
    before = set(psutil.Process().children())
    with Hanging(code) as converter:
        for _again in range(2):
            with pytest.raises(errors.UnreadableDocument) as caught:
                converter.read(path)
            assert caught.value.reason == reason
    assert set(psutil.Process().children()) <= before


def test_after_a_kill_the_next_file_is_read(tmp_path):
    good, bad = tmp_path / "a.html", tmp_path / "b.html"
    good.write_text("<p>Teks.</p>")
    bad.write_text(f"<div {' '.join(f'a{n}=1' for n in range(100_000))}>x")
    with apart.Converter(seconds=2.0) as converter:
        assert told(converter, bad) == "too_slow"
        assert "Teks." in converter.read(good).document.article.body


BROKEN = """
import sys
from broadsheet.importing.apart import worker
def answer(question, alive):
    print("SECRET words", file=sys.stderr)
    try:
        {}
    except LookupError as exc:
        raise TypeError("SECRET too") from exc
worker._answer = answer
worker.main()
"""


def broken(code, path):
    """Read a file in a process that goes wrong; return what is written down of that."""
    worker_command = (sys.executable, "-c", BROKEN.format(code))
    with apart.Converter(worker=worker_command) as one, pytest.raises(errors.UnreadableDocument) as caught:
        one.read(path)
    assert caught.value.reason == "damaged"
    return unexpected.log().read_text("utf-8")


def test_a_fault_of_ours_leaves_a_trace_without_the_words_of_the_article(tmp_path):
    path = tmp_path / "SECRET.html"
    path.write_text("SECRET")
    told = broken('{}["SECRET"]', path)
    assert "in serve\n" in told
    assert "builtins.KeyError\n" in told
    assert told.endswith("builtins.TypeError\n\n")
    assert "SECRET" not in told.replace(BROKEN, "")
    assert "ended with 3\n" in broken("import os; os._exit(3)", path)


def test_a_process_that_is_closed_or_too_slow_leaves_none(tmp_path):
    path = tmp_path / "a.html"
    path.write_text("x")
    with Hanging("time.sleep(60)") as slow, pytest.raises(errors.UnreadableDocument):
        slow.read(path)
    with Hanging("time.sleep(60)", seconds=30) as closed:
        closed.warm()
        asked = threading.Thread(target=refusal, args=(closed, path))
        asked.start()
        while not closed._busy.locked():
            pass
        closed.close()
        asked.join()
    assert not unexpected.log().exists()


def refusal(converter, path):
    with pytest.raises(errors.UnreadableDocument):
        converter.read(path)


@pytest.mark.parametrize("failure", [MemoryError, ValueError])
def test_an_answer_that_there_is_no_room_for_is_a_refusal(tmp_path, monkeypatch, failure):
    path = tmp_path / "a.html"
    path.write_text("Teks.")
    frame = messages.frame

    def narrow(message):
        if isinstance(message, messages.Read):
            raise failure
        return frame(message)

    monkeypatch.setattr(messages, "frame", narrow)
    answers = io.BytesIO()
    worker.serve(io.BytesIO(frame(messages.File(os.fsencode(path)))), answers)
    answers.seek(0)
    assert messages.answer(child.receive(answers)) == messages.Ready()
    assert messages.answer(child.receive(answers)) == messages.Refused("memory")


def test_two_who_close_at_once_end_the_process_once():
    converter = apart.Converter()
    ended = []

    class Ending:
        def kill(self):
            ended.append(self)
            converter.close()  # as the thread does that has just learnt that no answer comes

    converter._process = Ending()
    converter.close()
    assert len(ended) == 1


def test_one_reading_does_not_disturb_another(tmp_path, converter):
    paths = [tmp_path / f"{n}.txt" for n in range(8)]
    for path in paths:
        path.write_text(f"Teks nomor {path.stem}.")
    found = {}

    def read(path):
        found[path] = converter.read(path).guess.text

    threads = [threading.Thread(target=read, args=(path,)) for path in paths]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == {path: f"Teks nomor {path.stem}." for path in paths}


def test_a_bundled_program_is_its_own_process(tmp_path, monkeypatch):
    path = tmp_path / "a.html"
    path.write_text("<p>Teks.")
    assert apart.command()[0] == sys.executable
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert apart.command() == (sys.executable, "--import-worker")
    with apart.Converter(worker=(sys.executable, "-P", "-m", "broadsheet", "--import-worker")) as converter:
        assert converter.read(path).document.article.body == "Teks."


def test_nothing_that_converts_is_loaded_before_a_foreign_file_comes():
    wanted = (
        "broadsheet.importing.wire",
        "broadsheet.importing.rich",
        "lxml",
        "mammoth",
        "PIL",
        "email",
        "multiprocessing",
    )
    code = "import sys\nfrom broadsheet.importing import apart\n{}\nprint([one for one in %r if one in sys.modules])"
    assert run(code.format("") % (wanted,)).stdout == "[]\n"
    assert run(code.format("import broadsheet.importing.wire") % (wanted,)).stdout == "['broadsheet.importing.wire']\n"


def test_our_own_documents_need_no_process(tmp_path):
    from broadsheet.article.model import Article
    from broadsheet.store import document as documents

    kept, _ = documents.save(documents.new(Article(id="1", body="Teks."), {}), tmp_path / "a.textpack")
    with apart.Converter(worker=("no such program",)) as converter:
        assert converter.read(kept.path).document == kept


def hostile():
    """Return name and bytes of files that are meant to harm, or that nobody wrote."""
    tags = {
        "divs": "<div>" * 100_000,
        "words": "<p>" + "x" * 1_000_000,
        "brackets": "<p>" + "[" * 1_000_000,
        "tables": "<table><tr><td>" * 100_000,
        "attributes": f"<div {' '.join(f'a{n}=1' for n in range(100_000))}>x",
        "images": "<img src=a.jpg>" * 100_000,
        "comments": "<!--" * 250_000,
        "json": '<script type="application/ld+json">' + "[" * 100_000,
        "spans": "<p>" + "<span>a</span>" * 100_000,
    }
    texts = {
        "words": "x" * 1_000_000,
        "brackets": "[" * 200_000,
        "images": "![a](x.jpg)" * 50_000,
        "open": "![a](<" * 150_000,
        "yaml": "---\na: " + "[" * 30_000 + "\n---\nx",
        "toml": "+++\na = " + "[" * 30_000 + "\n+++\nx",
        "keys": "+++\n" + "a." * 20_000 + "b=1\n+++\nx",
        "pelican": "Title: x\n" * 7_000,
    }
    yield from ((f"{name}.html", text.encode()) for name, text in tags.items())
    yield from ((f"{name}.{ending}", text.encode()) for name, text in texts.items() for ending in ("md", "txt"))
    yield "deep.json", b'{"a":' * 100_000
    yield "item.json", b'{"uri":"x","headline":"h","body_html":"' + b"<div>" * 100_000 + b'"}'
    yield "deep.rtf", b"{\\rtf1" + b"{" * 500_000
    yield "parts.mhtml", b"Content-Type: multipart/mixed; boundary=B\r\n\r\n" + b"--B\r\n\r\n" * 100_000


@pytest.mark.parametrize(("name", "data"), list(hostile()), ids=[name for name, _ in hostile()])
def test_hostile_texts_end_in_time(tmp_path, converter, name, data):
    path = tmp_path / name
    path.write_bytes(data)
    told(converter, path)
    assert [one.name for one in tmp_path.iterdir()] == [name]


XML = f'<w:document xmlns:w="{makers.W}"><w:body>'


@pytest.mark.parametrize(
    "body",
    [
        "<w:sdt><w:sdtContent>" * 50_000,
        "<w:tbl><w:tr><w:tc>" * 40 + "</w:tc></w:tr></w:tbl>" * 40,
        "<w:p><w:r><w:t>x</w:t></w:r></w:p>" * 100_000,
        f"<w:p><w:r><w:t>{'x' * 1_000_000}</w:t></w:r></w:p>",
    ],
    ids=["deep", "tables", "paragraphs", "word"],
)
def test_hostile_word_documents_end_in_time(tmp_path, converter, body):
    members = makers.parts(makers.word(tmp_path / "a.docx"))
    members["word/document.xml"] = f"{XML}{body}</w:body></w:document>".encode()
    path = tmp_path / "b.docx"
    makers.package(path, members)
    told(converter, path)


def whole(folder):
    """Return a good file of every kind that is more than text."""
    yield makers.word(folder / "a.docx", picture=makers.jpeg())
    yield makers.open_document(folder / "a.odt", "<text:p>Teks yang cukup panjang.</text:p>")
    for name, text in {
        "a.rtf": r"{\rtf1\ansi Teks {\b tebal} dan \u8220?kutip\u8221?.\par Lagi.}",
        "a.html": "<html><head><title>T</title></head><body><article><h1>A</h1><p>Teks.</p></article></body></html>",
        "a.json": '{"uri": "x", "headline": "A", "body_html": "<p>Teks.</p>"}',
        "a.md": "---\ntitle: A\ntags: [a, b]\n---\n\nTeks.\n",
        "a.mhtml": "Content-Type: text/html\r\n\r\n<p>Teks.</p>",
    }.items():
        (folder / name).write_text(text)
        yield folder / name


def test_files_that_end_too_early_are_told_or_read(tmp_path, converter):
    for path in list(whole(tmp_path)):
        assert told(converter, path) == ""
        data = path.read_bytes()
        cut = tmp_path / f"cut{path.suffix}"
        for at in range(20):
            cut.write_bytes(data[: len(data) * at // 20])
            assert told(converter, cut) in ("", "damaged", "no_reader", "unsafe", "encoding")
            if path.suffix in (".docx", ".odt"):
                assert told(converter, cut) == "damaged"


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=3_000), ending=st.sampled_from(sorted(importing.READERS)), at=st.integers(0, 2_000))
def test_bytes_that_mean_nothing_are_told(tmp_path, converter, data, ending, at):
    for path in whole(tmp_path):
        if path.suffix == ending:
            good = path.read_bytes()
            data = good[:at] + data[:50] + good[at:]
    path = tmp_path / f"any{ending}"
    path.write_bytes(data)
    told(converter, path)


def test_the_process_may_neither_write_nor_take_all_memory(tmp_path):
    if sys.platform == "win32":
        pytest.skip("there are no such limits here")
    target = tmp_path / "written"
    code = "from pathlib import Path\nfrom broadsheet import child\nfrom broadsheet.importing.apart import worker\n{}\n"
    write = f"Path({str(target)!r}).write_bytes(b'x')"
    grow = "bytearray(3 << 30)"
    for what, failure in ((write, "OSError"), (grow, "MemoryError")):
        limited = run(code.format(f"child.begin(worker.MEMORY); {what}"))
        assert limited.returncode
        assert failure in limited.stderr
    assert not target.exists() or not target.read_bytes()
    assert run(code.format(write)).returncode == 0
    assert target.read_bytes() == b"x"


def run(code):
    env = {**os.environ, "PYTHONPATH": str(Path(worker.__file__).parents[2])}
    return subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=False)


def test_nothing_is_fetched_and_nothing_outside_is_opened(tmp_path, monkeypatch):
    """Where a reader opens a file or a socket, Python says so; only what was named, and what lies below it, may be."""
    path = makers.word(tmp_path / "a.docx", picture=makers.jpeg())
    page = tmp_path / "a.html"
    page.write_text(
        '<p>Teks yang cukup panjang.</p><img src="http://127.0.0.1:9/x.png"><img src="file:///etc/hostname">'
    )
    for one in (path, page):
        importing.read(one)  # libraries are loaded now
    seen = []
    watching = True

    def watch(event, given):
        if watching and event in ("open", "socket.connect", "socket.getaddrinfo", "subprocess.Popen", "os.system"):
            seen.append((event, str(given[0])))

    sys.addaudithook(watch)
    for one in (path, page):
        importing.read(one)
    with suppress_missing():
        (tmp_path / "control").open("rb")
    watching = False
    outside = [one for one in seen if not one[1].startswith(str(tmp_path))]
    assert not [one for one in outside if not one[1].startswith((sys.prefix, sys.base_prefix))]
    assert ("open", str(tmp_path / "control")) in seen


def suppress_missing():
    from contextlib import suppress

    return suppress(FileNotFoundError)


def test_frames_that_are_none_are_told():
    with pytest.raises(ValueError, match="frame"):
        child.receive(io.BytesIO(b"\xff\xff\xff\xff"))
    assert child.receive(io.BytesIO(b"\0\0")) is None
