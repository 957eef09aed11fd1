"""Folders and many files at once: all that can be an article, in order, each once; one bad file stops no other."""

import os

import psutil
import pytest

from broadsheet import importing
from broadsheet.article.model import Article, Picture
from broadsheet.importing import several
from importing import makers


@pytest.fixture
def folder(tmp_path):
    root = tmp_path / "copy"
    for name, text in {
        "b.txt": "Teks b.",
        "A.md": "# A\n\nTeks.",
        "old.doc": "x",
        "notes.xyz": "x",
        ".hidden.txt": "x",
        "~$lock.docx": "x",
        "page.html": "<p>Teks halaman.</p>",
        "page_files/inner.html": "<p>no</p>",
        "sub/c.txt": "Teks c.",
        "sub/deep/d.json": "{",
        "d.textbundle/info.json": '{"version": 2}',
        "d.textbundle/text.md": "# D",
    }.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return root


def names(paths, root):
    return [path.relative_to(root).as_posix() for path in paths]


def test_a_folder_gives_what_can_be_an_article_and_what_one_would_miss(folder):
    assert names(several.found([folder]), folder) == [
        "A.md",
        "b.txt",
        "d.textbundle",
        "old.doc",
        "page.html",
        "sub/c.txt",
        "sub/deep/d.json",
    ]


def test_each_file_comes_once_and_rings_of_links_end(folder):
    (folder / "sub" / "ring").symlink_to(folder, target_is_directory=True)
    (folder / "again.txt").symlink_to(folder / "b.txt")
    found = list(several.found([folder / "b.txt", folder, folder / "sub"]))
    assert names(found, folder).count("b.txt") == 1
    assert "again.txt" not in names(found, folder)
    assert len(found) == 7


def test_a_link_to_itself_is_told_and_stops_no_other(tmp_path):
    for name in ("loop.txt", "round"):
        (tmp_path / name).symlink_to(tmp_path / name)
    (tmp_path / "z.txt").write_text("Teks z.")
    steps = list(several.many([tmp_path]))
    assert [step.path.name for step in steps] == ["loop.txt", "z.txt"]
    assert [step.error.reason if step.error else "" for step in steps] == ["missing", ""]


def test_folders_that_are_not_gone_into_are_told(folder, tmp_path):
    """Positive control: a link to a folder inside, whose files come from where they are, is no news."""
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "x.txt").write_text("Teks.", "utf-8")
    (folder / "far").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    (folder / "near").symlink_to(folder / "sub", target_is_directory=True)
    (folder / "lost.txt").symlink_to(tmp_path / "none")
    (folder / "word.docx").mkdir()
    refused = {step.path.name: step.error.reason for step in importing.many([folder]) if step.error}
    assert refused == {"old.doc": "no_reader", "d.json": "damaged", "far": "linked", "lost.txt": "missing"}


def test_a_folder_that_may_not_be_read_is_told(folder, monkeypatch):
    scan = os.scandir

    def denied(path):
        if os.fspath(path).endswith("deep"):
            raise PermissionError(13, "Permission denied")
        return scan(path)

    monkeypatch.setattr(os, "scandir", denied)
    assert {step.path.name: step.error.reason for step in importing.many([folder]) if step.error} == {
        "old.doc": "no_reader",
        "deep": "denied",
    }


def test_many_tells_of_every_file(folder):
    steps = list(importing.many([folder, folder / "none.txt"]))
    assert [step.done for step in steps] == list(range(1, 9))
    assert {step.total for step in steps} == {8}
    refused = {step.path.name: step.error.reason for step in steps if step.error}
    assert refused == {"old.doc": "no_reader", "d.json": "damaged", "none.txt": "missing"}
    assert all((step.imported is None) is (step.error is not None) for step in steps)


def test_many_reads_all_in_one_process_and_leaves_none(folder):
    before = set(psutil.Process().children())
    seen = set()
    for _step in importing.many([folder]):
        seen |= set(psutil.Process().children()) - before
    assert len(seen) == 1
    assert set(psutil.Process().children()) <= before


def test_more_files_than_are_taken_in_at_once_are_told(folder, monkeypatch):
    monkeypatch.setattr(several, "MOST_FILES", 7)
    assert [step.error.reason for step in importing.many([folder]) if step.error] == ["no_reader", "damaged"]
    monkeypatch.setattr(several, "MOST_FILES", 2)
    steps = list(importing.many([folder, folder / "none.txt"]))
    assert [step.path.name for step in steps] == ["A.md", "b.txt", "d.textbundle"]
    assert [step.error and step.error.reason for step in steps] == [None, None, "too_many"]
    assert {step.total for step in steps} == {3}


def test_many_can_be_cancelled_or_left(folder):
    before = set(psutil.Process().children())
    steps = importing.many([folder])
    next(steps)
    steps.close()
    assert set(psutil.Process().children()) <= before
    asked = iter([False, False, True])
    assert len(list(importing.many([folder], lambda: next(asked)))) == 2


def test_pictures_of_one_name_in_two_folders_stay_apart(tmp_path):
    for name, colour in (("one", "red"), ("two", "blue")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "boat.jpg").write_bytes(makers.jpeg(colour))
    path = tmp_path / "a.md"
    path.write_text("# A\n\n![x](one/boat.jpg)\n\n![y](two/boat.jpg)\n\n[link](one/boat.jpg)")
    found = importing.read(path)
    assert len(set(found.document.assets.values())) == 2
    assert all(f"]({name})" in found.document.article.body for name in found.document.assets)


@pytest.mark.parametrize(
    ("written", "lead"),
    [
        ("![x](my%20boat.jpg)", "my-boat.jpg"),
        ("![x](<my boat.jpg>)", "my-boat.jpg"),
        ("![x][b]\n\n[b]: b.jpg", "b.jpg"),
    ],
)
def test_every_way_to_write_an_address_is_understood(tmp_path, written, lead):
    for name in ("my boat.jpg", "b.jpg"):
        (tmp_path / name).write_bytes(makers.jpeg())
    path = tmp_path / "a.md"
    path.write_text(f"# A\n\n{written}\n")
    found = importing.read(path)
    assert list(found.document.assets) == [f"assets/{lead}"]
    assert f"assets/{lead}" in found.document.article.body


def test_a_broken_picture_is_told_and_the_words_come(tmp_path):
    (tmp_path / "b.jpg").write_bytes(makers.jpeg()[:200])
    (tmp_path / "c.jpg").write_bytes(makers.jpeg())
    path = tmp_path / "a.md"
    path.write_text("# A\n\n![x](b.jpg) ![y](c.jpg)")
    found = importing.read(path)
    assert [(note.kind, note.detail) for note in found.notes] == [("picture", "b.jpg")]
    assert list(found.document.assets) == ["assets/c.jpg"]


LETTER = "Harga Ikan Naik\n\nOleh: Rani Puspita\n\nFoto: {}\n\nNelayan menunggu musim teduh di dermaga sejak pagi.\n"


@pytest.mark.parametrize("ending", ["txt", "md"])
def test_the_lead_picture_that_copy_names_is_taken_from_beside_it(tmp_path, ending):
    (tmp_path / "perahu.jpg").write_bytes(makers.jpeg())
    path = tmp_path / f"a.{ending}"
    path.write_text(LETTER.format("perahu.jpg"))
    found = importing.read(path)
    assert found.document.article.picture.asset == "assets/perahu.jpg"
    assert list(found.document.assets) == ["assets/perahu.jpg"]
    assert found.notes == ()


@pytest.mark.parametrize("name", ["link.jpg", "none.jpg"])
def test_a_lead_picture_that_is_not_there_or_elsewhere_stays_a_name(tmp_path, name):
    folder = tmp_path / "copy"
    folder.mkdir()
    (tmp_path / "secret.jpg").write_bytes(makers.jpeg())
    (folder / "link.jpg").symlink_to(tmp_path / "secret.jpg")
    path = folder / "a.txt"
    path.write_text(LETTER.format(name))
    found = importing.read(path)
    assert not found.document.assets
    assert found.document.article.picture.asset == name
    assert [(note.kind, note.detail) for note in found.notes] == [("picture", name)]


def test_an_article_filled_anew_keeps_the_picture_that_was_taken_in(tmp_path):
    (tmp_path / "my boat.jpg").write_bytes(makers.jpeg())
    article = Article(id="1", picture=Picture("my boat.jpg"))
    assets = {"assets/other.jpg": b"", "assets/my-boat.jpg": b""}
    assert importing.settled(article, assets).picture.asset == "assets/my-boat.jpg"
    assert importing.settled(article, {}).picture.asset == "my boat.jpg"
