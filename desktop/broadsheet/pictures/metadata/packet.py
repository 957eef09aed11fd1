"""Writes XMP: the same words give the same packet."""

from collections.abc import Iterator, Sequence

from broadsheet.pictures.metadata import moments
from broadsheet.pictures.metadata.words import Words
from broadsheet.pictures.metadata.xmp import NAMESPACES, Value

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_BEGIN = '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
_END = '\n<?xpacket end="w"?>'
_URIS = {prefix: uri for uri, prefix in NAMESPACES.items()}


def write(words: Words, kept: Sequence[tuple[str, Value]] = ()) -> bytes:
    """Return a packet in UTF-8 (ISO 16684-1 §7.3), empty where there is nothing to say."""
    properties = [*_of_words(words), *((name, value) for name, value in kept if _writable(name, value))]
    if not properties:
        return b""
    body = "".join(_property(name, value) for name, value in properties)
    used = sorted({prefix for name, value in properties for prefix in _prefixes(name, value)})
    spaces = "".join(f' xmlns:{prefix}="{_URIS[prefix]}"' for prefix in used)
    packet = (
        f'{_BEGIN}<x:xmpmeta xmlns:x="adobe:ns:meta/">\n<rdf:RDF xmlns:rdf="{_RDF}">\n'
        f'<rdf:Description rdf:about=""{spaces}>\n{body}</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>{_END}'
    )
    return packet.encode("utf-8", "replace")


def _of_words(words: Words) -> Iterator[tuple[str, Value]]:
    """Yield the properties, in the order of their names."""
    pairs = (
        ("Iptc4xmpCore:AltTextAccessibility", _alternatives(words.alt, words.language)),
        ("Iptc4xmpCore:ExtDescrAccessibility", _alternatives(words.description, words.language)),
        ("Iptc4xmpExt:DigitalSourceType", Value(words.digital_source)),
        ("dc:creator", Value(array="Seq", items=tuple(Value(name) for name in words.creator if name))),
        ("dc:description", _alternatives(words.caption, words.language)),
        ("dc:rights", _alternatives(words.copyright, words.language)),
        ("dc:title", _alternatives(words.title, words.language)),
        ("photoshop:Credit", Value(words.credit)),
        ("photoshop:DateCreated", Value(moments.of_xmp(words.created))),
        ("photoshop:Headline", Value(words.headline)),
        ("photoshop:Source", Value(words.source)),
        ("xmpRights:UsageTerms", _alternatives(words.usage_terms, words.language)),
        ("xmpRights:WebStatement", Value(words.licence_url)),
    )
    for name, value in pairs:
        if value.text or value.items:
            yield name, value


def _alternatives(text: str, language: str) -> Value:
    """Return a text for any reader, and once more under its language (ISO 16684-1 §8.2.2.4)."""
    if not text:
        return Value()
    items = [Value(text, "x-default")]
    if language:
        items.append(Value(text, language))
    return Value(array="Alt", items=tuple(items))


def _property(name: str, value: Value) -> str:
    if value.fields:
        inner = "".join(_property(key, one) for key, one in value.fields)
        return f'<{name} rdf:parseType="Resource">{inner}</{name}>\n'
    language = f' xml:lang="{_escaped(value.language, quote=True)}"' if value.language else ""
    if value.array:
        items = "".join(_property("rdf:li", one) for one in value.items)
        return f"<{name}><rdf:{value.array}>{items}</rdf:{value.array}></{name}>\n"
    return f"<{name}{language}>{_escaped(value.text)}</{name}>\n"


def _escaped(text: str, *, quote: bool = False) -> str:
    """Return text that may stand in XML 1.0: without the characters that it cannot hold (§2.2)."""
    text = "".join(one for one in text if one in "\t\n\r" or (one >= " " and not "\ud800" <= one <= "\udfff"))
    text = text.replace("\ufffe", "").replace("\uffff", "")
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")
    return text.replace('"', "&quot;") if quote else text


def _writable(name: str, value: Value) -> bool:
    """Tell whether all of a kept property is in namespaces that we know."""
    return all(prefix in _URIS for prefix in _prefixes(name, value)) and not name.endswith(":")


def _prefixes(name: str, value: Value) -> Iterator[str]:
    prefix = name.rpartition(":")[0]
    if prefix != "rdf":
        yield prefix
    for key, inner in (*value.fields, *(("rdf:li", one) for one in value.items)):
        yield from _prefixes(key, inner)
