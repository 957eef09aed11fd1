"""Bring any picture into the colours of the web: sRGB, 8 bits, in one of the modes L, RGB or RGBA."""

from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image

_SIXTEEN_BITS = "I;16"


def is_web_ready(image: "Image.Image") -> bool:
    """Tell whether browsers show the stored pixels as they are: grey, RGB or palette, untagged or tagged as sRGB."""
    profile = image.info.get("icc_profile")
    return image.mode in {"1", "L", "P", "RGB", "RGBA", "LA"} and (not profile or _is_srgb(profile))


def to_srgb(image: "Image.Image") -> "Image.Image":
    """Return the picture in sRGB without its profile; a broken profile is passed over, as browsers do.

    Mode L stays for grey, RGBA only where a pixel is not opaque; everything else becomes RGB.
    """
    profile = image.info.get("icc_profile")
    image = blendable(image)
    if profile and not _is_srgb(profile):
        image = _converted(image, profile)
    if image.mode == "CMYK":
        image = image.convert("RGB")
    if image.mode == "RGBA" and image.getchannel("A").getextrema() == (255, 255):
        image = image.convert("RGB")
    image.info = {}  # Pillow writes profile and comment of `info` into whatever it saves
    return image


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


def _is_srgb(profile: bytes) -> bool:
    from PIL import ImageCms

    try:
        return "sRGB" in ImageCms.getProfileDescription(ImageCms.ImageCmsProfile(BytesIO(profile)))
    except (ImageCms.PyCMSError, OSError):
        return False
