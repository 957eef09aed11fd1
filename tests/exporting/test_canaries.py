"""Eight kinds of private things in pictures of six formats, looked for in every export and in the document, to the bit.

An article of another program may bring pictures that nobody has cleaned: its document stays as it came, and is the
control of the search.
"""

import base64
import io
import re
import struct
import zipfile
import zlib
from io import BytesIO
from typing import get_args

import pytest
from PIL import Image, ImageOps
from PIL.PngImagePlugin import PngInfo
from tests.pictures import icc

from broadsheet import exporting
from broadsheet.article.model import Article, Picture
from broadsheet.article.photo import Photo, Private
from broadsheet.pictures import intake
from broadsheet.store import document as documents

KINDS = get_args(Private)
FORMATS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp", "GIF": "gif", "TIFF": "tif", "AVIF": "avif"}
ALL = tuple(exporting.FORMATS)
SIGNS = {kind: f"kanari{kind.replace('_', '')}7f3a" for kind in KINDS}


def spread(data, depth=0):
    """Yield bytes, and what of them is in an archive, packed by Deflate, or written in base 64 or in digits."""
    yield data
    if depth > 3:
        return
    if zipfile.is_zipfile(io.BytesIO(data)) and data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                yield name.encode()
                yield from spread(archive.read(name), depth + 1)
        return
    for found in list(re.finditer(rb"\x78[\x01\x5e\x9c\xda]", data))[:2_000]:
        try:
            unpacked = zlib.decompressobj().decompress(data[found.start() :], 100_000)
        except zlib.error:
            continue
        yield from spread(unpacked, depth + 1) if len(unpacked) > 20 else ()
    for found in re.finditer(rb"[A-Za-z0-9+/]{40,}={0,2}", data):
        yield from spread(base64.b64decode(found[0][: len(found[0]) // 4 * 4]), depth + 1)
    for found in re.finditer(rb"(?:[0-9a-f]{2}\s*){40,}", data):
        yield bytes.fromhex(re.sub(rb"\s", b"", found[0]).decode())


def found_in(data):
    """Return the kinds of which a sign is anywhere, in UTF-8 or Latin-1, UTF-16 or UTF-32, whatever its case."""
    everything = [part.replace(b"\0", b"").lower() for part in spread(data)]
    return {kind for kind, sign in SIGNS.items() if any(sign.encode() in one for one in everything)}


def photograph():
    """Return something that newer forms make lighter, as they do photographs."""
    slope = Image.linear_gradient("L").resize((600, 400))
    return Image.merge("RGB", (slope, ImageOps.flip(slope), Image.radial_gradient("L").resize((600, 400))))


def exif_block():
    thumbnail = BytesIO()
    Image.new("RGB", (16, 10), "red").save(thumbnail, "JPEG", comment=SIGNS["thumbnail"].encode())
    exif = Image.Exif()
    exif[0x010D], exif[0x0131], exif[0x0110] = SIGNS["file_name"], SIGNS["history"], SIGNS["other"]
    exif.get_ifd(0x8769).update(
        {
            0xA430: SIGNS["owner"],
            0xA431: SIGNS["serial"],
            0x927C: b"Nikon\0" + SIGNS["maker_note"].encode(),
            0x9286: b"UNICODE\0" + SIGNS["other"].encode("utf-16-le"),
        }
    )
    exif.get_ifd(0x8825).update({1: "S", 2: (8.0, 39.0, 0.0), 3: "E", 4: (115.0, 12.0, 36.0), 18: SIGNS["place"]})
    return exif, thumbnail.getvalue()


def packet(thumbnail):
    return f"""<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:exif="http://ns.adobe.com/exif/1.0/" xmlns:aux="http://ns.adobe.com/exif/1.0/aux/" xmlns:m="urn:maker"
 exif:GPSLatitude="8,39.0S" exif:GPSLongitude="115,12.6E" exif:GPSMapDatum="{SIGNS["place"]}"
 aux:SerialNumber="{SIGNS["serial"]}" aux:OwnerName="{SIGNS["owner"]}" xmp:CreatorTool="{SIGNS["history"]}"
 xmpMM:PreservedFileName="{SIGNS["file_name"]}" m:note="{SIGNS["maker_note"]}" m:other="{SIGNS["other"]}">
<xmp:Thumbnails><rdf:Alt><rdf:li>{base64.b64encode(thumbnail).decode()}</rdf:li></rdf:Alt></xmp:Thumbnails>
</rdf:Description></rdf:RDF></x:xmpmeta>""".encode()


def laden(form):
    """Return a picture of that format with a sign of each kind, in all places that the format has."""
    exif, thumbnail = exif_block()
    xmp, target, image = packet(thumbnail), BytesIO(), photograph()
    profile = icc.screen(SIGNS["owner"], icc.P3, 2.2, {b"mmod": b"mmod\0\0\0\0" + SIGNS["serial"].encode()})
    if form == "GIF":
        image.quantize(16).save(target, "GIF", comment=SIGNS["other"].encode())
        trailer = b"\x01" + bytes(range(255, -1, -1)) + b"\0"
        return target.getvalue()[:-1] + b"\x21\xff\x0bXMP DataXMP" + xmp + trailer + b";" + SIGNS["owner"].encode()
    if form == "PNG":
        words = PngInfo()
        words.add_itxt("XML:com.adobe.xmp", xmp.decode(), zip=True)
        words.add_text("Comment", SIGNS["other"], zip=True)
        image.save(target, "PNG", pnginfo=words, exif=exif, icc_profile=profile)
        return target.getvalue() + SIGNS["owner"].encode()
    if form == "TIFF":
        image.save(target, "TIFF", exif=exif, tiffinfo={700: xmp}, icc_profile=profile, compression="tiff_lzw")
        return target.getvalue() + packet(thumbnail)
    image.save(target, form, exif=exif, xmp=xmp, icc_profile=profile)
    if form == "JPEG":
        parts = ((0xFE, SIGNS["other"].encode("latin-1")), (0xE7, SIGNS["serial"].encode("utf-16-be")))
        more = b"".join(bytes((0xFF, marker)) + struct.pack(">H", len(text) + 2) + text for marker, text in parts)
        return target.getvalue()[:2] + more + target.getvalue()[2:] + thumbnail
    return target.getvalue()


def article(asset, *kept):
    """Return an article with that picture above it and in it."""
    photos = (Photo(asset, kept=kept),) if kept else ()
    return Article(id="1", headline="A", body=f"T.\n\n![x]({asset})", picture=Picture(asset, "Alt"), photos=photos)


def seen(made):
    """Return the kinds that any file tells, or its name."""
    return set().union(*(found_in(data) | found_in(name.encode()) for name, data in made.items()))


@pytest.mark.parametrize("form", FORMATS)
def test_nothing_private_is_in_any_export(export, form, tmp_path):
    data = laden(form)
    assert found_in(data) == set(KINDS)
    asset = f"assets/picture.{FORMATS[form]}"
    foreign = documents.save(documents.new(article(asset), {asset: data}), tmp_path / "a.textpack")[0]
    assert found_in(foreign.path.read_bytes()) == set(KINDS)  # as another program has left it
    made = export(foreign, *ALL, media_url="https://media.example/")
    assert len(made) > len(ALL)
    assert seen(made) == set()


@pytest.mark.parametrize("ending", ["textpack", "textbundle"])
@pytest.mark.parametrize("form", FORMATS)
def test_nothing_private_is_in_a_document_that_took_it_in(form, ending, tmp_path):
    taken = intake.take_in(laden(form), f"{SIGNS['file_name']}.{FORMATS[form]}")
    asset = f"assets/picture{taken.extension}"
    saved = documents.save(documents.new(article(asset), {asset: taken.data}), tmp_path / f"a.{ending}")[0].path
    files = [saved] if saved.is_file() else [path for path in saved.rglob("*") if path.is_file()]
    assert set().union(*(found_in(path.read_bytes()) for path in files)) == set()


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_what_the_writer_permits_stays_and_nothing_else(export, form):
    kept = ("place", "owner")
    asset = f"assets/picture.{FORMATS[form]}"
    taken = intake.take_in(laden(form), "x", keep=frozenset(kept))
    assert found_in(taken.data) == set(kept)
    made = export(documents.new(article(asset, *kept), {asset: taken.data}), *ALL)
    pictures = {name: data for name, data in made.items() if "/pictures/" in name}
    assert pictures
    assert all(found_in(data) == set(kept) for data in pictures.values())
    assert seen({name: data for name, data in made.items() if name == "a.txt"}) == set()
