"""Bring any picture into the colours of the web: sRGB, 8 bits, in one of the modes L, RGB or RGBA."""

from io import BytesIO
from itertools import chain, product
from typing import TYPE_CHECKING

from broadsheet.pictures import profile as profiles

if TYPE_CHECKING:
    from PIL import Image

_SIXTEEN_BITS = "I;16"

_UNSEEN = 3
"""Levels of 255 by which profiles of sRGB differ that were made shorter; the nearest other colours differ by twenty."""

_SEEN = [0] * (_UNSEEN + 1) + [255] * (255 - _UNSEEN)

_SRGB_GAMMA, _NEAR = 0.45455, 0.002
"""What PNG demands of writers who mean sRGB, and how exactly they write it."""


def is_web_ready(image: "Image.Image") -> bool:
    """Tell whether the stored pixels are what browsers show: grey, RGB or palette, in no other colours than sRGB."""
    return image.mode in {"1", "L", "P", "RGB", "RGBA", "LA"} and is_srgb(_profile(image), image.mode)


def to_srgb(image: "Image.Image") -> "Image.Image":
    """Return the picture in sRGB without its profile; a broken profile is passed over, as browsers do.

    Mode L stays for grey, RGBA only where a pixel is not opaque; everything else becomes RGB.
    """
    profile = _profile(image)
    image = blendable(image)
    if not is_srgb(profile, image.mode):
        image = _converted(image, profile)
    if image.mode == "CMYK":
        image = image.convert("RGB")
    if image.mode == "RGBA" and image.getchannel("A").getextrema() == (255, 255):
        image = image.convert("RGB")
    image.info = {}  # Pillow writes profile and comment of `info` into whatever it saves
    return image


def is_srgb(profile: bytes, mode: str = "RGB") -> bool:
    """Tell whether a profile leaves a picture's colours as they are, whatever it calls itself; a broken one does."""
    from PIL import ImageChops

    if not profile or mode == "CMYK":
        return not profile
    patches = _patches(grey=mode in {"1", "L", "LA"})
    differing = ImageChops.difference(patches, _converted(patches, profile)).convert("RGB")
    return differing.point(_SEEN * 3).getbbox() is None


def _patches(*, grey: bool) -> "Image.Image":
    """Return all greys, and nine steps of each colour with every other, in a row."""
    from PIL import Image

    greys = bytes(range(256))
    if grey:
        return Image.frombytes("L", (256, 1), greys)
    steps = [min(255, 32 * step) for step in range(9)]
    colours = [*product(steps, repeat=3), *zip(greys, greys, greys, strict=True)]
    return Image.frombytes("RGB", (len(colours), 1), bytes(chain.from_iterable(colours)))


def _profile(image: "Image.Image") -> bytes:
    """Return the profile of a picture: its own, or that which gAMA and cHRM of a PNG make (W3C PNG §4.3)."""
    own: bytes = image.info.get("icc_profile") or b""
    gamma = image.info.get("gamma", 0)
    if own or gamma <= 0 or "srgb" in image.info:
        return own
    told = (gamma, *image.info.get("chromaticity", profiles.SRGB))
    usual = (_SRGB_GAMMA, *profiles.SRGB)
    plain = all(abs(one - other) < _NEAR for one, other in zip(told, usual, strict=True))
    return b"" if plain else profiles.matrix(told[1:], 1 / gamma)


def blendable(image: "Image.Image") -> "Image.Image":
    """Return the picture in a mode whose pixels can be mixed (L, RGB, RGBA or CMYK); its profile stays."""
    if image.mode.startswith(_SIXTEEN_BITS):
        return image.convert("I").point(lambda value: value / 256).convert("L")
    if image.mode in {"LA", "PA", "La", "RGBa"} or "transparency" in image.info:
        return image.convert("RGBA")
    return image.convert({"1": "L", "L": "L", "RGBA": "RGBA", "CMYK": "CMYK"}.get(image.mode, "RGB"))


def _converted(image: "Image.Image", profile: bytes) -> "Image.Image":
    from PIL import ImageCms

    mode = "RGBA" if image.mode == "RGBA" else "RGB"
    try:
        converted = ImageCms.profileToProfile(
            image,
            ImageCms.ImageCmsProfile(BytesIO(profile)),
            ImageCms.createProfile("sRGB"),
            renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
            outputMode=mode,
            flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )
    except (ImageCms.PyCMSError, OSError):
        return image
    if converted is None:
        return image
    return converted.convert("L") if image.mode == "L" else converted
