"""The colours that are mixed from the tokens keep every word readable."""

import pytest

from broadsheet.ui.editor import style
from broadsheet.ui.tokens import DARK, LIGHT


def luminance(colour):
    parts = [part / 255 for part in bytes.fromhex(colour[1:])]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one, other):
    bright, dim = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_words_stay_readable_on_every_ground(tokens):
    for ground in (style.selection(tokens), style.found(tokens), tokens.tint, tokens.field, tokens.sheet):
        assert contrast(tokens.ink, ground) >= 4.5
    for ground in (tokens.tint, tokens.field, tokens.sheet):
        assert contrast(tokens.soft_ink, ground) >= 4.5
    for ground in (tokens.tint, tokens.sheet):
        assert contrast(tokens.link, ground) >= 4.5
