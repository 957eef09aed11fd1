"""The pictures of an article in their order: the lead picture, then the lines of the body that are a picture each.

Such a line (`![alt](assets/boat.jpg "caption (credit)")`) that is a paragraph is a figure, several of them are a
gallery: a row of pictures, each with its own words. They are read and written here as text.
"""

import re
from collections.abc import Iterator
from itertools import accumulate
from urllib.parse import unquote

import msgspec
from msgspec import Struct

from broadsheet.article import parts, standing
from broadsheet.article.editing import address
from broadsheet.article.model import Article
from broadsheet.article.parts import Caption

LEAD = 0
"""The number of the lead picture; the figures of the body follow from 1."""
ASSETS = "assets/"

_TITLE = r"""(?:"(?P<double>(?:\\.|[^"\\])*)"|'(?P<single>(?:\\.|[^'\\])*)'|\((?P<round>(?:\\.|[^()\\])*)\))"""
_ADDRESS = r"(?:<(?P<angled>[^<>\n]*)>|(?P<bare>[^\s<>]*?))"
_FIGURE = re.compile(rf"[ \t]*!\[(?P<alt>(?:\\.|[^\[\]\\])*)\]\({_ADDRESS}(?:\s+{_TITLE})?\s*\)\s*")
_SIGNS = re.compile(r"[\\\[\]`*<~]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)")
"""What means something to Markdown between square brackets."""
_QUOTED = re.compile(r"[\\\"]|&(?=#?\w+;)")
_SQUARE = str.maketrans("()", "[]")
_MARK = re.compile(r"\\([!-/:-@\[-`{-~])")


class Use(Struct, frozen=True):
    """A picture where the article shows it, and its words there.

    `start` and `end` are the characters of the body between which its line stands; both 0 for the lead picture.
    """

    number: int
    asset: str
    alt: str = ""
    caption: str = ""
    credit: str = ""
    start: int = 0
    end: int = 0


def uses(article: Article) -> tuple[Use, ...]:
    """Return every picture of an article by its number; the lead picture also where there is none yet."""
    lead = article.picture
    first = Use(LEAD, lead.asset, lead.alt, lead.caption, lead.credit)
    return (first, *figures(article.body))


def figures(body: str) -> Iterator[Use]:
    """Yield the figures of a body and the pictures of its galleries, numbered from 1."""
    if "![" not in body:
        return
    lines = body.split("\n")
    starts = [0, *accumulate(len(line) + 1 for line in lines)]
    number = LEAD
    for row in standing.rows(lines, _is_picture):
        for at in row:
            number += 1
            found = _FIGURE.fullmatch(lines[at])
            assert found is not None
            words = parts.caption(_unescaped(_title(found)))
            end = starts[at] + len(lines[at].rstrip("\r"))
            yield Use(number, _asset(found), _unescaped(found["alt"]), words.caption, words.credit, starts[at], end)


def above(body: str, use: Use) -> Use | None:
    """Return the picture that a figure can stand beside: right above it, with none but blank lines between."""
    before = max((one for one in figures(body) if one.start < use.start), key=_start, default=None)
    return before if before is not None and not body[before.end : use.start].strip() else None


def beside(body: str, use: Use) -> bool | None:
    """Tell whether a figure stands in a row with the picture above it; None where no picture is right above."""
    before = above(body, use)
    return None if before is None else _are_one_row(body, before, use)


def set_beside(body: str, use: Use, *, on: bool) -> str:
    """Return a body in which a figure joins the row of the picture above it, or begins a paragraph of its own.

    What stands behind it in its row goes with it. Unchanged where there is no picture right above.
    """
    before = above(body, use)
    if before is None or _are_one_row(body, before, use) == on:
        return body
    end = "\r\n" if body.startswith("\r", before.end) else "\n"
    return body[: before.end] + end * (1 if on else 2) + body[_word(body, use) :]


def rows(body: str) -> list[list[Use]]:
    """Return the pictures of a body by the paragraph that they stand in."""
    found: list[list[Use]] = []
    for use in figures(body):
        if found and _are_one_row(body, found[-1][-1], use):
            found[-1].append(use)
        else:
            found.append([use])
    return found


def _are_one_row(body: str, one: Use, following: Use) -> bool:
    return body[one.end : following.start] in ("\n", "\r\n")


def written(asset: str, alt: str = "", caption: str = "", credit: str = "") -> str:
    """Return the line that shows a picture in the body."""
    title = joined(Caption(" ".join(caption.split()), " ".join(credit.split())))
    words = f' "{_QUOTED.sub(_escape, title)}"' if title else ""
    return f"![{_SIGNS.sub(_escape, ' '.join(alt.split()))}]({address(asset)}{words})"


def rewritten(body: str, use: Use, **changed: str) -> str:
    """Return a body in which a figure has another `asset`, `alt`, `caption` or `credit`."""
    new = msgspec.structs.replace(use, **changed)
    line = written(new.asset, new.alt, new.caption, new.credit)
    return body[: use.start] + line + body[use.end :]


def joined(words: Caption) -> str:
    """Return caption and credit as one title that `parts.caption` takes apart again.

    Empty parentheses behind a caption that ends with some say that there is no credit; in a credit with one that has
    no partner all become square.
    """
    caption, credit = words.caption, words.credit
    if parts.caption(f"({credit})") != Caption("", credit.strip()):
        credit = credit.translate(_SQUARE)
    if not credit and parts.caption(caption) == Caption(caption):
        return caption
    return f"{caption} ({credit})".strip()


def moved(body: str, use: Use, before: Use | None) -> str:
    """Return a body in which a figure stands right before another one, or behind the last paragraph.

    Before a picture in a row it comes to stand in the row, before the first of a row only if it was in that row; from
    within a row it comes to the end of the row rather than right behind it.
    """
    line = body[use.start : use.end].strip()
    if before is not None and before.start == use.start:
        return body
    row = _row(body, use)
    start, end = _stretch(body, use, row)
    rest = body[:start] + body[end:]
    if len(row) > 1 and before == next((one for one in figures(body) if one.start > row[-1].start), None):
        at = row[-1].end - (end - start)
        return body if use == row[-1] else f"{rest[:at]}\n{line}{rest[at:]}"
    if before is None:
        return f"{rest.rstrip()}\n\n{line}\n" if rest.strip() else line
    at = max(start, before.start - (end - start)) if before.start > use.start else before.start
    gap = "\n" if before in row or beside(body, before) else "\n\n"
    return f"{rest[:at]}{line}{gap}{rest[at:]}"


def removed(body: str, use: Use) -> str:
    """Return a body without a figure and the blank line behind it; of a row the others stay together."""
    start, end = _stretch(body, use, _row(body, use))
    return body[:start] + body[end:]


def _row(body: str, use: Use) -> list[Use]:
    return next((row for row in rows(body) if row[0].start <= use.start <= row[-1].start), [use])


def _start(use: Use) -> int:
    return use.start


def _word(body: str, use: Use) -> int:
    """Return where a picture begins: a line that opens a paragraph may not be set in as far as one that goes on."""
    return use.start + len(body[use.start :]) - len(body[use.start :].lstrip(" \t"))


def _stretch(body: str, use: Use, row: list[Use]) -> tuple[int, int]:
    """Return what goes with a figure: of a row its line, else also the blank lines behind, at the end those before."""
    if use.start < row[-1].start:
        return use.start, next(_word(body, one) for one in row if one.start > use.start)
    if len(row) > 1:
        return row[-2].end, use.end
    behind = len(body) - len(body[use.end :].lstrip("\n")) if body[use.end :].strip("\n") else len(body)
    if behind == len(body):
        return len(body[: use.start].rstrip("\n")), behind
    return use.start, behind


def _is_picture(line: str) -> bool:
    found = _FIGURE.fullmatch(line) if "![" in line else None
    return found is not None and _asset(found).startswith(ASSETS)


def _asset(found: re.Match[str]) -> str:
    return unquote(found["angled"] if found["angled"] is not None else found["bare"])


def _title(found: re.Match[str]) -> str:
    return next((found[name] for name in ("double", "single", "round") if found[name] is not None), "")


def _escape(sign: re.Match[str]) -> str:
    return f"\\{sign[0]}"


def _unescaped(words: str) -> str:
    return _MARK.sub(r"\1", words)
