"""The school boat at its pier: pupils in red and white, a long boat under an awning."""

import random
from collections.abc import Sequence

import nature
import paint
import people
from paint import Mask, Point, Sheet
from people import Pupil
from PIL import Image

_SHORE = 690.0
_DECK = 846.0
_SKY = ((0, "#5fa3c7"), (0.25, "#8fc3d3"), (0.45, "#cfe3dc"), (0.56, "#f4ead0"), (1, "#f4ead0"))
_WATER = ((0, "#a9d3cd"), (0.25, "#5fb0b2"), (0.6, "#2b8290"), (1, "#155a70"))
_HILLS = (
    (64, 690, 190, "#a9c4c2", "#cfdcd0"),
    (14, 700, 150, "#7fa9a4", "#b0c8ba"),
    (52, 704, 84, "#4f8a7c", "#85ad93"),
)
_QUEUE = (
    (150, Pupil("#2f6f9f", skirt=True, step=0.9, cap=False)),
    (290, Pupil("#e0a030", skirt=False, step=-0.8, tall=0.9)),
    (372, Pupil("#7b4d8f", skirt=True, step=0.6, tall=0.86)),
    (560, Pupil("#3b8d5a", skirt=False, step=1.0, tall=1.04, cap=False)),
    (690, Pupil("#c8553d", skirt=True, step=-0.9, tall=0.95)),
    (838, Pupil("#2b4f81", skirt=False, step=0.7, tall=0.92)),
)


def draw() -> Image.Image:
    """Return the finished picture."""
    sheet = Sheet(2000, 1250, _SKY)
    _clouds(sheet)
    rng = random.Random(77)
    for index, (seed, base, height, far, near) in enumerate(_HILLS):
        line = paint.ridge(seed, 2000, base, height, 0.55)
        sheet.shape([*line, (2010, _SHORE), (-10, _SHORE)], ((0, far), (1, near)))
        if index == 2:
            nature.scrub(sheet, line, 0.7, far, rng)
        sheet.veil(base - 70, _SHORE + 2, "#f3ead2", 0.5, 0.85)
    _village(sheet, rng)
    sheet.mirror(_SHORE, 9, 6, _WATER, 1.2)
    sheet.veil(_SHORE - 18, _SHORE + 22, "#f7efd8", 0.55)
    _ripples(sheet)
    _boat(sheet, 1470, 930)
    _pier(sheet)
    for x, pupil in _QUEUE:
        people.walking(sheet, x, _DECK - 2, 1.22, pupil)
    nature.birds(sheet, [(1180, 210, 1.0), (1240, 184, 0.7), (1300, 216, 0.8)], "#5b7f8c")
    sheet.glow(380, 120, 1100, 700, "#ffe6b0", strength=0.42)
    sheet.darken_edges(0.35)
    return sheet.finished(3)


def _clouds(sheet: Sheet) -> None:
    size = sheet.image.width, round(620 * paint.SCALE)
    sheet.texture(paint.noise(91, size, (4, 7)), "#ffffff", 128, 205, 0.75, top=-60)
    sheet.texture(paint.noise(92, size, (3, 14)), "#fff1d6", 140, 220, 0.8, top=70)


def _village(sheet: Sheet, rng: random.Random) -> None:
    for x in (1180, 1235, 1302, 1420, 1495, 1580, 1660, 1705, 1790, 1875):
        nature.palm(sheet, (x + rng.uniform(-10, 10), 684), rng.uniform(0.5, 0.82), "#3f7568", rng)
    for x, width, wall, roof in (
        (1200, 74, "#d9c7a4", "#9c5a42"),
        (1300, 92, "#efe6d2", "#b4493c"),
        (1420, 66, "#c8b08a", "#7d5b4a"),
        (1520, 84, "#b9cbc4", "#8c5546"),
        (1640, 70, "#dcc9a6", "#a5573f"),
        (1745, 80, "#e8dcc3", "#7d5b4a"),
    ):
        foot, tall = 688.0, width * 0.34
        sheet.shape(
            [(x, foot - tall), (x + width, foot - tall), (x + width, foot - 8), (x, foot - 8)],
            ((0, wall), (1, paint.mix(wall, "#5d6f68", 0.35))),
        )
        eaves = [
            (x - 10, foot - tall),
            (x + width * 0.2, foot - tall * 2),
            (x + width * 0.8, foot - tall * 2),
            (x + width + 10, foot - tall),
        ]
        sheet.shape(eaves, ((0, paint.mix(roof, "#f0c8a0", 0.2)), (1, roof)))
        for share in (0.18, 0.62):
            left = x + width * share
            sheet.shape(
                [(left, foot - tall + 7), (left + 13, foot - tall + 7), (left + 13, foot - 14), (left, foot - 14)],
                "#4d5d5a",
            )
        for share in (0.06, 0.5, 0.94):
            sheet.line([(x + width * share, foot - 8), (x + width * share, _SHORE + 2)], "#5a4a40", 3.4)


def _ripples(sheet: Sheet) -> None:
    rng = random.Random(37)
    for _ in range(1100):
        near = rng.random() ** 1.5
        y, x = _SHORE + 6 + near * 560, rng.uniform(-60, 2060)
        reach = 12 + 130 * near * rng.uniform(0.4, 1)
        fill = rng.choice(("#d9f0e6", "#8fd0cb", "#1b6478", "#114b60"))
        sheet.shape(paint.blob(x, y, reach, 0.8 + 2.2 * near), fill, opacity=rng.uniform(0.1, 0.34))


def _pier(sheet: Sheet) -> None:
    for x in (80, 290, 500, 710, 920):
        _post(sheet, x + 46, _DECK + 4, 120, 15, shade=0.45)
    for x in (30, 250, 470, 690, 910):
        _post(sheet, x, _DECK + 8, 250, 24, shade=0.0)
    under = [(-10, _DECK + 34), (985, _DECK + 34), (985, _DECK + 64), (-10, _DECK + 64)]
    sheet.shape(under, "#2c4a50", blur=14, opacity=0.55)
    deck = [(-10, _DECK - 16), (968, _DECK - 16), (1010, _DECK + 20), (-10, _DECK + 20)]
    sheet.shape(deck, ((0, "#c49a6c"), (1, "#a67a50")))
    wood = Mask(sheet, deck)
    rng = random.Random(21)
    for x in range(-40, 1040, 34):
        shade = rng.choice(("#8a6040", "#d8b283", "#b58a5d", "#c79f70"))
        Mask(sheet, [(x - 10, _DECK - 16), (x + 23, _DECK - 16), (x + 30, _DECK + 20), (x - 4, _DECK + 20)]).lay(
            sheet, shade, 0.4, wood
        )
        Mask(sheet, [(x - 10, _DECK - 16), (x - 4, _DECK + 20)], 0, 1.8).lay(sheet, "#5e3f2b", 0.7, wood)
    sheet.shape(
        [(-10, _DECK + 20), (1010, _DECK + 20), (1010, _DECK + 40), (-10, _DECK + 40)], ((0, "#80593b"), (1, "#4d3527"))
    )
    sheet.line([(-10, _DECK + 20), (1010, _DECK + 20)], "#e2bd8d", 2.4)
    for x in (985,):
        sheet.shape(
            [(x - 12, _DECK + 14), (x - 10, _DECK - 62), (x + 12, _DECK - 62), (x + 14, _DECK + 14)],
            ((0, "#a97c52"), (1, "#5d4030")),
        )
        for drop in (-38, -30, -22):
            sheet.line([(x - 12, _DECK + drop), (x + 13, _DECK + drop + 2)], "#e6d8b8", 5)
    sheet.line(
        paint.curve([(994, _DECK - 30), (1060, _DECK + 24), (1140, _DECK + 6), (1172, _DECK - 24)]), "#e6d8b8", 4
    )


def _post(sheet: Sheet, x: float, top: float, tall: float, width: float, *, shade: float) -> None:
    wood = ((0, paint.mix("#8a6242", "#3d6168", shade)), (1, paint.mix("#3f2e26", "#3d6168", shade)))
    sheet.shape([(x, top), (x + width, top), (x + width, top + tall), (x, top + tall)], wood)
    post = Mask(sheet, [(x, top), (x + width, top), (x + width, top + tall), (x, top + tall)])
    Mask(
        sheet,
        [(x + width * 0.7, top), (x + width * 1.2, top), (x + width * 1.2, top + tall), (x + width * 0.7, top + tall)],
        3,
    ).lay(sheet, "#20191a", 0.6, post)
    Mask(
        sheet,
        [(x - 4, top + tall - 46), (x + width + 4, top + tall - 46), (x + width + 4, top + tall), (x - 4, top + tall)],
        8,
    ).lay(sheet, "#24423f", 0.8, post)
    sheet.shape(paint.blob(x + width / 2, top + tall, width * 1.3, 5), "#e3f4ea", blur=1.5, opacity=0.6)
    for step in range(0, 90, 6):
        sheet.shape(
            paint.blob(x + width / 2 + ((step * 29) % 13 - 6), top + tall + 8 + step, width * 0.6, 3),
            "#2b4a4c",
            blur=1,
            opacity=0.5 * (1 - step / 90),
        )


def _boat(sheet: Sheet, x: float, y: float) -> None:
    def put(points: Sequence[Point]) -> list[Point]:
        return paint.moved(points, x, y)

    sheet.shape(put(paint.blob(0, 62, 370, 22)), "#0f4558", blur=8, opacity=0.6)
    for step in range(0, 120, 8):
        share = step / 120
        wave = ((step * 31) % 17 - 8) * (1 + share)
        sheet.shape(
            put(paint.blob(wave, 74 + step, 350 - 140 * share, 4.5)),
            "#e9efe6" if step % 24 == 0 else "#1c6173",
            blur=1.6,
            opacity=0.4 * (1 - share),
        )
    for post in (-250, -130, -10, 110, 230):
        sheet.line(put([(post, -30), (post + 4, -212)]), "#5b6b70", 6)
    inside = paint.curve(paint.path("-330,-64 -200,-46 0,-40 200,-50 330,-84"))
    sheet.shape(put([*inside, (330, -20), (-330, -20)]), "#38505a")
    for index, seat in enumerate((-196, -116, -40, 44, 124, 196)):
        people.seated(sheet, x + seat, y - 44, 1.0, "#f7f3ea", cap=index % 3 != 1)
    people.seated(sheet, x - 298, y - 62, 1.12, "#3f6f8f", cap=False)
    hat = paint.curve(paint.path("-328,-108 -311,-122 -294,-140 -276,-122 -258,-106 -294,-111 -328,-108"))
    sheet.shape(put(hat), ((0, "#dcb878"), (1, "#a9824a")))
    _awning(sheet, put)
    sheer = paint.curve(paint.path("-366,-86 -300,-60 -150,-38 40,-34 220,-54 320,-84 404,-142"))
    keel = paint.curve(paint.path("404,-142 368,-60 318,36 180,66 -100,70 -310,58 -350,20 -366,-86"))
    outline = put([*sheer, *keel])
    sheet.shape(outline, ((0, "#f6f3ea"), (0.5, "#dfe3de"), (1, "#9fb4b6")))
    hull = Mask(sheet, outline)
    Mask(sheet, put([(px, py + 9) for px, py in sheer]), 0.4, 18).lay(sheet, "#1f6f9c", 1, hull)
    Mask(sheet, put([(px, py + 32) for px, py in sheer]), 0.4, 9).lay(sheet, "#c4392f", 1, hull)
    for drop in (52, 70, 88):
        Mask(sheet, put([(px, py + drop) for px, py in sheer]), 0.4, 1.4).lay(sheet, "#8ca0a4", 0.8, hull)
    Mask(sheet, put(paint.path("-380,34 420,34 420,90 -380,90")), 10).lay(sheet, "#2e6a78", 0.75, hull)
    sheet.line(put(sheer), "#b98a58", 7)
    sheet.line(put([(px, py - 2) for px, py in sheer]), "#e8c79a", 2)
    sheet.shape(put(paint.path("-392,-96 -368,-104 -358,-60 -384,-54")), "#3b4650")
    sheet.line(put([(-376, -60), (-372, 60)]), "#3b4650", 9)
    sheet.line(put([(-366, -92), (-318, -92)]), "#2b333b", 6)


def _awning(sheet: Sheet, put: paint.Put) -> None:
    top = paint.curve(paint.path("-276,-214 -150,-236 0,-242 150,-236 262,-212"))
    valance = [(262, -212), (266, -188)]
    for step in range(14):
        right = 266 - step * 39
        valance += [(right - 10, -182), (right - 20, -178), (right - 30, -182), (right - 39, -188)]
    cloth = put([*top, *valance, (-280, -188)])
    sheet.shape(cloth, ((0, "#3f8fb8"), (1, "#1e5f88")))
    canvas = Mask(sheet, cloth)
    for left in range(-276, 270, 78):
        Mask(sheet, put([(left, -246), (left + 39, -246), (left + 39, -176), (left, -176)])).lay(
            sheet, "#eef2ea", 0.85, canvas
        )
    Mask(sheet, put(paint.path("-290,-200 280,-200 280,-170 -290,-170")), 7).lay(sheet, "#16384f", 0.45, canvas)
    sheet.line(put(top), "#f7fbf4", 2.4, opacity=0.8)
