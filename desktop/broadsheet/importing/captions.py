"""The words under a picture in an office file: caption and credit, joined with the picture that they stand under."""

import re

_CAPTIONED = re.compile(r"<p>(<img [^<>]*>)</p><figcaption>(.*?)</figcaption>")
_ALONE = re.compile(r"(</?)figcaption>")
_NUMBERED = re.compile(r"^(?:figure|gambar|abbildung|figura|image|foto|photo)\s+\d+\s*[.:]?\s*", re.IGNORECASE)
"""What Word sets in front of a caption by itself."""


def joined(html: str) -> str:
    """Return HTML in which a caption belongs to the picture above it; one without a picture is a paragraph."""
    parts = _CAPTIONED.split(html)
    told = [_ALONE.sub(r"\1p>", parts[0])]
    for image, words, rest in zip(parts[1::3], parts[2::3], parts[3::3], strict=True):
        told.append(f"<figure>{image}<figcaption>{_NUMBERED.sub('', words)}</figcaption></figure>")
        told.append(_ALONE.sub(r"\1p>", rest))
    return "".join(told)
