import re

import pytest
from PySide6.QtGui import QColor

from broadsheet.ui.sheet import style
from broadsheet.ui.tokens import DARK, LIGHT


def contrast(one, other):
    """Return the contrast of two colours as WCAG 2.2 defines it."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour):
    parts = QColor(colour).getRgbF()[:3]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_every_word_of_the_sheet_can_be_read(tokens):
    chip, chip_under_mouse = (tokens.hairline, tokens.field) if tokens.dark else (tokens.desk, tokens.hairline)
    papers = (tokens.sheet, tokens.field, tokens.tint, chip, chip_under_mouse)
    for paper in papers:
        assert contrast(tokens.ink, paper) >= 4.5
        assert contrast(tokens.soft_ink, paper) >= 4.5, paper
    for words in (tokens.accent, tokens.link, tokens.warn):
        assert contrast(words, tokens.sheet) >= 4.5
        assert contrast(words, tokens.field) >= 4.5
    assert contrast(tokens.link, tokens.sheet) >= 3  # the focus ring (WCAG 2.2, 1.4.11)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_the_rules_name_no_colour_of_their_own(tokens):
    known = {getattr(tokens, name) for name in tokens.__struct_fields__}
    between = style._between(tokens.hairline, tokens.soft_ink)
    named = set(re.findall(r"#[0-9A-Fa-f]{6}\b", style.rules(tokens)))
    assert named <= known | {between, "#141517", "#FFFFFF"}
