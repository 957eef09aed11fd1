"""The words, spaces and signs that a text is made of, for comparing and counting.

A word is whatever is neither space nor sign, so that vowel signs and joiners of Arabic, Hindi and others stay inside.
Scripts that write without spaces (Han, kana, Thai, Lao) give one piece for each letter with its marks.
"""

import re

_SIGNS = (
    "!-/:-@\\[-`{-~\u00a1-\u00a9\u00ab-\u00b4\u00b6-\u00b9\u00bb-\u00bf\u055a-\u055f\u0589\u05be\u05f3\u05f4"
    "\u060c\u060d\u061b\u061e\u061f\u066a-\u066d\u06d4\u0964\u0965\u2010-\u2027\u2030-\u205e\u2190-\u23ff"
    "\u3000-\u3003\u3008-\u3020\u3030\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65"
)
_HAN = (
    "\u3005-\u3007\u3041-\u3096\u309d-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_THAI_LAO = "\u0e01-\u0e30\u0e32\u0e33\u0e40-\u0e46\u0e81-\u0eb0\u0eb2\u0eb3\u0ebd-\u0ec6\u0edc-\u0edf"
_THAI_LAO_MARKS = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece"
_MARKS = f"\u3099\u309a\ufe00-\ufe0f\U000e0100-\U000e01ef{_THAI_LAO_MARKS}"

_LETTER = rf"[{_HAN}{_THAI_LAO}][{_MARKS}]*"
_STEM = rf"[^\s{_SIGNS}{_HAN}{_THAI_LAO}]+"
# The number of joints is limited because the expression keeps a place for each of them.
_WORD = rf"{_STEM}(?:(?:['’‑-]|(?<=\d)[.,:](?=\d)){_STEM}){{0,20}}"
_COUNTED = rf"https?://[^\s<>()\[\]\"]+|{_LETTER}|{_WORD}"

_PIECE = re.compile(rf"{_COUNTED}|\r\n|[\r\n]|[^\S\r\n]+|.", re.DOTALL)
_ONE = re.compile(_COUNTED)


def pieces(text: str) -> list[str]:
    """Return a text taken apart into words, addresses, spaces, line ends and single signs; joined they are the text."""
    return _PIECE.findall(text)


def count(text: str) -> int:
    """Return how many words and addresses a text has; a letter of a script without spaces counts as one."""
    return sum(1 for _ in _ONE.finditer(text))
