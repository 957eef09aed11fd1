"""The `.textpack`: one zip file, read with suspicion and written the same way every time."""

import copy
import errno
import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from broadsheet.store import members
from broadsheet.store.members import BundleError

_MOST_DIRECTORY_BYTES = 2 << 20
"""Of the zip's own table: five times what the most members with long names take."""
_MOST_RATIO = 200
_RATIO_FROM, _TOTAL_RATIO_FROM = 1 << 20, 16 << 20
"""Bytes; below them, a very repetitive member, or many, are no danger."""
_PACK_UNTIL = 4 << 10
"""Bytes; above it, what would come near the ratio is not packed, so that we can read whatever we write."""
_LOCAL_HEADER = 30
_CHUNK = 1 << 20
_UTF8_NAME = 0x800
_ENCRYPTED = 0x41
_OUR_HEADS = (b"PK\3\4", b"", bytes(4))
"""How a zip file begins, or what is left of one when the power went while another program wrote it."""
_EPOCH = (1980, 1, 1, 0, 0, 0)
_PACKED_ALREADY = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".zip", ".mp4", ".mp3", ".pdf")

_ASSETS = "/assets/"

_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    OverflowError,
    RuntimeError,
    UnicodeError,
    ValueError,
    struct.error,
)
"""All that zipfile raises for a file that is not as it should be."""


def read(file: BinaryIO, damaged: list[str] | None = None) -> Iterator[tuple[str, bytes]]:
    """Yield name and bytes of every member of a zip file, a folder's name with `/` at its end; never writes anything.

    What macOS adds for itself (`__MACOSX/`) is passed over. With a list for `damaged`, a picture that has changed by
    itself is taken in as far as it goes and named there: the words must not be lost over it.
    Raises members.BundleError and OSError.
    """
    head = file.read(4)
    try:
        with ZipFile(_Wary(file)) as archive:
            found = [(_name(info), info) for info in archive.infolist()]
            _check(found)
            for name, info in found:
                if not name.startswith("__MACOSX/"):
                    yield name, b"" if info.is_dir() else _taken(archive, name, info, damaged)
    except _BROKEN as exc:
        raise BundleError("damaged" if head in _OUR_HEADS else "not_a_bundle", str(exc)) from exc
    except OSError as exc:
        if exc.errno != errno.EINVAL:
            raise
        # An offset before the start of the file.
        raise BundleError("damaged", str(exc)) from exc


def pack(content: Mapping[str, bytes]) -> bytes:
    """Return a zip file with these members in this order; the same content gives the same bytes.

    Names that end in `/` are folders. The file has been read back, member for member; raises members.BundleError where
    that gave anything else.
    """
    buffer = io.BytesIO()
    with ZipFile(buffer, "w") as archive:
        for name, data in content.items():
            info = ZipInfo(name, _EPOCH)
            info.create_system = 3
            if name.endswith("/"):
                info.external_attr = (stat.S_IFDIR | 0o755) << 16 | 0x10
                archive.writestr(info, b"")
            else:
                info.external_attr = (stat.S_IFREG | 0o644) << 16
                archive.writestr(info, data, _method(name, data), 6)
    packed = buffer.getvalue()
    _compare(packed, content)
    return packed


def _compare(packed: bytes, content: Mapping[str, bytes]) -> None:
    names = []
    for name, data in read(io.BytesIO(packed)):
        if content.get(name) != data:
            raise BundleError("damaged", name)
        names.append(name)
    if names != list(content):
        raise BundleError("damaged", f"{len(names)} / {len(content)}")


class _Wary(io.BufferedIOBase):
    """A file that zipfile may read, but not a huge table of members at once."""

    def __init__(self, file: BinaryIO) -> None:
        super().__init__()
        self._file = file

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        return self._file.tell()

    def read(self, size: int | None = -1) -> bytes:
        if size is not None and size > _MOST_DIRECTORY_BYTES:
            raise BundleError("too_large", f"> {members.MOST_MEMBERS}")
        return self._file.read(-1 if size is None else size)


def _name(info: ZipInfo) -> str:
    """Return a member's name as it was meant: UTF-8, also where the zip does not say so (macOS, Ulysses)."""
    name = info.orig_filename
    if not info.flag_bits & _UTF8_NAME:
        try:
            return name.encode("cp437").decode("utf-8")
        except UnicodeError:
            return name
    return name


def _check(found: list[tuple[str, ZipInfo]]) -> None:
    members.check((name, info.file_size) for name, info in found)
    total, packed = (sum(getattr(info, size) for _, info in found) for size in ("file_size", "compress_size"))
    if total > _TOTAL_RATIO_FROM and total > _MOST_RATIO * packed:
        raise BundleError("unsafe", f"{total >> 20} MB")
    end = 0
    for name, info in sorted(found, key=lambda one: one[1].header_offset):
        kind = stat.S_IFMT(info.external_attr >> 16)
        if info.flag_bits & _ENCRYPTED:
            raise BundleError("encrypted", name)
        if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
            raise BundleError("unsafe", name)
        if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise BundleError("damaged", name)
        if info.file_size > _RATIO_FROM and info.file_size > _MOST_RATIO * info.compress_size:
            raise BundleError("unsafe", name)
        # Members that share bytes unpack to far more than the file holds (CVE-2024-0450).
        if info.header_offset < end:
            raise BundleError("unsafe", name)
        end = info.header_offset + _LOCAL_HEADER + info.compress_size


def _taken(archive: ZipFile, name: str, info: ZipInfo, damaged: list[str] | None) -> bytes:
    try:
        return _content(archive, info)
    except (zipfile.BadZipFile, zlib.error, EOFError):
        if damaged is None or _ASSETS not in f"/{name}":
            raise
        damaged.append(name)
        return _salvaged(archive, info)


def _salvaged(archive: ZipFile, info: ZipInfo) -> bytes:
    """Return what can be read of a member whose checksum is wrong."""
    unchecked = copy.copy(info)
    del unchecked.CRC  # zipfile then compares nothing
    chunks = []
    with suppress(zipfile.BadZipFile, zlib.error, EOFError), archive.open(unchecked) as member:
        while chunk := member.read(_CHUNK):
            chunks.append(chunk)
    return b"".join(chunks)


def _content(archive: ZipFile, info: ZipInfo) -> bytes:
    """Return a member's bytes; zipfile never gives more than it declares, and compares the checksum at the end."""
    chunks = []
    with archive.open(info) as member:
        while chunk := member.read(_CHUNK):
            chunks.append(chunk)
    return b"".join(chunks)


def _method(name: str, data: bytes) -> int:
    if name.lower().endswith(_PACKED_ALREADY):
        return ZIP_STORED
    if len(data) > _PACK_UNTIL and len(zlib.compress(data, 6)) * (_MOST_RATIO // 2) < len(data):
        return ZIP_STORED
    return ZIP_DEFLATED
