"""Zip files read with suspicion, and written the same way every time."""

import io
import random
import stat
import struct
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import broadsheet
from broadsheet.store import members, textpack
from broadsheet.store.members import BundleError

GOOD = {"a.textbundle/": b"", "a.textbundle/info.json": b"{}", "a.textbundle/text.md": b"Halo."}


def zipped(*rows, comment=b""):
    """Return a zip file of (name or ZipInfo, bytes) rows."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in rows:
            archive.writestr(name, data)
        archive.comment = comment
    return buffer.getvalue()


def unpack(data):
    return dict(textpack.read(io.BytesIO(data)))


def refusal(data):
    """Return why a zip file is refused."""
    with pytest.raises(BundleError) as caught:
        unpack(data)
    return caught.value.reason


def member(name, *, mode=0, flags=0):
    info = zipfile.ZipInfo(name)
    info.external_attr = mode << 16
    info.flag_bits = flags
    return info


def test_what_was_packed_is_unpacked():
    assert unpack(textpack.pack(GOOD)) == GOOD


def test_the_same_content_gives_the_same_bytes_at_any_time(monkeypatch):
    first = textpack.pack(GOOD)
    monkeypatch.setattr(time, "localtime", lambda *_: time.struct_time((2001, 2, 3, 4, 5, 6, 0, 1, 0)))
    assert textpack.pack(GOOD) == first
    found = zipfile.ZipFile(io.BytesIO(first)).infolist()
    assert {one.date_time for one in found} == {(1980, 1, 1, 0, 0, 0)}
    assert {one.create_system for one in found} == {3}


def test_folders_have_entries_of_their_own_and_modes_that_unzip_understands():
    found = zipfile.ZipFile(io.BytesIO(textpack.pack(GOOD))).infolist()
    assert [one.filename for one in found] == list(GOOD)
    assert stat.S_ISDIR(found[0].external_attr >> 16)
    assert stat.S_ISREG(found[1].external_attr >> 16)


def test_pictures_are_not_packed_twice_and_text_is():
    found = zipfile.ZipFile(io.BytesIO(textpack.pack({"a/b.JPG": b"x" * 999, "a/text.md": b"x" * 999}))).infolist()
    assert [one.compress_type for one in found] == [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED]


def test_what_repeats_itself_endlessly_can_still_be_read_back():
    content = {f"a/{number}.txt": b"baca juga " * 100_000 for number in range(20)} | {"a/text.md": b" " * 2_000_000}
    assert unpack(textpack.pack(content)) == content


def test_what_macs_add_for_themselves_is_passed_over():
    data = zipped(("a/text.md", b"x"), ("__MACOSX/a/._info.json", b"\0\5\26\7"))
    assert unpack(data) == {"a/text.md": b"x"}


def test_names_in_utf8_that_do_not_say_so_are_understood():
    plain = zipped(("Berita - ikan.textbundle/text.md", b"x"))
    assert unpack(plain.replace(b"Berita -", "Berit–".encode())) == {"Berit– ikan.textbundle/text.md": b"x"}


def test_names_in_the_old_code_page_are_understood():
    plain = zipped(("Xtude.textbundle/text.md", b"x"))
    assert unpack(plain.replace(b"Xtude", b"\x90tude")) == {"Étude.textbundle/text.md": b"x"}


@pytest.mark.parametrize(
    "name",
    [
        "../evil.md",
        "a/../../evil.md",
        "/etc/passwd",
        "a\\..\\evil.md",
        "C:/evil.md",
        "c:evil.md",
        "a//b",
        "./a",
        "a/..",
    ],
)
def test_names_that_lead_out_are_unsafe(name):
    assert refusal(zipped(("a/text.md", b"x"), (name, b"x"))) == "unsafe"


def test_a_name_that_ends_before_its_end_is_unsafe():
    data = zipped(("a/text.md", b"x"), ("a/X..evil", b"x")).replace(b"a/X..evil", b"a/\0..evil")
    assert refusal(data) == "unsafe"


@pytest.mark.parametrize("mode", [stat.S_IFLNK | 0o777, stat.S_IFCHR, stat.S_IFIFO, stat.S_IFSOCK])
def test_links_and_devices_are_unsafe(mode):
    assert refusal(zipped(("a/text.md", b"x"), (member("a/link", mode=mode), b"/etc/passwd"))) == "unsafe"


@pytest.mark.parametrize(
    ("one", "other"),
    [("a/x.png", "a/x.png"), ("a/x.png", "a/X.PNG"), ("a/é.png", "a/e\u0301.png"), ("a/ß", "a/SS"), ("a/x", "a/x/")],
)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_names_that_some_system_takes_for_one_are_unsafe(one, other):
    assert refusal(zipped((one, b"1"), (other, b""))) == "unsafe"


def test_a_file_that_is_also_a_folder_is_unsafe():
    assert refusal(zipped(("a/assets", b"1"), ("A/Assets/x.png", b"2"))) == "unsafe"


def test_a_locked_member_is_told():
    data = bytearray(zipped(("a/text.md", b"x")))
    for signature, offset in ((b"PK\1\2", 8), (b"PK\3\4", 6)):
        data[data.index(signature) + offset] |= 1
    assert refusal(bytes(data)) == "encrypted"


def test_too_many_members_are_refused():
    assert refusal(zipped(*((f"a/{number}", b"") for number in range(members.MOST_MEMBERS + 1)))) == "too_large"
    assert len(unpack(zipped(*((f"a/{number}", b"") for number in range(members.MOST_MEMBERS))))) == 2000


def test_a_huge_table_of_members_is_refused_before_it_is_read():
    many = zipped(*((f"{number:060}", b"") for number in range(25_000)))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(zipfile, "ZipInfo", lambda *_: pytest.fail("the table was read"))
        assert refusal(many) == "too_large"


def test_a_member_of_an_unknown_method_is_damaged():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("a/text.md", b"x" * 100)
    assert refusal(buffer.getvalue()) == "damaged"


def test_a_member_that_lies_about_its_size_is_damaged():
    data = bytearray(zipped(("a/text.md", random.Random(1).randbytes(50_000))))
    place = data.index(b"PK\1\2")
    data[place + 24 : place + 28] = struct.pack("<I", 100)
    assert refusal(bytes(data)) == "damaged"


def test_members_that_share_their_bytes_are_unsafe():
    data = bytearray(zipped(("a/one", bytes(100)), ("a/two", bytes(100))))
    second = data.index(b"PK\1\2", data.index(b"PK\1\2") + 1)
    data[second + 42 : second + 46] = struct.pack("<I", 0)
    assert refusal(bytes(data)) == "unsafe"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "damaged"),
        (bytes(4000), "damaged"),
        (b"{}", "not_a_bundle"),
        (b"%PDF-1.7 " + bytes(500), "not_a_bundle"),
        (zipped(("a/text.md", b"x" * 5000))[:-40], "damaged"),
    ],
    # Made of the bytes, which hold the time, the names differed from runner to runner.
    ids=["empty", "zeros", "json", "pdf", "cut"],
)
def test_what_is_no_zip_file_is_told_from_a_damaged_one(data, reason):
    assert refusal(data) == reason


@given(st.data())
def test_any_damage_is_refused_or_harmless(data):
    """Flip bytes and cut: it is read, or refused with a reason, and never anything else happens."""
    packed = bytearray(textpack.pack({**GOOD, "a.textbundle/b.bin": bytes(range(256)) * 3}))
    for place in data.draw(st.lists(st.integers(0, len(packed) - 1), min_size=1, max_size=4)):
        packed[place] ^= data.draw(st.integers(1, 255))
    cut = data.draw(st.integers(0, len(packed)) | st.none())
    try:
        unpack(bytes(packed[:cut]))
    except BundleError as exc:
        assert exc.reason in {"damaged", "unsafe", "encrypted", "too_large", "not_a_bundle"}


def test_every_flipped_bit_of_a_picture_is_noticed():
    packed = textpack.pack({"a/b.png": b"picture"})
    start = packed.index(b"picture")
    for bit in range(8 * len(b"picture")):
        damaged = bytearray(packed)
        damaged[start + bit // 8] ^= 1 << bit % 8
        assert refusal(bytes(damaged)) == "damaged"


def limited(code, path, megabytes):
    """Run code in a process that may take so much memory; return what it printed."""
    whole = f"import resource; resource.setrlimit(resource.RLIMIT_AS, ({megabytes << 20},) * 2)\n{code}"
    package = str(Path(broadsheet.__file__).parents[1])
    told = subprocess.run(
        [sys.executable, "-c", whole, path], env={"PYTHONPATH": package}, capture_output=True, text=True, check=False
    )
    return told.stdout + told.stderr[-300:]


@pytest.fixture(scope="module")
def bombs(tmp_path_factory):
    """Return zip files of some 200 kB that unpack to 200 MB: honest, lying about it, and in many pieces."""
    folder = tmp_path_factory.mktemp("bombs")
    honest = zipped(("a.textbundle/info.json", b"{}"), ("a.textbundle/text.md", bytes(200 << 20)))
    (folder / "honest").write_bytes(honest)
    lying = bytearray(honest)
    place = lying.rindex(b"PK\1\2")
    lying[place + 24 : place + 28] = struct.pack("<I", 1000)
    (folder / "lying").write_bytes(lying)
    pieces = [(f"a.textbundle/{number}", bytes(1_000_000)) for number in range(200)]
    (folder / "pieces").write_bytes(zipped(("a.textbundle/info.json", b"{}"), *pieces))
    return folder


OPEN = """
import sys, time
from pathlib import Path
from broadsheet import errors
from broadsheet.store import document
started = time.process_time()
try: document.open(Path(sys.argv[1]))
except errors.UnreadableDocument as exc: print(exc.reason, time.process_time() - started < 1)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited with RLIMIT_AS")
@pytest.mark.parametrize(
    ("bomb", "reason"),
    [("honest", "unsafe"), ("lying", "damaged"), ("pieces", "unsafe")],
)
def test_a_bomb_is_refused_quickly_and_in_little_memory(bombs, bomb, reason):
    assert limited(OPEN, bombs / bomb, 150) == f"{reason} True\n"


@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited with RLIMIT_AS")
def test_the_memory_limit_would_catch_a_careless_reader(bombs):
    careless = "import sys, zipfile; a = zipfile.ZipFile(sys.argv[1]); a.read(a.infolist()[-1])"
    assert "MemoryError" in limited(careless, bombs / "honest", 150)
