r"""A text as its paragraphs, with all that stands around them: character by character.

A paragraph is lines without a blank one; a line is blank that holds only spaces and tabs (CommonMark 0.31 §2.1).
A line ends with `\n`, `\r\n` or `\r`.
"""

import re

from msgspec import Struct

_LINE = re.compile(r"[^\r\n]*(?:\r\n|[\r\n])|[^\r\n]+")
_END = re.compile(r"\r\n?|\n")


class Paragraph(Struct, frozen=True):
    """Lines without a blank one; `gap` is their line end and the blank lines behind, empty where nothing followed."""

    text: str
    gap: str = ""


class Blocks(Struct, frozen=True):
    """A text in parts: blank lines, paragraphs, and what follows the last word."""

    opening: str = ""
    paragraphs: tuple[Paragraph, ...] = ()
    closing: str = ""


def lines(text: str) -> list[str]:
    """Return the lines of a text with their line ends."""
    return _LINE.findall(text)


def split(text: str) -> Blocks:
    """Take a text apart; `join` gives it back unchanged."""
    found: list[tuple[list[str], list[str]]] = [([], [])]
    for line in lines(text):
        if not line.strip(" \t\r\n"):
            found[-1][1].append(line)
        elif found[-1][1]:
            found.append(([line], []))
        else:
            found[-1][0].append(line)
    opening = "" if found[0][0] or len(found) == 1 else "".join(found.pop(0)[1])
    if not found[0][0]:
        return Blocks(closing=text)
    made = tuple(_paragraph("".join(words), "".join(blank)) for words, blank in found)
    return Blocks(opening, (*made[:-1], Paragraph(made[-1].text)), made[-1].gap)


def join(blocks: Blocks, line_end: str = "\n") -> str:
    """Put a text together; a paragraph that others now follow gets a blank line behind it if it had none."""
    if not blocks.paragraphs:
        return blocks.opening + blocks.closing
    *inner, last = blocks.paragraphs
    closing = blocks.closing if _END.match(blocks.closing) or not blocks.closing else line_end + blocks.closing
    return "".join((blocks.opening, *(one.text + (one.gap or line_end * 2) for one in inner), last.text, closing))


def chunks(text: str) -> list[str]:
    """Return the paragraphs of a text with all that stands around them; joined they are the text."""
    found = split(text)
    if not found.paragraphs:
        return [text]
    whole = [one.text + one.gap for one in found.paragraphs]
    whole[0] = found.opening + whole[0]
    whole[-1] += found.closing
    return whole


def plain(text: str) -> str:
    r"""Return a text with every line end as `\n`, to compare it without regard to them."""
    return with_line_end(text, "\n")


def line_end(text: str) -> str:
    """Return the line end that a text uses most, or an empty string if it has none."""
    ends = _END.findall(text)
    return max(dict.fromkeys(ends), key=ends.count) if ends else ""


def with_line_end(text: str, end: str) -> str:
    """Return a text with every line end replaced."""
    return _END.sub(end, text) if "\r" in text or end != "\n" else text


def _paragraph(words: str, blank: str) -> Paragraph:
    text = words.rstrip("\r\n")
    return Paragraph(text, words[len(text) :] + blank)
