"""The pictures of an article in their order: the lead picture, then the lines of the body that are a picture each.

Such a line is a figure (`![alt](assets/boat.jpg "caption (credit)")`); its words are read and written here as text.
"""

import re
from collections.abc import Iterator
from urllib.parse import unquote

import msgspec
from msgspec import Struct

from broadsheet.article import parts
from broadsheet.article.editing import address
from broadsheet.article.model import Article
from broadsheet.article.parts import Caption

LEAD = 0
"""The number of the lead picture; the figures of the body follow from 1."""
ASSETS = "assets/"

_TITLE = r"""(?:"(?P<double>(?:\\.|[^"\\])*)"|'(?P<single>(?:\\.|[^'\\])*)'|\((?P<round>(?:\\.|[^()\\])*)\))"""
_ADDRESS = r"(?:<(?P<angled>[^<>\n]*)>|(?P<bare>[^\s<>]*?))"
_FIGURE = re.compile(rf"[ ]{{0,3}}!\[(?P<alt>(?:\\.|[^\[\]\\])*)\]\({_ADDRESS}(?:\s+{_TITLE})?\s*\)\s*")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
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
    """Yield the figures of a body, numbered from 1; what stands in a code block is none."""
    number, at, fence = LEAD, 0, ""
    for line in body.split("\n"):
        opening = _FENCE.match(line)
        if opening and (not fence or opening[1].startswith(fence)):
            fence = "" if fence else opening[1]
        found = _FIGURE.fullmatch(line) if not fence and "![" in line else None
        if found is not None:
            asset = unquote(found["angled"] if found["angled"] is not None else found["bare"])
            if asset.startswith(ASSETS):
                number += 1
                words = parts.caption(_unescaped(_title(found)))
                alt = _unescaped(found["alt"])
                yield Use(number, asset, alt, words.caption, words.credit, at, at + len(line.rstrip("\r")))
        at += len(line) + 1


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
    """Return a body in which a figure stands right before another one, or behind the last paragraph."""
    line = body[use.start : use.end]
    if before is not None and before.start == use.start:
        return body
    start, end = _with_space(body, use)
    rest = body[:start] + body[end:]
    if before is None:
        return f"{rest.rstrip()}\n\n{line}\n" if rest.strip() else line
    at = before.start - (end - start) if before.start > use.start else before.start
    return f"{rest[:at]}{line}\n\n{rest[at:]}"


def removed(body: str, use: Use) -> str:
    """Return a body without a figure and the blank line behind it."""
    start, end = _with_space(body, use)
    return body[:start] + body[end:]


def _with_space(body: str, use: Use) -> tuple[int, int]:
    """Return the stretch that goes with a figure: its line and the blank lines behind it, at the end those before."""
    behind = len(body) - len(body[use.end :].lstrip("\n")) if body[use.end :].strip("\n") else len(body)
    if behind == len(body):
        return len(body[: use.start].rstrip("\n")), behind
    return use.start, behind


def _title(found: re.Match[str]) -> str:
    return next((found[name] for name in ("double", "single", "round") if found[name] is not None), "")


def _escape(sign: re.Match[str]) -> str:
    return f"\\{sign[0]}"


def _unescaped(words: str) -> str:
    return _MARK.sub(r"\1", words)
