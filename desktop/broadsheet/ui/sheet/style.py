"""The sheet's rules for the window's style sheet."""

from string import Template
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from broadsheet.ui.tokens import Tokens

_RULES = Template("""
#paper { background: $sheet; border: 1px solid $hairline; border-radius: 12px; }
#locked { background: $tint; color: $warn; border-bottom: 1px solid $hairline; padding: 10px 35px;
    border-top-left-radius: 11px; border-top-right-radius: 11px; }
#review { background: $tint; border-bottom: 1px solid $hairline;
    border-top-left-radius: 11px; border-top-right-radius: 11px; }
#review QScrollArea, #review #pieces { background: transparent; }
#pieceList { background: transparent; border: 0; }
#pieceList::item { padding: 5px 8px; border: 1px solid transparent; }
#pieceList::item:selected { border-color: $link; }

Field { background: transparent; color: $ink; border: 2px solid transparent; border-radius: 8px; padding: 0;
    selection-background-color: $link; selection-color: $selection_ink; placeholder-text-color: $soft_ink; }
Field[role="kicker"] { color: $accent; padding: 2px 7px; }
Field[role="headline"] { padding: 2px 7px; }
Field[role="deck"] { color: $soft_ink; padding: 2px 7px; }
Field[role="kicker"]:hover, Field[role="headline"]:hover, Field[role="deck"]:hover { background: $field; }
Field[role="kicker"]:focus, Field[role="headline"]:focus, Field[role="deck"]:focus {
    background: $field; border-color: $link; }
Field[role="boxed"] { background: $sheet; border: 1px solid $hairline; padding: 6px 9px; }
Field[role="boxed"]:focus { border: 2px solid $link; padding: 5px 8px; }
Field[role="row"], Field[role="part"], Field[role="part-first"] { border: 0; padding: 2px 0; }
Field[role="part"] { color: $soft_ink; }
Field[role="part-first"] { font-weight: 600; }
Field[role="part-first"][invitation="true"] { font-weight: 400; }
Field[readOnly="true"]:hover { background: transparent; }
Field:disabled { color: $soft_ink; }

#row, #entry { background: $sheet; border: 1px solid $hairline; border-radius: 8px; }
#row:hover, #entry:hover { background: $tint; }
#row[active="true"], #entry[active="true"] { border: 1px solid $link; }
#entry[invitation="true"] { background: transparent; }
#picture { background: $field; border: 1px solid $hairline; border-radius: 12px; }
#picture[welcome="true"] { border: 2px dashed $link; background: $tint; }
QCalendarWidget QWidget { background: $sheet; alternate-background-color: $sheet; color: $ink; }
QCalendarWidget QAbstractItemView { border: 0; padding: 0; selection-background-color: $link;
    selection-color: $selection_ink; }
QCalendarWidget QAbstractItemView:disabled { color: $soft_ink; }
QCalendarWidget QToolButton { font-weight: 600; }
QComboBox QLineEdit, QAbstractSpinBox QLineEdit { background: transparent; border: 0; padding: 0; }
/* Not QAbstractSpinBox.NoButtons: with a border from here that leaves the text no width. */
#popover QAbstractSpinBox::up-button, #popover QAbstractSpinBox::down-button { width: 0; border: 0; }
QLineEdit[state="bad"], QLineEdit[state="bad"]:focus { border: 2px solid $accent; padding: 4px 7px; }
#popover { background: $sheet; border: 1px solid $edge; border-radius: 12px; }
#fold { border: 0; border-top: 1px solid $hairline; }

QLabel[role="heading"] { font-weight: 600; color: $ink; }
QLabel[role="label"], QLabel[role="soft"], QLabel[role="hint"] { color: $soft_ink; }
QLabel[role="label"] { padding-top: 2px; }
QLabel[role="counter"] { color: $soft_ink; font-size: 12px; }
#row QLabel[role="counter"] { padding-top: 3px; }
QLabel[role="counter"][over="true"] { color: $warn; font-weight: 600; }

QToolButton[small="true"] { padding: 3px 6px; border-radius: 6px; color: $soft_ink; }
QToolButton[small="true"]:focus { border-color: $link; }
QToolButton[fold="true"] { font-weight: 600; padding: 10px 8px 10px 0; background: transparent; }
QToolButton[fold="true"]:focus { border-color: $link; }
QPushButton[link="true"] { background: transparent; border: 1px solid transparent; color: $link; padding: 3px 6px; }
QPushButton[link="true"]:hover { text-decoration: underline; }
QPushButton[link="true"]:focus { border-color: $link; }
""")


def _between(one: str, other: str) -> str:
    """Return the colour half-way between two `#RRGGBB`."""
    pairs = zip(bytes.fromhex(one[1:]), bytes.fromhex(other[1:]), strict=True)
    return "#" + bytes((a + b) // 2 for a, b in pairs).hex()


def rules(tokens: "Tokens") -> str:
    """Return the sheet's part of the style sheet."""
    words = {name: getattr(tokens, name) for name in tokens.__struct_fields__}
    words["edge"] = _between(tokens.hairline, tokens.soft_ink)
    words["selection_ink"] = "#141517" if tokens.dark else "#FFFFFF"
    return _RULES.substitute(words)
