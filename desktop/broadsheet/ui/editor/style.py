"""The editor's rules for the window's style sheet."""

from string import Template
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from broadsheet.ui.appearance import Tokens

_RULES = Template("""
#formatting { background: $sheet; border-top: 1px solid $hairline; border-bottom: 1px solid $hairline; }
#formatting #hairline { background: $hairline; margin: 0 8px; }
#formatting QToolButton#pill { background: $tint; color: $link; border-radius: 13px; padding: 4px 12px; }
#formatting QToolButton#pill:hover { background: $hairline; }
#formatting QToolButton#pill:focus { border-color: $link; }
#formatting QToolButton#pill:disabled { color: $soft_ink; }
#formatting QToolButton#hint { color: $soft_ink; font-size: 12px; padding: 4px 8px; }
#find { background: $sheet; border-bottom: 1px solid $hairline; }
#find QLabel[role="count"] { color: $soft_ink; font-size: 12px; padding-left: 4px; }
#find QToolButton { color: $soft_ink; min-width: 18px; }
#find QToolButton:checked { color: $ink; }
""")


def rules(tokens: "Tokens") -> str:
    """Return the editor's part of the style sheet."""
    return _RULES.substitute({name: getattr(tokens, name) for name in tokens.__struct_fields__})
