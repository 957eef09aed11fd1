"""Pictures of pasted words: those that came along, and those that cannot come."""

import binascii
import re
from urllib.parse import unquote, unquote_to_bytes, urlsplit

from msgspec import Struct

from broadsheet import errors
from broadsheet.article import editing
from broadsheet.importing.rich import rtf_pictures
from broadsheet.importing.rich.tree import Picture
from broadsheet.pictures import kinds

_DATA = re.compile(r"data:image/[\w.+-]{1,40}(?:;[\w=.-]{1,40})*?;base64,[A-Za-z0-9+/=%\s]{60,}+", re.IGNORECASE)
_LIFTED = re.compile(r"data:#(\d{1,9})")
_TAKEN = (kinds.PNG, kinds.JPEG, kinds.GIF, kinds.WEBP)
_DOT = 2
"""CSS pixels; what is no larger is there to count readers or to keep a distance."""

_TITLE_MARKS = re.compile(r'["\\]|&(?=#?\w{1,40};)')
_LONGEST_NAME = 200
_MOST = 500
_ALIKE = 0.06


class Embedded(Struct, frozen=True):
    """A picture that came along with the words; Markdown refers to it as `assets/<name>`."""

    name: str
    data: bytes


def lift(html: str) -> tuple[str, list[str]]:
    """Return HTML with a short stand-in for each picture that is written out in it, and these pictures."""
    found: list[str] = []

    def stand_in(match: re.Match[str]) -> str:
        found.append(match[0])
        return f"data:#{len(found) - 1}"

    return _DATA.sub(stand_in, html), found


def match(pictures: list[Picture], rtf: bytes) -> None:
    """Give pictures their bytes from the RTF that came with them, by order; where numbers differ, by shape too."""
    local = [one for one in pictures if one.src.lower().startswith("file:")]
    if not local or not rtf:
        return
    blips = list(rtf_pictures.read(rtf))
    referred = [one for one in pictures if not one.src.startswith("data:")]
    for group in (local, referred):
        if len(group) == len(blips):
            for picture, blip in zip(group, blips, strict=True):
                picture.data = blip.data
            return
    at = 0
    for picture in local:
        found = next((one for one in range(at, len(blips)) if _alike(picture.size, blips[one].size)), None)
        if found is not None:
            picture.data = blips[found].data
            at = found + 1


def _alike(one: tuple[float, float], other: tuple[float, float]) -> bool:
    if min(*one, *other) <= 0:
        return False
    ratio = one[0] * other[1] / (one[1] * other[0])
    return abs(ratio - 1) < _ALIKE


class Gallery:
    """Takes pictures in, gives them names, and remembers what is missing."""

    def __init__(self, lifted: list[str]) -> None:
        self._lifted = lifted
        self._names: dict[str, str] = {}
        self.pictures: list[Embedded] = []
        self.missing: list[str] = []

    def markdown(self, picture: Picture, title: str = "") -> str:
        """Return the picture as Markdown; an empty string, and a word in `missing`, where its bytes are not there."""
        if picture.src and max(picture.size) <= _DOT and min(picture.size) > 0:
            return ""
        name = self._take(picture)
        if not name:
            if picture.src or picture.alt:
                self.missing.append(self._called(picture))
            return ""
        words = ' "' + _TITLE_MARKS.sub(r"\\\g<0>", " ".join(title.split())) + '"' if title.strip() else ""
        return f"![{_flat(editing.escaped(picture.alt))}](assets/{name}{words})"

    def _take(self, picture: Picture) -> str:
        if picture.src in self._names and not picture.data:
            return self._names[picture.src]
        data = picture.data or self._decoded(picture.src)
        try:
            kind = kinds.recognise(data)
        except errors.PictureRefused:
            return ""
        if kind not in _TAKEN or len(self.pictures) == _MOST:
            return ""
        name = f"picture-{len(self.pictures) + 1}{kind.extension}"
        self.pictures.append(Embedded(name, data))
        if not picture.data:
            self._names[picture.src] = name
        return name

    def _decoded(self, src: str) -> bytes:
        """Return the bytes that a `data:` address holds (RFC 2397); none for every other address."""
        src = self._written_out(src)
        if not src.lower().startswith("data:image/"):
            return b""
        head, _, body = src.partition(",")
        if not head.lower().endswith(";base64"):
            return unquote_to_bytes(body)
        try:
            return binascii.a2b_base64(unquote(body) if "%" in body else body)
        except ValueError:
            return b""

    def _written_out(self, src: str) -> str:
        """Return what a stand-in stands for."""
        lifted = _LIFTED.fullmatch(src)
        return self._lifted[int(lifted[1])] if lifted and int(lifted[1]) < len(self._lifted) else src

    def _called(self, picture: Picture) -> str:
        """Return the words, the file name or the address by which a writer would know a picture."""
        if picture.alt:
            return picture.alt[:_LONGEST_NAME]
        src = self._written_out(picture.src)
        if src.lower().startswith("data:"):
            return src.partition(",")[0].partition(";")[0][:_LONGEST_NAME]
        if src.lower().startswith(("http:", "https:")):
            return src[:2_000]
        return _file_name(src)[:_LONGEST_NAME] or src[:_LONGEST_NAME]


def _flat(words: str) -> str:
    """Return alternative text in which nothing is markup of its own."""
    return re.sub(r"[*_`<~!]|&(?=#?\w{1,40};)", r"\\\g<0>", words)


def _file_name(src: str) -> str:
    try:
        path = urlsplit(src).path
    except ValueError:
        path = src
    return unquote(path).replace("\\", "/").rstrip("/").rpartition("/")[2]
