"""A wooden boat against the light, as the bay at dawn shows two of them."""

from collections.abc import Sequence

import paint
from paint import Mask, Point, Put, Sheet

_DARK = "#2a2138"
_SHEER = paint.curve(paint.path("-190,-46 -150,-36 -60,-22 60,-22 150,-44 222,-92"))
_KEEL = paint.curve(paint.path("222,-92 182,-30 120,8 0,18 -120,12 -174,-8 -190,-46"))
_YARD = paint.curve([(-128, -120), (-30, -242), (78, -336)])
_LEECH = paint.curve([(76, -334), (66, -220), (98, -104)])
_FOOT = paint.curve([(98, -104), (0, -90), (-126, -120)])


def sailing(sheet: Sheet, x: float, y: float, size: float, flip: bool = False) -> None:
    """Draw a boat with its sail half up and its reflection; (x, y) is the middle of its waterline."""

    def put(points: Sequence[Point]) -> list[Point]:
        return paint.moved(points, x, y, size, flip)

    _reflection(sheet, put, size)
    sheet.line(put([(20, -20), (34, -324)]), _DARK, 7 * size)
    _sail(sheet, put, size)
    for end in ((-182, -50), (212, -90), (140, -42)):
        sheet.line(put([(33, -316), end]), _DARK, 1.6 * size, opacity=0.8)
    _steersman(sheet, put, size)
    _child(sheet, put, size, -66)
    _child(sheet, put, size, -22)
    _child(sheet, put, size, 118)
    _hull(sheet, put, size)


def _sail(sheet: Sheet, put: Put, size: float) -> None:
    outline = put([*_YARD, *_LEECH, *_FOOT])
    sheet.shape(outline, ((0, "#c67f66"), (0.6, "#8a5260"), (1, "#5a3c54")))
    cloth = Mask(sheet, outline)
    for share in (0.18, 0.36, 0.54, 0.72, 0.88):
        top = _YARD[int(share * (len(_YARD) - 1))]
        foot = _FOOT[int((1 - share) * (len(_FOOT) - 1))]
        belly = ((top[0] + foot[0]) / 2 + 12, (top[1] + foot[1]) / 2)
        Mask(sheet, put(paint.curve([top, belly, foot])), 0.4, 1.6 * size).lay(sheet, "#4a2f45", 0.55, cloth)
    Mask(sheet, put(_LEECH), 6 * size, 16 * size).lay(sheet, "#ffbd86", 0.8, cloth)
    Mask(sheet, put(_FOOT), 8 * size, 14 * size).lay(sheet, "#3d2a42", 0.6, cloth)
    sheet.line(put(_YARD), _DARK, 5 * size)


def _hull(sheet: Sheet, put: Put, size: float) -> None:
    outline = put([*_SHEER, *_KEEL])
    sheet.shape(outline, ((0, "#4d313d"), (0.5, "#2e2234"), (1, "#181527")))
    wood = Mask(sheet, outline)
    for drop in (12, 23, 34, 45):
        Mask(sheet, put([(x, y + drop) for x, y in _SHEER]), 0.4, 1.6 * size).lay(sheet, "#120f1e", 0.6, wood)
    Mask(sheet, put([(x, y + 5) for x, y in _SHEER]), 0.5, 7 * size).lay(sheet, "#b05542", 0.95, wood)
    Mask(sheet, put(_SHEER), 0.3, 3 * size).lay(sheet, "#ffcf9c", 0.9, wood)
    Mask(sheet, put(_KEEL[:24]), 7 * size, 16 * size).lay(sheet, "#ff9d6b", 0.55, wood)


def _steersman(sheet: Sheet, put: Put, size: float) -> None:
    sheet.line(put([(-214, 26), (-136, -62)]), _DARK, 4.5 * size)
    sheet.shape(put(paint.blob(-208, 20, 13, 6, -48)), _DARK)
    coat = paint.path("-150,-26 -156,-52 -150,-78 -138,-88 -122,-86 -112,-70 -108,-44 -104,-24")
    sheet.shape(put(paint.curve(coat)), ((0, "#46324a"), (1, "#241b30")))
    sheet.line(put(paint.curve([(-126, -76), (-112, -62), (-136, -58)])), "#33263c", 9 * size)
    sheet.shape(put(paint.blob(-129, -97, 9.5, 11)), "#332638")
    hat = paint.curve(paint.path("-152,-99 -138,-110 -128,-118 -118,-110 -105,-99 -128,-102 -152,-99"))
    sheet.shape(put(hat), ((0, "#7a4f4c"), (1, "#3a2a3c")))
    sheet.line(put(paint.curve([(-128, -117), (-118, -109), (-106, -100)])), "#ffc08c", 1.6 * size, opacity=0.9)
    sheet.line(put(paint.curve([(-122, -84), (-113, -70), (-108, -46)])), "#ffb585", 1.6 * size, opacity=0.8)


def _child(sheet: Sheet, put: Put, size: float, x: float) -> None:
    shirt = [(x - 16, -18), (x - 16, -40), (x - 9, -53), (x + 8, -53), (x + 15, -40), (x + 15, -18)]
    sheet.shape(put(paint.curve(shirt)), ((0, "#8d6c7c"), (1, "#453450")))
    sheet.shape(put(paint.curve([(x - 15, -22), (x - 21, -30), (x - 20, -46), (x - 10, -50), (x - 8, -22)])), "#3a2b44")
    sheet.shape(put(paint.blob(x, -63, 9, 10.5)), "#33263a")
    sheet.line(put(paint.curve([(x + 5, -72), (x + 9, -64), (x + 6, -55)])), "#ffb585", 1.5 * size, opacity=0.85)
    sheet.line(put(paint.curve([(x + 8, -52), (x + 15, -40), (x + 15, -22)])), "#ffc79a", 1.8 * size, opacity=0.8)


def _reflection(sheet: Sheet, put: Put, size: float) -> None:
    dark = paint.curve(paint.path("-192,4 -150,22 -60,34 40,36 130,26 210,2"))
    sheet.shape(put([*dark, (150, -4), (-150, -4)]), "#1a182c", blur=2 * size, opacity=0.85)
    for step in range(0, 250, 8):
        share = step / 250
        wave = (10 + 14 * share) * (((step * 37) % 11) - 5) / 5
        left, right = -150 + 205 * share, 130 - 40 * share
        band = paint.blob((left + right) / 2 + wave, 34 + step, (right - left) / 2, 2.6 + 1.6 * share)
        sheet.shape(put(band), "#4a3550", blur=1.2 * size, opacity=0.6 * (1 - share))
