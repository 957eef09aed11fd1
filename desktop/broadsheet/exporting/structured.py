"""The `json` format: every field under its own name, and the body as Markdown, HTML, text and typed blocks."""

from collections.abc import Iterator
from typing import Any, Literal, Union, get_args

import msgspec
from msgspec import Struct, defstruct

from broadsheet.article.exchange import FORMAT, VERSION
from broadsheet.article.model import Article
from broadsheet.exporting import gallery
from broadsheet.exporting.gallery import Served
from broadsheet.exporting.job import File, Job
from broadsheet.render import images
from broadsheet.render.content import Block, Content, Figure, Gallery, Unseen
from broadsheet.render.images import Assets, PictureSource


def _block_type(kind: type[Struct]) -> type[Struct]:
    """Return the type of a block in the export: its content's fields, and what readers get as text and as HTML."""
    fields: list[Any] = [(field.name, field.type) for field in msgspec.structs.fields(kind)]
    fields += [(name, str) for name in ("text", "html") if name not in kind.__struct_fields__]
    return defstruct(kind.__name__, fields, frozen=True, tag=kind.__struct_config__.tag, kw_only=True)


_BLOCKS = {kind: _block_type(kind) for kind in get_args(Content) if kind is not Unseen}
_AnyBlock = Union[tuple(_BLOCKS.values())]  # type: ignore[valid-type]  # noqa: UP007 - made at run time


class Body(Struct, frozen=True):
    """The body in four forms; `blocks` are in document order."""

    markdown: str
    html: str
    text: str
    blocks: tuple[_AnyBlock, ...]  # type: ignore[valid-type]


class Shown(Struct, frozen=True):
    """A picture of the article: the asset's name, where it will be served (or nothing), its size in pixels."""

    asset: str
    url: str
    width: int
    height: int


def _article_type() -> type[Struct]:
    own = [("format", Literal[FORMAT]), ("version", Literal[VERSION])]
    types = {field.name: field.type for field in msgspec.structs.fields(Article)} | {"body": Body}
    return defstruct("Export", [*own, *types.items(), ("pictures", tuple[Shown, ...])], frozen=True)


Export = _article_type()
"""The whole file: format and version, the fields of `Article` with the richer body, the pictures."""


def write(job: Job) -> Iterator[File]:
    """Yield the one file of this format.

    Pictures are addressed at the media URL, else by the names of their assets: those a receiver can match.
    """
    fields = {name: getattr(job.article, name) for name in Article.__struct_fields__} | {"body": _body(job)}
    export = Export(format=FORMAT, version=VERSION, **fields, pictures=tuple(_pictures(job)))
    yield File("", msgspec.json.format(msgspec.json.encode(export), indent=2) + b"\n")


def schema() -> bytes:
    """Return the JSON Schema (2020-12) of what `write` writes."""
    made = {"$schema": "https://json-schema.org/draft/2020-12/schema", **msgspec.json.schema(Export)}
    return msgspec.json.format(msgspec.json.encode(made), indent=2) + b"\n"


def _body(job: Job) -> Body:
    seen = [block for block in job.blocks if not isinstance(block.content, Unseen)]
    typed = tuple(_block(block, job) for block in seen)
    html = "\n".join(block["html"] for block in map(msgspec.structs.asdict, typed))
    text = "\n\n".join(block.text.strip("\n") for block in seen if block.text)
    return Body(job.article.body, html, text, typed)


def _block(block: Block, job: Job) -> Struct:
    source = _source(job)
    given = {"text": block.text, "html": images.place(block.html, source), **msgspec.structs.asdict(block.content)}
    match block.content:
        case Figure(src):
            given["src"] = _src(src, source)
        case Gallery(pictures):
            given["pictures"] = tuple(msgspec.structs.replace(one, src=_src(one.src, source)) for one in pictures)
    return _BLOCKS[type(block.content)](**given)


def _src(asset: str, source: PictureSource) -> str:
    shown = source.picture(asset)
    return shown.src if shown else asset


def _pictures(job: Job) -> Iterator[Shown]:
    """Yield what there is to know about the pictures that the article shows and the document holds."""
    source = _source(job)
    for asset in gallery.used(job.article, job.blocks):
        shown = source.picture(asset)
        if shown is not None:
            yield Shown(asset, shown.url, shown.width, shown.height)


def _source(job: Job) -> PictureSource:
    if job.media_url:
        return Served(job.pictures, job.media_url, job.media_url)
    return Assets(gallery.sizes(job.document.assets))
