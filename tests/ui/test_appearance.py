import pytest

from broadsheet.ui import icons
from broadsheet.ui.actions import ROWS
from broadsheet.ui.tokens import DARK, LIGHT, Tokens

GROUNDS = ("desk", "bars", "sheet", "field", "tint", "accent_tint")
INKS = ("ink", "soft_ink", "link")


def luminance(colour: str) -> float:
    """WCAG 2.2, "relative luminance"."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """WCAG 2.2, "contrast ratio"."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_measure_knows_black_on_white_and_grey_on_grey():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#888888") < 1.5


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("ink", INKS)
def test_text_can_be_read_on_every_ground(tokens: Tokens, ground: str, ink: str):
    assert contrast(getattr(tokens, ink), getattr(tokens, ground)) >= 4.5


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ink", ["accent", "warn", "good"])
@pytest.mark.parametrize("ground", ["bars", "sheet"])
def test_what_matters_now_can_be_read(tokens: Tokens, ink: str, ground: str):
    assert contrast(getattr(tokens, ink), getattr(tokens, ground)) >= 4.5


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_the_primary_button_can_be_read(tokens: Tokens):
    assert contrast(tokens.on_accent, tokens.accent) >= 4.5


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), [("accent", "gone"), ("ink", "gone"), ("ink", "new")])
def test_what_changed_can_be_read(tokens: Tokens, ink: str, ground: str):
    assert contrast(getattr(tokens, ink), getattr(tokens, ground)) >= 4.5


def test_every_command_with_an_icon_has_a_sharp_one(qapp):
    for row in ROWS:
        if row.icon:
            sizes = icons.icon(row.icon, LIGHT).availableSizes()
            assert {size.width() for size in sizes} == {20, 40}, row.id
