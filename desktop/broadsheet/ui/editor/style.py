"""The editor's rules for the window's style sheet, and the two colours that are mixed from the tokens."""

from string import Template
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from broadsheet.ui.tokens import Tokens

_SELECTED, _FOUND = 0.24, 0.24
_RULES = Template("""
BodyEditor { background: $sheet; color: $ink; border: 0;
    selection-background-color: $selection; selection-color: $ink; }
#formatting { background: $sheet; border-top: 1px solid $hairline; border-bottom: 1px solid $hairline; }
#formatting #hairline { background: $hairline; margin: 0 8px; }
#formatting QToolButton#pill { background: $tint; color: $link; border-radius: 13px; padding: 4px 12px; }
#formatting QToolButton#pill:hover { background: $hairline; }
#formatting QToolButton#pill:focus { border-color: $link; }
#formatting QToolButton#pill:disabled { color: $soft_ink; background: transparent; }
#formatting QToolButton#hint { color: $soft_ink; font-size: 12px; padding: 4px 8px; }
#find { background: $sheet; border: 1px solid $hairline; border-radius: 12px; }
#find QLabel[role="count"] { color: $soft_ink; font-size: 12px; padding-left: 4px; }
#find QToolButton { color: $soft_ink; min-width: 18px; }
#find QToolButton:checked { color: $ink; }
""")


def rules(tokens: "Tokens") -> str:
    """Return the editor's part of the style sheet."""
    words = {name: getattr(tokens, name) for name in tokens.__struct_fields__}
    return _RULES.substitute(words, selection=selection(tokens))


def selection(tokens: "Tokens") -> str:
    """Return the ground of selected words, soft enough that they keep their own ink."""
    return _mixed(tokens.sheet, tokens.link, _SELECTED)


def found(tokens: "Tokens") -> str:
    """Return the ground of words that a search found."""
    return _mixed(tokens.sheet, tokens.warn, _FOUND)


def _mixed(ground: str, colour: str, share: float) -> str:
    """Return a colour laid over a ground, all as `#RRGGBB`; `share` of it is seen."""
    pairs = zip(bytes.fromhex(ground[1:]), bytes.fromhex(colour[1:]), strict=True)
    return "#" + bytes(round(under + (over - under) * share) for under, over in pairs).hex().upper()
