"""Kicker, headline and deck: lines without a label, told by their place and form."""

import re
from collections.abc import Sequence

from broadsheet.importing.wire import links, words
from broadsheet.importing.wire.blocks import Block
from broadsheet.importing.wire.piece import Piece

_LONGEST_HEADLINE = 150
"""Characters of a first line that nothing but its place makes a headline: real ones stay below, paragraphs seldom."""
_PARAGRAPH = 80
_LONGEST_PLACED = 60
_PLACED = re.compile(r"[^\W\d_][\w-]{2,20}:\s")
"""How a line opens that stands over a headline and names the place: `Marlow: Bäckerei backt wieder selbst`."""
_ENDS = tuple(".!?…。؟")
_CLOSERS = "\"'”’»“«‹›)]*_ "


def is_sentence(text: str) -> bool:
    """Tell whether a text ends as sentences do."""
    return text.rstrip(_CLOSERS).endswith(_ENDS) and not text.endswith(("...", "…"))


def is_title(block: Block) -> bool:
    """Tell whether a block may be a headline without anything else saying so."""
    if block.code:
        return False
    link = links.whole(block.text)
    if link is not None:
        return len(link.title) <= _LONGEST_HEADLINE
    text = block.text.rstrip(_CLOSERS)
    marked = re.match(r"[-*+>|<!`~=]\s?|\[(?:[ xX]?\]|[^\]]*$|[^\]]*\]\()|\d+[.)]\s|#{2,}", block.text)
    markup = marked and not block.text.startswith(("**", "++"))
    return len(block.text) <= _LONGEST_HEADLINE and not text.endswith((".", ",", ";", ":", "،", "؛")) and not markup


def is_rubric(text: str) -> bool:
    """Tell whether a text is a kicker of its own before a colon: in capitals, and one that is known."""
    bare = text.strip("#*_[]() ")
    known = bare.casefold() in words.known("kicker") or bare.casefold() in words.known("urgent")
    return known and (words.is_capital(bare) or not words.is_cased(bare))


def is_section(text: str) -> bool:
    """Tell whether a line is a known kicker and one below it: `Sport - Cyclisme`, `Sukan | Bola sepak`."""
    parts = re.split(r"\s[|/·>»–—-]\s", text)
    few = 1 < len(parts) <= 3 and all(0 < len(part.split()) <= 3 for part in parts)
    return few and len(text) <= 40 and parts[0].casefold() in words.known("kicker")


def is_urgent(text: str) -> bool:
    """Tell whether a line is nothing but the label of news that was sent in haste: `عاجل`, `++ EILMELDUNG ++`."""
    return len(text) <= 40 and text.strip("#*_[]() :|-–—+!=.").casefold() in words.known("urgent")


def is_kicker(text: str, after: str) -> bool:
    """Tell whether a line stands over a headline: a rubric, or a few words in capitals over words that are not."""
    bare = text.strip("#*_[]() :|-–—+")
    if bare.casefold() in words.known("kicker") or (" | " in bare and is_rubric(bare.split(" | ")[0])):
        return True
    if is_section(bare):
        return True
    if re.match(r"[^:]{3,20}:\s*[^:]+$", bare) and words.is_capital(bare) and len(bare) <= 40:
        return not words.is_capital(after)
    if len(bare) > 40 or len(bare.split()) > 5 or is_sentence(text) or text.endswith("!"):
        return False
    if words.is_capital(bare):
        return not words.is_capital(after)
    few = len(bare.replace("&", " ").split()) <= 2 and len(bare) <= 22
    return few and len(after) >= 2 * len(bare) and len(after.split()) >= 4


def titled(lines: Sequence[Block], rubric: tuple[Piece, ...] = ()) -> list[Piece]:
    """Return kicker, headline and deck out of the lines that stand above the body in this order."""
    rest, found = list(lines), list(rubric)
    if rubric:
        rest = rest[1:]
    elif len(rest) > 1 and (is_kicker(rest[0].text, rest[1].text) or _is_loose_kicker(rest)):
        first = rest.pop(0)
        found.append(Piece(first.start, first.end, "kicker", "likely"))
    if not rubric and len(rest) == len(lines) == 1 and is_rubric(rest[0].text):
        first = rest.pop(0)
        found.append(Piece(first.start, first.end, "kicker", "likely"))
    if rest and not rubric:
        first = rest.pop(0)
        end = first.end
        if rest and not rest[0].apart and _goes_on(first.text, rest[0].text):
            end = rest.pop(0).end
        found.append(Piece(first.start, end, "headline", "likely"))
    for number, block in enumerate(rest):
        found.append(Piece(block.start, block.end, "deck", "guess" if number else "likely"))
    return found


def _is_loose_kicker(lines: Sequence[Block]) -> bool:
    """Tell whether the first of three lines is short, the second longer, and the third the sentence under both."""
    if len(lines) != 3 or is_sentence(lines[0].text) or is_sentence(lines[1].text) or not is_sentence(lines[2].text):
        return False
    first, second = lines[0].text, lines[1].text
    placed = _PLACED.match(first) is not None and len(first) <= _LONGEST_PLACED
    return len(second) > len(first) and (placed or (len(first) <= 30 and len(first.split()) <= 4))


def _goes_on(text: str, after: str) -> bool:
    """Tell whether a headline goes on in the line after: both in capitals, or plainly not at its end."""
    if words.is_capital(text) and words.is_capital(after):
        return True
    if len(after) > len(text) + len(after.split(maxsplit=1)[0]) + 1:
        return False  # its first words would have fitted into the line above
    last = text.rsplit(maxsplit=1)[-1]
    broken = (
        after[:1].islower()
        or (last.islower() and words.bare(last) in words.known("words"))  # `Sul` is a place, `sul` a small word
        or len(after.split()) <= 2
    )
    return broken and not is_sentence(text) and text[-1:] not in _CLOSERS and words.is_cased(after)


def bare(blocks: Sequence[Block], said: Sequence[Sequence[Piece]], stop: int) -> list[Block]:
    """Return the titles of a text without any label: a first line that stands alone, with a kicker or deck at most."""
    lines: list[Block] = []
    for at in range(min(stop, 3)):
        if said[at] or not is_title(blocks[at]) or at + 1 >= len(blocks) or _is_salutation(blocks[at].text):
            break
        lines.append(blocks[at])
    if not lines or not _stands_out(lines, blocks):
        return []
    if len(lines) > 1 and not is_kicker(lines[0].text, lines[1].text):
        lines = lines[: 2 if _is_paragraph(blocks, 2) else 1]
    elif len(lines) == 3 and not _is_paragraph(blocks, 3):
        lines = lines[:2]
    return lines


def _stands_out(lines: Sequence[Block], blocks: Sequence[Block]) -> bool:
    """Tell whether a body follows the titles: an empty line and a sentence, or a paragraph that is longer than they."""
    rest = blocks[len(lines)]
    if lines[0].text.startswith("# "):
        return True
    return is_sentence(rest.text) and (rest.apart or len(rest.text) > len(lines[0].text))


def _is_paragraph(blocks: Sequence[Block], at: int) -> bool:
    return at < len(blocks) and is_sentence(blocks[at].text) and len(blocks[at].text) > _PARAGRAPH


def _is_salutation(text: str) -> bool:
    return text.endswith(("!", "—")) and len(text.split()) <= 3
