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
OWN = range(0xF000, 0xF100)
"""Private signs of Unicode: what stands there is for a font of symbols to say."""
SYMBOLS = {0xF0B7: "•", 0xF0A7: "▪", 0xF0D8: "➢", 0xF0E0: "→", 0xF0FC: "✓"}
"""Those that Word itself sets, of the fonts Symbol and Wingdings; for all others their fallback is said."""
LOOKS = {"b": "bold", "i": "italic", "strike": "strike", "striked": "strike"}
RAISED = {"super": "sup", "sub": "sub", "nosupersub": ""}
FORMS = {"ls": "list", "ilvl": "level", "outlinelevel": "outline"}
_SKIPPED_NAMES = (
    "nonshppict shprslt listtable listoverridetable revtbl rsidtbl atnid bkmkstart bkmkend xe tc rxe txe private "
    "template themedata pgdsctbl annotation colortbl do listpicture nonesttables"
)
SKIPPED = frozenset(_SKIPPED_NAMES.split())
"""Groups of which nothing is read; so are all that a `\\*` begins, but those that are known here."""
ENDS = frozenset(("par", "page", "sect", "column", "cell", "nestcell", "row", "line", "lbr"))
