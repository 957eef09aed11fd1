"""One article of many: read, named, exported."""

from contextlib import closing
from pathlib import Path
from types import TracebackType
from typing import Self

from msgspec import Struct

from broadsheet import errors, exporting, importing
from broadsheet.article import naming
from broadsheet.article.house import House
from broadsheet.importing.apart import Converter
from broadsheet.store.document import Document


class Order(Struct, frozen=True):
    """What is to be made of every article; `theme` and `media_url` are empty for the house's.

    `sources` are the real paths of all files that are read: no export replaces one of them.
    """

    house: House
    theme: str
    formats: tuple[str, ...]
    out: Path
    media_url: str = ""
    sources: frozenset[Path] = frozenset()


class Sent(Struct, frozen=True):
    """What became of one article: the files and folders that were written, or why not.

    `warnings` are troubles that did not keep it back.
    """

    path: Path
    targets: tuple[Path, ...] = ()
    warnings: tuple[errors.BroadsheetError, ...] = ()
    error: errors.BroadsheetError | None = None


class Sender:
    """Reads and exports one article after the other; a context, as it may have a process for foreign files."""

    def __init__(self, order: Order) -> None:
        self._order = order
        self._converter = Converter()
        self._document: Document | None = None
        self._sent = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _exc: BaseException | None, _at: TracebackType | None
    ) -> None:
        self._converter.close()

    def read(self, path: Path) -> str:
        """Read the next article and return the stem that it would have alone; raises errors.UnreadableDocument."""
        self._document = importing.identified(self._converter.read(path))
        return naming.stem(self._document.article)

    def send(self, path: Path, stem: str) -> Sent:
        """Export what was read last; raises errors.BroadsheetError as `exporting.export` does."""
        order, document = self._order, self._document
        if document is None:
            raise RuntimeError("nothing was read")
        self._document = None
        targets = exporting.plan(document, order.formats, order.out, stem=stem)
        for target in targets:
            if target.resolve() in order.sources:
                raise errors.ExportFailed(target, "occupied", path.name)
        steps = exporting.export(
            document,
            order.house,
            order.theme,
            order.formats,
            order.out,
            media_url=order.media_url,
            stem=stem,
            sweep=not self._sent,
        )
        with closing(steps):
            for _step in steps:
                pass
        self._sent += 1
        damaged = tuple(errors.PictureRefused(f"{path}: {name}", "damaged") for name in document.damaged)
        return Sent(path, targets, damaged)
