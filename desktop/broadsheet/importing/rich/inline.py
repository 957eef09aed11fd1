"""A paragraph's words with their looks, as Markdown: emphasis that holds, links, no sign more than needed."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from msgspec import Struct

from broadsheet.article import editing
from broadsheet.importing import escaping
from broadsheet.importing.rich import limits
from broadsheet.importing.rich.tree import Gap, Leaf, LineEnd, Picture, Run

_SIGNS = {"bold": "**", "italic": "*", "strike": "~~"}
_MANY_SPACES = re.compile("[ \t\u00a0]{2,}")
_BLANK = " \t\n\u00a0"
_PICTURE = "\ufffc"
_MOST_SIGNS = 8
"""At the two ends of marked words; more than that, and the words stay unmarked."""

_ENTITY = re.compile(r"&(?=#?\w{1,40};)")


_MOST_PIECES = 10_000
"""Of one paragraph; with more, it comes without marks and links, for nobody wrote it."""


_CROWDED = re.compile(r"\*\*\*|~~\*|\*~~")
_LONGEST_CHECKED = 20_000


class Piece(Struct, gc=False):
    """Text of one look; `start` is its place in the paragraph, `made` Markdown that stands for it as it is."""

    text: str
    looks: frozenset[str]
    href: str = ""
    start: int = 0
    made: str = ""


def pieces(leaves: Sequence[Leaf], pictures: dict[int, str] | None = None) -> list[Piece]:
    """Return the words of a paragraph, spaces in their places; `pictures` has Markdown by the identity of a picture.

    Raises limits.TooMuch for an endless word.
    """
    made = _Gatherer()
    for leaf in leaves:
        if isinstance(leaf, Run) and not leaf.look.marker:
            made.add(leaf)
        elif isinstance(leaf, LineEnd):
            made.end_line()
        elif isinstance(leaf, Gap):
            made.add_text(" ", frozenset(), "")
        elif isinstance(leaf, Picture) and pictures and pictures.get(id(leaf)):
            made.found.append(Piece(_PICTURE, frozenset(), leaf.look.href, made=pictures[id(leaf)]))
    return made.settled()


def plain(found: Sequence[Piece]) -> str:
    """Return words alone."""
    return "".join(piece.text for piece in found)


def markdown(found: Sequence[Piece], *, starts: bool = True) -> str:
    """Return the words as Markdown; `starts` tells whether they begin a block, where some signs would mean one."""
    made = _Writer(found, starts).write()
    for kept in (("bold", "code"), ("code",), ()):
        if not _CROWDED.search(made) or _reads_as(made, plain(found)):
            return made
        fewer = [Piece(one.text, one.looks & set(kept), one.href, one.start, one.made) for one in found]
        made = _Writer(fewer, starts).write()
    return made


def _reads_as(made: str, text: str) -> bool:
    """Tell whether Markdown takes marks that stand in a row as they were meant (§6.2, rules 9 and 10)."""
    from broadsheet.render import markdown as ours

    if len(made) > _LONGEST_CHECKED:
        return False
    tokens = [token for one in ours.chunks(None, f"a {made}") for token in ours.settle(None, one, {})]
    words = "".join(ours.words(token.children or []) for token in tokens)
    return _PICTURE in text or "".join(words.split()) == "".join(f"a{text}".split())


class _Gatherer:
    """Puts runs in a row: one space between words, none at the ends of lines."""

    def __init__(self) -> None:
        self.found: list[Piece] = []
        self._word = 0

    def add(self, run: Run) -> None:
        names = ("code",) if run.look.code else tuple(_SIGNS)
        looks = frozenset(name for name in names if getattr(run.look, name) and run.text.strip())
        self.add_text(_MANY_SPACES.sub(" ", run.text), looks, run.look.href)

    def add_text(self, text: str, looks: frozenset[str], href: str) -> None:
        last = self.found[-1] if self.found else None
        if last is None or last.text[-1] in _BLANK:
            text = text.lstrip(_BLANK)
        if not text:
            return
        self._measure(text)
        self.found.append(Piece(text, looks, href))

    def end_line(self) -> None:
        self._trim()
        if self.found:
            self.add_text("\n", frozenset(), "")

    def settled(self) -> list[Piece]:
        self._trim()
        self._merge()
        self._join()
        at = 0
        for piece in self.found:
            piece.start = at
            at += len(piece.text)
        return self.found

    def _trim(self) -> None:
        while self.found:
            last = self.found[-1]
            last.text = last.text.rstrip(_BLANK)
            if last.text:
                return
            self.found.pop()

    def _merge(self) -> None:
        """Make one piece of those that look the same."""
        made = []
        for (looks, href, markdown), group in groupby(self.found, lambda one: (one.looks, one.href, one.made)):
            same = list(group)
            made += same if markdown else [Piece("".join(one.text for one in same), looks, href)]
        self.found = made

    def _join(self) -> None:
        """Give a space between two pieces what both have in common, so that marks go around both."""
        for before, space, after in zip(self.found, self.found[1:], self.found[2:], strict=False):
            if not space.text.strip(_BLANK):
                space.looks = (before.looks & after.looks) - {"code"}
                space.href = before.href if before.href == after.href else ""

    def _measure(self, text: str) -> None:
        """Raise limits.TooMuch where a word never ends, over any number of runs."""
        words = text.split()
        if len(words) == 1 and not text[0].isspace() and not text[-1].isspace():
            self._word += len(text)
        else:
            self._word = len(words[-1]) if words and not text[-1].isspace() else 0
        if self._word > limits.LONGEST_WORD or (words and max(map(len, words)) > limits.LONGEST_WORD):
            raise limits.TooMuch("tokens")


class _Writer:
    """Writes one paragraph."""

    def __init__(self, found: Sequence[Piece], starts: bool) -> None:
        self._pieces = list(found)
        text = plain(found)
        own = "".join(_SIGNS.get(look, "`") for piece in found for look in sorted(piece.looks))
        edges = frozenset(at for piece in found for at in _edges(piece)) if len(found) > 1 else frozenset()
        own += "[" if any(piece.href for piece in found) else ""
        self._marked = sorted(escaping.marks(text, own, edges, starts=starts))
        self._bracketed = any(piece.href or piece.made for piece in found)

    def write(self) -> str:
        if len(self._pieces) > _MOST_PIECES:
            return "".join(map(self._words, self._pieces))
        return self._emit(self._pieces, frozenset(), "", "")

    def _emit(self, found: Sequence[Piece], done: frozenset[str], before: str, after: str) -> str:
        out = ""
        at = 0
        while at < len(found):
            open_marks = _marks(found[at]) - done
            if not open_marks:
                out += self._words(found[at], "link" in done)
                at += 1
                continue
            mark, end = _longest(found, at, open_marks, done)
            group = found[at:end]
            behind = _outside(found[end], done) if end < len(found) else after
            out += self._marked_up(mark, group, done | {mark}, (out[-8:].rstrip("*")[-1:] or before, behind))
            at = end
        return out

    def _marked_up(self, mark: str, group: Sequence[Piece], done: frozenset[str], around: tuple[str, str]) -> str:
        lead, inner, trail = _shaved(group, _BLANK)
        before, after = lead.text[-1:] or around[0], trail.text[:1] or around[1]
        if not inner:
            return self._words(lead) + self._words(trail)
        if mark == "link":
            made = self._link(inner, done)
        elif mark == "code":
            made = _code(plain(inner))
        else:
            made = self._emphasised(_SIGNS[mark], inner, done, (before, after))
        return self._words(lead) + made + self._words(trail)

    def _link(self, inner: Sequence[Piece], done: frozenset[str]) -> str:
        href = inner[0].href
        if plain(inner) == href and not any(piece.looks for piece in inner) and href.isascii() and "\\" not in href:
            return f"<{href}>"
        address = _ENTITY.sub("&amp;", editing.address(href.replace("\\", "%5C")))
        return f"[{self._emit(inner, done, '[', ']')}]({address})"

    def _emphasised(self, sign: str, inner: Sequence[Piece], done: frozenset[str], around: tuple[str, str]) -> str:
        """Return marked words; signs at their ends go out where the mark would not hold beside them (§6.2)."""
        lead = trail = ""
        before, after = around
        for _ in range(_MOST_SIGNS):
            if not _holds(_inside(inner[0], 0, done), before):
                taken, inner = _cut(inner, 0)
                lead += self._words(taken) if taken else ""
                before = lead[-1:] or before
            elif not _holds(_inside(inner[-1], -1, done), after):
                taken, inner = _cut(inner, -1)
                trail = (self._words(taken) if taken else "") + trail
                after = trail[:1] or after
            else:
                break
            if taken is None or not inner:
                return lead + self._emit(inner, done, before, after) + trail
        else:
            return lead + self._emit(inner, done, before, after) + trail
        left, inner, right = _shaved(inner, _BLANK)
        lead, trail = lead + self._words(left), self._words(right) + trail
        if not inner or left.text or right.text:
            return lead + self._emit(inner, done, lead[-1:] or before, after) + trail
        around = ("~", "~") if sign == "~~" else (before, after)
        return f"{lead}{sign}{self._emit(inner, done, *around)}{sign}{trail}"

    def _words(self, piece: Piece, in_link: bool = False) -> str:
        if piece.made:
            return piece.made
        text, start = piece.text, piece.start
        marked = self._marked[bisect_left(self._marked, start) : bisect_left(self._marked, start + len(text))]
        at_edge = text[-1:] == "\\" or (text[-1:] == "!" and self._bracketed)
        if not (marked or at_edge or in_link):
            return text.replace("\n", "\\\n")
        cuts = {at - start for at in marked} | ({len(text) - 1} if at_edge else set())
        if in_link:
            cuts.update(at for at, letter in enumerate(text) if letter in "[]")
        edges = [0, *sorted(cuts), len(text)]
        return "\\".join(text[a:b] for a, b in pairwise(edges)).replace("\n", "\\\n")


def _edges(piece: Piece) -> Iterator[int]:
    """Yield where marks around a piece may stand: at its ends, or where its blanks go out of them."""
    end = piece.start + len(piece.text)
    yield from (piece.start, end - len(piece.text.lstrip(_BLANK)))
    yield from (piece.start + len(piece.text.rstrip(_BLANK)), end)


def _marks(piece: Piece) -> frozenset[str]:
    return piece.looks | {"link"} if piece.href else piece.looks


def _longest(found: Sequence[Piece], at: int, open_marks: frozenset[str], done: frozenset[str]) -> tuple[str, int]:
    """Return the mark that reaches furthest, and where it ends: it never ends inside a link, and code is innermost."""
    ends = {}
    for mark in sorted(open_marks):
        end = at + 1
        while end < len(found) and mark in _marks(found[end]) and (mark != "link" or found[end].href == found[at].href):
            end += 1
        ends[mark] = end
    if "link" in ends and "link" not in done and max(ends.values()) < ends["link"]:
        return "link", ends["link"]
    for mark, reach in sorted(ends.items(), key=lambda one: (one[0] == "code", -one[1], one[0] == "link")):
        end = reach
        if mark != "link" and "link" not in done and end < len(found) and _same_link(found[end - 1], found[end]):
            end = next((cut for cut in range(end, at, -1) if not _same_link(found[cut - 1], found[cut])), at)
        if end > at:
            return mark, end
    return "link", ends["link"]


def _same_link(one: Piece, other: Piece) -> bool:
    return bool(one.href) and one.href == other.href


def _inside(piece: Piece, end: int, done: frozenset[str]) -> str:
    """Return what stands at an end of a piece, marks of other kinds than `*` with it: those are signs."""
    others = _marks(piece) - done - {"bold", "italic"}
    return "[" if piece.made or (others and piece.text[end] not in _BLANK) else piece.text[end]


def _outside(piece: Piece, done: frozenset[str]) -> str:
    """Return what a piece begins with; signs `*` count as one row with those before them (§6.2), so not at all."""
    marks = _marks(piece) - done
    alone = piece.made or (marks and not marks & {"bold", "italic"} and piece.text[0] not in _BLANK)
    return "[" if alone else piece.text[0]


def _holds(inside: str, outside: str) -> bool:
    """Tell whether a mark between these two characters marks what is inside."""
    return not escaping.is_sign(inside) or escaping.is_space(outside) or escaping.is_sign(outside)


def _shaved(group: Sequence[Piece], letters: str) -> tuple[Piece, list[Piece], Piece]:
    """Return what is blank at the two ends, and the rest."""
    inner = [Piece(one.text, one.looks, one.href, one.start, one.made) for one in group]
    lead = trail = Piece("", frozenset())
    while inner and not inner[0].text.lstrip(letters):
        lead = Piece(lead.text + inner[0].text, frozenset(), start=inner[0].start - len(lead.text))
        inner.pop(0)
    if inner:
        rest = inner[0].text.lstrip(letters)
        cut = len(inner[0].text) - len(rest)
        lead = Piece(lead.text + inner[0].text[:cut], frozenset(), start=inner[0].start - len(lead.text))
        inner[0].text, inner[0].start = rest, inner[0].start + cut
    while inner and not inner[-1].text.rstrip(letters):
        trail = Piece(inner[-1].text + trail.text, frozenset(), start=inner[-1].start)
        inner.pop()
    if inner:
        rest = inner[-1].text.rstrip(letters)
        trail = Piece(inner[-1].text[len(rest) :] + trail.text, frozenset(), start=inner[-1].start + len(rest))
        inner[-1].text = rest
    return lead, inner, trail


def _cut(inner: Sequence[Piece], end: int) -> tuple[Piece | None, list[Piece]]:
    """Take the first (0) or last (-1) sign away, a row of the same ones as a whole.

    None where it belongs to a link, to code or to a picture.
    """
    kept = [Piece(one.text, one.looks, one.href, one.start, one.made) for one in inner]
    piece = kept[end]
    if piece.href or piece.made or "code" in piece.looks:
        return None, kept
    sign = piece.text[end]
    if end == 0:
        rest = piece.text.lstrip(sign)
        taken = Piece(piece.text[: len(piece.text) - len(rest)], frozenset(), start=piece.start)
        piece.start += len(taken.text)
    else:
        rest = piece.text.rstrip(sign)
        taken = Piece(piece.text[len(rest) :], frozenset(), start=piece.start + len(rest))
    piece.text = rest
    if not piece.text:
        kept.pop(end)
    return taken, kept


def _code(text: str) -> str:
    """Return a code span (CommonMark 0.31 §6.1)."""
    text = text.replace("\n", " ")
    runs = {len(run) for run in re.findall("`+", text)}
    ticks = "`" * next(count for count in range(1, len(runs) + 2) if count not in runs)
    space = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{ticks}{space}{text}{space}{ticks}"
