"""What holds inside a group of a rich text, and ends with it (RTF 1.9.1, "Groups")."""

from msgspec import Struct

from broadsheet.importing.rtf.flow import PLAIN, Flow, Form, Look


class Link(Struct):
    """A field, and where it leads."""

    href: str = ""


class State(Struct, frozen=True):
    """What holds in a group; text goes to `to`: a flow, a list of words, nowhere.

    `heard` is where it went last that was not nowhere, `flow` the nearest flow.
    """

    to: Flow | list[str] | None
    heard: Flow | list[str] | None
    flow: Flow
    look: Look = PLAIN
    form: Form = Form()
    font: int = -1
    fallback: int = 1
    hidden: bool = False
    deleted: bool = False
    field: Link | None = None
    around: bool = False
    """In a header or footer."""
    table: str = ""
    """`fonttbl` or `stylesheet` inside these."""
