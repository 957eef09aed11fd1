"""An article that follows a journal's operations; recovery and the journal itself use the same one."""

from collections.abc import Mapping

import msgspec

from broadsheet.article.model import Article
from broadsheet.store import encodable
from broadsheet.store.document import Document
from broadsheet.store.journal import ops
from broadsheet.store.journal.ops import Asset, Began, Blob, Field, Kept, Lines, Op


class State:
    """The article as of the last operation; `lines` are those of the body."""

    def __init__(self, begun: Began) -> None:
        article = msgspec.msgpack.decode(begun.article, type=Article)
        self.lines = article.body.split("\n")
        self.article = msgspec.structs.replace(article, body="")
        self.assets: dict[str, Blob | None] = dict(begun.assets)
        self._begun = begun
        self._path, self._identity = begun.path, begun.identity

    def apply(self, op: Op) -> None:
        """Follow one operation; raises ValueError where it does not fit: nothing has changed then."""
        if isinstance(op, Lines):
            self._replace(op)
        elif isinstance(op, Field):
            self.article = msgspec.structs.replace(self.article, **{op.name: ops.field_value(op)})
        elif isinstance(op, Asset):
            self.assets[op.name] = op.blob
        elif isinstance(op, Kept):
            self._path, self._identity = op.path, op.identity
        else:
            raise ValueError("a journal begins once")

    def began(self) -> Began:
        """Return the beginning of a journal that would go on from here."""
        whole = msgspec.structs.replace(self.article, body=encodable.text("\n".join(self.lines)))
        return Began(
            msgspec.msgpack.encode(whole),
            self._path,
            self._identity,
            self._begun.foreign,
            dict(self.assets),
            self._begun.crlf,
        )

    def document(self, assets: Mapping[str, bytes]) -> Document:
        """Return the article with these pictures as a document of the path and version it came from."""
        body = encodable.text(("\r\n" if self._begun.crlf else "\n").join(self.lines))
        article = msgspec.structs.replace(self.article, body=body)
        return Document(article, assets, ops.path(self._path), self._identity, foreign=self._begun.foreign)

    def _replace(self, op: Lines) -> None:
        end = op.first + op.removed
        if not 0 <= op.first <= end <= len(self.lines) or min(op.head, op.tail, op.added) < 0:
            raise ValueError(f"lines {op.first} to {end} of {len(self.lines)}")
        new: list[str] = []
        if op.added:
            old = "\n".join(self.lines[op.first : end])
            if op.head + op.tail > len(old):
                raise ValueError(f"{op.head} and {op.tail} of {len(old)} characters")
            text = op.text.decode("utf-8", "surrogatepass")
            new = (old[: op.head] + text + old[len(old) - op.tail :]).split("\n")
        if len(new) != op.added or (not new and op.removed == len(self.lines)):
            raise ValueError(f"{len(new)} lines instead of {op.added}")
        self.lines[op.first : end] = new
