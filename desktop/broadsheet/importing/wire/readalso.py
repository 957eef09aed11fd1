"""Read-alsos as copy has them: with a colon, a bar or a dash, a link, an address, or the title on the next line."""

import re
from functools import cache

from broadsheet.article import parts
from broadsheet.article.parts import Run
from broadsheet.importing.wire import links, patterns, words

_LABEL = "Read also"
"""One that is known wherever a title is looked at."""
_LONGEST = 2_500
"""Characters, with an address."""


def title(text: str) -> tuple[int, int] | None:
    """Return where the title of a read-also begins and ends; None where the text is something else.

    Both are the end of the text where only the label stands there.
    """
    if len(text) > _LONGEST:
        return None
    if is_label(text):
        return len(text), len(text)
    found = _labelled().match(text) or _with_address().match(text) or _with_quoted().match(text)
    if found is None:
        return None
    rest = text[found.end() :]
    words_of_it = rest.strip("*_ \n")
    if links.whole(text):
        return found.end(), len(text)
    linked = links.LINK.search(words_of_it)
    if linked:
        return (found.end(), len(text)) if len(words_of_it) - len(linked[0]) < 12 else None
    plain = [Run(f"{_LABEL}: {' '.join(words_of_it.split())}")]
    return (found.end(), len(text)) if parts.read_also(plain, (_LABEL,)) else None


def is_label(text: str) -> bool:
    """Tell whether a line is nothing but the label; title and address may follow."""
    return text.strip("*_#:：( ").casefold().replace("’", "'") in words.known("read_also")


@cache
def _labelled() -> re.Pattern[str]:
    after = r"(?:\s*[:：|]+|\s+[–—-]+(?=\s)|\s*[»›→>]+)[*_]{0,3}\s*"
    return patterns.label("read_also", before=r"[\W_]{0,6}", after=after)


@cache
def _with_address() -> re.Pattern[str]:
    after = r"\s+(?=[^\n]{5,200}\s[(<\[]?https?://\S+$)"
    return patterns.label("read_also", before=r"[\W_]{0,6}", after=after)


@cache
def _with_quoted() -> re.Pattern[str]:
    """Return what matches the label over a film that did not come along: `Lihat juga video 'Banjir di Cipari':`."""
    return patterns.label("read_also", before=r"[\W_]{0,6}", after=r"\s+(?=['\"“‘«][^\n]{5,150}[:：]$)")
