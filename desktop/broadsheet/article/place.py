"""A place in the article: how a click finds its way back to the writer's cursor."""

from msgspec import Struct


class Place(Struct, frozen=True):
    """A field and an offset in it.

    `field` is a field name of `Article`, with a dotted part (`picture.caption`) or an index (`related.2.title`)
    where the field has parts. `offset` counts characters (code points) of that field's text; -1 is the whole field.
    """

    field: str
    offset: int = -1
