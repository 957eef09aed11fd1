"""An export that is cancelled or fails, at whatever moment, leaves the folder as it was, to the byte."""

import errno
import os
import signal
import subprocess
import sys
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path, PurePosixPath

import msgspec
import pytest
from PIL import Image

from broadsheet import errors, exporting
from broadsheet.article.house import PictureStyle
from broadsheet.article.model import Article, Picture
from broadsheet.article.photo import Crop, Photo
from broadsheet.exporting import gallery, placing
from broadsheet.exporting.job import File
from broadsheet.store import atomic
from broadsheet.store import document as documents
from broadsheet.store.atomic import exchange as exchanging

ALL = tuple(exporting.FORMATS)


@pytest.fixture(scope="module")
def compact(compact):
    """Return the compact article with pictures so small that it can be exported many times."""
    dot = BytesIO()
    Image.new("RGB", (8, 6)).save(dot, "PNG")
    return documents.new(compact.article, dict.fromkeys(compact.assets, dot.getvalue()))


def state(folder):
    """Return everything in a folder: path -> bytes, None for a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None
        for path in sorted(folder.rglob("*"))
    }


@pytest.fixture
def before(compact, portal, out):
    """Leave an older export and a stranger's file in the folder, and return its state."""
    old = msgspec.structs.replace(compact.article, body="Versi lama.")
    for _step in exporting.export(documents.new(old, compact.assets), portal, "", ALL, out):
        pass
    (out / "catatan.txt").write_text("milik redaksi", "utf-8")
    return state(out)


def steps(compact, portal, out, formats=ALL):
    return exporting.export(compact, portal, "plain", formats, out)


def run(compact, portal, out, formats=ALL):
    for _step in steps(compact, portal, out, formats):
        pass


def test_a_finished_export_replaces_the_old_one_and_nothing_else(compact, portal, out, before):
    run(compact, portal, out)
    after = state(out)
    assert after["catatan.txt"] == before["catatan.txt"]
    changed = {name for name in before if before[name] is not None and before[name] != after.get(name)}
    assert {name.partition("/")[0] for name in changed} == {path.name for path in exporting.plan(compact, ALL, out)}
    assert not [name for name in after if ".~" in name]


def test_leaving_the_loop_at_any_step_cancels(compact, portal, out, before):
    count = len([*steps(compact, portal, out)])
    assert count > len(ALL)
    assert state(out) != before, "control: a whole run does change the folder"
    before = state(out)
    for kept in range(count + 1):
        going = exporting.export(compact, portal, "portal", ALL, out)
        for _ in range(kept):
            next(going)
        going.close()
        assert state(out) == before


def test_progress_only_grows_and_ends_with_the_last_moment_to_cancel(compact, portal, out):
    seen = [*steps(compact, portal, out)]
    assert [step.done for step in seen] == sorted(step.done for step in seen)
    assert {step.total for step in seen} == {len(ALL) + 2}
    assert all(step.item and step.format for step in seen[:-1])
    assert seen[-1] == exporting.Progress(len(ALL) + 2, len(ALL) + 2, "", "")


@contextmanager
def full_disk(monkeypatch, room):
    """Let the first `room` files be written, and half of the next one."""
    written = []
    real = Path.write_bytes

    def write(path, data):
        written.append(path)
        if len(written) <= room:
            return real(path, data)
        real(path, data[: len(data) // 2])
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_bytes", write)
        yield written


def test_a_disk_that_fills_up_at_any_file_changes_nothing(compact, portal, out, before, monkeypatch):
    with full_disk(monkeypatch, 10_000) as written:
        run(compact, portal, out)
    assert len(written) > len(ALL)
    before = state(out)
    for room in range(len(written)):
        with full_disk(monkeypatch, room), pytest.raises(errors.ExportFailed) as caught:
            run(compact, portal, out)
        assert caught.value.reason == "full"
        assert state(out) == before


def test_control_an_export_straight_into_the_folder_would_be_caught(compact, portal, out, before, monkeypatch):
    @contextmanager
    def careless(_out, _targets, *, sweep):
        yield out

    def over(path, file):
        place = path / file.name if file.name else path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(file.data)

    monkeypatch.setattr(placing, "staging", careless)
    monkeypatch.setattr(placing, "put", over)
    with full_disk(monkeypatch, 1), pytest.raises(OSError, match="No space"):
        run(compact, portal, out)
    assert state(out) != before


def test_one_name_is_never_given_to_two_files(tmp_path):
    placing.put(tmp_path / "a", File("pictures/sea-800.jpg", b"one"))
    placing.put(tmp_path / "a", File("pictures/sea-800.jpg", b"one"))
    with pytest.raises(FileExistsError):
        placing.put(tmp_path / "a", File("pictures/sea-800.jpg", b"other"))
    assert (tmp_path / "a" / "pictures" / "sea-800.jpg").read_bytes() == b"one"


def test_an_export_whose_files_share_a_name_writes_nothing(compact, portal, out, before, monkeypatch):
    def twice(_pictures):
        yield from (("sea-800.jpg", b"one"), ("sea-800.jpg", b"other"))

    monkeypatch.setattr(gallery, "files", twice)
    with pytest.raises(errors.ExportFailed):
        run(compact, portal, out)
    assert state(out) == before


def test_a_disk_that_is_found_full_only_when_bytes_are_forced_to_it(compact, portal, out, before, monkeypatch):
    def fail(_fd):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(errors.ExportFailed) as caught:
        run(compact, portal, out)
    assert caught.value.reason == "full"
    assert state(out) == before


@pytest.fixture(params=["exchange", "moves"])
def way(request, monkeypatch):
    """Swap in one step, or in moves where the system cannot do that."""
    if request.param == "moves":
        monkeypatch.setattr(exchanging, "exchange", lambda _one, _other: False)


@pytest.fixture
def fail_at(monkeypatch):
    """Let the swap of that number fail; return the list of places that swaps were tried at."""

    def _fail_at(number):
        calls = []
        real = atomic.swap

        def swap(new, place):
            calls.append(place)
            if len(calls) == number + 1:
                raise PermissionError(errno.EACCES, "Permission denied")
            real(new, place)

        monkeypatch.setattr(atomic, "swap", swap)
        return calls

    return _fail_at


@pytest.mark.usefixtures("way")
@pytest.mark.parametrize("failing", range(len(ALL)))
def test_a_move_that_fails_takes_back_those_before_it(compact, portal, out, before, fail_at, failing):  # noqa: PLR0917
    calls = fail_at(failing)
    with pytest.raises(errors.ExportFailed) as caught:
        run(compact, portal, out)
    assert (caught.value.reason, caught.value.target) == ("denied", calls[failing])
    assert len(calls) == 2 * failing + 1
    assert state(out) == before


@pytest.mark.parametrize("failing", range(len(ALL)))
def test_a_first_export_that_fails_leaves_an_empty_folder(compact, portal, out, fail_at, failing):
    fail_at(failing)
    with pytest.raises(errors.ExportFailed):
        run(compact, portal, out)
    assert state(out) == {}


@pytest.mark.skipif(sys.platform == "win32", reason="no file size limit there")
def test_a_real_limit_of_the_system_changes_nothing(out, before):
    """The system itself refuses a file above the limit; with a generous one the same run goes through."""
    code = """
import resource, signal, sys
from pathlib import Path, PurePosixPath
from broadsheet import cli
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]),) * 2)
formats = "json,html-single,html"
sys.exit(cli.main(["export", sys.argv[2], "--to", formats, "--house", "laut-baru", "--out", sys.argv[3]]))
"""
    source = Path(__file__).parents[1] / "golden" / "compact.textbundle"

    def limited(limit):
        command = [sys.executable, "-c", code, str(limit), str(source), str(out)]
        return subprocess.run(command, capture_output=True, timeout=60, check=False)

    failed = limited(200_000)
    assert failed.returncode == 1
    assert b"does not take files of this size" in failed.stderr
    assert state(out) == before
    assert limited(10_000_000).returncode == 0
    assert state(out) != before


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL there")
def test_what_a_killed_export_left_behind_is_swept_by_the_next(compact, portal, out, before):
    code = """
import os, signal, sys
from pathlib import Path, PurePosixPath
from broadsheet import exporting
from broadsheet.article import house
from broadsheet.store import document
article, out = document.open(Path(sys.argv[1])), Path(sys.argv[2])
for step in exporting.export(article, house.find("laut-baru"), "plain", ("json", "html"), out):
    if not step.format:
        os.kill(os.getpid(), signal.SIGKILL)
"""
    source = Path(__file__).parents[1] / "golden" / "compact.textbundle"
    done = subprocess.run([sys.executable, "-c", code, str(source), str(out)], timeout=60, check=False)
    assert done.returncode == -signal.SIGKILL
    after = state(out)
    assert [name for name in after if name.startswith(".~")], "control: it does leave something"
    assert {name: data for name, data in after.items() if not name.startswith(".~")} == before
    run(compact, portal, out)
    assert not [name for name in state(out) if name.startswith(".~")]


def refused(compact, portal, out, formats=ALL):
    with pytest.raises(errors.ExportFailed) as caught:
        run(compact, portal, out, formats)
    return caught.value.reason, caught.value.detail


def test_a_folder_that_is_not_an_export_is_not_replaced(compact, portal, out):
    taken = out / "perahu-sekolah-laut"
    taken.mkdir()
    (taken / "foto-asli.raw").write_bytes(b"the only copy")
    assert refused(compact, portal, out) == ("occupied", "foto-asli.raw")
    assert state(out) == {"perahu-sekolah-laut": None, "perahu-sekolah-laut/foto-asli.raw": b"the only copy"}


def test_a_folder_where_a_file_belongs_and_the_reverse_are_not_replaced(compact, portal, out):
    (out / "perahu-sekolah-laut.json").mkdir()
    assert refused(compact, portal, out, ("json",)) == ("occupied", "perahu-sekolah-laut.json")
    (out / "perahu-sekolah-laut").write_bytes(b"")
    assert refused(compact, portal, out, ("html",)) == ("occupied", "perahu-sekolah-laut")


def test_a_link_is_not_replaced(compact, portal, out, tmp_path):
    (out / "perahu-sekolah-laut.json").symlink_to(tmp_path / "elsewhere")
    assert refused(compact, portal, out, ("json",)) == ("occupied", "perahu-sekolah-laut.json")


def test_a_file_that_was_locked_is_not_replaced(compact, portal, out):
    locked = out / "perahu-sekolah-laut.txt"
    locked.write_bytes(b"final")
    locked.chmod(0o444)
    assert refused(compact, portal, out, ("text", "json")) == ("read_only", "")
    assert state(out) == {"perahu-sekolah-laut.txt": b"final"}


def test_what_file_managers_leave_behind_is_in_nobodys_way(compact, portal, out, before):
    (out / "perahu-sekolah-laut" / ".DS_Store").write_bytes(b"x")
    run(compact, portal, out)


def test_a_folder_that_is_not_there_is_told(compact, portal, out):
    assert refused(compact, portal, out / "gone") == ("missing", "")


@pytest.mark.parametrize("body", ["![x](assets/gone.jpg)", "Text with ![x](assets/gone.jpg)."])
def test_a_page_does_not_go_out_with_a_picture_that_is_not_there(portal, out, body):
    document = documents.new(Article(id="1", headline="A", body=body), {})
    for name in ("html", "html-single", "html-fragment"):
        assert refused(document, portal, out, ("json", name)) == ("asset_missing", "gone.jpg")
    assert state(out) == {}
    run(document, portal, out, ("json", "markdown", "text"))
    assert len(state(out)) == 3


def test_a_lead_picture_that_is_none_is_told(portal, out):
    article = Article(id="1", headline="A", picture=Picture("assets/a.jpg"))
    assert refused(documents.new(article, {"assets/a.jpg": b"<svg/>"}), portal, out) == ("asset_damaged", "a.jpg")
    assert state(out) == {}


def test_a_house_can_hold_back_pictures_whose_crops_nobody_has_seen(compact, portal, out):
    asking = msgspec.structs.replace(portal, pictures=PictureStyle(ratios=("16:9", "1:1"), crops_seen=True))
    name = PurePosixPath(compact.article.picture.asset).name
    assert refused(compact, asking, out) == ("crops_unseen", name)
    assert state(out) == {}
    crops = (Crop("16:9", seen=True), Crop("1:1", seen=True))
    seen = tuple(Photo(asset, crops=crops) for asset in compact.assets)
    run(documents.new(msgspec.structs.replace(compact.article, photos=seen), compact.assets), asking, out)
    assert state(out)


def test_a_broken_theme_writes_nothing(compact, portal, out, tmp_path):
    theme = tmp_path / "mine"
    theme.mkdir()
    (theme / "theme.toml").write_text('name = "Mine"\n', "utf-8")
    (theme / "style.css").write_text("", "utf-8")
    (theme / "article.html.j2").write_text("<p>\n{% if %}", "utf-8")
    with pytest.raises(errors.ThemeBroken) as caught:
        for _step in exporting.export(compact, portal, str(theme), ALL, out):
            pass
    assert caught.value.line == 2
    assert state(out) == {}


@pytest.mark.parametrize("kept", ["pictures/keluarga.jpg", "fonts/SourceSerifPro-It.ttf", "catatan/1.txt"])
def test_files_in_an_export_that_it_did_not_write_are_not_removed(compact, portal, out, kept):
    run(compact, portal, out, ("html",))
    own = out / "perahu-sekolah-laut" / kept
    if own.exists():  # a stylesheet of somebody else's says nothing of what an export wrote
        (out / "perahu-sekolah-laut" / "style.css").write_text("p { margin: 0 }", "utf-8")
    else:
        own.parent.mkdir(exist_ok=True)
        own.write_bytes(b"the only copy")
    before = state(out)
    assert refused(compact, portal, out, ("html",)) == ("occupied", kept)
    assert state(out) == before


def test_an_export_replaces_itself_in_another_theme(compact, portal, out):
    for theme in ("portal", "magazine", "plain"):
        for _step in exporting.export(compact, portal, theme, ("html",), out):
            pass


def test_ctrl_c_between_two_places_leaves_what_was_there(compact, portal, out, before, monkeypatch):
    swapped = []

    def interrupted(new, target):
        if len(swapped) == 2:
            swapped.append(target)
            raise KeyboardInterrupt
        swapped.append(target)
        exchanging.swap(new, target)

    monkeypatch.setattr(atomic, "swap", interrupted)
    with pytest.raises(KeyboardInterrupt):
        run(compact, portal, out)
    assert len(swapped) > 3
    assert state(out) == before


def test_a_format_without_a_page_needs_no_theme(compact, portal, out):
    for _step in exporting.export(compact, portal, "nowhere", ("text", "json", "markdown"), out):
        pass
    with pytest.raises(errors.UnknownName):
        for _step in exporting.export(compact, portal, "nowhere", ("html",), out):
            pass
