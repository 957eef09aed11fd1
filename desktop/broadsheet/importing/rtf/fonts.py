r"""The code pages of a rich text: its own, and those of its fonts (RTF 1.9.1, "Character Set", `\fcharset`)."""

import codecs

_CHARSETS = {
    0: "cp1252",
    77: "mac_roman",
    78: "shift_jis",
    128: "cp932",
    129: "cp949",
    130: "johab",
    134: "gbk",
    136: "cp950",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
    254: "cp437",
    255: "cp850",
}
WHOLE = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}
"""Control word -> code page of the whole text."""


class Fonts:
    """Font number -> code page."""

    def __init__(self) -> None:
        self.page = "cp1252"
        self.usual = 0
        self._pages: dict[int, str] = {}
        self._last = 0

    def read(self, word: str, number: int) -> None:
        """Take in a control word of the font table."""
        if word == "f":
            self._last = number
        elif word == "fcharset" and number in _CHARSETS:
            self._pages[self._last] = _CHARSETS[number]
        elif word == "cpg":
            self._pages[self._last] = known(number) or self.page

    def decoded(self, data: bytes, font: int) -> str:
        """Return text that is set in a font."""
        return data.decode(self._pages.get(self.usual if font < 0 else font, self.page), "replace")


def known(number: int) -> str:
    """Return the name of a Windows code page, empty for one that nobody knows."""
    name = "utf-8" if number == 65001 else "mac_roman" if number == 10000 else f"cp{number}"
    try:
        return codecs.lookup(name).name
    except LookupError:
        return ""
