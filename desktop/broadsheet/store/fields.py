"""The article's fields under our own key in info.json; the body stands in the text file."""

import re
import uuid
from collections.abc import Mapping

import msgspec
from msgspec import Raw

from broadsheet.article.model import Article
from broadsheet.store import info, unknown
from broadsheet.store.members import BundleError

KEY = "org.broadsheet.article"
VERSION = 1
"""Of what stands under our key. A higher one opens read-only."""

_BUNDLES = uuid.UUID("3f0e8e0c-6d2b-4f4f-9a51-5f0d7b7f7c11")
"""The name space (RFC 9562 §6.5) of ids that are made of a bundle's text."""

_NOT_OURS = ("version", "body")
"""Not fields of the article there, whatever a file says."""

_EMPTY_LINES = re.compile(r"\A(?:[ \t\r]*\n)+")


def read(keys: Mapping[str, bytes], text: str) -> tuple[Article, bool]:
    """Return the article, and whether a newer version of the program or of the format wrote it.

    Without our key, a leading `# Heading` of the text becomes the headline. Raises members.BundleError.
    """
    newer = info.version(keys.get("version", b"")) > info.BUNDLE_VERSION
    if KEY not in keys:
        return _foreign(text), newer
    try:
        own = info.values(keys[KEY])
        newer = newer or info.version(own.get("version", b"")) > VERSION
        known = {name: raw for name, raw in own.items() if name not in _NOT_OURS}
        return _article(_understood(known) if newer else known, text), newer
    except ValueError as exc:
        raise BundleError("damaged", f"{KEY}: {exc}") from exc


def write(keys: Mapping[str, bytes], article: Article) -> bytes:
    """Return info.json with the article's fields, and with everything else that it held before."""
    own = unknown.merged(article, keys.get(KEY, b""), without="body")
    return info.write(keys, KEY, {"version": VERSION} | own | {"version": VERSION})


def foreign(keys: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the keys of info.json that no save may change."""
    return {name: raw for name, raw in keys.items() if name not in (KEY, *info.BEGUN)}


def _article(known: Mapping[str, bytes], text: str) -> Article:
    whole = {name: Raw(raw) for name, raw in known.items()}
    whole.setdefault("id", Raw(msgspec.json.encode(_identity(text))))
    article = msgspec.json.decode(msgspec.json.encode(whole), type=Article)
    return msgspec.structs.replace(article, body=text)


def _understood(known: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the fields of a newer version that still mean what they mean to us."""
    understood = {}
    for name, raw in known.items():
        try:
            _article({name: raw}, "")
        except ValueError:
            continue
        understood[name] = raw
    return understood


def _foreign(text: str) -> Article:
    first, _, rest = text.lstrip().partition("\n")
    mark, _, headline = first.partition(" ")
    if mark == "#" and headline.strip():
        return Article(id=_identity(text), headline=_unclosed(headline.strip()), body=_EMPTY_LINES.sub("", rest))
    return Article(id=_identity(text), body=text)


def _identity(text: str) -> str:
    """Return an id for a bundle that has none: the same each time, so that its exports are the same bytes."""
    return str(uuid.uuid5(_BUNDLES, text))


def _unclosed(heading: str) -> str:
    """Return a heading without the `#` that may close it (CommonMark §4.2)."""
    bare = heading.rstrip("#")
    return bare.rstrip() if bare.endswith((" ", "\t")) else heading
