"""A portrait: the harbour master of Port Alder in her oilskin, the lamps of the quay behind her."""

import random

import paint
from paint import Mask, Point, Sheet
from PIL import Image

_SKIN, _SHADE, _HAIR = "#d9a283", "#9c6656", "#c9c6c4"


def draw() -> Image.Image:
    """Return the finished picture."""
    sheet = Sheet(900, 900, ((0, "#14224a"), (0.55, "#2b3d68"), (0.75, "#3a4668"), (1, "#0e1730")))
    _lamps(sheet)
    _coat(sheet)
    _neck_and_face(sheet)
    _features(sheet)
    _hair_and_cap(sheet)
    sheet.glow(930, 330, 520, 640, "#ffb765", strength=0.34)
    sheet.darken_edges(0.5)
    return sheet.finished(5)


def _lamps(sheet: Sheet) -> None:
    rng = random.Random(3)
    for _ in range(34):
        x, y, radius = rng.uniform(-20, 920), rng.uniform(250, 620), rng.uniform(12, 46)
        fill = rng.choice(("#ffc878", "#ffb45c", "#ffe0a8", "#9fb6e6", "#ff8f70"))
        opacity = rng.uniform(0.1, 0.4)
        sheet.shape(paint.blob(x, y, radius, radius), fill, blur=2.5, opacity=opacity)
        sheet.line([*paint.blob(x, y, radius, radius), (x + radius, y)], fill, 2, blur=1.5, opacity=opacity * 0.8)
    sheet.veil(560, 900, "#0c1530", 0.75, 0.9)


def _coat(sheet: Sheet) -> None:
    shoulders = paint.curve(paint.path("60,920 96,772 190,690 330,640 450,628 580,640 716,694 806,780 846,920"))
    sheet.shape(shoulders, ((0, "#e8b23a"), (0.6, "#c98f26"), (1, "#8a5f1d")))
    coat = Mask(sheet, shoulders)
    Mask(sheet, paint.path("0,600 190,600 150,980 0,980"), 80).lay(sheet, "#4c3a2a", 0.6, coat)
    Mask(sheet, paint.curve([(700, 686), (790, 770), (836, 920)]), 8, 30).lay(sheet, "#ffe0a0", 0.8, coat)
    for fold in (
        [(210, 710), (236, 800), (226, 920)],
        [(690, 720), (676, 810), (700, 920)],
        [(140, 760), (170, 840), (160, 920)],
    ):
        Mask(sheet, paint.curve(fold), 3, 6).lay(sheet, "#7d571c", 0.6, coat)
    Mask(sheet, [(450, 640), (450, 920)], 0.5, 4).lay(sheet, "#7d571c", 0.9, coat)
    for y in (742, 822, 900):
        sheet.shape(paint.blob(478, y, 11, 11), "#6a4a1a")
        sheet.shape(paint.blob(480, y - 2, 6, 6), "#b98a3a")
    jumper = paint.curve(paint.path("358,650 376,592 450,566 526,592 544,650 506,690 450,716 396,690 358,650"))
    sheet.shape(jumper, ((0, "#31507c"), (1, "#1b2f52")))
    wool = Mask(sheet, jumper)
    for x in range(350, 556, 15):
        Mask(sheet, paint.curve([(x, 560), (450 + (x - 450) * 0.95, 640), (450 + (x - 450) * 0.7, 720)]), 0.6, 3).lay(
            sheet, "#14244a", 0.6, wool
        )
    for side in (-1, 1):
        collar = [(450 + side * x, y) for x, y in ((84, 590), (150, 646), (122, 742), (14, 728), (62, 690), (104, 650))]
        sheet.shape(paint.curve([*collar, collar[0]]), ((0, "#f0c04e"), (1, "#b37f24")))
        sheet.line(paint.curve(collar[1:4]), "#7d571c", 2.5, opacity=0.7)


def _face() -> list[Point]:
    return paint.curve(
        paint.path(
            "332,350 338,440 360,510 404,566 452,582 500,566 544,508 564,438 570,350 540,262 452,226 366,262 332,350"
        )
    )


def _neck_and_face(sheet: Sheet) -> None:
    sheet.shape(paint.curve(paint.path("390,520 386,610 450,650 518,610 512,520")), ((0, _SHADE), (1, "#b07c66")))
    sheet.shape(paint.blob(328, 408, 20, 38), paint.mix(_SKIN, _SHADE, 0.6))
    sheet.shape(paint.blob(574, 408, 19, 38), paint.mix(_SKIN, "#ffd7a8", 0.2))
    sheet.shape(_face(), ((0, _SKIN), (1, paint.mix(_SKIN, _SHADE, 0.25))))
    face = Mask(sheet, _face())
    Mask(sheet, paint.path("300,200 398,200 384,420 424,600 300,600"), 34).lay(sheet, _SHADE, 0.62, face)
    Mask(sheet, paint.curve(paint.path("566,340 562,440 540,510 498,566")), 9, 22).lay(sheet, "#ffdcae", 0.75, face)
    for x in (388, 520):
        Mask(sheet, paint.blob(x, 466, 38, 26), 16).lay(sheet, "#c4705c", 0.5, face)
    Mask(sheet, paint.blob(452, 600, 110, 34), 12).lay(sheet, _SHADE, 0.5, face)


def _features(sheet: Sheet) -> None:
    line = "#6b3f38"
    for x, side in ((394, -1), (510, 1)):
        sheet.shape(paint.curve([(x - 25, 403), (x, 391), (x + 25, 402), (x, 410), (x - 25, 403)]), "#f6ece2")
        sheet.shape(paint.blob(x + 2, 400, 9.5, 9.5), "#42627c")
        sheet.shape(paint.blob(x + 2, 400, 5, 5.5), "#14161f")
        sheet.shape(paint.blob(x + 5, 396, 2.6, 2.6), "#ffffff")
        sheet.line(paint.curve([(x - 28, 404), (x, 390), (x + 28, 402)]), line, 4.5)
        sheet.line(
            paint.curve([(x - 26, 382), (x, 374), (x + 24, 381)]), paint.mix(_SKIN, _SHADE, 0.8), 2.5, opacity=0.7
        )
        sheet.line(
            paint.curve([(x - 20, 421), (x, 427), (x + 20, 420)]), paint.mix(_SKIN, _SHADE, 0.8), 2.2, opacity=0.7
        )
        sheet.line(paint.curve([(x - 34, 358), (x - 4 * side, 343), (x + 34, 356)]), "#8f8886", 8, opacity=0.9)
        for lower in (0, 9):
            edge = x + side * 38
            sheet.line(
                paint.curve(
                    [(edge, 402 + lower), (edge + side * 9, 405 + lower * 1.4), (edge + side * 15, 411 + lower * 1.5)]
                ),
                _SHADE,
                1.8,
                opacity=0.6,
            )
    sheet.line(paint.curve(paint.path("446,398 438,440 432,462 444,474")), _SHADE, 3.4, opacity=0.85)
    sheet.line(paint.curve([(440, 473), (455, 481), (472, 473)]), line, 3.4, opacity=0.8)
    sheet.shape(paint.blob(466, 452, 9, 17), "#f3c7a4", blur=5, opacity=0.7)
    mouth = paint.curve(paint.path("408,514 432,508 454,511 476,507 500,512 478,528 454,533 430,528 408,514"))
    sheet.shape(mouth, ((0, "#a8574d"), (1, "#bd6d60")))
    sheet.line(paint.curve(paint.path("402,511 430,517 454,518 478,516 506,509")), "#6f322f", 3.2)
    for side in (-1, 1):
        fold = [(453 + side * 40, 470), (453 + side * 60, 496), (453 + side * 60, 520)]
        sheet.line(paint.curve(fold), _SHADE, 2.4, opacity=0.55)


def _hair_and_cap(sheet: Sheet) -> None:
    for side in (-1, 1):
        lock = [
            (452 + side * x, y)
            for x, y in ((92, 250), (128, 300), (134, 372), (124, 452), (106, 404), (104, 340), (78, 292))
        ]
        sheet.shape(paint.curve([*lock, lock[0]]), ((0, _HAIR), (1, "#8d8a90")))
        for inset in (0, 10, 20):
            strand = [(452 + side * (x - inset), y) for x, y in ((104, 262), (124, 320), (126, 400))]
            sheet.line(paint.curve(strand), "#7f7c84", 1.8, opacity=0.6)
    crown = paint.curve(paint.path("318,262 322,206 358,140 452,106 546,140 582,206 588,262"))
    sheet.shape(crown, ((0, "#2f4c78"), (1, "#1c3159")))
    wool = Mask(sheet, crown)
    for x in range(-140, 150, 17):
        Mask(sheet, paint.curve([(452 + x * 0.35, 100), (452 + x * 0.92, 200), (452 + x, 310)]), 0.8, 4.5).lay(
            sheet, "#142549", 0.65, wool
        )
    Mask(sheet, paint.curve([(556, 150), (584, 220), (590, 300)]), 8, 22).lay(sheet, "#ffca86", 0.55, wool)
    upper = paint.curve(paint.path("308,262 376,238 452,230 528,238 596,262"))
    lower = paint.curve(paint.path("602,316 530,292 452,285 374,292 302,316"))
    band = [*upper, *lower]
    sheet.shape(band, ((0, "#3a5c8c"), (1, "#203862")))
    cuff = Mask(sheet, band)
    for x in range(-150, 156, 12):
        Mask(sheet, [(452 + x * 0.98, 220), (452 + x, 312)], 0.5, 3.6).lay(sheet, "#16284e", 0.7, cuff)
    Mask(sheet, lower, 4, 12).lay(sheet, "#101c3a", 0.5, cuff)
