"""The engine workshop: a diesel on a bench, a mechanic in the light of the door, the bay outside."""

import random

import engine
import mechanic
import nature
import paint
from paint import Mask, Sheet
from PIL import Image

_FLOOR = 1010.0
_DOOR = (1180.0, 180.0, 1760.0, _FLOOR)


def draw() -> Image.Image:
    """Return the finished picture."""
    sheet = Sheet(2000, 1250, ((0, "#241a1a"), (0.5, "#3a2923"), (0.8, "#4a332a"), (1, "#2b1f1c")))
    _wall(sheet)
    _outside(sheet)
    _frame(sheet)
    _floor(sheet)
    _shelf(sheet)
    _tools(sheet)
    _bench(sheet)
    engine.draw(sheet, 520, 800)
    mechanic.draw(sheet, 1010, 1120)
    _light(sheet)
    sheet.darken_edges(0.75)
    return sheet.finished(4)


def _wall(sheet: Sheet) -> None:
    rng = random.Random(2)
    x = -20.0
    while x < 2000:
        width = rng.uniform(58, 86)
        shade = paint.mix("#4a342a", rng.choice(("#5c4133", "#3a2923", "#664a38")), rng.uniform(0.3, 1))
        sheet.shape(
            paint.box(x, -10, x + width, _FLOOR),
            ((0, paint.mix(shade, "#120c0e", 0.55)), (0.5, shade), (1, paint.mix(shade, "#1a1211", 0.4))),
        )
        sheet.line([(x, -10), (x, _FLOOR)], "#120c0d", 3)
        for _ in range(3):
            grain = x + rng.uniform(8, width - 8)
            sheet.line(
                paint.curve([(grain, -10), (grain + rng.uniform(-5, 5), 400), (grain, _FLOOR)]),
                "#20160f",
                1.2,
                opacity=0.35,
            )
        x += width
    for y in (120.0, 560.0):
        sheet.shape(paint.box(-10, y, 2010, y + 44), ((0, "#5a4031"), (1, "#2c1e19")), opacity=0.9)
        sheet.shape(paint.box(-10, y + 44, 2010, y + 62), "#120c0d", blur=6, opacity=0.5)


def _outside(sheet: Sheet) -> None:
    left, _top, right, bottom = _DOOR
    door = paint.box(*_DOOR)
    sheet.shape(
        door,
        ((0, "#bfe0e4"), (0.35, "#eaf1e0"), (0.52, "#fbeccb"), (0.53, "#bfe0d6"), (0.7, "#5fb0b2"), (1, "#2b7d88")),
    )
    opening = Mask(sheet, door)
    rng = random.Random(5)
    for seed, base, tall, shade in ((3, 618, 130, "#9dbfb8"), (9, 622, 70, "#6b9c8c")):
        hill = [(x + left - 60, y) for x, y in paint.ridge(seed, 760, base, tall, 0.5)]
        Mask(sheet, [*hill, (right + 80, 622), (left - 60, 622)]).lay(
            sheet, ((0, shade), (1, paint.mix(shade, "#f3ead2", 0.5))), 1, opening
        )
    for _ in range(160):
        near = rng.random() ** 1.3
        y = 628 + near * (bottom - 630)
        ripple = paint.blob(rng.uniform(left, right), y, 10 + 70 * near, 0.8 + 2.4 * near)
        Mask(sheet, ripple).lay(sheet, rng.choice(("#e9f7ee", "#1f6c7a", "#bfe6dc")), rng.uniform(0.15, 0.4), opening)
    hull = paint.curve(paint.path("1400,716 1480,730 1600,728 1700,690")) + paint.curve(
        paint.path("1700,690 1668,752 1600,768 1470,766 1418,752 1400,716")
    )
    Mask(sheet, hull).lay(sheet, ((0, "#f2eee2"), (1, "#7fa3a6")), 1, opening)
    Mask(sheet, [(x, y + 8) for x, y in paint.curve(paint.path("1400,716 1480,730 1600,728 1700,690"))], 0, 8).lay(
        sheet, "#c4392f", 1, Mask(sheet, hull)
    )
    Mask(sheet, paint.blob(1556, 776, 150, 9), 3).lay(sheet, "#24606c", 0.7, opening)
    sheet.line([(1540, 726), (1546, 560)], "#5a4a40", 5)
    islet = paint.curve(paint.path("1160,596 1240,600 1310,614 1370,628"))
    Mask(sheet, [*islet, (1160, 628)]).lay(sheet, ((0, "#4b7f70"), (1, "#7fa58f")), 1, opening)
    nature.palm(sheet, (1232, 602), 1.1, "#46796b", rng)
    nature.palm(sheet, (1282, 610), 0.72, "#46796b", rng)
    pier = paint.box(left, 878, right, 902)
    Mask(sheet, pier).lay(sheet, ((0, "#c79f70"), (1, "#7d5a3e")), 1, opening)
    for x in range(int(left) - 10, int(right), 92):
        Mask(sheet, paint.box(x, 902, x + 16, bottom)).lay(sheet, ((0, "#5e4231"), (1, "#35524f")), 1, opening)
    Mask(sheet, paint.box(left, 902, right, 930), 8).lay(sheet, "#1d4148", 0.55, opening)


def _frame(sheet: Sheet) -> None:
    left, top, right, bottom = _DOOR
    wood = ((0, "#6d4c38"), (1, "#3a281f"))
    sheet.shape(paint.box(left - 34, top - 34, right + 34, top), wood)
    sheet.shape(paint.box(left - 34, top - 34, left, bottom), wood)
    sheet.shape(paint.box(right, top - 34, right + 34, bottom), wood)
    sheet.line([(left, top), (left, bottom)], "#ffdca4", 4)
    sheet.line([(left, top), (right, top)], "#d9b384", 3)
    sheet.line([(right, top), (right, bottom)], "#a77c58", 3)
    leaf = [(right + 34, top - 10), (right + 190, top - 70), (right + 190, bottom + 60), (right + 34, bottom)]
    sheet.shape(leaf, ((0, "#503726"), (1, "#2a1d17")))
    for share in (0.25, 0.5, 0.75):
        x = right + 34 + 156 * share
        sheet.line([(x, top - 10 - 60 * share), (x, bottom + 60 * share)], "#1b120f", 2.4)


def _floor(sheet: Sheet) -> None:
    sheet.shape(paint.box(-10, _FLOOR, 2010, 1260), ((0, "#5b4132"), (1, "#261a16")))
    floor = Mask(sheet, paint.box(-10, _FLOOR, 2010, 1260))
    for x in range(-900, 3000, 110):
        Mask(sheet, [(1000 + (x - 1000) * 0.55, _FLOOR), (1000 + (x - 1000) * 1.25, 1260)], 0, 2.6).lay(
            sheet, "#160e0c", 0.7, floor
        )
    left, _top, right, _bottom = _DOOR
    spill = [(left + 10, _FLOOR), (right - 10, _FLOOR), (right - 150, 1260), (left - 420, 1260)]
    Mask(sheet, spill, 12).lay(sheet, ((0, "#f6cf94"), (1, "#b5804f")), 0.75, floor)
    for x in range(-900, 3000, 110):
        Mask(sheet, [(1000 + (x - 1000) * 0.55, _FLOOR), (1000 + (x - 1000) * 1.25, 1260)], 0, 1.6).lay(
            sheet, "#3b281d", 0.55, floor
        )


def _shelf(sheet: Sheet) -> None:
    sheet.shape(paint.box(60, 372, 470, 392), ((0, "#7b573d"), (1, "#3b281d")))
    sheet.shape(paint.box(60, 392, 470, 410), "#0f0a0a", blur=5, opacity=0.6)
    tins = (
        (80, 62, 96, "#35606e"),
        (160, 52, 74, "#a33b31"),
        (226, 70, 112, "#8a7a4d"),
        (312, 44, 62, "#40594a"),
        (372, 76, 88, "#b9842f"),
    )
    for x, width, tall, shade in tins:
        sheet.shape(
            paint.box(x, 372 - tall, x + width, 372),
            ((0, paint.mix(shade, "#f5d6a2", 0.15)), (1, paint.mix(shade, "#140e0e", 0.5))),
        )
        can = Mask(sheet, paint.box(x, 372 - tall, x + width, 372))
        Mask(sheet, paint.box(x + width * 0.72, 372 - tall, x + width * 0.92, 372), 4).lay(sheet, "#ffd9a0", 0.45, can)
        Mask(sheet, paint.box(x, 372 - tall * 0.66, x + width, 372 - tall * 0.34)).lay(sheet, "#e5dcc4", 0.5, can)
        sheet.shape(paint.blob(x + width / 2, 372 - tall, width / 2, 5), paint.mix(shade, "#f0dcb8", 0.35))


def _tools(sheet: Sheet) -> None:
    steel, handle = "#8d8780", "#7a3b2c"
    for x, tall in ((600, 150), (650, 128), (696, 108)):
        sheet.shape(paint.blob(x, 238, 3.4, 3.4), "#1a1212")
        sheet.line([(x, 250), (x, 238 + tall)], steel, 11)
        sheet.shape(paint.blob(x, 256, 16, 17), steel)
        sheet.shape(paint.blob(x, 256, 7.5, 8.5), "#2c201d")
        jaw = [
            (x - 15, 238 + tall + 22),
            (x - 17, 238 + tall),
            (x, 238 + tall - 14),
            (x + 17, 238 + tall),
            (x + 15, 238 + tall + 22),
            (x + 6, 238 + tall + 6),
            (x - 6, 238 + tall + 6),
        ]
        sheet.shape(jaw, steel)
        sheet.line([(x + 4, 256), (x + 4, 238 + tall - 12)], "#f0d7ad", 2, opacity=0.7)
    sheet.line([(790, 250), (790, 352)], handle, 15)
    sheet.shape(paint.box(754, 350, 828, 386), ((0, "#9b958c"), (1, "#4c4743")))
    saw = paint.path("880,246 926,240 944,274 908,470 890,470")
    sheet.shape(saw, ((0, "#a39d92"), (1, "#5e5853")))
    sheet.shape(paint.curve(paint.path("876,246 884,214 926,206 950,232 944,274 912,282 880,250")), handle)
    sheet.shape(paint.blob(914, 244, 13, 16), "#30221e")
    rope = [paint.blob(1050, 300, 58 - 7 * n, 66 - 7 * n) for n in range(4)]
    for ring in rope:
        sheet.line([*ring, ring[0]], "#b7955f", 5)
        sheet.line([*ring[40:70]], "#e6c78f", 1.6)


def _bench(sheet: Sheet) -> None:
    sheet.shape(paint.box(120, 884, 1000, 1130), "#0d0808", blur=30, opacity=0.65)
    for x in (180, 850):
        sheet.shape(paint.box(x, 860, x + 62, 1160), ((0, "#5f4432"), (1, "#2a1c17")))
        sheet.line([(x + 60, 860), (x + 60, 1160)], "#c79768", 3, opacity=0.8)
    sheet.shape(paint.box(230, 1000, 870, 1034), ((0, "#55402f"), (1, "#2b1e18")))
    sheet.shape(paint.box(110, 812, 970, 866), ((0, "#9b7350"), (0.25, "#7a563b"), (1, "#422c21")))
    sheet.line([(110, 812), (970, 812)], "#e4b884", 4)
    for x in (240, 420, 600, 780):
        sheet.line([(x, 820), (x + 20, 862)], "#3a271d", 2, opacity=0.5)


def _light(sheet: Sheet) -> None:
    left, top, right, bottom = _DOOR
    sheet.glow((left + right) / 2, (top + bottom) / 2, 900, 800, "#ffcf90", strength=0.4)
    for step in range(4):
        x = left - 40 - step * 20
        beam = [
            (left + 40 + step * 120, top + 20),
            (left + 130 + step * 120, top + 20),
            (x - 560 + step * 150, 1200),
            (x - 700 + step * 150, 1200),
        ]
        sheet.shape(beam, "#ffe0ad", blur=26, opacity=0.055)
    rng = random.Random(33)
    for _ in range(90):
        dust = paint.blob(rng.uniform(560, 1500), rng.uniform(220, 1060), *[rng.uniform(0.9, 2.2)] * 2)
        sheet.shape(dust, "#ffe9c4", blur=0.6, opacity=rng.uniform(0.15, 0.5))
    sheet.line([(760, -10), (760, 70)], "#15100f", 3)
    sheet.shape(paint.curve(paint.path("716,120 732,84 760,70 788,84 804,120")), ((0, "#4b6a5c"), (1, "#1e2d28")))
    sheet.shape(paint.blob(760, 122, 26, 10), "#fff0c9")
    sheet.glow(760, 130, 300, 330, "#ffc777", strength=0.5)
