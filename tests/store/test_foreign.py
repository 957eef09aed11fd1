"""What is not ours comes back to the byte: other programs' keys and files, and what a later version of us wrote."""

import io
import json
import shutil
import zipfile

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet import errors
from broadsheet.article.model import Article, Author, Link
from broadsheet.store import document as documents
from broadsheet.store import fields, info, unknown

# Spacing, number forms, escapes, key order: all of it is somebody's.
THEIRS = b'{ "b":1.50,"a" : [1e3,\n\t -0.0, "\\u00e9\\/", {"x":{}}],"z":123456789012345678901234567890 }'
INFO = (
    b'{"transient":true, "version":1 ,"com.example.editor": ' + THEIRS + b',\n"creatorIdentifier":"com.example\\/e" }'
)
OURS = {
    "version": 1,
    "id": "urn:1",
    "headline": "Ikan",
    "tone": [1.50, {"deep": None}],
    "picture": {"alt": "Kapal", "rating": 5},
    "byline": [{"name": "Rani", "orcid": "1"}, {"name": "Bagus", "orcid": "2"}, {"name": "Citra", "orcid": "3"}],
    "related": [{"title": "Laut", "id": 7}],
}


def raw_keys(path):
    """Return info.json of a document as raw bytes by key."""
    with zipfile.ZipFile(path) as archive:
        name = next(name for name in archive.namelist() if name.endswith("info.json"))
        return info.read(archive.read(name))


def files(path):
    """Return what is in the bundle's folder, without info.json and the text."""
    with zipfile.ZipFile(path) as archive:
        found = {name.split("/", 1)[1]: archive.read(name) for name in archive.namelist() if ".textbundle/" in name}
    return {name: data for name, data in found.items() if name not in ("", "assets/", "info.json", "text.md")}


@pytest.fixture
def path(tmp_path):
    return tmp_path / "theirs.textpack"


def put(path, info_json, others=(), beside=()):
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("x.textbundle/info.json", info_json)
        archive.writestr("x.textbundle/text.md", "# Judul\n\nIkan.")
        for name, data in others:
            archive.writestr(f"x.textbundle/{name}", data)
        for name, data in beside:
            archive.writestr(name, data)


def edited(document, **changes):
    return msgspec.structs.replace(document, article=msgspec.structs.replace(document.article, **changes))


def test_other_programs_keys_keep_every_byte_and_their_order(path):
    put(path, INFO)
    documents.save(edited(documents.open(path), headline="Lain"), path)
    keys = raw_keys(path)
    assert keys["com.example.editor"] == THEIRS
    assert keys["creatorIdentifier"] == b'"com.example\\/e"'
    assert list(keys) == ["version", "type", "transient", "com.example.editor", "creatorIdentifier", fields.KEY]
    assert keys["version"] == b"2"


def test_other_files_keep_every_byte(path):
    others = [("notes.bin", bytes(range(256))), ("deep/er/x", b""), (".DS_Store", b"\0Bud1"), ("empty/", b"")]
    beside = [("README.txt", b"beside"), ("more/x", b"y")]
    put(path, INFO, others, beside)
    for _ in range(2):
        documents.save(edited(documents.open(path), headline="Lain"), path)
    kept = files(path)
    assert {name: data for name, data in kept.items() if not name.startswith("deep/") or name == "deep/er/x"} == dict(
        others
    )
    with zipfile.ZipFile(path) as archive:
        assert (archive.read("README.txt"), archive.read("more/x")) == (b"beside", b"y")


def test_other_files_go_along_into_a_folder_and_back(path, tmp_path):
    others = [("notes.bin", bytes(range(256))), ("empty/", b"")]
    put(path, INFO, others)
    folder, back = tmp_path / "a.textbundle", tmp_path / "back.textpack"
    documents.save(documents.open(path), folder)
    assert (folder / "empty").is_dir()
    documents.save(documents.open(folder), back)
    assert files(back) == dict(others)
    assert raw_keys(back)["com.example.editor"] == THEIRS


def test_unknown_keys_inside_our_own_come_back_at_every_depth(path):
    put(path, json.dumps({"version": 2, fields.KEY: OURS}, indent=7))
    before = raw_keys(path)[fields.KEY]
    opened = documents.open(path)
    assert not opened.read_only
    documents.save(edited(opened, headline="Lain", deck="Baru"), path)
    now = json.loads(raw_keys(path)[fields.KEY])
    assert now["headline"] == "Lain"
    assert now["picture"]["rating"] == 5
    assert [author["orcid"] for author in now["byline"]] == ["1", "2", "3"]
    assert now["related"][0]["id"] == 7
    assert info.values(raw_keys(path)[fields.KEY])["tone"] == info.values(before)["tone"]


@pytest.mark.parametrize(
    ("byline", "orcids"),
    [
        (("Citra", "Bagus", "Rani"), ["3", "2", "1"]),
        (("Bagus", "Citra"), ["2", "3"]),
        (("Dewi", "Rani", "Bagus", "Citra"), [None, "1", "2", "3"]),
        (("Rani", "Bagus Putra", "Citra"), ["1", "2", "3"]),
        (("Dewi",), [None]),
        ((), []),
    ],
)
def test_what_belongs_to_an_author_stays_with_that_author(path, byline, orcids):
    put(path, json.dumps({"version": 2, fields.KEY: OURS}))
    documents.save(edited(documents.open(path), byline=tuple(Author(name) for name in byline)), path)
    now = json.loads(raw_keys(path)[fields.KEY])
    assert [author.get("orcid") for author in now["byline"]] == orcids


def test_an_author_whose_role_changes_is_the_same_author():
    raw = b'[{"name": "Rani", "x": 1}, {"name": "Bagus", "role": "foto", "x": 2}, {"name": "Citra"}]'
    article = Article(id="1", byline=(Author("Bagus", "teks"), Author("Dewi", "foto")))
    merged = unknown.merged(article, b'{"byline": ' + raw + b"}")
    assert [one.get("x") for one in merged["byline"]] == [msgspec.Raw(b"2"), None]


def test_a_value_of_ours_that_is_no_longer_an_object_does_no_harm():
    merged = unknown.merged(Article(id="1", related=(Link("a"),)), b'{"related": 5, "picture": [], "seo": "x", "y": 1}')
    assert merged["related"] == [{"title": "a", "url": ""}]
    assert merged["y"] == msgspec.Raw(b"1")


def test_a_newer_version_opens_to_be_read_and_is_never_saved_over(path):
    newer = OURS | {"version": 2, "headline": {"main": "Ikan"}, "deck": "Dek", "byline": "Rani"}
    put(path, json.dumps({"version": 2, fields.KEY: newer}), [("later.bin", b"x")])
    before = path.read_bytes()
    opened = documents.open(path)
    assert opened.read_only == "newer"
    assert (opened.article.id, opened.article.deck, opened.article.headline) == ("urn:1", "Dek", "")
    assert json.loads(opened.foreign.info[fields.KEY]) == newer
    for overwrite in (False, True):
        with pytest.raises(errors.NotSaved) as caught:
            documents.save(opened, path, overwrite=overwrite)
        assert caught.value.reason == "newer"
    assert path.read_bytes() == before


def test_a_newer_textbundle_opens_to_be_read_too(path):
    put(path, b'{"version": 3}')
    assert documents.open(path).read_only == "newer"


def test_a_copy_of_a_newer_document_is_an_article_of_its_own(path, tmp_path):
    put(path, json.dumps({"version": 3, fields.KEY: OURS | {"version": 9, "mood": "calm"}}))
    copy = tmp_path / "copy.textpack"
    documents.save(msgspec.structs.replace(documents.open(path), read_only=""), copy)
    opened = documents.open(copy)
    assert not opened.read_only
    assert opened.article.headline == "Ikan"
    assert json.loads(opened.foreign.info[fields.KEY])["mood"] == "calm"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(theirs=st.dictionaries(st.text(), JSON, max_size=4), ours=st.dictionaries(st.text(), JSON, max_size=4))
def test_whatever_stands_in_info_json_stands_there_after_saving(tmp_path_factory, theirs, ours):
    known = {name: value for name, value in ours.items() if name not in Article.__struct_fields__}
    whole = theirs | {"version": 2, fields.KEY: known | {"version": 1, "id": "1"}}
    folder = tmp_path_factory.mktemp("any")
    path = folder / "a.textpack"
    put(path, json.dumps(whole, indent=3, ensure_ascii=False).encode("utf-8", "surrogatepass"))
    before = raw_keys(path)
    documents.save(edited(documents.open(path), headline="Lain"), path)
    after = raw_keys(path)
    own_before, own_after = info.values(before.pop(fields.KEY)), info.values(after.pop(fields.KEY))
    assert {name: after[name] for name in before} == before
    assert {name: own_after[name] for name in own_before} == own_before
    shutil.rmtree(folder)


@pytest.mark.corpus
@pytest.mark.parametrize("name", ["example.textpack", "example-bundle-v1.zip", "example-bundle-v2.zip"])
def test_the_formats_own_samples_open_and_lose_nothing(corpora, tmp_path, name):
    sample = corpora / "textbundle" / "textbundle.org" / name
    opened = documents.open(sample)
    assert opened.article.headline == "Textbundle Example"
    assert "simple example of a textbundle" in opened.article.body
    assert list(opened.assets) == ["assets/textbundle.png"]
    for target in (tmp_path / "a.textpack", tmp_path / "a.textbundle"):
        saved, _ = documents.save(opened, target)
        assert documents.open(target) == saved
        assert saved.assets == opened.assets
        assert fields.foreign(saved.foreign.info) == fields.foreign(opened.foreign.info)
        assert saved.foreign.text_name == opened.foreign.text_name


def test_a_later_save_does_not_bring_back_what_an_author_took_along(path):
    put(path, json.dumps({"version": 2, fields.KEY: OURS}))
    kept, _ = documents.save(edited(documents.open(path), byline=()), path)
    documents.save(edited(kept, byline=(Author("Rani"),)), path)
    assert "orcid" not in json.loads(raw_keys(path)[fields.KEY])["byline"][0]


def test_an_info_json_of_ours_reads_well(path):
    put(path, INFO)
    documents.save(edited(documents.open(path), byline=(Author("Rani"),)), path)
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
        text = archive.read("theirs.textbundle/info.json").decode()
    assert '\n    "byline": [\n      {\n        "name": "Rani",\n' in text
    assert text.endswith("}\n")
