"""What ninjs of all versions says alike: identity, times, people, and JSON without empty keys."""

import uuid
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote, urlsplit, urlunsplit

import msgspec

from broadsheet.article.model import Article
from broadsheet.render import dates, links

Fields = dict[str, Any]


def uri(article: Article) -> str:
    """Return an absolute URI that stays the same as long as the article lives: its address, or its identity.

    An identity that is no UUID, as other programs may have left it, becomes one by its name (RFC 9562, §5.5).
    """
    return address(article.seo.canonical_url) or urn(article.id)


def address(url: str) -> str:
    """Return a web address in the letters that a URI may have (RFC 3986; RFC 3987, §3.1), else an empty string."""
    found = links.absolute(url)
    if found.isascii():
        return found
    parts = urlsplit(found)
    try:
        host = parts.netloc.encode("idna").decode()
    except UnicodeError:
        return ""
    kept = "/%!$&'()*+,;=:@?"
    return urlunsplit((parts.scheme, host, *(quote(part, safe=kept) for part in parts[2:])))


def urn(name: str) -> str:
    """Return a name as `urn:uuid:…`."""
    try:
        return uuid.UUID(name).urn
    except ValueError:
        return uuid.uuid5(uuid.NAMESPACE_URL, name).urn


def utc(moment: str) -> str:
    """Return a time in UTC, `2026-11-22T07:30:00Z`, the one form that every reader of ninjs takes.

    Empty for what has no offset.
    """
    if not dates.is_exact(moment):
        return ""
    return datetime.fromisoformat(moment.strip()).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def publication_status(article: Article) -> str:
    """Return ninjs' `pubstatus`: what is no more than a draft is withheld."""
    return "usable" if article.status in {"ready", "published"} else "withheld"


def full(value: Any) -> Any:
    """Return an object without its empty members, all the way down; a `value` may be empty."""
    if isinstance(value, dict):
        made = {key: full(one) for key, one in value.items()}
        return {key: one for key, one in made.items() if one not in ("", None, [], {})}
    if isinstance(value, list):
        return [one for one in map(full, value) if one not in ("", None, [], {})]
    return value


def encoded(item: Fields) -> bytes:
    """Return JSON (RFC 8259), indented, without empty members."""
    return msgspec.json.format(msgspec.json.encode(full(item)), indent=2) + b"\n"
