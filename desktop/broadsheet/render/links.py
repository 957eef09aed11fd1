"""Where a published page may lead to, and where its pictures may come from."""

import re
from urllib.parse import unquote

_SAFE = re.compile(r"(?:https?://[^/\\?#\s]|mailto:[^\s]|#)", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x20\x7f]")
_ASSET = re.compile(r"assets(?:/[^/\\:?#\x00-\x1f\x7f]+)+")


def safe(url: str) -> str:
    """Return a URL that a page may link to (http, https, mailto, or a place on the page), else an empty string."""
    url = url.strip()
    return _CONTROL.sub(_percent, url) if _SAFE.match(url) else ""


def absolute(url: str) -> str:
    """Return a web address with scheme and host, else an empty string."""
    found = safe(url)
    return found if found.lower().startswith(("http://", "https://")) else ""


def asset(src: str) -> str:
    """Return the name of the asset that an image's source means (`assets/boat.jpg`), else an empty string.

    The source may be percent-encoded, as Markdown writes it. Names that leave the folder are none.
    """
    name = unquote(src)
    if not _ASSET.fullmatch(name) or any(part in ("", ".", "..") for part in name.split("/")):
        return ""
    return name


def _percent(found: re.Match[str]) -> str:
    return f"%{ord(found[0]):02X}"
