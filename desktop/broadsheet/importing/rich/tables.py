"""Tables: rows and cells, what is merged taken apart; and whether a table holds data or only sets things in place."""

from collections.abc import Callable, Iterator

from msgspec import Struct

from broadsheet.importing.rich.tree import Leaf, Node, Picture, Rule, Run, is_blank

_MOST_COLUMNS = 40
_LONGEST_CELL = 600
"""Characters; a cell with more holds a part of a page, not a value."""

_PARTS_NAMES = "h1 h2 h3 h4 h5 h6 blockquote pre figure table"
_PARTS = frozenset(_PARTS_NAMES.split())


class Cell(Struct):
    """A cell, and over how many columns and rows it goes."""

    node: Node
    columns: int
    rows: int


def rows(table: Node) -> list[list[Cell]]:
    """Return a table's rows with their own cells."""
    return [_cells(child) for child in table.children if isinstance(child, Node) and child.tag == "tr"]


def is_data(table: Node, found: list[list[Cell]]) -> bool:
    """Tell whether a table is to stay one: more than one column, short values, and words in it."""
    if table.attributes.get("role") in ("presentation", "none") or _strays(table):
        return False
    columns = max((sum(cell.columns for cell in row) for row in found), default=0)
    cells = [cell for row in found for cell in row]
    if not 2 <= columns <= _MOST_COLUMNS or any(_is_part(cell.node) for cell in cells):
        return False
    sizes = [_size(cell.node) for cell in cells]
    return any(sizes) and max(sizes) <= _LONGEST_CELL


Words = Callable[[Node], str]
"""Writes a cell on one line."""


def markdown(found: list[list[Cell]], words: Words, head: Words) -> str:
    """Return a table as Markdown; the first row, written by `head`, is its head, words stand where a cell begins."""
    filled = _filled(found, words, head)
    if not filled:
        return ""
    width = max(len(row) for row in filled)
    lines = [_line([*row, *[""] * (width - len(row))]) for row in filled]
    return "\n".join((lines[0], _line(["---"] * width), *lines[1:]))


def _filled(found: list[list[Cell]], words: Words, head: Words) -> list[list[str]]:
    """Return the words of every place; a cell keeps the places of those below and beside it that it covers."""
    filled: list[list[str]] = []
    kept: dict[int, int] = {}
    for row in found:
        line: list[str] = []
        waiting = list(row)
        below = {}
        while waiting or any(column >= len(line) for column in kept):
            column = len(line)
            if column in kept:
                below[column] = kept.pop(column) - 1
                line.append("")
            elif waiting:
                cell = waiting.pop(0)
                line += [(words if filled else head)(cell.node), *[""] * (cell.columns - 1)]
                below.update(dict.fromkeys(range(column, column + cell.columns), cell.rows - 1))
            else:
                line.append("")
        kept = {column: count for column, count in below.items() if count > 0}
        filled.append(line)
    return [line for line in filled if any(line)]


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def _cells(row: Node) -> list[Cell]:
    return [
        Cell(child, _span(child, "colspan"), _span(child, "rowspan"))
        for child in row.children
        if isinstance(child, Node) and child.tag in ("td", "th")
    ]


def _span(node: Node, name: str) -> int:
    value = node.attributes.get(name, "1").strip()
    return max(1, min(int(value[:6]), 2 * _MOST_COLUMNS)) if value.isascii() and value.isdigit() else 1


def _is_part(cell: Node) -> bool:
    return any(isinstance(node, Node) and (node.tag in _PARTS or _is_part(node)) for node in cell.children)


def _strays(table: Node) -> bool:
    """Tell whether anything stands in a table outside its cells."""
    for child in table.children:
        if isinstance(child, Node) and child.tag == "tr":
            if any(not is_blank(inner) and _tag(inner) not in ("td", "th") for inner in child.children):
                return True
        elif not is_blank(child) and _tag(child) != "caption":
            return True
    return False


def _tag(part: Leaf | Node) -> str:
    return part.tag if isinstance(part, Node) else ""


def _size(cell: Node) -> int:
    return sum(map(len, _texts(cell)))


def _texts(node: Node) -> Iterator[str]:
    for child in node.children:
        if isinstance(child, Node):
            yield from _texts(child)
        elif isinstance(child, Run):
            yield child.text.strip()
        elif isinstance(child, Picture | Rule):
            yield ""
