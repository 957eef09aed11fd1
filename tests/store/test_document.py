"""The document on disk: what goes in comes out, and every way of failing has its reason."""

import errno
import io
import json
import os
import stat
import zipfile
from pathlib import Path

import msgspec
import pytest

from broadsheet import errors
from broadsheet.article import model
from broadsheet.article.model import Article, Author, CallToAction, Correction, Link, Picture, Rights, Seo, Source
from broadsheet.store import atomic
from broadsheet.store import document as documents

FULL = Article(
    id="urn:1",
    language="id-ID",
    kicker="Nelayan",
    headline="Kapal “Wawo” kembali – dengan ikan",
    deck="Dua hari di laut.",
    slug="kapal-wawo-kembali",
    byline=(Author("Rani", "wartawan", "rani@example.org", "https://example.org/rani"), Author("Bagus")),
    dateline="WAJO, LBJ",
    published="2026-11-22T07:30:00+08:00",
    updated="2026-11-22T09:00:00+08:00",
    embargo="2026-11-22T07:00:00+08:00",
    section="Daerah",
    keywords=("ikan", "laut"),
    picture=Picture("assets/kapal.jpg", "Kapal kayu", False, "Kapal Wawo.", "Foto: Rani", "© Laut Baru", (0.1, 2 / 3)),
    body="Ikan.\r\n\n\tBaca juga: [Laut](https://example.org)\n\n![x](assets/kapal.jpg)\u2028 \n",
    related=(Link("Laut", "https://example.org"), Link("Segera")),
    source=Source("Kyodo", "https://example.org/kyodo"),
    end_mark="***",
    call_to_action=CallToAction("Ikuti kami", "https://example.org/ikuti"),
    seo=Seo("Kapal Wawo", "Dua hari", "https://example.org/kapal", "noindex"),
    rights=Rights("© 2026", "Sekali pakai"),
    editor_note="Periksa nama.",
    corrections=(Correction("2026-11-23T07:30:00+08:00", "Nama."),),
    status="ready",
)
ASSETS = {"assets/kapal.jpg": b"\xff\xd8\xff jpeg", "assets/sub/peta.png": b"\x89PNG"}

posix = pytest.mark.skipif(os.name == "nt", reason="modes as POSIX has them")


@pytest.fixture(params=["wawo.textpack", "wawo.textbundle"])
def path(request, tmp_path):
    """Return a free place for a document, of either kind."""
    folder = tmp_path / "desk"
    folder.mkdir()
    return folder / request.param


def bundled(info=None, text=b"Halo.", **others):
    """Return a .textpack as another program might write it."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(
            "x.textbundle/info.json", json.dumps(info or {"version": 2}) if not isinstance(info, bytes) else info
        )
        archive.writestr("x.textbundle/text.md", text)
        for name, data in others.items():
            archive.writestr(f"x.textbundle/{name}", data)
    return buffer.getvalue()


def unreadable(path):
    """Return the reason for which a file cannot be opened, and the detail."""
    with pytest.raises(errors.UnreadableDocument) as caught:
        documents.open(path)
    assert caught.value.path == path
    return caught.value.reason, caught.value.detail


def test_every_field_and_picture_comes_back(path):
    saved, outcome = documents.save(documents.new(FULL, ASSETS), path)
    opened = documents.open(path)
    assert opened == saved
    assert opened.article == FULL
    assert opened.assets == ASSETS
    assert opened.path == path
    assert opened.identity == outcome.identity == atomic.identify(path)
    assert outcome.durable


def test_opening_and_saving_changes_no_byte(path):
    documents.save(documents.new(FULL, ASSETS), path)
    before = atomic.identify(path).sha256
    documents.save(documents.open(path), path)
    assert atomic.identify(path).sha256 == before


def test_an_empty_draft_is_never_refused(path):
    empty = documents.new(model.blank(), {})
    documents.save(empty, path)
    assert documents.open(path).article == empty.article


def test_pictures_cannot_be_changed_behind_the_documents_back(path):
    documents.save(documents.new(FULL, ASSETS), path)
    with pytest.raises(TypeError):
        documents.open(path).assets["assets/kapal.jpg"] = b""


def test_a_picture_that_was_taken_out_is_gone(path):
    kept, _ = documents.save(documents.new(FULL, ASSETS), path)
    fewer = msgspec.structs.replace(kept, assets={"assets/kapal.jpg": ASSETS["assets/kapal.jpg"]})
    documents.save(fewer, path)
    assert list(documents.open(path).assets) == ["assets/kapal.jpg"]


def test_the_text_is_the_body_alone_and_the_folder_has_the_slug(tmp_path):
    path = tmp_path / "a.textpack"
    documents.save(documents.new(FULL, ASSETS), path)
    archive = zipfile.ZipFile(path)
    assert archive.namelist()[:2] == ["kapal-wawo-kembali.textbundle/", "kapal-wawo-kembali.textbundle/assets/"]
    assert archive.read("kapal-wawo-kembali.textbundle/text.md") == FULL.body.encode()
    info = json.loads(archive.read("kapal-wawo-kembali.textbundle/info.json"))
    assert (info["version"], info["type"]) == (2, "net.daringfireball.markdown")
    assert info["org.broadsheet.article"]["version"] == 1
    assert "body" not in info["org.broadsheet.article"]


@pytest.mark.parametrize(
    ("slug", "name", "folder"),
    [
        ("../../etc", "a.textpack", "etc.textbundle/"),
        ("", "Berita hari ini.textpack", "Berita-hari-ini.textbundle/"),
        ("", "!!.textpack", "article.textbundle/"),
    ],
)
def test_the_folder_in_the_zip_file_has_a_harmless_name(tmp_path, slug, name, folder):
    article = msgspec.structs.replace(FULL, slug=slug)
    documents.save(documents.new(article, {}), tmp_path / name)
    assert zipfile.ZipFile(tmp_path / name).namelist()[0] == folder


def test_save_as_makes_the_other_kind(tmp_path):
    pack, folder = tmp_path / "a.textpack", tmp_path / "a.textbundle"
    kept, _ = documents.save(documents.new(FULL, ASSETS), pack)
    documents.save(kept, folder)
    assert folder.is_dir()
    assert documents.open(folder).article == documents.open(pack).article == FULL


def test_a_zip_file_with_a_folders_name_stays_a_zip_file(tmp_path):
    path = tmp_path / "a.textbundle"
    path.write_bytes(bundled())
    documents.save(documents.open(path), path)
    assert zipfile.is_zipfile(path)


def test_a_change_by_another_program_is_not_overwritten(path):
    kept, _ = documents.save(documents.new(FULL, ASSETS), path)
    theirs = msgspec.structs.replace(kept, article=msgspec.structs.replace(FULL, headline="Theirs"))
    documents.save(theirs, path)
    with pytest.raises(errors.ChangedUnderneath):
        documents.save(kept, path)
    assert documents.open(path).article.headline == "Theirs"
    documents.save(kept, path, overwrite=True)
    assert documents.open(path).article.headline == FULL.headline


def test_a_file_that_stands_in_the_way_is_not_overwritten(path):
    documents.save(documents.new(FULL, ASSETS), path)
    with pytest.raises(errors.ChangedUnderneath):
        documents.save(documents.new(model.blank(), {}), path)
    assert documents.open(path).article == FULL


def test_a_folder_that_is_no_document_is_never_replaced(tmp_path):
    path = tmp_path / "Stories.textbundle"
    path.mkdir()
    (path / "novel.txt").write_bytes(b"years of work")
    with pytest.raises(errors.NotSaved) as caught:
        documents.save(documents.new(FULL, {}), path, overwrite=True)
    assert caught.value.reason == "denied"
    assert (path / "novel.txt").read_bytes() == b"years of work"


def test_a_document_that_is_gone_is_saved_again(path, tmp_path):
    kept, _ = documents.save(documents.new(FULL, ASSETS), path)
    path.rename(tmp_path / "elsewhere")
    documents.save(kept, path)
    assert documents.open(path).article == FULL


def test_half_a_character_pasted_on_windows_does_not_stop_a_save(path):
    article = msgspec.structs.replace(FULL, body="a\ud83d b \U0001f41f", byline=(Author("\udc1fRani"),))
    kept, _ = documents.save(documents.new(article, {}), path)
    assert kept.article.body == "a\ufffd b \U0001f41f"
    assert kept.article.byline[0].name == "\ufffdRani"


def test_a_byte_order_mark_is_not_part_of_the_text(tmp_path):
    path = tmp_path / "a.textpack"
    path.write_bytes(bundled(b'\xef\xbb\xbf{"version": 2}', b"\xef\xbb\xbf# Judul\n\nIkan."))
    opened = documents.open(path)
    assert (opened.article.headline, opened.article.body) == ("Judul", "Ikan.")
    documents.save(msgspec.structs.replace(opened, article=msgspec.structs.replace(FULL, body="\ufeffIkan.")), path)
    assert documents.open(path).article.body == "Ikan."


@pytest.mark.parametrize(
    ("text", "headline", "body"),
    [
        (b"# Judul\n\n\n  Ikan.\n", "Judul", "  Ikan.\n"),
        (b"\n\r\n# Judul ##\r\n \r\nIkan.", "Judul", "Ikan."),
        (b"#  C# dan F#", "C# dan F#", ""),
        (b"## Judul\n\nIkan.", "", "## Judul\n\nIkan."),
        (b"#Judul\n\nIkan.", "", "#Judul\n\nIkan."),
        (b"# \n\nIkan.", "", "# \n\nIkan."),
        (b"Ikan.\n\n# Judul\n", "", "Ikan.\n\n# Judul\n"),
        (b"", "", ""),
    ],
)
def test_the_first_heading_of_a_foreign_bundle_is_its_headline(tmp_path, text, headline, body):
    path = tmp_path / "a.textpack"
    path.write_bytes(bundled(text=text))
    opened = documents.open(path)
    assert (opened.article.headline, opened.article.body) == (headline, body)
    assert opened.article.id
    saved, _ = documents.save(opened, path)
    assert documents.open(path) == saved


def test_a_heading_in_our_own_body_stays_there(path):
    article = msgspec.structs.replace(FULL, headline="", body="# Judul\n\nIkan.")
    documents.save(documents.new(article, {}), path)
    assert documents.open(path).article == article


def test_a_field_of_the_wrong_kind_is_damage_and_named(tmp_path):
    path = tmp_path / "a.textpack"
    path.write_bytes(bundled({"version": 2, "org.broadsheet.article": {"version": 1, "picture": {"alt": 5}}}))
    reason, detail = unreadable(path)
    assert reason == "damaged"
    assert "$.picture.alt" in detail


@pytest.mark.parametrize(
    ("info", "reason"),
    [
        (b"", "damaged"),
        (b"not json", "damaged"),
        (b"[]", "damaged"),
        (b'{"version": 2', "damaged"),
        (b'{"org.broadsheet.article": 5}', "damaged"),
        (b'{"a": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", "damaged"),
        (b'{"org.broadsheet.article": {"x": ' + b"[" * 900 + b"]" * 900 + b"}}", None),
        ('{"version": 2}'.encode("utf-16"), "encoding"),
        (b'{"version": 2,\n "tags": ["a",],\n}', None),
        (b'{"version": 2, "x": ' + b'"\\"' * 100_000 + b"}", "damaged"),
    ],
)
def test_info_json_is_read_kindly_but_not_blindly(tmp_path, info, reason):
    path = tmp_path / "a.textpack"
    path.write_bytes(bundled(info))
    if reason:
        assert unreadable(path)[0] == reason
    else:
        documents.save(documents.open(path), path)
        documents.open(path)


def test_a_comma_before_a_bracket_in_a_text_is_kept(tmp_path):
    path = tmp_path / "a.textpack"
    path.write_bytes(bundled(b'{"version": 2, "x": "a,]", "y": "\\",}",}'))
    kept = documents.open(path).foreign.info
    assert (kept["x"], kept["y"]) == (b'"a,]"', b'"\\",}"')


def test_every_reason_for_an_unreadable_document(tmp_path):
    path = tmp_path / "a.textpack"
    assert unreadable(path)[0] == "missing"
    assert unreadable(path / "below" / "a.textpack")[0] == "missing"
    path.write_bytes(b"plain text")
    assert unreadable(path)[0] == "not_a_bundle"
    path.write_bytes(bundled()[:-30])
    assert unreadable(path)[0] == "damaged"
    path.write_bytes(bundled(text=b"caf\xe9"))
    assert unreadable(path) == ("encoding", "text.md")
    path.write_bytes(bundled(**{"../x": b""}))
    assert unreadable(path)[0] == "unsafe"
    with path.open("wb") as file:
        file.truncate(3 << 30)
    assert unreadable(path)[0] == "too_large"


def test_a_document_that_may_not_be_read_is_told(path, monkeypatch):
    documents.save(documents.new(FULL, {}), path)
    for code, reason in ((errno.EACCES, "denied"), (errno.EIO, "io")):

        def fail(*_, code=code, **__):
            raise OSError(code, "told")

        with monkeypatch.context() as patch:
            patch.setattr(Path, "open", fail)
            assert unreadable(path)[0] == reason


@posix
def test_a_folder_is_read_with_the_same_suspicion(tmp_path):
    path = tmp_path / "a.textbundle"
    documents.save(documents.new(FULL, ASSETS), path)
    secret = tmp_path / "secret"
    secret.write_bytes(b"secret")
    (path / "assets" / "link.png").symlink_to(secret)
    assert unreadable(path) == ("unsafe", "assets/link.png")
    (path / "assets" / "link.png").unlink()
    (path / "assets" / "KAPAL.jpg").write_bytes(b"")
    if len(list((path / "assets").iterdir())) == 3:
        assert unreadable(path)[0] == "unsafe"


def test_the_whole_disk_opened_by_mistake_is_refused_at_once():
    assert unreadable(Path("/"))[0] in {"too_large", "unsafe", "denied"}


@posix
def test_a_pipe_is_no_document_and_hangs_nothing(tmp_path):
    os.mkfifo(tmp_path / "a.textpack")
    assert unreadable(tmp_path / "a.textpack")[0] == "not_a_bundle"


def test_what_cannot_be_read_back_is_not_saved(path):
    for assets, reason in (
        ({"assets/a.png": b"", "assets/A.png": b""}, "verification"),
        ({"boat.jpg": b""}, "verification"),
        ({f"assets/{number}.png": b"" for number in range(2001)}, "oversized"),
    ):
        with pytest.raises(errors.NotSaved) as caught:
            documents.save(documents.new(FULL, assets), path)
        assert caught.value.reason == reason
    with pytest.raises(errors.NotSaved) as caught:
        documents.save(documents.new(msgspec.structs.replace(FULL, body="a" * (65 << 20)), {}), path)
    assert caught.value.reason == "oversized"
    assert not path.exists()


@posix
def test_a_folder_inside_that_cannot_be_read_is_not_taken_for_empty(tmp_path, monkeypatch):
    path = tmp_path / "a.textbundle"
    documents.save(documents.new(FULL, ASSETS), path)
    listing = os.listdir

    def guarded(folder):
        if Path(folder).name == "sub":
            raise PermissionError(errno.EACCES, "sub")
        return listing(folder)

    monkeypatch.setattr(os, "listdir", guarded)
    assert unreadable(path)[0] == "denied"


def test_a_save_on_the_network_that_is_not_confirmed_still_counts(path, monkeypatch):
    sync = os.fsync

    def only_files(fd):
        if stat.S_ISDIR(os.fstat(fd).st_mode) and Path(f"/proc/self/fd/{fd}").resolve() == path.parent:
            raise OSError(errno.EINVAL, "folder")
        sync(fd)

    if not Path("/proc/self/fd").exists():
        pytest.skip("needs /proc")
    monkeypatch.setattr(os, "fsync", only_files)
    kept, outcome = documents.save(documents.new(FULL, ASSETS), path)
    assert not outcome.durable
    assert kept == documents.open(path)


@pytest.mark.parametrize("name", ["boat.jpg", "notes.txt"])
def test_a_damaged_picture_does_not_take_the_words_with_it(tmp_path, name):
    path = tmp_path / "a.textpack"
    data = bytes(range(256)) * 200
    article = msgspec.structs.replace(model.blank("en"), headline="Boats", body="Words.")
    documents.save(documents.new(article, {f"assets/{name}": data}), path)
    packed = bytearray(path.read_bytes())
    at = packed.index(b"assets/" + name.encode()) + 40
    packed[at : at + 8] = bytes(8)
    path.write_bytes(packed)
    document = documents.open(path)
    assert document.article == article
    assert [one.rpartition("/")[2] for one in document.damaged] == [name]
    assert document.assets[f"assets/{name}"] != data
    documents.save(document, path)
    assert documents.open(path).damaged == ()
