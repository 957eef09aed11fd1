"""The people of the sample pictures: small, from the side or from behind, nobody in particular."""

from collections.abc import Sequence

import paint
from paint import Mask, Point, Sheet

_SKIN = "#8a5a3f"


class Pupil:
    """What one pupil wears and how far the step is: -1 to 1."""

    def __init__(self, bag: str, skirt: bool, step: float, cap: bool = True, tall: float = 1.0) -> None:
        self.bag, self.skirt, self.step, self.cap, self.tall = bag, skirt, step, cap, tall


def walking(sheet: Sheet, x: float, y: float, size: float, pupil: Pupil) -> None:
    """Draw a pupil walking to the right; (x, y) is the ground between the feet, size 1 is 200 pixels tall."""
    scale = size * pupil.tall

    def put(points: Sequence[Point]) -> list[Point]:
        return paint.moved(points, x, y, scale)

    sheet.shape(put(paint.blob(6, 2, 40, 5)), "#3a2c22", blur=2, opacity=0.45)
    for side, shade in ((-1, 0.35), (1, 0.0)):
        _leg(sheet, put, scale, side * pupil.step, shade)
    _clothes(sheet, put, scale, pupil)
    _head(sheet, put, scale, pupil)


def _leg(sheet: Sheet, put: paint.Put, scale: float, step: float, shade: float) -> None:
    skin = paint.mix(_SKIN, "#2c2030", shade)
    hip, knee, foot = (0.0, -92.0), (12 * step + 4, -50.0), (26 * step - 4 * abs(step), -8.0 - 6 * max(0.0, -step))
    sheet.line(put(paint.curve([hip, knee, foot], 8)), skin, 11 * scale)
    sheet.line(
        put([(foot[0] * 0.94 + knee[0] * 0.06, -22.0), foot]), paint.mix("#f4f1ea", "#2c2030", shade), 11.5 * scale
    )
    shoe = [
        (foot[0] - 9, foot[1] + 7),
        (foot[0] - 9, foot[1] - 5),
        (foot[0] + 6, foot[1] - 5),
        (foot[0] + 19, foot[1] + 2),
        (foot[0] + 19, foot[1] + 7),
    ]
    sheet.shape(put(shoe), paint.mix("#23242c", "#15131c", shade))


def _clothes(sheet: Sheet, put: paint.Put, scale: float, pupil: Pupil) -> None:
    red = ((0, "#b8322f"), (1, "#8c2428"))
    swing = 6 * pupil.step
    if pupil.skirt:
        sheet.shape(put([(-17, -106), (17, -106), (29 + swing, -56), (-27 + swing, -56)]), red)
        for fold in (-12, 0, 12):
            sheet.line(put([(fold * 0.7, -100), (fold * 1.5 + swing, -57)]), "#74191f", 1.4 * scale, opacity=0.6)
    else:
        for side, shade in ((-1, 0.3), (1, 0.0)):
            knee = 12 * side * pupil.step + 4
            leg = [(-16, -106), (16, -106), (knee + 13, -62), (knee - 14, -62)]
            sheet.shape(put(leg), paint.mix("#ad2f2d", "#3a1520", shade))
    shirt = paint.curve(paint.path("-18,-102 -19,-126 -15,-148 -6,-157 8,-156 16,-144 19,-122 18,-102"))
    sheet.shape(put(shirt), ((0, "#fbf8f0"), (1, "#d6d8dc")))
    cloth = Mask(sheet, put(shirt))
    Mask(sheet, put(paint.path("-24,-104 -24,-160 -9,-160 -7,-104")), 4 * scale).lay(sheet, "#a4aebd", 0.6, cloth)
    bag = paint.curve(paint.path("-12,-148 -24,-154 -36,-146 -39,-122 -36,-104 -22,-101 -12,-108"))
    sheet.shape(put(bag), ((0, pupil.bag), (1, paint.mix(pupil.bag, "#1c1a26", 0.45))))
    sheet.line(
        put(paint.curve([(-33, -127), (-24, -123), (-14, -127)])), paint.mix(pupil.bag, "#15131c", 0.5), 1.8 * scale
    )
    sheet.line(
        put(paint.curve(paint.path("-13,-150 3,-150 6,-128 -10,-110"))), paint.mix(pupil.bag, "#15131c", 0.3), 4 * scale
    )
    sheet.line(put(paint.curve([(4, -146), (9 - swing, -124), (16 - 2 * swing, -106)])), "#efece6", 10 * scale)
    sheet.line(put([(14 - 1.8 * swing, -111), (19 - 2.6 * swing, -96)]), _SKIN, 7.5 * scale)


def _head(sheet: Sheet, put: paint.Put, scale: float, pupil: Pupil) -> None:
    sheet.line(put([(1, -150), (3, -164)]), paint.mix(_SKIN, "#3a2430", 0.4), 9 * scale)
    face = paint.curve(
        paint.path("-11,-170 -9,-186 4,-192 15,-186 17,-176 20,-171 16,-168 14,-160 4,-157 -7,-160 -11,-170")
    )
    sheet.shape(put(face), ((0, paint.mix(_SKIN, "#ffd2a0", 0.12)), (1, _SKIN)))
    hair = paint.path("-13,-168 -14,-184 -6,-194 8,-196 17,-188 8,-184 2,-178 0,-166 -6,-158 -11,-160")
    if pupil.skirt:
        hair = [*hair[:8], (-4, -150), (-15, -148), (-17, -160)]
    sheet.shape(put(paint.curve([*hair, hair[0]])), "#1d1820")
    if pupil.cap:
        cap = paint.curve(paint.path("-13,-182 -9,-195 3,-200 14,-195 17,-185"))
        sheet.shape(put([*cap, (28, -183), (27, -180), (16, -181), (-13, -180)]), ((0, "#c53a34"), (1, "#8f2528")))


def seated(sheet: Sheet, x: float, y: float, size: float, shirt: str, *, cap: bool) -> None:
    """Draw someone who sits behind a rail: head and shoulders, looking right; (x, y) is the rail."""

    def put(points: Sequence[Point]) -> list[Point]:
        return paint.moved(points, x, y + 152 * size, size)

    body = paint.curve(paint.path("-20,-140 -19,-152 -12,-160 8,-160 17,-151 19,-140 19,-120 -20,-120"))
    sheet.shape(put(body), ((0, shirt), (1, paint.mix(shirt, "#3a4358", 0.4))))
    _head(sheet, put, size, Pupil("#000000", skirt=False, step=0, cap=cap))
