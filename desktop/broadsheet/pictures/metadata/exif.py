"""The words in EXIF (CIPA DC-008 §4.6) and in the tags that Windows adds to it."""

from broadsheet.pictures import tiff
from broadsheet.pictures.metadata import moments
from broadsheet.pictures.metadata.facts import Fact, Field, fact
from broadsheet.pictures.metadata.table import table

DESCRIPTION, ARTIST, COPYRIGHT = 0x010E, 0x013B, 0x8298
DATE_ORIGINAL, OFFSET_ORIGINAL = 0x9003, 0x9011
_XP: tuple[tuple[int, Field], ...] = ((0x9C9B, "title"), (0x9C9D, "creator"), (0x9C9C, "caption"))


def read(data: bytes) -> tuple[tuple[Fact, ...], bool]:
    """Return the facts of one TIFF block and whether some of it is broken; never raises."""
    block = tiff.read(data)
    facts: list[Fact] = []
    caption = block.text("0", DESCRIPTION).strip("\x00")
    if caption.strip().casefold() not in table().camera_words:
        facts += fact("caption", caption, "exif")
    for name in block.text("0", ARTIST).split(";"):
        facts += fact("creator", name, "exif")
    # The photographer's and the editor's, with a zero between them; a space stands for one that is missing.
    rights = [part.strip() for part in block.text("0", COPYRIGHT).split("\x00")]
    facts += fact("copyright", "; ".join(part for part in rights if part), "exif")
    told = moments.of_exif(block.text("exif", DATE_ORIGINAL), block.text("exif", OFFSET_ORIGINAL))
    facts += fact("created", told, "exif")
    for tag, field in _XP:
        if all(one.field != field for one in facts):
            facts += _windows(block, tag, field)
    return tuple(facts), block.broken


def _windows(block: tiff.Block, tag: int, field: Field) -> tuple[Fact, ...]:
    """Return what Explorer wrote: UTF-16 in little-endian order, whatever the order of the block."""
    found = block.entry("0", tag)
    if found is None:
        return ()
    text = found.raw[: len(found.raw) & ~1].decode("utf-16-le", "replace").split("\x00", 1)[0]
    if field != "creator":
        return fact(field, text, "exif")
    return tuple(one for name in text.split(";") for one in fact(field, name, "exif"))
