"""The mechanic, from the side, the light of the door behind him."""

from collections.abc import Sequence

import paint
from paint import Mask, Point, Sheet


def draw(sheet: Sheet, x: float, y: float) -> None:
    """Draw the mechanic; (x, y) is between the shoes."""

    def put(points: Sequence[Point]) -> list[Point]:
        return paint.moved(points, x, y, 1.18)

    sheet.shape(put(paint.blob(-60, 10, 150, 16)), "#0d0808", blur=10, opacity=0.7)
    cloth, light = ((0, "#3f5a6c"), (1, "#1c2732")), "#ffd7a0"
    for leg in (
        paint.path("-34,-232 30,-232 36,-120 48,-14 6,-14 -6,-110 -30,-150"),
        paint.path("-34,-232 20,-232 -2,-120 -22,-14 -62,-14 -56,-120"),
    ):
        sheet.shape(put(leg), cloth)
    for shoe in (paint.path("2,-14 50,-14 50,4 -22,4 -18,-8"), paint.path("-66,-14 -20,-14 -20,4 -92,4 -86,-8")):
        sheet.shape(put(shoe), "#17110f")
    sheet.line(put([(36, -120), (48, -16)]), light, 3, opacity=0.8)
    body = paint.curve(paint.path("-36,-226 -52,-300 -66,-372 -58,-420 -22,-436 14,-420 34,-370 38,-290 34,-226"))
    sheet.shape(put(body), ((0, "#9a7a52"), (0.5, "#6d5338"), (1, "#3c2e22")))
    shirt = Mask(sheet, put(body))
    Mask(sheet, put(paint.path("14,-424 34,-370 38,-290 34,-226")), 5, 18).lay(sheet, light, 0.85, shirt)
    Mask(sheet, put(paint.box(-80, -440, -34, -220)), 12).lay(sheet, "#1d1411", 0.55, shirt)
    for strap in ([(-30, -230), (-34, -330), (-26, -432)], [(18, -230), (16, -330), (2, -430)]):
        Mask(sheet, put(paint.curve(strap)), 0, 15).lay(sheet, ((0, "#4a6679"), (1, "#26343f")), 1, shirt)
    Mask(sheet, put(paint.box(-44, -318, 30, -220))).lay(sheet, ((0, "#486375"), (1, "#26343f")), 1, shirt)
    _head(sheet, put)
    sheet.line(put(paint.curve([(-34, -404), (-92, -352), (-150, -318)])), "#5a4430", 30)
    sheet.line(put(paint.curve([(-92, -352), (-140, -322), (-176, -330)])), "#6f452f", 22)
    sheet.line(put(paint.curve([(4, -404), (-40, -344), (-118, -296)])), "#80634a", 31)
    sheet.line(put(paint.curve([(-70, -322), (-118, -296), (-160, -304)])), "#8a5a3f", 23)
    sheet.line(put(paint.curve([(10, -396), (-34, -334), (-80, -306)])), light, 3, opacity=0.6)
    sheet.shape(put(paint.blob(-168, -306, 17, 15)), "#8a5a3f")
    sheet.line(put([(-156, -316), (-236, -296)]), "#b5ada2", 9)
    sheet.shape(put(paint.blob(-240, -295, 15, 13)), "#b5ada2")
    sheet.shape(put(paint.blob(-243, -294, 7, 6)), "#3a2423")


def _head(sheet: Sheet, put: paint.Put) -> None:
    sheet.line(put([(-22, -424), (-32, -446)]), "#64402d", 26)
    face = paint.curve(
        paint.path("-8,-500 -30,-512 -56,-500 -60,-482 -67,-470 -60,-464 -60,-450 -44,-438 -22,-444 -8,-464 -8,-500")
    )
    sheet.shape(put(face), ((0, "#8f5f43"), (1, "#5f3c2b")))
    head = Mask(sheet, put(face))
    Mask(sheet, put(paint.curve([(-8, -500), (-4, -478), (-14, -452)])), 4, 12).lay(sheet, "#ffcf9a", 0.8, head)
    hair = paint.curve(paint.path("-50,-508 -34,-524 -8,-520 6,-498 2,-470 -8,-462 -14,-482 -24,-496 -50,-508"))
    sheet.shape(put(hair), "#241a19")
    cap = paint.curve(paint.path("-62,-500 -54,-522 -30,-532 -4,-524 8,-504"))
    sheet.shape(put([*cap, (-40, -503), (-84, -492), (-86, -497)]), ((0, "#4f7a8c"), (1, "#284450")))
    sheet.line(put(paint.curve([(-30, -532), (-4, -524), (8, -504)])), "#ffd9a6", 3, opacity=0.8)
    sheet.line(put([(-58, -482), (-50, -484)]), "#2c1d1a", 3)
