"""Pictures that a page shows as one group stay together: on lines of one paragraph, which makes them a gallery."""

import re
from collections.abc import Iterator, Sequence

from broadsheet.importing.rich.tree import Node, is_blank

_PICTURE = re.compile(r'!\[(?:\\.|[^\[\]\\\n])*\]\(assets/[^\s()"]+(?: "(?:\\.|[^"\\\n])*")?\)')
_FRAMES = ("figure", "ul", "li")
"""What may stand around the pictures of a group: lists too, as WordPress wrote it from 5.0 to 5.8."""


def figures(node: Node) -> list[Node]:
    """Return the figures that a figure groups; none where there is anything beside them but its own caption."""
    found = []
    for one in _inner(node):
        if one is None:
            return []  # most lists are of words: none is looked through to its end
        found.append(one)
    return found if len(found) > 1 else []


def joined(blocks: Sequence[str]) -> list[str]:
    """Return blocks with those pictures in one paragraph that follow one another."""
    made: list[str] = []
    open_row = False
    for block in blocks:
        is_picture = bool(_PICTURE.fullmatch(block))
        if is_picture and open_row:
            made[-1] += f"\n{block}"
        else:
            made.append(block)
        open_row = is_picture
    return made


def _inner(node: Node) -> Iterator[Node | None]:
    """Yield the innermost figures, and None for what is none."""
    for child in node.children:
        if not isinstance(child, Node):
            if not is_blank(child):
                yield None
        elif child.tag in _FRAMES:
            nested = any(isinstance(one, Node) and one.tag in _FRAMES for one in child.children)
            if child.tag == "figure" and not nested:
                yield child
            else:
                yield from _inner(child)
        elif child.tag != "figcaption" or node.tag != "figure":
            yield None
