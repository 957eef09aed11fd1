"""The photo desk's rules for the window's style sheet."""

from string import Template
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from broadsheet.ui.tokens import Tokens

_RULES = Template("""
#photoDesk QListView::item { padding: 6px 4px; border: 1px solid transparent; }
#photoDesk QListView::item:selected { border-color: $link; }
#origin { padding: 2px 4px 0 4px; margin: 0; border: 1px solid transparent; border-radius: 4px; font-size: 12px;
    color: $good; }
#origin:hover { background: transparent; }
#origin[edited="true"] { color: $link; }
#origin[edited="true"]:hover { text-decoration: underline; }
#origin[edited="true"]:focus { border-color: $link; }
#photoDesk QDoubleSpinBox { padding: 4px 2px; }
#photoDesk QAbstractSpinBox::up-button, #photoDesk QAbstractSpinBox::down-button { width: 0; border: 0; }
#warnings { background: $accent_tint; border: 0; border-radius: 8px; }
#warnings QLabel { color: $ink; }
#traces { background: $tint; border: 0; border-radius: 8px; }
""")


def rules(tokens: "Tokens") -> str:
    """Return the photo desk's part of the style sheet."""
    return _RULES.substitute({name: getattr(tokens, name) for name in tokens.__struct_fields__})
