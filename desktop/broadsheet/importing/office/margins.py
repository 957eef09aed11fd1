"""What stands above and below the text on every page: headers and footers, without page numbers."""

import re
from collections.abc import Iterable
from functools import cache

import msgspec

from broadsheet.article.model import Article
from broadsheet.importing.imported import Note

_SIGNS = re.compile(r"[\W_]+")
_EXCERPT = 80
"""Characters of a line in a note."""


def lines(found: Iterable[str]) -> tuple[str, ...]:
    """Return the lines of all headers and footers, each once, without those that only number the page."""
    tidy = (" ".join(line.split()) for line in found)
    return tuple(
        dict.fromkeys(line for line in tidy if line and not _number().fullmatch(_SIGNS.sub(" ", line).strip()))
    )


def noted(article: Article, found: tuple[str, ...]) -> tuple[Article, tuple[Note, ...]]:
    """Return an article with such lines in the note to the editor, and a note for each."""
    note = "\n".join((*filter(None, [article.editor_note]), *found))
    return msgspec.structs.replace(article, editor_note=note), tuple(Note("left_over", one[:_EXCERPT]) for one in found)


@cache
def _number() -> re.Pattern[str]:
    """Return what matches the number of a page, one space between its parts; the number itself may be missing."""
    from broadsheet.importing.wire import words

    page, of = words.choice("page"), words.choice("page_of")
    return re.compile(rf"(?:{page})? ?(?:\d{{1,5}}|[ivxlc]{{1,7}})? ?(?:{of})? ?\d{{0,5}}", re.IGNORECASE)
