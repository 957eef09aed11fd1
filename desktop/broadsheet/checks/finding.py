"""What a check says: which check, how grave, where, and the facts a sentence needs."""

from collections.abc import Callable, Iterator
from typing import Literal

from msgspec import Struct

from broadsheet.article.place import Place
from broadsheet.checks.reading import Reading

Weight = Literal["error", "warning", "note"]
"""`error`: do not publish this; `warning`: readers will notice; `note`: you should know."""

Facts = dict[str, str | int]
Spot = tuple[Place, Facts]
"""Where a rule found something, and what its sentence needs to know."""


class Finding(Struct, frozen=True):
    """One thing a check says about the article; `facts` fill the sentence in `wording`."""

    check: str
    weight: Weight
    place: Place
    facts: Facts = {}


class Rule(Struct, frozen=True):
    """One row of the table of checks: a name, a weight and the function that looks."""

    check: str
    weight: Weight
    look: Callable[[Reading], Iterator[Spot]]
