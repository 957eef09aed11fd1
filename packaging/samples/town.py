"""The town behind the harbour: houses on a hill, a church, a lighthouse."""

import random

import nature
import paint
from paint import Mask, Point, Sheet

_WARM = ("#ffd38a", "#ffc06a", "#ffe3b0", "#ffb45c")


def hill(sheet: Sheet, shore: float) -> None:
    """Draw the hill with its houses and church, down to the shore."""
    rng = random.Random(12)
    slope = paint.curve(paint.path("420,745 620,690 860,610 1120,560 1400,566 1680,606 1900,640 2020,650"))
    sheet.shape([*slope, (2020, shore), (420, shore)], ((0, "#1c2848"), (1, "#27304d")))
    nature.scrub(sheet, slope[20:], 0.8, "#1c2848", rng)
    _church(sheet, 1210, 566)
    for row in range(5):
        foot = 612 + row * 32
        x = 700 - row * 40 + rng.uniform(0, 40)
        while x < 2000:
            width, tall = rng.uniform(44, 82), rng.uniform(34, 62)
            top = slope[min(len(slope) - 1, max(0, int((x - 420) / 1600 * len(slope))))][1]
            if foot - tall > top - 12:
                _house(sheet, rng, (x, foot), (width, tall), row / 4)
            x += width + rng.uniform(-6, 34)


def _house(sheet: Sheet, rng: random.Random, place: Point, size: Point, near: float) -> None:
    (x, foot), (width, tall) = place, size
    wall = paint.mix("#2b3655", rng.choice(("#4a4a60", "#3c4564", "#574c58", "#35405f")), 0.4 + 0.5 * near)
    sheet.shape(
        [(x, foot - tall), (x + width, foot - tall), (x + width, foot), (x, foot)],
        ((0, wall), (1, paint.mix(wall, "#10182f", 0.35))),
    )
    peak = rng.uniform(14, 26)
    roof = [
        (x - 4, foot - tall),
        (x + width * 0.14, foot - tall - peak),
        (x + width * 0.86, foot - tall - peak),
        (x + width + 4, foot - tall),
    ]
    sheet.shape(roof, paint.mix("#161f3a", "#2d2436", near))
    if rng.random() < 0.6:
        chimney = x + width * rng.uniform(0.2, 0.75)
        sheet.shape(
            [
                (chimney, foot - tall - peak - 11),
                (chimney + 8, foot - tall - peak - 11),
                (chimney + 8, foot - tall - 4),
                (chimney, foot - tall - 4),
            ],
            "#1b2138",
        )
    for column in range(max(2, int(width // 20))):
        for floor in range(2 if tall > 46 else 1):
            if rng.random() < 0.44:
                _window(sheet, rng, x + 8 + column * 19, foot - tall + 10 + floor * 22)


def _window(sheet: Sheet, rng: random.Random, x: float, y: float) -> None:
    fill = rng.choice(_WARM)
    sheet.glow(x + 4, y + 6, 30, 30, fill, strength=0.35)
    sheet.shape([(x, y), (x + 8, y), (x + 8, y + 12), (x, y + 12)], fill, opacity=rng.uniform(0.7, 1))
    sheet.line([(x + 4, y), (x + 4, y + 12)], "#4b3b3c", 0.9)


def _church(sheet: Sheet, x: float, foot: float) -> None:
    stone = ((0, "#2c3757"), (1, "#1d2746"))
    sheet.shape([(x, foot - 78), (x + 34, foot - 78), (x + 34, foot + 20), (x, foot + 20)], stone)
    sheet.shape([(x - 4, foot - 78), (x + 17, foot - 150), (x + 38, foot - 78)], "#18213d")
    sheet.shape(
        [
            (x + 34, foot - 38),
            (x + 50, foot - 58),
            (x + 120, foot - 58),
            (x + 134, foot - 38),
            (x + 134, foot + 20),
            (x + 34, foot + 20),
        ],
        "#1f2947",
    )
    sheet.glow(x + 17, foot - 56, 34, 34, "#ffdf9c", strength=0.6)
    sheet.shape(paint.blob(x + 17, foot - 56, 8, 8), "#ffe7b4")
    sheet.line([(x + 17, foot - 56), (x + 17, foot - 62)], "#4b3b3c", 1.3)
    sheet.line([(x + 17, foot - 56), (x + 21, foot - 54)], "#4b3b3c", 1.3)


def lighthouse(sheet: Sheet) -> None:
    """Draw the lighthouse on its rock, its beam over the town."""
    x, lamp = 236.0, 372.0
    for beam in ([(x, lamp), (2100, 120), (2100, 330)], [(x, lamp), (-200, 392), (-200, 440)]):
        for share in (1.0, 0.62, 0.3):
            middle = (beam[1][0], (beam[1][1] + beam[2][1]) / 2)
            edges = [(middle[0], middle[1] + (y - middle[1]) * share) for _, y in beam[1:]]
            sheet.shape([beam[0], *edges], "#ffeebb", blur=9 * share + 1, opacity=0.085)
    rock = paint.curve(paint.path("-20,650 60,640 150,652 226,646 300,662 370,700 440,748"))
    sheet.shape([*rock, (440, 760), (-20, 760)], ((0, "#202a47"), (1, "#10172c")))
    tower: list[Point] = [(x - 26, 650), (x - 17, 412), (x + 17, 412), (x + 26, 650)]
    sheet.shape(tower, "#c9c3be")
    body = Mask(sheet, tower)
    for top in (440, 524, 608):
        Mask(sheet, [(x - 40, top), (x + 40, top), (x + 40, top + 42), (x - 40, top + 42)]).lay(
            sheet, "#a23a34", 1, body
        )
    Mask(sheet, [(x - 40, 400), (x - 2, 400), (x - 4, 660), (x - 40, 660)], 9).lay(sheet, "#101a38", 0.75, body)
    Mask(sheet, [(x - 40, 540), (x + 40, 540), (x + 40, 660), (x - 40, 660)], 40).lay(sheet, "#101a38", 0.6, body)
    sheet.shape([(x - 26, 404), (x + 26, 404), (x + 22, 414), (x - 22, 414)], "#161d34")
    sheet.line([(x - 27, 392), (x + 27, 392)], "#161d34", 2)
    for side in (-26, -13, 13, 26):
        sheet.line([(x + side, 392), (x + side, 406)], "#161d34", 1.6)
    sheet.shape([(x - 13, 354), (x + 13, 354), (x + 13, 404), (x - 13, 404)], "#ffeec2")
    for side in (-13, 0, 13):
        sheet.line([(x + side, 352), (x + side, 404)], "#2a2f45", 2)
    sheet.shape(paint.curve([(x - 19, 354), (x - 12, 338), (x, 330), (x + 12, 338), (x + 19, 354)]), "#1a2038")
    sheet.line([(x, 331), (x, 314)], "#1a2038", 2.4)
    sheet.glow(x, lamp, 190, 190, "#ffe6a8", strength=0.85)
    sheet.glow(x, lamp, 60, 60, "#fff6dc", strength=0.9)
