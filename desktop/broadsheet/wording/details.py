"""What readers of files say about a mistake, in words for people who write articles; unknown sentences pass through."""

import re

from broadsheet.wording.message import QT_TRANSLATE_NOOP, Translate

_CODES = {
    "missing": QT_TRANSLATE_NOOP("wording", "the file is not there"),
    "too_large": QT_TRANSLATE_NOOP("wording", "the file is far larger than such a file can be"),
    "endless": QT_TRANSLATE_NOOP("wording", "a loop in it goes round without end"),
    "encoding": QT_TRANSLATE_NOOP("wording", "the file is not text in UTF-8"),
    "large": QT_TRANSLATE_NOOP("wording", "it has far more words than any article"),
    "deep": QT_TRANSLATE_NOOP("wording", "its parts stand far too deep inside one another"),
    "tokens": QT_TRANSLATE_NOOP("wording", "a word in it has no end"),
    "blocks": QT_TRANSLATE_NOOP("wording", "it has far too many parts"),
    "zeros": QT_TRANSLATE_NOOP("wording", "it holds nothing but zeros, as after a power cut"),
    "wordless": QT_TRANSLATE_NOOP("wording", "the text itself is missing in it"),
    "parts": QT_TRANSLATE_NOOP("wording", "its parts do not fit together"),
    "RTF": QT_TRANSLATE_NOOP("wording", "it does not begin as rich text does"),
    "HTML": QT_TRANSLATE_NOOP("wording", "there is no page in it"),
    "MHTML": QT_TRANSLATE_NOOP("wording", "there is no page in it"),
}
_DISORDER = (
    r"Error -\d+ while decompressing|Bad magic number|Truncated file header|Corrupt |Bad offset|unexpected EOF|"
    r"File name in directory|Overlapped entries|(?i:zip64)|unpack|negative seek|\[Errno|.* codec can't|Compressed |"
    r"zipfiles? |Central directory|strange |End-of-central"
)
_STRANGE = (
    r"(?i)(?:that compression|compression type|.*compression method|zip file version|compressed patched|"
    r"strong encryption)"
)
"""What `zipfile` and `zlib` say of a file whose bytes have changed, and of one that is packed otherwise."""
_SAID = (
    (r"Object contains unknown field `([^`]+)`", QT_TRANSLATE_NOOP("wording", "there is no field “{0}”")),
    (r"Object missing required field `([^`]+)`", QT_TRANSLATE_NOOP("wording", "the field “{0}” is missing")),
    (
        r"Invalid enum value '?([^' ]*)'?",
        QT_TRANSLATE_NOOP("wording", "“{0}” is none of the words that may stand here"),
    ),
    (r"Expected `(?:int|float)` [<>]=", QT_TRANSLATE_NOOP("wording", "the number is too small or too large")),
    (r"Expected `int", QT_TRANSLATE_NOOP("wording", "a whole number is expected here")),
    (r"Expected `bool", QT_TRANSLATE_NOOP("wording", "true or false is expected here")),
    (
        r"Expected `str` matching",
        QT_TRANSLATE_NOOP("wording", "only small letters, digits and hyphens are expected here"),
    ),
    (r"Expected `str", QT_TRANSLATE_NOOP("wording", "words in quotation marks are expected here")),
    (r"Expected `(?:array|str)` of length >= 1", QT_TRANSLATE_NOOP("wording", "something must stand here")),
    (r"Expected `array", QT_TRANSLATE_NOOP("wording", "a list in square brackets is expected here")),
    (r"Expected `object", QT_TRANSLATE_NOOP("wording", "a table with fields of its own is expected here")),
    (r".* \(at line \d+, column (\d+)\)$", QT_TRANSLATE_NOOP("wording", "it is not written as TOML asks, column {0}")),
    (r".* \(at end of document\)$", QT_TRANSLATE_NOOP("wording", "it ends too early")),
    (r"JSON (\d+):(\d+)$", QT_TRANSLATE_NOOP("wording", "it is not written as JSON asks, line {0}, column {1}")),
    (r"JSON is malformed: .*\(byte (\d+)\)$", QT_TRANSLATE_NOOP("wording", "it is not written as JSON asks, byte {0}")),
    (r"((?:[\w.-]+/)*[\w.-]+\.(?:xml|rels))$", QT_TRANSLATE_NOOP("wording", "its part “{0}” is broken")),
    (r"File is not a zip file$", QT_TRANSLATE_NOOP("wording", "it is not a whole document")),
    (r"Bad CRC-32 for file '(.+)'$", QT_TRANSLATE_NOOP("wording", "its part “{0}” has changed by itself")),
    (
        _DISORDER,
        QT_TRANSLATE_NOOP("wording", "its parts do not fit together"),
    ),
    (
        _STRANGE,
        QT_TRANSLATE_NOOP("wording", "it is packed in a way that is not known here"),
    ),
    (
        r"(?i).*(?:truncated|ends early|end of file|premature end)",
        QT_TRANSLATE_NOOP("wording", "it ends too early"),
    ),
    (
        r"(?i)cannot identify image file|broken (?:png|data)|bad .* header",
        QT_TRANSLATE_NOOP("wording", "its bytes are in disorder"),
    ),
)


_PART = re.compile(r"(info\.json|org\.broadsheet\.article): (.*)", re.DOTALL)
_AT = re.compile(r"(.*) - at `\$\.([^`]+)`", re.DOTALL)
_IN_PART = QT_TRANSLATE_NOOP("wording", "in its part “{part}”, {said}")
_IN_FIELD = QT_TRANSLATE_NOOP("wording", "{said} (field “{field}”)")


def words(detail: str, tr: Translate) -> str:
    """Return a detail of an error as words that can follow a colon."""
    if detail in _CODES:
        return tr(_CODES[detail])
    part = _PART.fullmatch(detail)
    if part:
        at = _AT.fullmatch(part[2])
        said = tr(_IN_FIELD).format(said=words(at[1], tr), field=at[2]) if at else words(part[2], tr)
        return tr(_IN_PART).format(part=part[1], said=said) if part[1] == "info.json" else said
    for pattern, said in _SAID:
        found = re.match(pattern, detail)
        if found:
            return tr(said).format(*found.groups())
    return detail
