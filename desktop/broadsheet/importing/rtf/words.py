"""The control words of rich text that are read, and what they mean (RTF 1.9.1); all others are passed over."""

SAID = {
    "tab": " ",
    "emdash": "—",
    "endash": "–",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "bullet": "•",
    "emspace": " ",
    "enspace": " ",
    "qmspace": " ",
    "zwj": "\u200d",
    "zwnj": "\u200c",
    "ltrmark": "\u200e",
    "rtlmark": "\u200f",
}
SIGNS = {"~": "\u00a0", "_": "\u2011", "{": "{", "}": "}", "\\": "\\", "\t": " "}
LOOKS = {"b": "bold", "i": "italic", "strike": "strike", "striked": "strike"}
RAISED = {"super": "sup", "sub": "sub", "nosupersub": ""}
FORMS = {"ls": "list", "ilvl": "level", "outlinelevel": "outline"}
_SKIPPED_NAMES = (
    "nonshppict shprslt listtable listoverridetable revtbl rsidtbl atnid bkmkstart bkmkend xe tc rxe txe private "
    "template themedata pgdsctbl annotation colortbl do listpicture nonesttables"
)
SKIPPED = frozenset(_SKIPPED_NAMES.split())
"""Groups of which nothing is read; so are all that a `\\*` begins, but those that are known here."""
_AROUND = frozenset(f"{part}{which}" for part in ("header", "footer") for which in ("", "l", "r", "f"))
_INFO = frozenset(("title", "author", "keywords"))
ENDS = frozenset(("par", "page", "sect", "column", "cell", "nestcell", "row", "line", "lbr"))
