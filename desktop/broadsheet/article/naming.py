"""What an exported file is called: a name that every file system takes, made from the article."""

import re
import unicodedata

from broadsheet.article.model import Article

_MOST_BYTES = 80
"""Room is left for `.fragment.html` and a staging suffix below the 143 bytes that encrypted home folders allow."""

_UNNAMED = "untitled"

_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])\Z")
"""Device names that Windows refuses with any extension (learn.microsoft.com, "Naming Files, Paths, and Namespaces")."""

_WHOLE_LETTERS = str.maketrans(
    {
        "ß": "ss",
        "ẞ": "ss",
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "ħ": "h",
        "ı": "i",
        "ł": "l",
        "ŋ": "ng",
        "þ": "th",
        "ŧ": "t",
    }
)
"""Latin letters that Unicode does not take apart into a letter and an accent."""

_SILENT = frozenset("'’‘ʼ`´")
"""Marks inside a word: `Ma'ruf` is `maruf`, `Jum'at` is `jumat`."""


def stem(article: Article) -> str:
    """Return the file name without extension: from the slug, else the headline, else `untitled`.

    Lower case, words joined by hyphens, Latin letters without accents, other scripts as they are,
    at most 80 bytes of UTF-8, never a name or an ending that Windows refuses.
    """
    return clean(article.slug) or clean(article.headline) or _UNNAMED


def clean(text: str) -> str:
    """Return text as such a name, or an empty string where nothing in it can stand in one."""
    words = "".join(_letter(char) for char in _without_accents(text))
    name = _cut(re.sub(r"-+", "-", words).strip("-"))
    return f"{name}-article" if _RESERVED.match(name) else name


def _without_accents(text: str) -> str:
    """Return text with the accents of Latin letters gone; marks of other scripts are spelling and stay."""
    kept: list[str] = []
    latin = False
    for char in filter(_is_heard, _taken_apart(text)):
        if not unicodedata.combining(char):
            latin = unicodedata.name(char, "").startswith("LATIN ")
        elif latin:
            continue
        kept.append(char)
    return unicodedata.normalize("NFC", "".join(kept))


def _taken_apart(text: str) -> str:
    """Return text in small plain letters, each followed by its marks."""
    small = unicodedata.normalize("NFKD", text).casefold().translate(_WHOLE_LETTERS)
    return unicodedata.normalize("NFKD", small)


def _is_heard(char: str) -> bool:
    return char not in _SILENT and unicodedata.category(char) != "Cf"


def _letter(char: str) -> str:
    return char if unicodedata.category(char)[0] in "LMN" else "-"


def _cut(name: str) -> str:
    """Return the longest beginning within the bound, ending with a whole word where there is a hyphen."""
    if len(name.encode()) <= _MOST_BYTES:
        return name
    whole = name.encode()[: _MOST_BYTES + 1].decode(errors="ignore")
    words = whole.rpartition("-")[0]
    return words or name.encode()[:_MOST_BYTES].decode(errors="ignore")
