"""The window's colours and families: the values that everything on the screen is drawn with."""

from msgspec import Struct


class Tokens(Struct, frozen=True):
    """The colours of one scheme, as `#RRGGBB`."""

    dark: bool
    desk: str
    bars: str
    sheet: str
    field: str
    ink: str
    soft_ink: str
    hairline: str
    accent: str
    accent_tint: str
    on_accent: str
    link: str
    tint: str
    warn: str
    good: str
    gone: str
    """The ground of words that are gone; `new` that of new ones."""
    new: str


LIGHT = Tokens(
    dark=False,
    desk="#ECEAE4",
    bars="#F7F6F2",
    sheet="#FFFFFF",
    field="#F6F5F1",
    ink="#1C1D20",
    soft_ink="#5F6167",
    hairline="#E1DED6",
    accent="#B3261E",
    accent_tint="#F7E4E1",
    on_accent="#FFFFFF",
    link="#1F5FA8",
    tint="#F3F6FA",
    warn="#8A5A00",
    good="#256B43",
    gone="#FBE3E0",
    new="#D8EFDF",
)
DARK = Tokens(
    dark=True,
    desk="#141517",
    bars="#1C1D20",
    sheet="#202226",
    field="#1A1B1E",
    ink="#ECEAE4",
    soft_ink="#9A9CA3",
    hairline="#303238",
    accent="#FF7A6E",
    accent_tint="#3A2423",
    on_accent="#1C1D20",
    link="#8AB8F0",
    tint="#242A32",
    warn="#E0B04B",
    good="#7CC79A",
    gone="#43211F",
    new="#1D3D2B",
)


class Fonts(Struct, frozen=True):
    """The families of the window: `sans` for the interface and the body editor, `serif` for headline and deck."""

    sans: str
    serif: str
