"""The table of checks: an article and its house in, findings out. A new check is one function and one row."""

from datetime import UTC, datetime

from broadsheet.article.house import House
from broadsheet.checks import fields, links, pictures, prose, reading, rights
from broadsheet.checks.finding import Finding, Rule, Weight
from broadsheet.checks.reading import Reading
from broadsheet.render import blocks
from broadsheet.render.content import Block
from broadsheet.store.document import Document

__all__ = ["RULES", "Finding", "Rule", "Weight", "run"]

RULES: tuple[Rule, ...] = fields.RULES + pictures.RULES + rights.RULES + links.RULES + prose.RULES


def run(
    document: Document, house: House, *, body: tuple[Block, ...] | None = None, now: datetime | None = None
) -> tuple[Finding, ...]:
    """Return what every check finds, in the order of the table.

    Who has the body's blocks already hands them in as `body`; `now` is only for embargoes, and the present by default.
    """
    article = document.article
    if body is None:
        body = blocks.styled(article.body, blocks.style(house, article.language))
    read = Reading(article, house, frozenset(document.assets), reading.passages(body), now or datetime.now(UTC))
    return tuple(Finding(rule.check, rule.weight, place, facts) for rule in RULES for place, facts in rule.look(read))
