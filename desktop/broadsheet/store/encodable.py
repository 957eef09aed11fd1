"""Text that a file can hold."""

from typing import Any

import msgspec

from broadsheet.article.model import Article

MARK = "\ufeff"
"""A byte order mark; some editors put it before the text of a file, and it is never part of it."""


def article(value: Article) -> Article:
    """Return the article as it can be read back: no byte order mark before the body, no half of a surrogate pair.

    Some programs on Windows leave such halves on the clipboard; U+FFFD takes their place.
    """
    if value.body.startswith(MARK):
        value = msgspec.structs.replace(value, body=value.body.lstrip(MARK))
    try:
        msgspec.json.encode(value)
    except UnicodeEncodeError:
        return msgspec.convert(plain(value), Article)
    return value


def plain(value: Any) -> Any:
    """Return a field's value as JSON has it, without halves of surrogate pairs."""
    return _encodable(msgspec.to_builtins(value))


def text(value: str) -> str:
    """Return text without halves of surrogate pairs; two halves that belong together become their sign."""
    return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def is_text(value: str) -> bool:
    """Tell whether text can be written as it is."""
    return text(value) == value


def _encodable(value: Any) -> Any:
    if isinstance(value, str):
        return text(value)
    if isinstance(value, dict):
        return {name: _encodable(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_encodable(one) for one in value]
    return value
