"""How the pictures of a page are addressed: the preview shows the assets themselves, an export what it made of them."""

import re
from collections.abc import Mapping
from html import escape, unescape
from typing import Protocol
from urllib.parse import quote

import msgspec
from msgspec import Struct

from broadsheet.render import links

HALF, THIRD = '<figure class="half">', '<figure class="third">'
"""Open a picture that stands with one or with two others in a row; the sanitiser lets nobody else write these."""

_IMAGE = re.compile(rf'({HALF}|{THIRD})?<img src="([^"]*)"((?:[^">]|"[^"]*")*)>')
_IN_ROW = {HALF: "(min-width: 44em) 20rem, 100vw", THIRD: "(min-width: 44em) 13rem, 100vw"}
"""How wide these are shown; on a narrow screen each has the whole of it."""


class Source(Struct, frozen=True):
    """A picture in a newer form: its media type, and `srcset` as of `img`."""

    type: str
    srcset: str


class Cut(Struct, frozen=True):
    """A crop of a picture, for those who list the article: `url` is absolute or empty, `src` is as of `img`."""

    ratio: str
    src: str
    width: int
    height: int
    url: str = ""


class Shown(Struct, frozen=True):
    """A picture as a page shows it.

    `src`, `srcset` and `sizes` are attributes of `img`; width and height are those of `src` in pixels, 0 if unknown.
    `url` is the picture's absolute address for search engines and social networks, empty where it has none.
    `sources` are for browsers that know them, best first; `crops` are not on the page.
    """

    src: str
    srcset: str = ""
    sizes: str = ""
    width: int = 0
    height: int = 0
    url: str = ""
    sources: tuple[Source, ...] = ()
    crops: tuple[Cut, ...] = ()


class PictureSource(Protocol):
    """Knows how a page reaches the assets of a document."""

    def picture(self, asset: str) -> Shown | None:
        """Return how to show the asset `assets/boat.jpg`; None leaves the picture out of the page."""


class Assets:
    """Shows the assets themselves, each in the size given for it."""

    def __init__(self, sizes: Mapping[str, tuple[int, int]]) -> None:
        self._sizes = sizes

    def picture(self, asset: str) -> Shown:
        """Return the asset at its place in the document; one that is not there is for the browser to miss."""
        width, height = self._sizes.get(asset, (0, 0))
        return Shown(quote(asset), width=width, height=height)


def place(html: str, pictures: PictureSource) -> str:
    """Return a body's HTML with every image addressed as the source says."""
    if "<img" not in html:
        return html
    return _IMAGE.sub(lambda found: _addressed(found, pictures), html)


def attributes(shown: Shown) -> str:
    """Return what stands in an `img` tag for a picture, but for its words."""
    given = {"src": shown.src, "srcset": shown.srcset, "sizes": shown.sizes if shown.srcset else ""}
    known = {"width": shown.width, "height": shown.height} if shown.width and shown.height else {}
    written = {name: value for name, value in given.items() if value} | known
    return " ".join(f'{name}="{escape(str(value))}"' for name, value in written.items())


def _addressed(found: re.Match[str], pictures: PictureSource) -> str:
    row, source, words = found.groups(default="")
    shown = pictures.picture(links.asset(unescape(source)))
    if shown is None:
        return found[0]
    shown = msgspec.structs.replace(shown, sizes=_IN_ROW.get(row, shown.sizes))
    image = f"<img {attributes(shown)}{words}>"
    sources = "".join(
        f'<source type="{escape(one.type)}" srcset="{escape(one.srcset)}" sizes="{escape(shown.sizes)}">'
        for one in shown.sources
    )
    return row + (f"<picture>{sources}{image}</picture>" if sources else image)
