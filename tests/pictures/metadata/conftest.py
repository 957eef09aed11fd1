"""ExifTool as an independent reader and writer, and blocks of metadata made by hand."""

import json
import os
import shutil
import struct
import subprocess

import pytest


@pytest.fixture(scope="session")
def exiftool():
    """Return a function that runs ExifTool and returns what it prints; in CI it must be there."""
    if shutil.which("exiftool") is None:
        if os.environ.get("CI"):
            pytest.fail("ExifTool is not installed (Debian: libimage-exiftool-perl)")
        pytest.skip("ExifTool is not installed")

    def run(*arguments):
        done = subprocess.run(
            ["exiftool", "-charset", "iptc=latin", *map(str, arguments)], capture_output=True, check=False, timeout=60
        )
        assert done.returncode == 0, (done.stdout + done.stderr).decode("utf-8", "replace")
        return done.stdout.decode("utf-8")

    return run


@pytest.fixture
def told_by_exiftool(exiftool, tmp_path):
    """Return a function that gives all tags of a picture as `Group:Tag` -> value, after it passed ExifTool's checks."""

    def look(data, extension):
        path = tmp_path / f"out{extension}"
        path.write_bytes(data)
        told = json.loads(exiftool("-j", "-a", "-G1", "-n", "-validate", "-warning", "-error", "-all", path))[0]
        assert told["ExifTool:Validate"] == "0 0 0", told
        return told

    return look


@pytest.fixture
def written_by_exiftool(exiftool, tmp_path):
    """Return a function that lets ExifTool write tags into a picture and returns the new bytes."""

    def write(data, extension, *arguments):
        path = tmp_path / f"in{extension}"
        path.write_bytes(data)
        exiftool("-overwrite_original", "-m", *arguments, path)
        return path.read_bytes()

    return write


def segment(marker, payload):
    return bytes((0xFF, marker)) + struct.pack(">H", len(payload) + 2) + payload


@pytest.fixture
def spliced():
    """Return a function that puts segments behind the first two bytes of a JPEG."""

    def splice(data, *segments):
        return data[:2] + b"".join(segment(marker, payload) for marker, payload in segments) + data[2:]

    return splice


@pytest.fixture
def iim():
    """Return a function that makes an APP13 segment of (record, dataset, bytes) values, for `spliced`."""

    def make(*sets):
        block = b"".join(struct.pack(">BBBH", 0x1C, record, number, len(raw)) + raw for record, number, raw in sets)
        resource = b"8BIM\x04\x04\x00\x00" + struct.pack(">L", len(block)) + block + b"\x00" * (len(block) & 1)
        return 0xED, b"Photoshop 3.0\x00" + resource

    return make


XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/"
 xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/" xmlns:plus="http://ns.useplus.org/ldf/xmp/1.0/"
 xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"
 xmlns:stEvt="http://ns.adobe.com/xap/1.0/sType/ResourceEvent#" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:exif="http://ns.adobe.com/exif/1.0/" xmlns:aux="http://ns.adobe.com/exif/1.0/aux/"
 xmlns:prism="http://prismstandard.org/namespaces/basic/2.0/" xmlns:crs="http://ns.adobe.com/camera-raw-settings/1.0/"
 {attributes}>{elements}</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""


@pytest.fixture
def packet():
    """Return a function that makes an XMP packet of attributes and elements."""

    def make(elements="", attributes=""):
        return XMP.format(elements=elements, attributes=attributes).encode()

    return make


@pytest.fixture
def xmp(packet):
    """Return a function that makes an APP1 segment of XMP, for `spliced`."""

    def make(elements="", attributes=""):
        return 0xE1, b"http://ns.adobe.com/xap/1.0/\x00" + packet(elements, attributes)

    return make


@pytest.fixture
def tiff():
    """Return a function that makes an EXIF block by hand: directories `0`, `exif`, `gps` as {tag: (type, bytes)}."""
    sizes = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 7: 1}

    def directory(entries, at, following=0):
        table, values = b"", b""
        behind = at + 6 + 12 * len(entries)
        for tag, (kind, raw) in sorted(entries.items()):
            head = struct.pack("<HHL", tag, kind, len(raw) // sizes[kind])
            if len(raw) <= 4:
                table += head + raw.ljust(4, b"\x00")
            else:
                table += head + struct.pack("<L", behind + len(values))
                values += raw + b"\x00" * (len(raw) & 1)
        return struct.pack("<H", len(entries)) + table + struct.pack("<L", following) + values

    def make(first, exif=None, gps=None, thumbnail=b""):
        first = dict(first)
        pointers = [(tag, entries) for tag, entries in ((0x8769, exif), (0x8825, gps)) if entries]
        first.update((tag, (4, bytes(4))) for tag, _ in pointers)
        at = 8 + len(directory(first, 8))
        blocks = b""
        for tag, entries in pointers:
            first[tag] = (4, struct.pack("<L", at))
            blocks += directory(entries, at)
            at = 8 + len(directory(first, 8)) + len(blocks)
        second = b""
        if thumbnail:
            ifd1 = {0x0103: (3, b"\x06\x00"), 0x0201: (4, bytes(4)), 0x0202: (4, struct.pack("<L", len(thumbnail)))}
            ifd1[0x0201] = (4, struct.pack("<L", at + len(directory(ifd1, at))))
            second = directory(ifd1, at) + thumbnail
        return b"II*\x00\x08\x00\x00\x00" + directory(first, 8, at if thumbnail else 0) + blocks + second

    return make
