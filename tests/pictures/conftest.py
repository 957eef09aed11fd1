"""Pictures made for the tests: every one has a red corner at the top left as it is to be looked at."""

from io import BytesIO

import pytest
from PIL import Image

_TURNS = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


@pytest.fixture
def scene():
    """Return a function that draws a soft blue picture with a red corner."""

    def draw(width=640, height=400, mode="RGB"):
        image = Image.linear_gradient("L").resize((width, height)).convert("RGB")
        image = Image.merge("RGB", (image.getchannel(0).point(lambda v: v // 4), *image.split()[1:]))
        image.paste((220, 20, 20), (0, 0, width // 4, height // 4))
        return image.convert(mode)

    return draw


@pytest.fixture
def encoded():
    """Return a function that saves an image to bytes."""

    def save(image, form="JPEG", **options):
        target = BytesIO()
        image.save(target, format=form, **options)
        return target.getvalue()

    return save


@pytest.fixture
def turned(scene, encoded):
    """Return a function that stores the scene turned, with the EXIF orientation that turns it back."""

    def make(orientation, form="JPEG", **options):
        image = scene()
        if _TURNS[orientation] is not None:
            image = image.transpose(_TURNS[orientation])
        exif = Image.Exif()
        exif[0x0112] = orientation
        return encoded(image, form, exif=exif, **options)

    return make


@pytest.fixture
def pixels():
    """Return a function that decodes bytes to (mode, size, pixels), all frames."""

    def decode(data):
        image = Image.open(BytesIO(data))
        frames = []
        for index in range(getattr(image, "n_frames", 1)):
            image.seek(index)
            frames.append((image.mode, image.size, image.tobytes()))
        return frames

    return decode


@pytest.fixture
def red_corner():
    """Return a function that tells whether the top left corner of an image is red and the others are not."""

    def look(image):
        rgb = image.convert("RGB")
        right, bottom = rgb.width - 3, rgb.height - 3
        reds = [red > 150 and blue < 90 for red, _, blue in map(rgb.getpixel, ((2, 2), (right, 2), (2, bottom)))]
        return reds == [True, False, False]

    return look
