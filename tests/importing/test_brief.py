"""Short plain texts need no process of their own; everything else does, and both give the same article."""

import msgspec
import pytest

from broadsheet.importing import apart
from broadsheet.importing.apart import brief

STORY = (
    "A headline of it\nBy Jane Roe\n3 March 2026\n\nLONDON (AP) - The story begins and goes on here.\n\nSource: AP\n"
)


def without_id(imported):
    return msgspec.structs.replace(imported.document.article, id="")


@pytest.mark.parametrize(("name", "text"), [("a.txt", STORY), ("a.md", STORY), ("a.md", f"# Title\n\n{STORY}")])
def test_a_short_text_is_read_as_in_the_process(tmp_path, monkeypatch, name, text):
    path = tmp_path / name
    path.write_text(text, "utf-8")
    here = brief.read(path)
    with monkeypatch.context() as slow:
        slow.setattr(brief, "read", lambda path: None)
        there = apart.read(path, seconds=30)
    assert without_id(here) == without_id(there)
    assert here.guess == there.guess
    assert here.notes == there.notes


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.md", b"---\ntitle: x\n---\nText"),
        ("a.md", b"Title: x\n\nText"),
        ("a.md", b"Text\n\n![](x.png)"),
        ("a.txt", b"Text\n\nIMG_1.JPG\nmore"),
        ("a.txt", "Čeština".encode("cp1250")),
        ("a.txt", b"a" * 501),
        ("a.txt", b"a b\n" * 20_000),
        ("a.html", b"<p>x</p>"),
    ],
)
def test_what_may_cost_more_goes_to_the_process(tmp_path, name, data):
    path = tmp_path / name
    path.write_bytes(data)
    assert brief.read(path) is None


def test_a_folder_or_nothing_is_left_to_the_process(tmp_path):
    assert brief.read(tmp_path / "gone.txt") is None
    (tmp_path / "a.txt").mkdir()
    assert brief.read(tmp_path / "a.txt") is None
