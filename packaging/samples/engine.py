"""A diesel engine with one cylinder, as small boats have it."""

from collections.abc import Sequence

import paint
from paint import Mask, Point, Sheet


def draw(sheet: Sheet, x: float, y: float) -> None:
    """Draw the engine; (x, y) is the middle of its base plate."""

    def put(points: Sequence[Point]) -> list[Point]:
        return paint.moved(points, x, y)

    red = ((0, "#c8503c"), (0.6, "#96332a"), (1, "#4f1d1b"))
    sheet.shape(put(paint.box(-236, -16, 250, 14)), ((0, "#6a6863"), (1, "#2a2625")))
    sheet.shape(put(paint.path("-150,-16 -166,-150 -120,-196 92,-196 134,-156 134,-16")), red)
    block = Mask(sheet, put(paint.path("-150,-16 -166,-150 -120,-196 92,-196 134,-156 134,-16")))
    Mask(sheet, put(paint.path("100,-196 140,-160 140,-10 112,-10")), 6).lay(sheet, "#ffb489", 0.7, block)
    Mask(sheet, put(paint.box(-170, -60, 140, -10)), 16).lay(sheet, "#2a1113", 0.6, block)
    for left in (-120, -64, -8, 48):
        Mask(sheet, put(paint.box(left, -150, left + 40, -78)), 1).lay(sheet, "#6d2722", 0.8, block)
        Mask(sheet, put([(left + 40, -150), (left + 40, -78)]), 0.5, 3).lay(sheet, "#e88b6c", 0.6, block)
    for bolt in ((-142, -30), (-142, -120), (112, -30), (112, -140), (-20, -30)):
        sheet.shape(put(paint.blob(*bolt, 8, 8)), "#3b2422")
        sheet.shape(put(paint.blob(bolt[0] + 2, bolt[1] - 2, 4, 4)), "#c99a80")
    for index in range(5):
        rib = paint.box(-104, -212 - index * 18, 62, -203 - index * 18)
        sheet.shape(put(rib), ((0, "#b5aea2"), (1, "#5b5550")))
    sheet.shape(put(paint.box(-92, -312, 50, -296)), "#8e877d")
    sheet.shape(put(paint.box(-84, -300, 42, -200)), "#3a3431", opacity=0.45)
    sheet.shape(
        put(paint.curve(paint.path("-60,-312 -58,-346 -20,-358 18,-346 20,-312"))), ((0, "#a49c90"), (1, "#57504b"))
    )
    tank = put(paint.curve(paint.path("-176,-216 -206,-236 -206,-300 -176,-322 -118,-322 -112,-216")))
    sheet.shape(tank, ((0, "#4f8292"), (1, "#1f4450")))
    sheet.shape(put(paint.box(-166, -338, -134, -320)), "#2b2523")
    pipe = put(paint.curve(paint.path("40,-270 120,-276 170,-330 176,-420")))
    sheet.line(pipe, "#3e3835", 30)
    sheet.line([(px + 8, py) for px, py in pipe], "#b98d6a", 4, opacity=0.8)
    sheet.shape(put(paint.box(150, -470, 204, -410)), ((0, "#57504b"), (1, "#2c2725")))
    sheet.line(put(paint.curve(paint.path("-112,-240 -70,-236 -66,-190 -40,-176"))), "#d0a24a", 6)
    _flywheel(sheet, *put([(196, -122)])[0])
    sheet.shape(put(paint.blob(-196, -78, 46, 46)), ((0, "#7b746c"), (1, "#332d2b")))
    sheet.shape(put(paint.blob(-196, -78, 14, 14)), "#1d1817")
    for wrench in ([(300, 8), (420, 4)], [(330, -4), (388, 10)]):
        sheet.line(put(wrench), "#a8a198", 9)
    for nut in ((-300, 4), (-276, 6), (286, 6)):
        sheet.shape(put(paint.blob(*nut, 9, 6)), "#b7ad9f")
    cloth = paint.curve(paint.path("-350,14 -338,-8 -310,-2 -300,12 -286,40 -318,66 -346,40 -350,14"))
    sheet.shape(put(cloth), ((0, "#d9cbb0"), (1, "#7d6f5c")))


def _flywheel(sheet: Sheet, x: float, y: float) -> None:
    sheet.shape(paint.blob(x, y, 128, 128), ((0, "#8b847b"), (1, "#2d2826")))
    sheet.shape(paint.blob(x, y, 112, 112), ((0, "#5f5852"), (1, "#262120")))
    sheet.shape(paint.blob(x, y, 100, 100), ((0, "#46403c"), (1, "#1e1a19")))
    for turn in range(0, 360, 60):
        spoke = paint.blob(x, y, 98, 12, turn + 12)
        sheet.shape(spoke, ((0, "#8b847b"), (1, "#4a4440")))
    sheet.shape(paint.blob(x, y, 32, 32), ((0, "#a69e93"), (1, "#4c4641")))
    sheet.shape(paint.blob(x, y, 12, 12), "#1c1817")
    rim = paint.blob(x, y, 120, 120)
    sheet.line(rim[56:72] + rim[:14], "#ffcf9c", 7, blur=1, opacity=0.85)
