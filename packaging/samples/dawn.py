"""The bay at dawn: two wooden boats, ranges of hills, a low sun."""

import random

import boats
import nature
import paint
from paint import Sheet
from PIL import Image

_SHORE = 700.0
_SUN = (1390.0, 566.0)
_SKY = (
    (0, "#2b3a5e"),
    (0.14, "#4f5580"),
    (0.30, "#9d6f8c"),
    (0.42, "#dc8f8c"),
    (0.50, "#f4b58a"),
    (0.57, "#fbd9a0"),
    (1, "#fbd9a0"),
)
_WATER = ((0, "#e8a98c"), (0.25, "#b67a83"), (0.6, "#5c4f72"), (1, "#232c49"))
_HILLS = (
    # seed, base, height, colour at the top, colour at the foot
    (11, 690, 150, "#d99a8b", "#e9b291"),
    (5, 700, 120, "#b77f86", "#d39a8b"),
    (23, 704, 96, "#87637c", "#a8777f"),
)


def draw() -> Image.Image:
    """Return the finished picture."""
    sheet = Sheet(2000, 1250, _SKY)
    _clouds(sheet)
    sheet.glow(*_SUN, 1250, 800, "#ff9a5a", strength=0.8)
    sheet.glow(*_SUN, 540, 420, "#ffd08a", strength=0.85)
    sheet.shape(paint.blob(*_SUN, 64, 64), "#fff1cf", blur=1.5)
    for seed, base, height, far, near in _HILLS:
        line = paint.ridge(seed, 2000, base, height, 0.55)
        sheet.shape([*line, (2010, _SHORE), (-10, _SHORE)], ((0, far), (1, near)))
        sheet.veil(base - 60, _SHORE + 2, "#f4c79c", 0.55, 0.85)
    sheet.glow(*_SUN, 380, 280, "#ffb070", strength=0.6)
    _headland(sheet)
    sheet.mirror(_SHORE, 3, 5, _WATER, 1.25)
    sheet.veil(_SHORE - 26, _SHORE + 26, "#f6cda2", 0.5)
    _ripples(sheet)
    _glitter(sheet)
    boats.sailing(sheet, 1575, 772, 0.46, flip=True)
    boats.sailing(sheet, 650, 920, 1.32)
    nature.birds(sheet, [(960, 300, 1.0), (1012, 276, 0.75), (1066, 306, 0.85), (1122, 262, 0.55)], "#4a3c5c")
    sheet.darken_edges(0.5)
    return sheet.finished(1)


def _clouds(sheet: Sheet) -> None:
    size = sheet.image.width, round(560 * paint.SCALE)
    sheet.texture(paint.noise(41, size, (4, 14)), "#f2b4a0", 132, 215, 0.55, top=-30)
    sheet.texture(paint.noise(42, size, (3, 22)), "#ffd9a8", 150, 225, 0.75, top=100)
    sheet.texture(paint.noise(43, size, (3, 18)), "#41426a", 148, 225, 0.5, top=-90)


def _headland(sheet: Sheet) -> None:
    rng = random.Random(8)
    back = paint.curve(paint.path("-20,560 180,566 380,610 560,668 690,702"))
    sheet.shape([*back, (690, _SHORE + 4), (-20, _SHORE + 4)], ((0, "#74597a"), (1, "#9a7380")))
    nature.scrub(sheet, back[10:], 0.5, "#745a7a", rng)
    sheet.veil(600, _SHORE + 4, "#e0a894", 0.4, 0.9)
    line = paint.curve(paint.path("-20,512 90,518 190,556 280,612 370,662 470,702"))
    for x, y in line[4 : len(line) - 10 : 5]:
        nature.palm(sheet, (x + rng.uniform(-14, 14), y + 8), rng.uniform(0.42, 0.92), "#483b60", rng)
    sheet.shape([*line, (470, _SHORE + 4), (-20, _SHORE + 4)], ((0, "#483b60"), (1, "#5d4a6a")))
    nature.scrub(sheet, line, 0.8, "#483b60", rng)
    for x, y, width in ((196, 676, 62), (300, 684, 52)):
        _hut(sheet, x, y, width)


def _hut(sheet: Sheet, x: float, y: float, width: float) -> None:
    tall = width * 0.42
    sheet.shape([(x, y - tall), (x + width, y - tall), (x + width, y), (x, y)], "#3b3155")
    eaves = [
        (x - 9, y - tall),
        (x + width * 0.24, y - tall * 2),
        (x + width * 0.78, y - tall * 2),
        (x + width + 9, y - tall),
    ]
    sheet.shape(eaves, "#33294c")
    sheet.shape(
        [
            (x + width * 0.4, y - tall * 0.75),
            (x + width * 0.6, y - tall * 0.75),
            (x + width * 0.6, y - tall * 0.25),
            (x + width * 0.4, y - tall * 0.25),
        ],
        "#ffc27d",
    )
    for share in (0.1, 0.5, 0.9):
        sheet.line([(x + width * share, y), (x + width * share, _SHORE + 2)], "#33294c", 3)


def _ripples(sheet: Sheet) -> None:
    rng = random.Random(17)
    for _ in range(1000):
        near = rng.random() ** 1.6
        y = _SHORE + 8 + near * 545
        x, reach = rng.uniform(-60, 2060), 14 + 150 * near * rng.uniform(0.4, 1)
        light = rng.random() < 0.5
        fill = paint.mix("#ffd3a4", "#c98b93", near) if light else paint.mix("#8d6678", "#161d38", near)
        sheet.shape(paint.blob(x, y, reach, 0.8 + 2.2 * near), fill, opacity=rng.uniform(0.08, 0.3))


def _glitter(sheet: Sheet) -> None:
    rng = random.Random(29)
    for step in range(10):
        y = _SHORE + 10 + step * 48
        sheet.glow(_SUN[0], y, 90 + 22 * step, 60, "#ff9a5e", strength=0.4 - 0.028 * step)
    for _ in range(900):
        near = rng.random() ** 1.25
        y = _SHORE + 3 + near * 500
        spread = 26 + 120 * near
        x = _SUN[0] + rng.gauss(0, 0.5) * spread
        reach = (4 + 30 * near) * rng.uniform(0.35, 1.2)
        fill = paint.mix("#fff0cc", "#ffad6c", min(1.0, abs(x - _SUN[0]) / spread))
        opacity = rng.uniform(0.25, 0.85) * (1 - 0.7 * near)
        sheet.shape(paint.blob(x, y, reach, 0.7 + 1.3 * near), fill, blur=0.3 + 0.7 * near, opacity=opacity)
