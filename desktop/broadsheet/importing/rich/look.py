"""How words look: what tags and styles say about a stretch of text."""

import msgspec
from msgspec import Struct

from broadsheet.importing.rich.css import Rules
from broadsheet.render import links

_DROPPED_NAMES = (
    "script style template noscript iframe object embed applet svg title xml select datalist noembed noframes "
    "frameset audio video canvas textarea"
)
DROPPED = frozenset(_DROPPED_NAMES.split())
"""Elements that a reader sees nothing of, or that are no words of the story."""

_BOLD = {"b": True, "strong": True}
_ITALIC = {"i": True, "em": True, "cite": True, "dfn": True, "var": True}
_STRIKE = {"s": True, "strike": True, "del": True}
_CODE = {"code": True, "kbd": True, "samp": True, "tt": True}

_SPEAKING = DROPPED.union(_BOLD, _ITALIC, _STRIKE, _CODE, ("a", "pre"))
_UNSEEN_CLASSES = frozenset({"sr-only", "visually-hidden", "screen-reader-text", "mw-editsection"})


class Look(Struct, frozen=True, gc=False):
    """What holds for a stretch of text; `white` is `pre` where spaces and line ends count, `href` where it leads.

    `marker` is the bullet or number that Word writes into the text, `spaces` text whose hard spaces are ordinary.
    """

    bold: bool = False
    italic: bool = False
    strike: bool = False
    code: bool = False
    hidden: bool = False
    marker: bool = False
    spaces: bool = False
    white: str = ""
    href: str = ""


PLAIN = Look()


def changed(look: Look, tag: str, attributes: dict[str, str], css: Rules) -> Look:
    """Return the look inside an element."""
    if not css and tag not in _SPEAKING and "hidden" not in attributes and "class" not in attributes:
        return look
    said: dict[str, object] = {}
    if tag in _BOLD or "font-weight" in css:
        said["bold"] = _is_bold(css.get("font-weight", ""), look.bold, tag in _BOLD)
    if tag in _ITALIC or "font-style" in css:
        style = css.get("font-style", "italic")
        said["italic"] = style.startswith(("italic", "oblique")) or (style == "inherit" and look.italic)
    if tag in _STRIKE or "line-through" in css.get("text-decoration", "") + css.get("text-decoration-line", ""):
        said["strike"] = True
    if tag in _CODE:
        said["code"] = True
    if _is_hidden(tag, attributes, css):
        said["hidden"] = True
    if tag == "a":
        said["href"] = target(attributes.get("href", ""))
    said.update(_spaced(tag, css))
    return msgspec.structs.replace(look, **said) if said else look


def _spaced(tag: str, css: Rules) -> dict[str, object]:
    said: dict[str, object] = {}
    if css.get("mso-list") == "ignore":
        said["marker"] = True
    if css.get("mso-spacerun") == "yes":
        said["spaces"] = True
    if tag == "pre" or "white-space" in css:
        said["white"] = "pre" if css.get("white-space", "pre").startswith("pre") else ""
    return said


def target(href: str) -> str:
    """Return where a link leads, unwrapped; empty for all but the web and mail (and so for marks inside the text)."""
    url = links.safe(unwrapped(href))
    return "" if url.startswith("#") else url


def unwrapped(href: str) -> str:
    """Return the address inside Google's redirection, exactly; any other as it is."""
    from urllib.parse import parse_qs, urlsplit

    if "google." not in href or "/url?" not in href:
        return href
    try:
        parts = urlsplit(href.strip())
        inner = parse_qs(parts.query, max_num_fields=50)
    except ValueError:
        return href
    host = (parts.hostname or "").removeprefix("www.")
    if not host.startswith("google.") or parts.path != "/url":
        return href
    found = (inner.get("q") or inner.get("url") or [""])[0]
    return found if links.absolute(found) else href


def _is_bold(weight: str, inherited: bool, tagged: bool) -> bool:
    if weight in ("", "inherit"):
        return inherited or tagged
    return weight.startswith("bold") or (weight.isdecimal() and int(weight[:5]) >= 600)


def _is_hidden(tag: str, attributes: dict[str, str], css: Rules) -> bool:
    if tag in DROPPED or "hidden" in attributes:
        return True
    if css.get("display") == "none" or css.get("visibility") == "hidden" or css.get("mso-hide") == "all":
        return True
    if css.get("mso-element") in ("comment-list", "comment"):
        return True
    return "class" in attributes and not _UNSEEN_CLASSES.isdisjoint(attributes["class"].lower().split()[:50])
