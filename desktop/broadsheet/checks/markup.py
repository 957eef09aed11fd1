"""What readers will get of a block: its links and pictures, read from the HTML and not guessed from Markdown."""

from html.parser import HTMLParser

from msgspec import Struct


class Anchor(Struct, frozen=True):
    """A link as readers get it; `text` counts the alt text of a picture in it."""

    text: str
    url: str


class Image(Struct, frozen=True):
    """A picture as readers get it."""

    src: str
    alt: str


class _Collector(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.anchors: list[Anchor] = []
        self.images: list[Image] = []
        self._url: str | None = None
        self._text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "a":
            self._url, self._text = values.get("href", ""), [values.get("aria-label", "")]
        elif tag == "img":
            self.images.append(Image(values.get("src", ""), values.get("alt", "")))
            self._text.append(values.get("alt", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._url is not None:
            self.anchors.append(Anchor("".join(self._text).strip(), self._url))
            self._url = None

    def handle_data(self, data: str) -> None:
        self._text.append(data)


def collect(html: str) -> tuple[tuple[Anchor, ...], tuple[Image, ...]]:
    """Return the links and the pictures of sanitised HTML, each in its order."""
    collector = _Collector()
    collector.feed(html)
    collector.close()
    return tuple(collector.anchors), tuple(collector.images)
