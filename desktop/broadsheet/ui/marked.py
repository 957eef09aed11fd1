"""Texts in tables, marked for translation."""


def QT_TRANSLATE_NOOP(_context: str, text: str) -> str:
    """Return the text; the translation tools find it by this name. Qt's own function is typed as giving an object."""
    return text
