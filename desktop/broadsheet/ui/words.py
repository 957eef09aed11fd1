"""The translator that the lower rooms' sentences are handed."""

from PySide6.QtCore import QCoreApplication


def translate(text: str) -> str:
    """Return a sentence of `broadsheet.wording` in the writer's language."""
    return QCoreApplication.translate("wording", text)


def translated(context: str, text: str) -> str:
    """Return a text of a table of the window in the writer's language."""
    return QCoreApplication.translate(context, text)
