"""Which of the old character sets a text is in, where it is not Unicode: a guess from its letters."""

import codecs
import re

_LATIN = ("cp1252", "cp1250", "cp1254", "iso8859_15", "mac_roman")
"""In the order in which they win a tie."""
_OTHERS = (
    "cp1251",
    "koi8_r",
    "cp1253",
    "cp1255",
    "cp1256",
    "cp874",
    "gb18030",
    "big5",
    "cp932",
    "euc_jp",
    "cp949",
)
_NAMES = {
    "cp1252": "Windows-1252",
    "cp1250": "Windows-1250",
    "cp1251": "Windows-1251",
    "cp1253": "Windows-1253",
    "cp1254": "Windows-1254",
    "cp1255": "Windows-1255",
    "cp1256": "Windows-1256",
    "iso8859_15": "ISO 8859-15",
    "mac_roman": "Macintosh",
    "koi8_r": "KOI8-R",
    "cp874": "Windows-874",
    "gb18030": "GB 18030",
    "big5": "Big5",
    "cp932": "Shift JIS",
    "euc_jp": "EUC-JP",
    "cp949": "EUC-KR",
}
_SAMPLE = 200_000
"""Bytes that a guess is made from."""
_FEW = 0.3
"""Share of bytes beyond ASCII below which a text is in Latin letters."""

_SOUND = 3
"""Sound characters beyond ASCII for each that is none, in damaged UTF-8."""
_ESCAPED = re.compile("[\udc80-\udcff]")

_SIGNS = "\u00a0°·©®™§£€«»“”„‘’‚–—…•¿¡‹›´"
_ALPHABETS = (
    "àâæçéèêëîïôœùûüÿ",  # French
    "äöüßé",  # German
    "áéíñóúüªº",  # Spanish
    "áâãàçéêíóôõúüªº",  # Portuguese
    "àèéìíîòóùú",  # Italian
    "áäéëèïíöóüú",  # Dutch, Afrikaans
    "æøåéèêòóôüöä",  # Danish, Norwegian
    "åäöéàüø",  # Swedish, Finnish
    "áðéíóúýþæö",  # Icelandic, Faroese
    "ąćęłńóśźż",  # Polish
    "áčďéěíňóřšťúůýž",  # Czech
    "áäčďéíĺľňóôŕšťúýž",  # Slovak
    "áéíóöőúüű",  # Hungarian
    "ăâîșşțţ",  # Romanian
    "čćđšž",  # Croatian, Slovene, Serbian
    "çğıiöşüâîû",  # Turkish
)
_BEYOND = re.compile(r"[^\x00-\x7f]")


def is_nearly_utf_8(data: bytes) -> bool:
    """Tell whether bytes are UTF-8 with some damage: cut off within a character, or single bytes of another set."""
    text, length = codecs.utf_8_decode(data, "replace", False)
    if length < len(data) and "\ufffd" not in text:
        return not text.isascii()
    bad = text.count("\ufffd")
    return bad * _SOUND < sum(char > "\x7f" for char in text) - bad


def from_utf_8(data: bytes) -> tuple[str, bool]:
    """Return text, and whether it is damaged: then single bytes are read as Windows-1252, and half a character goes.

    Raises UnicodeDecodeError where most of it is no UTF-8.
    """
    try:
        return data.decode("utf-8"), False
    except UnicodeDecodeError:
        if not is_nearly_utf_8(data):
            raise
    whole, length = codecs.utf_8_decode(data, "surrogateescape", False)
    del length  # what is left is half a character at the very end
    return _ESCAPED.sub(_single, whole), True


def _single(found: re.Match[str]) -> str:
    return bytes([ord(found[0]) - 0xDC00]).decode("cp1252", "replace")


def guess(data: bytes) -> tuple[str, str] | None:
    """Return Python's name of the most likely character set and the name that people know; None where none fits."""
    sample = data[:_SAMPLE]
    high = sum(byte > 0x7F for byte in sample)
    found = _latin(sample) if high < _FEW * len(sample) else None
    found = found or _other(sample) or _latin(sample, least=0.0)
    return (found, _NAMES[found]) if found else None


def _other(sample: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(sample, cp_isolation=list(_OTHERS)).best()
    return best.encoding if best is not None and best.encoding in _NAMES else None


def _latin(sample: bytes, least: float = 0.8) -> str | None:
    """Return the set in which most letters belong to the alphabet of one language."""
    rated = [(_fit(sample, name), -at, name) for at, name in enumerate(_LATIN)]
    fit, _, name = max(rated)
    return name if fit >= least else None


def _fit(sample: bytes, name: str) -> float:
    try:
        text = sample.decode(name)
    except UnicodeDecodeError:
        return -1.0
    beyond = _BEYOND.findall(text)
    if not beyond:
        return 1.0
    signs = sum(char in _SIGNS for char in beyond)
    letters = [char for char in beyond if char not in _SIGNS]
    lower = [char.lower() for char in letters]
    known = max((sum(char in alphabet for char in lower) for alphabet in _ALPHABETS), default=0)
    within = sum(1 for before in re.findall(r"[a-z]([^\x00-\x7f])", text) if before.isupper())
    return (known + signs - within) / len(beyond)
