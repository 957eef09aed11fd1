"""Reading and replacing one field of an article by its dotted name."""

from typing import Any

import msgspec

from broadsheet.article.model import Article


def get(article: Article, name: str) -> Any:
    """Return a field's value; `picture.caption` names a part of a field, `related.2.title` a part of an entry.

    Raises AttributeError where there is no such field and IndexError where there is no such entry.
    """
    value: Any = article
    for part in name.split("."):
        value = value[int(part)] if isinstance(value, tuple) else getattr(value, part)
    return value


def put(article: Article, name: str, value: Any) -> Article:
    """Return the article with one field replaced; raises what `get` raises."""
    return _put(article, name.split("."), value)  # type: ignore[no-any-return]


def _put(holder: Any, parts: list[str], value: Any) -> Any:
    current = get(holder, parts[0])
    replaced = value if len(parts) == 1 else _put(current, parts[1:], value)
    if isinstance(holder, tuple):
        at = range(len(holder))[int(parts[0])]
        return (*holder[:at], replaced, *holder[at + 1 :])
    return msgspec.structs.replace(holder, **{parts[0]: replaced})


def top(name: str) -> str:
    """Return the field of `Article` that a dotted name is in: `picture` of `picture.caption`."""
    return name.split(".", 1)[0]
