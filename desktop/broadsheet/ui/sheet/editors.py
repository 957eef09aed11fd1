"""The table of editors behind the chips: which one a fact has, how wide it is, and how one enters it."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from broadsheet.article.model import Author
from broadsheet.ui.marked import QT_TRANSLATE_NOOP
from broadsheet.ui.session import Session
from broadsheet.ui.sheet.bound import BoundField
from broadsheet.ui.sheet.choices import KeywordsField, LanguageEditor, StatusEditor
from broadsheet.ui.sheet.entries import Entries, Kind, Part
from broadsheet.ui.sheet.moment_editor import MomentEditor
from broadsheet.ui.tokens import Tokens

_CONTEXT = "facts"
_TITLES = {
    "byline": QT_TRANSLATE_NOOP("facts", "Byline"),
    "dateline": QT_TRANSLATE_NOOP("facts", "Dateline"),
    "published": QT_TRANSLATE_NOOP("facts", "Published"),
    "updated": QT_TRANSLATE_NOOP("facts", "Updated"),
    "embargo": QT_TRANSLATE_NOOP("facts", "Embargo"),
    "section": QT_TRANSLATE_NOOP("facts", "Section"),
    "keywords": QT_TRANSLATE_NOOP("facts", "Keywords"),
    "language": QT_TRANSLATE_NOOP("facts", "Language"),
    "slug": QT_TRANSLATE_NOOP("facts", "Slug"),
    "status": QT_TRANSLATE_NOOP("facts", "Status"),
}
_PLACEHOLDERS = {
    "dateline": QT_TRANSLATE_NOOP("facts", "LONDON (Newsline)"),
    "section": QT_TRANSLATE_NOOP("facts", "Education"),
    "keywords": QT_TRANSLATE_NOOP("facts", "Words with commas between them"),
    "slug": QT_TRANSLATE_NOOP("facts", "made-from-the-headline"),
}
_MOMENTS = ("published", "updated", "embargo")
_NARROW, _WIDE = 340, 480


def title(key: str) -> str:
    """Return the heading of a fact's editor."""
    return _words(_TITLES[key])


def build(key: str, name: str, session: Session, tag: Callable[[], str]) -> tuple[Any, int]:
    """Return a new editor for a fact and its width in pixels; all have `entered` and `finished`.

    `tag` gives the language whose names of zones are offered.
    """
    if key == "byline":
        return Entries(session, authors()), _WIDE
    if key in _MOMENTS:
        return MomentEditor(session, key, name, tag), _NARROW
    if key == "language":
        return LanguageEditor(session, name), _NARROW
    if key == "status":
        return StatusEditor(session, name), _NARROW
    placeholder = _words(_PLACEHOLDERS[key])
    if key == "keywords":
        return KeywordsField(session, name, placeholder), _NARROW
    field = BoundField(session, key, name, placeholder)
    field.setProperty("role", "boxed")
    return field, _NARROW


def enter(editor: QWidget, field: str, offset: int) -> None:
    """Put the caret into an editor; `byline.1.role` leads to that text of that author."""
    if isinstance(editor, Entries):
        parts = field.split(".")
        number = int(parts[1]) if len(parts) > 1 and parts[1].isdigit() else 0
        editor.go_to(number, parts[2] if len(parts) > 2 else "", offset)
    elif isinstance(editor, BoundField | KeywordsField):
        editor.setFocus()
        editor.set_caret(offset)
    elif isinstance(editor, MomentEditor | LanguageEditor | StatusEditor):
        editor.go_to(offset)


def paint(editor: QWidget, tokens: Tokens) -> None:
    """Give an editor the window's colours where it paints icons."""
    if isinstance(editor, Entries | MomentEditor):
        editor.paint(tokens)


def authors() -> Kind:
    """Return what the entries of a byline are."""
    return Kind(
        field="byline",
        blank=Author(),
        called=_words(QT_TRANSLATE_NOOP("facts", "Author {0}")),
        invitation=_words(QT_TRANSLATE_NOOP("facts", "Add an author")),
        firsts=True,
        parts=(
            Part("name", _words(QT_TRANSLATE_NOOP("facts", "name")), _words("Name"), 0, 0, role="part-first"),
            Part("role", _words(QT_TRANSLATE_NOOP("facts", "role")), _words("Role"), 0, 1),
            Part("email", _words(QT_TRANSLATE_NOOP("facts", "e-mail")), _words("E-mail"), 1, 0),
            Part("url", _words(QT_TRANSLATE_NOOP("facts", "web page")), _words("Web page"), 1, 1, is_address=True),
        ),
    )


def _words(text: str) -> str:
    return QCoreApplication.translate(_CONTEXT, text)
