"""A chart with few colours: how many lamps on the quay burned, month by month."""

from PIL import Image, ImageDraw, ImageFont

_LIT = (("Mar", 61), ("Apr", 58), ("May", 52), ("Jun", 37), ("Jul", 31), ("Aug", 22), ("Sep", 18), ("Oct", 64))
_INK, _SOFT, _BAR, _LAST = "#1c1d20", "#6a6c72", "#c3c7cf", "#b3261e"
_WIDTH, _HEIGHT, _SCALE = 1200, 720, 3


def draw() -> Image.Image:
    """Return the finished chart, smooth-edged and in a palette."""
    large = Image.new("RGB", (_WIDTH * _SCALE, _HEIGHT * _SCALE), "#ffffff")
    pen = ImageDraw.Draw(large)
    _words(pen, (60, 48), "Lamps burning on the east quay", 40, _INK)
    _words(pen, (60, 102), "Of 64, counted on the last evening of each month, 2026", 25, _SOFT)
    foot, top = 620, 190
    for lamps in (0, 16, 32, 48, 64):
        y = foot - (foot - top) * lamps / 64
        pen.line([_up(116, y), _up(1140, y)], "#e4e5e9" if lamps else _SOFT, 2 * _SCALE)
        _words(pen, (98, y - 15), str(lamps), 23, _SOFT, anchor="ra")
    for index, (month, lamps) in enumerate(_LIT):
        left = 142 + index * 125
        y = foot - (foot - top) * lamps / 64
        last = index == len(_LIT) - 1
        pen.rectangle([_up(left, y), _up(left + 84, foot - 1)], _LAST if last else _BAR)
        pen.rectangle([_up(left + 22, y - 36), _up(left + 62, y - 6)], "#ffffff")
        _words(pen, (left + 42, y - 36), str(lamps), 25, _LAST if last else _INK, anchor="ma")
        _words(pen, (left + 42, foot + 16), month, 25, _INK, anchor="ma")
    _words(pen, (1140, 676), "Source: Port Alder harbour office", 21, _SOFT, anchor="ra")
    chart = large.resize((_WIDTH, _HEIGHT), Image.Resampling.LANCZOS)
    return chart.quantize(64, dither=Image.Dither.NONE)


def _up(x: float, y: float) -> tuple[int, int]:
    return round(x * _SCALE), round(y * _SCALE)


def _words(
    pen: ImageDraw.ImageDraw, place: tuple[float, float], text: str, size: int, fill: str, *, anchor: str = "la"
) -> None:
    pen.text(_up(*place), text, fill, ImageFont.load_default(size * _SCALE), anchor)
