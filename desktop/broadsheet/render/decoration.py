"""Puts the dateline into the first paragraph of a body and the end mark behind its last words."""

from collections.abc import Sequence
from html import escape
from typing import Protocol

from msgspec import Struct

from broadsheet.article.house import House
from broadsheet.article.model import Article
from broadsheet.render import content
from broadsheet.render.content import Block

_BEHIND_STORY = content.ReadAlso | content.Figure | content.Gallery | content.Embed | content.Rule | content.Unseen
"""What may follow the last words of a story without being words of it."""

_BEHIND_DATELINE = "-–—―:"


class Blocks(Protocol):
    """Blocks in order: a tuple of them, or a body that changes."""

    def __len__(self) -> int: ...

    def __getitem__(self, at: int, /) -> Block: ...


class Marks(Struct, frozen=True):
    """What is set around a body: `form` holds `{dateline}`, `glued` puts the end mark behind the last word."""

    dateline: str = ""
    form: str = "{dateline}"
    end_mark: str = ""
    glued: bool = False


class Places(Struct, frozen=True):
    """The blocks that bear dateline and end mark; -1 where there is none."""

    opening: int = -1
    closing: int = -1


def marks(article: Article, house: House) -> Marks:
    """Return what a house sets around an article's body."""
    form = house.dateline.form if "{dateline}" in house.dateline.form else "{dateline}" + house.dateline.form
    return Marks(article.dateline.strip(), form, article.end_mark.strip(), house.end_mark.glued)


def places(blocks: Blocks, given: Marks) -> Places:
    """Find the blocks that bear the marks, from both ends, so that it takes no longer in a long body."""
    opening = closing = -1
    if given.dateline:
        opening = next((at for at in range(len(blocks)) if blocks[at].html.startswith("<p>")), -1)
    if given.end_mark:
        closing = next((at for at in range(len(blocks) - 1, -1, -1) if _closes(blocks[at], given.end_mark)), -1)
    return Places(opening, closing)


def html(block: Block, at: int, where: Places, given: Marks) -> str:
    """Return the HTML of the block with that index, with the marks that it bears."""
    made = block.html
    if at == where.closing:
        made = _ended(block, made, given)
    if at == where.opening and not _opens_with(block.text, given.dateline):
        before, _, after = given.form.partition("{dateline}")
        span = f'{_text(before)}<span class="dateline">{_text(given.dateline)}</span>{_text(after)}'
        made = f"<p>{span}{made.removeprefix('<p>')}"
    return made


def body(blocks: Sequence[Block], given: Marks) -> str:
    """Return the HTML of a whole body with its marks."""
    where = places(blocks, given)
    made = (html(block, at, where, given) for at, block in enumerate(blocks))
    return "\n".join(one for one in made if one)


def _closes(block: Block, mark: str) -> bool:
    """Tell whether a block holds the last words, or is the end mark itself: `***` alone is a rule in Markdown."""
    if isinstance(block.content, content.Rule):
        return block.source.strip() == mark
    return not isinstance(block.content, _BEHIND_STORY) or block.html.startswith("<p>")


def _ended(block: Block, made: str, given: Marks) -> str:
    alone = f'<p class="end-mark">{_text(given.end_mark)}</p>'
    if isinstance(block.content, content.Rule):
        return alone
    if block.text.endswith(given.end_mark):
        return made
    if given.glued and made.startswith("<p>") and made.endswith("</p>"):
        return f'{made.removesuffix("</p>")}<span class="end-mark">{_text(given.end_mark)}</span></p>'
    return f"{made}\n{alone}"


def _opens_with(text: str, dateline: str) -> bool:
    """Tell whether a paragraph begins with the dateline and the dash or colon that sets it off."""
    if text[: len(dateline)].casefold() != dateline.casefold():
        return False
    return text[len(dateline) :].lstrip()[:1] in tuple(_BEHIND_DATELINE)


def _text(words: str) -> str:
    return escape(words, quote=False)
