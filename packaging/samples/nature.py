"""What grows and flies in the sample pictures."""

import itertools
import math
import random

import paint
from paint import Sheet


def palm(sheet: Sheet, foot: paint.Point, size: float, fill: str, rng: random.Random) -> None:
    """Draw a coconut palm; size 1 is about 150 pixels tall."""
    x, y = foot
    lean = rng.uniform(-34, 34) * size
    top = (x + lean, y - 132 * size)
    trunk = paint.curve([(x, y + 6), (x + lean * 0.15, y - 50 * size), (x + lean * 0.55, y - 96 * size), top])
    sheet.line(trunk, fill, 4.2 * size)
    for angle in range(-165, 195, 30):
        turn = math.radians(angle + rng.uniform(-11, 11))
        reach = rng.uniform(46, 60) * size
        tip = (top[0] + reach * math.cos(turn), top[1] - 0.55 * reach * math.sin(turn) + 24 * size)
        middle = (top[0] + 0.52 * reach * math.cos(turn), top[1] - 0.62 * reach * math.sin(turn) - 4 * size)
        below = (middle[0], middle[1] + 8.5 * size)
        sheet.shape(paint.curve([top, middle, tip], 8) + paint.curve([tip, below, top], 8), fill)
    for side in (-3, 3):
        sheet.shape(paint.blob(top[0] + side * size, top[1] + 4 * size, 3.4 * size, 3.6 * size), fill)


def scrub(sheet: Sheet, line: list[paint.Point], size: float, fill: str, rng: random.Random) -> None:
    """Roughen the edge of a hill with bushes."""
    for (x, y), (nx, ny) in itertools.pairwise(line):
        for _ in range(max(1, int(math.hypot(nx - x, ny - y) / (7 * size)))):
            share = rng.random()
            radius = rng.uniform(5, 15) * size
            centre = x + (nx - x) * share, y + (ny - y) * share + radius * 0.45
            sheet.shape(paint.blob(*centre, radius * rng.uniform(1, 1.7), radius), fill)


def birds(sheet: Sheet, places: list[tuple[float, float, float]], fill: str) -> None:
    """Draw gulls far away at (x, y, size)."""
    for x, y, size in places:
        upper = paint.curve(paint.path("-17,-4 -9,-9 0,0 9,-10 17,-6"), 6)
        lower = paint.curve(paint.path("17,-6 9,-7 0,3 -9,-6 -17,-4"), 6)
        sheet.shape(paint.moved(upper + lower, x, y, size), fill)
