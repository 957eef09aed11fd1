"""The harbour at night: a town on a hill, a lighthouse, a quay with lamps, fishing boats."""

import random
from collections.abc import Sequence

import paint
import town
from paint import Mask, Point, Sheet
from PIL import Image

_SHORE = 742.0
_SKY = ((0, "#0b1430"), (0.3, "#15244a"), (0.48, "#2a3d68"), (0.57, "#56607f"), (0.6, "#8d7c80"), (1, "#8d7c80"))
_WATER = ((0, "#31426a"), (0.35, "#182649"), (1, "#070d20"))
_LAMPS = (470, 640, 815, 1000, 1190, 1385, 1590, 1800)


def draw() -> Image.Image:
    """Return the finished picture."""
    sheet = Sheet(2000, 1250, _SKY)
    _stars(sheet)
    size = sheet.image.width, round(640 * paint.SCALE)
    sheet.texture(paint.noise(71, size, (3, 12)), "#45557f", 138, 225, 0.45, top=60)
    sheet.texture(paint.noise(72, size, (3, 16)), "#a88f8c", 160, 235, 0.4, top=230)
    far = paint.ridge(31, 2000, 735, 150, 0.5)
    sheet.shape([*far, (2010, _SHORE), (-10, _SHORE)], ((0, "#33426a"), (1, "#4a5273")))
    town.hill(sheet, _SHORE)
    town.lighthouse(sheet)
    _quay(sheet)
    sheet.mirror(_SHORE, 5, 7, _WATER, 1.1)
    _streaks(sheet)
    _ripples(sheet)
    _boats(sheet)
    sheet.darken_edges(0.7)
    return sheet.finished(2)


def _stars(sheet: Sheet) -> None:
    rng = random.Random(4)
    for _ in range(240):
        x, y = rng.uniform(0, 2000), 520 * rng.random() ** 1.4
        radius = rng.choice((0.7, 0.8, 1.0, 1.5))
        sheet.shape(paint.blob(x, y, radius, radius), "#e8eefc", opacity=rng.uniform(0.2, 0.9) * (1 - y / 640))
    sheet.glow(1560, 210, 210, 210, "#9fb4e0", strength=0.5)
    moon = paint.blob(1560, 210, 34, 34)
    sheet.shape(moon, "#f4efdc", blur=0.8)
    face = Mask(sheet, moon)
    for x, y, radius in ((1550, 200, 9), (1568, 218, 7), (1556, 224, 4), (1572, 197, 5)):
        Mask(sheet, paint.blob(x, y, radius, radius), 1.5).lay(sheet, "#cfc9b8", 0.6, face)


def _quay(sheet: Sheet) -> None:
    wall = paint.path("380,700 2010,700 2010,748 380,748")
    sheet.shape(wall, ((0, "#4c4a58"), (0.25, "#2c2f45"), (1, "#141a30")))
    stones = Mask(sheet, wall)
    rng = random.Random(6)
    for row in range(3):
        for x in range(380, 2010, 34):
            seam = x + (17 if row % 2 else 0) + rng.uniform(-3, 3)
            Mask(sheet, [(seam, 702 + row * 15), (seam, 717 + row * 15)], 0, 1.2).lay(sheet, "#121729", 0.7, stones)
        sheet.line([(380, 717 + row * 15), (2010, 717 + row * 15)], "#121729", 1.2, opacity=0.7)
    for x in _LAMPS:
        sheet.glow(x, 702, 120, 26, "#ffc878", strength=0.6)
        sheet.line([(x, 702), (x, 606)], "#0e1428", 4)
        sheet.line(paint.curve([(x, 612), (x + 4, 600), (x + 16, 600)]), "#0e1428", 3)
        sheet.shape([(x + 8, 600), (x + 26, 600), (x + 22, 592), (x + 12, 592)], "#0e1428")
        sheet.glow(x + 17, 606, 150, 150, "#ffb65a", strength=0.55)
        sheet.glow(x + 17, 606, 46, 46, "#ffe2a6", strength=0.9)
        sheet.shape(paint.blob(x + 17, 604, 7, 5.5), "#fff3d4")
    for x in (560, 900, 1290, 1690):
        sheet.shape([(x, 702), (x + 4, 690), (x + 2, 686), (x + 16, 686), (x + 14, 690), (x + 18, 702)], "#0f1529")
    _walkers(sheet)


def _walkers(sheet: Sheet) -> None:
    for x, tall in ((720, 34), (736, 32), (1094, 35), (1492, 33)):
        coat = paint.curve(
            [
                (x - 5, 702),
                (x - 6, 702 - tall * 0.6),
                (x - 2, 702 - tall * 0.8),
                (x + 3, 702 - tall * 0.8),
                (x + 6, 702 - tall * 0.55),
                (x + 5, 702),
            ]
        )
        sheet.shape(coat, "#0c1224")
        sheet.shape(paint.blob(x + 0.5, 702 - tall * 0.9, 3.6, 4.2), "#0c1224")
        sheet.line([(x + 6, 702 - tall * 0.55), (x + 5.4, 704 - tall * 0.3)], "#ffc27a", 1, opacity=0.8)


def _streaks(sheet: Sheet) -> None:
    rng = random.Random(15)
    lights = [(x + 17, 1.0, "#ffc06a") for x in _LAMPS] + [(236.0, 1.25, "#ffe9b4")]
    for x, power, fill in lights:
        for step in range(95):
            near = step / 95
            y = _SHORE + 6 + near * 400 * power
            sway = rng.gauss(0, 1) * (3 + 15 * near)
            reach = rng.uniform(4, 12) + 16 * near * rng.random()
            opacity = max(0.0, (0.9 - 0.85 * near) * rng.uniform(0.3, 1))
            sheet.shape(paint.blob(x + sway, y, reach, 1 + 1.2 * near), fill, blur=0.5 + near, opacity=opacity)
        sheet.glow(x, _SHORE + 70, 46, 150, fill, strength=0.3)


def _ripples(sheet: Sheet) -> None:
    rng = random.Random(19)
    for _ in range(950):
        near = rng.random() ** 1.5
        y, x = _SHORE + 8 + near * 500, rng.uniform(-60, 2060)
        reach = 12 + 120 * near * rng.uniform(0.4, 1)
        fill = rng.choice(("#5d6f9c", "#0a1128", "#060b1c", "#34466f"))
        sheet.shape(paint.blob(x, y, reach, 0.7 + 1.8 * near), fill, opacity=rng.uniform(0.1, 0.35))
    for _ in range(120):
        near = rng.random() ** 1.2
        sheet.shape(
            paint.blob(1560 + rng.gauss(0, 22 + 40 * near), _SHORE + 20 + near * 440, 5 + 18 * near, 1 + near),
            "#c6d2f0",
            blur=0.6,
            opacity=rng.uniform(0.1, 0.4),
        )


def _boats(sheet: Sheet) -> None:
    _trawler(sheet, 1330, 905, 1.25, paintwork="#8d3b36", lit=True)
    _trawler(sheet, 800, 838, 0.8, paintwork="#2f5d6b", lit=False)
    _dinghy(sheet, 420, 1040, 1.2)


def _trawler(sheet: Sheet, x: float, y: float, size: float, *, paintwork: str, lit: bool) -> None:
    def put(points: Sequence[Point]) -> list[Point]:
        return paint.moved(points, x, y, size)

    for step in range(0, 120, 7):
        share = step / 120
        wave = ((step * 31) % 13 - 6) * (1 + share)
        sheet.shape(
            put(paint.blob(wave, 26 + step, 190 - 120 * share, 4)), "#060a18", blur=1.5, opacity=0.8 * (1 - share)
        )
    ropes = "#0b1022"
    sheet.line(put([(-40, -60), (-40, -290)]), ropes, 5 * size)
    sheet.line(put([(128, -40), (128, -190)]), ropes, 4 * size)
    sheet.line(put([(-40, -120), (-150, -230)]), ropes, 3.5 * size)
    for end in ((-196, -40), (205, -78), (128, -188), (-150, -230)):
        sheet.line(put([(-40, -286), end]), ropes, 1.3 * size)
    sheet.line(put([(-150, -230), (-160, -36)]), ropes, 1.1 * size)
    cabin = put(paint.path("-22,-40 -16,-128 66,-128 78,-40"))
    sheet.shape(cabin, ((0, "#8b8a92"), (1, "#4b4d60")))
    sheet.shape(put(paint.path("-30,-128 -22,-140 72,-140 80,-128")), "#242b42")
    for left in (-8, 16, 40):
        pane = put([(left, -116), (left + 17, -116), (left + 17, -90), (left, -90)])
        sheet.shape(pane, "#ffd98e" if lit else "#1b2540")
    if lit:
        sheet.glow(*put([(24, -104)])[0], 130 * size, 110 * size, "#ffc978", strength=0.6)
        sheet.glow(*put([(-40, -286)])[0], 60 * size, 60 * size, "#ff8a7a", strength=0.8)
        sheet.shape(put(paint.blob(-40, -288, 4, 4)), "#ffd4cc")
    sheer = paint.curve(paint.path("-205,-52 -150,-36 -40,-28 80,-38 170,-66 222,-98"))
    keel = paint.curve(paint.path("222,-98 196,-40 160,22 0,32 -150,28 -190,10 -205,-52"))
    outline = put([*sheer, *keel])
    sheet.shape(outline, ((0, paintwork), (0.6, paint.mix(paintwork, "#0a1024", 0.55)), (1, "#0a0f20")))
    hull = Mask(sheet, outline)
    Mask(sheet, put(sheer), 0.3, 7 * size).lay(sheet, "#d9cfbf", 0.75, hull)
    Mask(sheet, put([(px, py + 20) for px, py in sheer]), 0.3, 2 * size).lay(sheet, "#d9cfbf", 0.4, hull)
    Mask(sheet, put(paint.path("-210,12 230,12 230,60 -210,60")), 6 * size).lay(sheet, "#070b18", 0.8, hull)
    for px, py in ((-120, -6), (-60, 0), (0, 0)):
        Mask(sheet, put(paint.blob(px, py, 11, 13)), 0.5).lay(sheet, "#0b1020", 1, hull)
        Mask(sheet, put(paint.blob(px, py, 4, 5)), 0.5).lay(sheet, "#3a4260", 0.7, hull)


def _dinghy(sheet: Sheet, x: float, y: float, size: float) -> None:
    outline = paint.curve(paint.path("-120,-30 0,-16 96,-26 132,-44")) + paint.curve(
        paint.path("132,-44 104,-2 60,14 -80,14 -112,0 -120,-30")
    )
    shadow = paint.blob(4, 20, 128, 14)
    sheet.shape(paint.moved(shadow, x, y, size), "#04081a", blur=5, opacity=0.8)
    sheet.shape(paint.moved(outline, x, y, size), ((0, "#3d4a6a"), (1, "#0b1124")))
    rim = paint.curve(paint.path("-120,-30 0,-16 96,-26 132,-44"))
    sheet.line(paint.moved(rim, x, y, size), "#c2b49a", 3.4 * size)
    for seat in (-58, 34):
        sheet.line(paint.moved([(seat, -22), (seat + 30, -20)], x, y, size), "#8f8672", 5)
