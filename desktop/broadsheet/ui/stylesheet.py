"""The window's style sheet, made from the tokens; rooms with rules of their own hand them in here."""

from string import Template
from typing import TYPE_CHECKING

from broadsheet.ui.editor import style as editor_style
from broadsheet.ui.photo import style as photo_style
from broadsheet.ui.sheet import style as sheet_style

if TYPE_CHECKING:
    from broadsheet.ui.tokens import Fonts, Tokens

_WINDOW = Template("""
* { outline: none; }
QMainWindow, QWidget#desk { background: $desk; }
QToolTip { background: $ink; color: $sheet; border: 0; padding: 4px 8px; }
QMenuBar { background: $bars; border: 0; padding: 2px 8px; }
QMenuBar::item { padding: 4px 8px; border-radius: 6px; background: transparent; }
QMenuBar::item:selected { background: $hairline; }
QMenu { background: $sheet; border: 1px solid $hairline; padding: 4px; }
QMenu::item { padding: 6px 28px 6px 12px; border-radius: 6px; }
QMenu::item:selected { background: $tint; color: $ink; }
QMenu::item:disabled { color: $soft_ink; }
QMenu::separator { height: 1px; background: $hairline; margin: 4px 8px; }
QMenu::indicator { width: 14px; height: 14px; left: 6px; }
QSplitter::handle { background: transparent; }
QSplitter::handle:hover { background: $hairline; }

#topbar { background: $bars; border-bottom: 1px solid $hairline; }
#topbar QLabel#title { font-weight: 600; color: $ink; }
#topbar QLabel#state { color: $soft_ink; font-size: 12px; }

QToolButton { background: transparent; border: 1px solid transparent; border-radius: 8px; padding: 5px; color: $ink; }
QToolButton:hover { background: $hairline; }
QToolButton:pressed, QToolButton:checked { background: $hairline; }
QToolButton:focus { border-color: $link; }
QToolButton:disabled { color: $soft_ink; }
QToolButton::menu-indicator { image: none; }

QPushButton { background: $sheet; color: $ink; border: 1px solid $hairline; border-radius: 8px; padding: 6px 14px; }
QPushButton:hover { background: $field; }
QPushButton:focus { border-color: $link; }
QPushButton:disabled { color: $soft_ink; background: $bars; }
QPushButton[primary="true"] { background: $accent; color: $on_accent; border-color: $accent; font-weight: 600; }
QPushButton[primary="true"]:focus { border: 2px solid $ink; padding: 5px 13px; }
QPushButton[primary="true"]:disabled { background: $hairline; color: $soft_ink; border-color: $hairline; }

#segments { background: $hairline; border-radius: 9px; }
#segments QToolButton { padding: 5px 11px; border-radius: 7px; color: $soft_ink; margin: 2px; }
#segments QToolButton:hover { color: $ink; background: transparent; }
#segments QToolButton:checked { background: $sheet; color: $ink; font-weight: 600; }
#segments QToolButton:focus { border-color: $link; }

QLineEdit, QPlainTextEdit[plain="true"], QComboBox, QSpinBox, QDoubleSpinBox, QDateTimeEdit {
    background: $sheet; color: $ink; border: 1px solid $hairline; border-radius: 8px; padding: 5px 8px;
    selection-background-color: $link; selection-color: $selection_ink;
}
QLineEdit:focus, QPlainTextEdit[plain="true"]:focus, QComboBox:focus, QSpinBox:focus, QDoubleSpinBox:focus,
QDateTimeEdit:focus {
    border-color: $link;
}
QComboBox::drop-down { border: 0; width: 20px; }
QComboBox QAbstractItemView { background: $sheet; border: 1px solid $hairline; outline: 0; padding: 4px; }
QListView { background: $sheet; border: 1px solid $hairline; border-radius: 8px; outline: 0; }
QListView::item { padding: 6px 10px; border-radius: 6px; }
QListView::item:selected { background: $tint; color: $ink; }
QCheckBox { spacing: 8px; }
QCheckBox:focus { color: $link; }
QProgressBar { background: $hairline; border: 0; border-radius: 3px; max-height: 6px; min-height: 6px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
#reports::item { padding: 6px 4px; }
#recovered::item { border: 1px solid transparent; padding: 6px 8px; }
#recovered::item:selected { border-color: $link; }
QDialog { background: $bars; }
QDialog#palette { background: $bars; border: 1px solid $soft_ink; }
QDialog QLabel[role="purpose"] { color: $soft_ink; font-size: 12px; }
QDialog QLabel[role="heading"] { font-weight: 600; color: $ink; }
QDialog QLabel[state="bad"] { color: $accent; }
#merge QLabel[role="title"] { font-size: 16px; font-weight: 600; color: $ink; }
#conflicts, #markedText { background: transparent; }
#side { background: $sheet; border: 1px solid $hairline; border-radius: 12px; }
#side[taken="yes"] { border: 2px solid $link; }
#side[taken="no"] { background: $bars; }
#side[taken="no"] #markedText { color: $soft_ink; }

QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: $hairline; border-radius: 5px; min-height: 32px; min-width: 32px; }
QScrollBar::handle:hover { background: $soft_ink; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QScrollArea { background: transparent; border: 0; }

#panel { background: $bars; border-left: 1px solid $hairline; }
#panel QLabel[role="heading"] { font-weight: 600; color: $ink; }
#panel QLabel[role="count"], #panel QLabel[role="where"] { color: $soft_ink; font-size: 12px; }
#panel QListView { background: transparent; border: 0; }

#comparison { background: $sheet; color: $ink; border: 1px solid $hairline; border-radius: 8px;
    selection-background-color: $link; selection-color: $selection_ink; }
#comparison:focus { border-color: $link; }
#versions QListView { padding: 4px; }
#versions QListView:focus { border-color: $link; }
#versions QLabel#about { font-weight: 600; color: $ink; }
#versions QLabel#empty { color: $soft_ink; }

#notice { background: $accent_tint; border: 0; border-bottom: 1px solid $accent; }
#notice[tone="calm"] { background: $tint; border-bottom-color: $hairline; }
#notice QLabel { color: $ink; }
#notice QLabel[role="what"] { font-weight: 600; }
#status { background: $bars; border-top: 1px solid $hairline; }
#status QToolButton { color: $soft_ink; font-size: 12px; padding: 3px 8px; }
#status QLabel { color: $soft_ink; font-size: 12px; }
#status QLabel[state="good"] { color: $good; }
#status QLabel[state="warn"] { color: $warn; }
#status QLabel[state="bad"] { color: $accent; font-weight: 600; }
""")


def build(tokens: "Tokens", fonts: "Fonts") -> str:
    """Return the style sheet of the whole window."""
    words = {name: getattr(tokens, name) for name in tokens.__struct_fields__} | {
        "selection_ink": "#141517" if tokens.dark else "#FFFFFF",
        "sans": fonts.sans,
        "serif": fonts.serif,
    }
    return (
        _WINDOW.substitute(words) + sheet_style.rules(tokens) + editor_style.rules(tokens) + photo_style.rules(tokens)
    )
