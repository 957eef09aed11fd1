"""What stands above and below the text on every page: headers and footers, without page numbers."""

import re
from collections.abc import Iterable

import msgspec

from broadsheet.article.model import Article
from broadsheet.importing.imported import Note

_EXCERPT = 80
"""Characters of a line in a note."""
_PAGE = "page|pages|pg|p|halaman|hal|seite|s|página|páginas|pág|pagina|paginas|blz|bladzijde|muka surat|صفحة|الصفحة"
_OF = "of|from|dari|daripada|de|von|sur|van|di|من"
_NUMBER = re.compile(
    rf"[\W_]*(?:{_PAGE})?[\W_]*(?:\d{{1,5}}|[ivxlc]{{1,7}})?[\W_]*(?:{_OF})?[\W_]*\d{{0,5}}[\W_]*", re.IGNORECASE
)
"""The number of a page with what programs set around it; the number itself may be missing."""


def lines(found: Iterable[str]) -> tuple[str, ...]:
    """Return the lines of all headers and footers, each once, without those that only number the page."""
    tidy = (" ".join(line.split()) for line in found)
    return tuple(dict.fromkeys(line for line in tidy if line and not _NUMBER.fullmatch(line)))


def noted(article: Article, found: tuple[str, ...]) -> tuple[Article, tuple[Note, ...]]:
    """Return an article with such lines in the note to the editor, and a note for each."""
    note = "\n".join((*filter(None, [article.editor_note]), *found))
    return msgspec.structs.replace(article, editor_note=note), tuple(Note("left_over", one[:_EXCERPT]) for one in found)
