"""Templates that come to an end: a loop that would go round for ever is a mistake with a file and a line."""

import jinja2
from jinja2 import nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

_MOST_TURNS = 100_000
"""Of all loops of one page together; an article of 100,000 words has some thousand parts that a template could list."""


class Bounded(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, with an end to loops: an export in this process could not be stopped inside one."""

    def __init__(self, folders: list[str]) -> None:
        super().__init__(
            loader=jinja2.FileSystemLoader(folders),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._turns = 0

    def page(self, template: str, context: dict[str, object]) -> str:
        """Return what a template gives; raises what Jinja raises, and TemplateRuntimeError for an endless loop."""
        self._turns = 0
        return self.get_template(template).render(context)

    def count_turn(self) -> str:
        """Take note of one turn of a loop, from inside the template."""
        self._turns += 1
        if self._turns > _MOST_TURNS:
            raise jinja2.TemplateRuntimeError("endless")
        return ""

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        for loop in tree.find_all(nodes.For):
            turn = nodes.Call(nodes.EnvironmentAttribute("count_turn"), [], [], None, None)
            loop.body.insert(0, nodes.ExprStmt(turn).set_lineno(loop.lineno))
        return tree
