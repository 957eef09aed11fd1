"""Web pages saved as one file: MHTML (RFC 2557), a mail with the page and its pictures in it."""

from pathlib import Path
from typing import TYPE_CHECKING

from broadsheet import errors
from broadsheet.importing.taking import Copy
from broadsheet.importing.text import decoding
from broadsheet.importing.web import html, pages

if TYPE_CHECKING:
    from email.message import Message

_MOST_PARTS = 2_000


def read(path: Path) -> Copy:
    """Return a saved page as an article, with the pictures that came in the same file.

    Raises errors.UnreadableDocument.
    """
    from email import message_from_bytes, policy

    # The old policy: the new one parses every header of every part, at a price that grows faster than their length.
    mail = message_from_bytes(decoding.content(path, pages.MOST_BYTES), policy=policy.compat32)
    page: Message | None = None
    inside: dict[str, bytes] = {}
    for count, part in enumerate(mail.walk()):
        if count > _MOST_PARTS:
            raise errors.UnreadableDocument(path, "too_large", f"> {_MOST_PARTS}")
        if part.get_content_type() == "text/html":
            page = page or part
        elif part.get_content_maintype() == "image":
            data = _content(part)
            if location := str(part.get("Content-Location", "")).strip():
                inside[location] = data
            if name := str(part.get("Content-ID", "")).strip("<> \t"):
                inside[f"cid:{name}"] = data
    if page is None:
        raise errors.UnreadableDocument(path, "damaged", "MHTML")
    data = _content(page)
    text, notes = decoding.text(data, path, pages.known_encoding(page.get_content_charset("")) or pages.declared(data))
    return html.article(pages.tree(text, path), path, notes, inside)


def _content(part: "Message") -> bytes:
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""
