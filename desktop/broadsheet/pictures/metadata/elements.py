"""XML as plain elements, within limits: no document type, so no entities; nothing is fetched."""

from xml.parsers import expat

from msgspec import Struct

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns# "
XML = "http://www.w3.org/XML/1998/namespace "
MOST_BYTES = 8_000_000
_MOST_ELEMENTS, _DEEPEST, _MOST_ATTRIBUTES = 20_000, 60, 300
_LONGEST_NAME = 400
_MOST_TEXT = 4_000_000


class TooMuch(Exception):
    """Not XML, or more of it than metadata can be; never leaves this room."""


class Element(Struct):
    """One element; names are `namespace local`, `text` is what stands directly in it."""

    name: str
    attributes: dict[str, str]
    children: "list[Element]"
    text: str = ""


def parse(data: bytes) -> Element:
    """Return the root element; raises TooMuch."""
    if len(data) > MOST_BYTES:
        raise TooMuch("bytes")
    data = _utf8(data)
    begin, end = data.find(b"<"), data.rfind(b">")
    data = data[begin : end + 1] if begin >= 0 else b""
    try:
        return _parsed(data)
    except expat.ExpatError:
        pass
    try:  # programs have written Latin-1 and lone bytes into packets that claim UTF-8
        return _parsed(data.decode("utf-8", "replace").encode("utf-8"))
    except expat.ExpatError as exc:
        raise TooMuch(str(exc)) from exc


def _utf8(data: bytes) -> bytes:
    for mark, codec in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if data.startswith(mark):
            return data[2:].decode(codec, "replace").encode("utf-8")
    for start, codec in ((b"<\x00", "utf-16-le"), (b"\x00<", "utf-16-be")):
        if data.startswith(start):
            return data.decode(codec, "replace").encode("utf-8")
    return data


def _parsed(data: bytes) -> Element:
    builder = _Builder()
    parser = expat.ParserCreate(encoding="utf-8", namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.take
    parser.StartDoctypeDeclHandler = builder.refuse
    parser.EntityDeclHandler = builder.refuse
    try:
        parser.Parse(data, True)
    except (ValueError, UnicodeError) as exc:
        raise TooMuch(str(exc)) from exc
    if builder.root is None:
        raise TooMuch("empty")
    return builder.root


class _Builder:
    def __init__(self) -> None:
        self.root: Element | None = None
        self._open: list[Element] = []
        self._texts: list[list[str]] = []
        self._count, self._length = 0, 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._count += 1 + len(attributes)
        if self._count > _MOST_ELEMENTS or len(self._open) >= _DEEPEST or len(attributes) > _MOST_ATTRIBUTES:
            raise TooMuch("elements")
        if len(name) > _LONGEST_NAME or any(len(one) > _LONGEST_NAME for one in attributes):
            raise TooMuch("names")
        element = Element(name, attributes, [])
        if self._open:
            self._open[-1].children.append(element)
        elif self.root is None:
            self.root = element
        self._open.append(element)
        self._texts.append([])

    def end(self, _name: str) -> None:
        self._open.pop().text = "".join(self._texts.pop())

    def take(self, text: str) -> None:
        self._length += len(text)
        if self._length > _MOST_TEXT:
            raise TooMuch("text")
        if self._texts:
            self._texts[-1].append(text)

    def refuse(self, *_told: object) -> None:
        raise TooMuch("document type")
