"""Brushes for the sample pictures: everything is drawn twice as large and made smaller once, so edges are soft."""

import itertools
import math
import random
from collections.abc import Callable, Sequence

from PIL import Image, ImageChops, ImageDraw, ImageFilter

Point = tuple[float, float]
Colour = tuple[int, int, int]
Stops = Sequence[tuple[float, str]]
Put = Callable[[Sequence[Point]], list[Point]]

SCALE = 2


def rgb(text: str) -> Colour:
    """Return the colour that `#rrggbb` names."""
    return int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16)


def mix(first: str, second: str, share: float) -> str:
    """Return the colour that lies `share` of the way from the first to the second."""
    pairs = zip(rgb(first), rgb(second), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def at(stops: Stops, share: float) -> str:
    """Return the colour of a gradient at a share of its length."""
    for (low, first), (high, second) in itertools.pairwise(stops):
        if share <= high:
            return mix(first, second, max(0.0, (share - low) / (high - low)))
    return stops[-1][1]


def path(text: str) -> list[Point]:
    """Return the points in a text like `0,10 20,-5`, as SVG writes them."""
    pairs = (pair.split(",") for pair in text.split())
    return [(float(x), float(y)) for x, y in pairs]


def curve(points: Sequence[Point], steps: int = 14) -> list[Point]:
    """Return a smooth line through the points (Catmull-Rom)."""
    padded = [points[0], *points, points[-1]]
    line: list[Point] = []
    for a, b, c, d in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        for step in range(steps):
            t = step / steps
            line.append((_spline(a[0], b[0], c[0], d[0], t), _spline(a[1], b[1], c[1], d[1], t)))
    return [*line, points[-1]]


def _spline(a: float, b: float, c: float, d: float, t: float) -> float:
    return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)


def box(left: float, top: float, right: float, bottom: float) -> list[Point]:
    """Return an upright rectangle."""
    return [(left, top), (right, top), (right, bottom), (left, bottom)]


def blob(x: float, y: float, rx: float, ry: float, turn: float = 0.0) -> list[Point]:
    """Return an ellipse, turned by degrees."""
    cos, sin = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    around = [2 * math.pi * step / 72 for step in range(72)]
    return [
        (x + rx * math.cos(a) * cos - ry * math.sin(a) * sin, y + rx * math.cos(a) * sin + ry * math.sin(a) * cos)
        for a in around
    ]


def moved(points: Sequence[Point], x: float, y: float, size: float = 1.0, flip: bool = False) -> list[Point]:
    """Return the points at another place and size, mirrored if asked."""
    side = -size if flip else size
    return [(x + px * side, y + py * size) for px, py in points]


def ridge(seed: int, width: float, base: float, height: float, rough: float = 0.5, *, step: float = 6) -> list[Point]:
    """Return the line of a hill chain: waves of falling size around `base - height / 2`."""
    rng = random.Random(seed)
    waves = [(rng.uniform(0.6, 1.4) * 2 ** (n * 0.9), rng.uniform(0, 6.3), rough**n) for n in range(7)]
    total = sum(weight for _, _, weight in waves)
    line = []
    for index in range(int(width / step) + 2):
        x = index * step
        rise = sum(w * math.sin(f * x / width * 6.3 + p) for f, p, w in waves) / total
        line.append((x, base - height * (0.5 + 0.5 * rise)))
    return line


def noise(seed: int, size: tuple[int, int], cells: tuple[int, int], octaves: int = 4) -> Image.Image:
    """Return soft noise as grey; `cells` is how many lumps there are across and down in the coarsest octave."""
    rng = random.Random(seed)
    sheet = Image.new("L", size, 128)
    for octave in range(octaves):
        across, down = (max(2, cell << octave) for cell in cells)
        lumps = Image.frombytes("L", (across, down), rng.randbytes(across * down))
        sheet = Image.blend(sheet, lumps.resize(size, Image.Resampling.BICUBIC), 0.6 if octave == 0 else 0.5**octave)
    return sheet


class Sheet:
    """A picture in the making; all coordinates are pixels of the finished one."""

    def __init__(self, width: int, height: int, stops: Stops) -> None:
        self.width, self.height = width, height
        self.image = _gradient((width * SCALE, height * SCALE), stops)

    def shape(
        self,
        points: Sequence[Point],
        fill: str | Stops,
        blur: float = 0,
        opacity: float = 1,
        inside: "Mask | None" = None,
    ) -> None:
        """Fill a polygon with a colour, or with stops from its top to its bottom."""
        mask = Mask(self, points, blur)
        mask.lay(self, fill, opacity, inside)

    def line(self, points: Sequence[Point], fill: str, width: float, blur: float = 0, opacity: float = 1) -> None:
        """Draw a line with round corners."""
        mask = Mask(self, points, blur, stroke=width)
        mask.lay(self, fill, opacity, None)

    def glow(self, x: float, y: float, rx: float, ry: float, fill: str, *, strength: float = 1) -> None:
        """Add light that falls off from a point."""
        left, top = round((x - rx) * SCALE), round((y - ry) * SCALE)
        size = max(1, round(2 * rx * SCALE)), max(1, round(2 * ry * SCALE))
        # Pillow's gradient is black in the middle, 181 at the edges and white only in the corners.
        fall = Image.radial_gradient("L").point(lambda v: int(255 * strength * max(0.0, 1 - v / 181) ** 2))
        fall = fall.resize(size, Image.Resampling.BICUBIC)
        light = Image.composite(Image.new("RGB", size, rgb(fill)), Image.new("RGB", size), fall)
        under = self.image.crop((left, top, left + size[0], top + size[1]))
        self.image.paste(ImageChops.screen(under, light), (left, top))

    def veil(self, top: float, bottom: float, fill: str, strength: float, peak: float = 0.5) -> None:
        """Lay a band of mist that is thickest at `peak` of its height."""
        size = self.image.width, round((bottom - top) * SCALE)
        column = Image.new("L", (1, 256))
        for y in range(256):
            share = y / 255
            side = share / peak if share < peak else (1 - share) / (1 - peak)
            column.putpixel((0, y), int(255 * strength * (0.5 - 0.5 * math.cos(math.pi * side))))
        self.image.paste(Image.new("RGB", size, rgb(fill)), (0, round(top * SCALE)), column.resize(size))

    def texture(self, grey: Image.Image, fill: str, low: int, high: int, opacity: float, *, top: float = 0) -> None:
        """Lay a colour where a noise is light: nothing below `low`, all above `high`, less towards top and bottom."""
        mask = grey.point(lambda v: int(255 * opacity * min(1.0, max(0.0, (v - low) / (high - low)))))
        fade = Image.linear_gradient("L").point(lambda v: int(255 * min(1.0, min(v, 255 - v) / 60)))
        mask = ImageChops.multiply(mask, fade.resize(mask.size))
        self.image.paste(Image.new("RGB", mask.size, rgb(fill)), (0, round(top * SCALE)), mask)

    def mirror(self, shore: float, seed: int, wobble: float, tint: Stops, squash: float = 1.0) -> None:
        """Fill everything below `shore` with what stands above it, broken by waves that grow towards the viewer."""
        rng = random.Random(seed)
        top, depth = round(shore * SCALE), self.image.height - round(shore * SCALE)
        seen = min(top, round(depth * squash))
        above = self.image.crop((0, top - seen, self.image.width, top)).transpose(Image.Transpose.FLIP_TOP_BOTTOM)
        above = above.resize((self.image.width, depth), Image.Resampling.BICUBIC)
        above = _with_wings(above, 40 * SCALE)
        phases = [rng.uniform(0, 6.3) for _ in range(4)]
        water = Image.new("RGB", (self.image.width, depth))
        for y in range(depth):
            near = y / depth
            waves = sum(math.sin(y / (3 + 11 * near * n) + phases[n]) / n for n in (1, 2, 3))
            shift = round(SCALE * wobble * (0.15 + near) * (waves + rng.uniform(-0.5, 0.5)))
            left = 40 * SCALE - max(-39 * SCALE, min(39 * SCALE, shift))
            water.paste(above.crop((left, y, left + water.width, y + 1)), (0, y))
        colour = _gradient(water.size, tint)
        shares = Image.new("L", (1, 256))
        for y in range(256):
            shares.putpixel((0, y), int(255 * (0.25 + 0.55 * y / 255)))
        water.paste(colour, (0, 0), shares.resize(water.size))
        self.image.paste(water, (0, top))

    def darken_edges(self, strength: float) -> None:
        """Let the corners fall off as a lens does."""
        fall = Image.radial_gradient("L").point(lambda v: int(max(0, v - 90) * strength)).resize(self.image.size)
        self.image.paste(Image.new("RGB", self.image.size), (0, 0), fall)

    def finished(self, seed: int, grain: float = 0.02) -> Image.Image:
        """Return the picture at its own size with the grain of paper, which also hides steps in gradients."""
        image = self.image.resize((self.width, self.height), Image.Resampling.LANCZOS)
        rng = random.Random(seed)
        fine = Image.frombytes("L", image.size, rng.randbytes(self.width * self.height))
        fine = Image.blend(Image.new("L", image.size, 128), fine.filter(ImageFilter.GaussianBlur(0.6)), grain * 3)
        return ImageChops.overlay(image, Image.merge("RGB", [fine] * 3))


class Mask:
    """Where a shape is, kept small: only the box around it."""

    def __init__(self, sheet: Sheet, points: Sequence[Point], blur: float = 0, stroke: float = 0) -> None:
        margin = blur * 3 + stroke + 2
        xs, ys = [x for x, _ in points], [y for _, y in points]
        self.left = math.floor(max(min(xs) - margin, -margin) * SCALE)
        self.top = math.floor(max(min(ys) - margin, -margin) * SCALE)
        right = math.ceil(min(max(xs) + margin, sheet.width + margin) * SCALE)
        bottom = math.ceil(min(max(ys) + margin, sheet.height + margin) * SCALE)
        self.grey = Image.new("L", (max(1, right - self.left), max(1, bottom - self.top)))
        pen = ImageDraw.Draw(self.grey)
        local = [(x * SCALE - self.left, y * SCALE - self.top) for x, y in points]
        if stroke:
            pen.line(local, 255, max(1, round(stroke * SCALE)), "curve")
        else:
            pen.polygon(local, 255)
        if blur:
            self.grey = self.grey.filter(ImageFilter.GaussianBlur(blur * SCALE))

    def lay(self, sheet: Sheet, fill: str | Stops, opacity: float, inside: "Mask | None") -> None:
        """Paint the shape onto the sheet, only where it also lies `inside` another."""
        grey = self.grey
        if inside is not None:
            clip = Image.new("L", grey.size)
            clip.paste(inside.grey, (inside.left - self.left, inside.top - self.top))
            grey = ImageChops.multiply(grey, clip)
        if opacity < 1:
            grey = grey.point(lambda v: int(v * opacity))
        colour = _gradient(grey.size, fill if not isinstance(fill, str) else ((0, fill), (1, fill)))
        sheet.image.paste(colour, (self.left, self.top), grey)


def _with_wings(image: Image.Image, reach: int) -> Image.Image:
    """Return the image with its margins mirrored on both sides, so that it can be shifted without a gap."""
    wide = Image.new("RGB", (image.width + 2 * reach, image.height))
    flipped = image.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    wide.paste(flipped.crop((image.width - reach, 0, image.width, image.height)), (0, 0))
    wide.paste(flipped.crop((0, 0, reach, image.height)), (reach + image.width, 0))
    wide.paste(image, (reach, 0))
    return wide


def _gradient(size: tuple[int, int], stops: Stops) -> Image.Image:
    column = Image.new("RGB", (1, min(size[1], 1024)))
    last = max(1, column.height - 1)
    for y in range(column.height):
        column.putpixel((0, y), rgb(at(stops, y / last)))
    return column.resize(size, Image.Resampling.BICUBIC)
