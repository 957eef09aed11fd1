"""XMP (ISO 16684-1): a packet of RDF, read within limits and without entities."""

from collections.abc import Iterator

from msgspec import Struct

from broadsheet.pictures.metadata import elements
from broadsheet.pictures.metadata.elements import RDF, XML, Element, TooMuch

NAMESPACES = {
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://ns.adobe.com/photoshop/1.0/": "photoshop",
    "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/": "Iptc4xmpCore",
    "http://iptc.org/std/Iptc4xmpExt/2008-02-29/": "Iptc4xmpExt",
    "http://ns.adobe.com/xap/1.0/": "xmp",
    "http://ns.adobe.com/xap/1.0/rights/": "xmpRights",
    "http://ns.adobe.com/xap/1.0/mm/": "xmpMM",
    "http://ns.adobe.com/xap/1.0/sType/ResourceEvent#": "stEvt",
    "http://ns.adobe.com/xap/1.0/sType/ResourceRef#": "stRef",
    "http://ns.useplus.org/ldf/xmp/1.0/": "plus",
    "http://prismstandard.org/namespaces/basic/2.0/": "prism",
    "http://ns.adobe.com/exif/1.0/": "exif",
    "http://cipa.jp/exif/1.0/": "exifEX",
    "http://ns.adobe.com/exif/1.0/aux/": "aux",
    "http://ns.adobe.com/camera-raw-settings/1.0/": "crs",
    "http://ns.adobe.com/tiff/1.0/": "tiff",
}
_LI = f"{RDF}li"
_ARRAYS = {f"{RDF}Alt": "Alt", f"{RDF}Seq": "Seq", f"{RDF}Bag": "Bag"}
_DESCRIPTION, _ABOUT, _RESOURCE, _VALUE = f"{RDF}Description", f"{RDF}about", f"{RDF}resource", f"{RDF}value"
_PARSE_TYPE = f"{RDF}parseType"
_LANG = f"{XML}lang"
_NO_PROPERTIES = frozenset({_ABOUT, f"{RDF}ID", f"{RDF}nodeID", f"{RDF}datatype", _LANG, _PARSE_TYPE, _RESOURCE})


class Value(Struct, frozen=True):
    """A property's value: `text`, or `items` of an `array` (Alt, Seq, Bag), or `fields` of a structure."""

    text: str = ""
    language: str = ""
    array: str = ""
    items: "tuple[Value, ...]" = ()
    fields: "tuple[tuple[str, Value], ...]" = ()

    def texts(self) -> "tuple[Value, ...]":
        """Return the simple values in it: of an array its items, of a text itself."""
        if self.array:
            return tuple(one for one in self.items if one.text)
        return (self,) if self.text else ()


class Packet(Struct, frozen=True):
    """Properties as (`prefix:name`, value), in the file's order; `broken` where it is no RDF within our limits."""

    properties: tuple[tuple[str, Value], ...] = ()
    broken: bool = False

    def value(self, name: str) -> Value | None:
        """Return the first value of a property."""
        return next((value for key, value in self.properties if key == name), None)

    def values(self, name: str) -> tuple[Value, ...]:
        """Return the simple values of a property."""
        found = self.value(name)
        return () if found is None else found.texts()


def read(data: bytes) -> Packet:
    """Return the properties of a packet; never raises."""
    try:
        root = elements.parse(data)
    except TooMuch:
        return Packet(broken=True)
    descriptions = [one for rdf in _find(root, f"{RDF}RDF") for one in rdf.children if one.name == _DESCRIPTION]
    return Packet(tuple(prop for one in descriptions for prop in _properties(one)))


def _find(root: Element, name: str) -> Iterator[Element]:
    """Yield the outermost elements of that name."""
    waiting = [root]
    while waiting:
        one = waiting.pop()
        if one.name == name:
            yield one
        else:
            waiting += reversed(one.children)


def _properties(node: Element) -> Iterator[tuple[str, Value]]:
    """Yield what a node tells, as attributes and as elements (ISO 16684-1 §7.9)."""
    for name, text in node.attributes.items():
        if name not in _NO_PROPERTIES:
            yield _key(name), Value(text)
    for child in node.children:
        yield _key(child.name), _value(child)


def _value(element: Element) -> Value:
    language = element.attributes.get(_LANG, "")
    if _RESOURCE in element.attributes:
        return Value(element.attributes[_RESOURCE], language)
    if element.attributes.get(_PARSE_TYPE) == "Resource":
        return _structure(element, language)
    for child in element.children:
        if child.name in _ARRAYS:
            items = tuple(_value(one) for one in child.children if one.name == _LI)
            return Value(language=language, array=_ARRAYS[child.name], items=items)
        if child.name == _DESCRIPTION:
            return _structure(child, language)
    if any(name not in _NO_PROPERTIES for name in element.attributes):
        return _structure(element, language)
    return Value(element.text, language)


def _structure(node: Element, language: str) -> Value:
    """Return a structure; one of a value with qualifiers is that value (ISO 16684-1 §7.8)."""
    fields = tuple(_properties(node))
    for name, value in fields:
        if name == "rdf:value":
            return value
    return Value(language=language, fields=fields)


def _key(name: str) -> str:
    space, _, local = name.rpartition(" ")
    if f"{space} " == RDF:
        return f"rdf:{local}"
    return f"{NAMESPACES.get(space, space)}:{local}"
