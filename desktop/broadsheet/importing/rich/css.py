"""The little of CSS that says what words mean: weight, slant, what is hidden, and Word's own properties."""

import re
from collections.abc import Iterator

Rules = dict[str, str]
"""Property -> value, both in small letters."""

_WANTED_NAMES = (
    "font-weight font-style text-decoration text-decoration-line display visibility white-space margin margin-left "
    "border border-left mso-hide mso-list mso-outline-level mso-spacerun mso-element mso-level-number-format"
)
_WANTED = frozenset(_WANTED_NAMES.split())
_DECLARATION = re.compile(r"""(?<![\w-])([\w-]++)\s*+:\s*+((?:"[^"]*+"|'[^']*+'|[^;"']|["'])*+)""")
_COMMENT = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
_BRACE = re.compile(r"[{}]")
_SELECTOR = re.compile(r"([a-z][a-z0-9]*)?(?:\.([\w-]+))?")
_LIST = re.compile(r"@list (l\d+):level(\d+)")
_MOST_RULES = 10_000


def declarations(source: str) -> Rules:
    """Return the declarations of a style attribute or rule that say anything here; later ones win."""
    if ":" not in source:
        return {}
    found = {}
    for one in _DECLARATION.finditer(source):
        name = one[1].lower()
        if name in _WANTED:
            found[name] = " ".join(one[2].lower().replace("!important", "").split())
    return found


class Sheet:
    """The style sheets of a document, as far as their selectors are one tag, one class, or both."""

    def __init__(self) -> None:
        self._rules: dict[tuple[str, str], Rules] = {}
        self._known: dict[str, Rules] = {}
        self.bullets: set[tuple[str, int]] = set()
        """Lists and levels of Word that have bullets: `@list l0:level1` (Word's own CSS)."""

    def add(self, source: str) -> None:
        """Read one style sheet; rules for some media only are passed over."""
        for selectors, body in _flat(_COMMENT.sub(" ", source) if source.count("/*") < _MOST_RULES else ""):
            of_list = _LIST.match(selectors)
            if of_list and declarations(body).get("mso-level-number-format") == "bullet":
                self.bullets.add((of_list[1], int(of_list[2][:2])))
            if "@" in selectors or len(self._rules) > _MOST_RULES:
                continue
            said = declarations(body)
            for selector in selectors.split(",") if said else ():
                one = _SELECTOR.fullmatch(selector.strip())
                if one and one[0]:
                    self._rules.setdefault(((one[1] or ""), (one[2] or "")), {}).update(said)

    def of(self, tag: str, attributes: dict[str, str]) -> Rules:
        """Return what holds for an element: its tag's, then its classes', then its own declarations."""
        found = dict(self._rules.get((tag, ""), {}))
        if "class" in attributes and self._rules:
            classes = attributes["class"].lower().split()[:50]
            for name in classes:
                found.update(self._rules.get(("", name), {}))
            for name in classes:
                found.update(self._rules.get((tag, name), {}))
        if "style" in attributes:
            found.update(self._own(attributes["style"]))
        return found

    def _own(self, style: str) -> Rules:
        known = self._known.get(style)
        if known is None:
            known = self._known[style] = declarations(style)
        return known


def _flat(source: str) -> Iterator[tuple[str, str]]:
    """Yield selectors, in small letters, and body of each rule that stands in no other block."""
    depth = at = 0
    selectors = ""
    for brace in _BRACE.finditer(source):
        before, at = source[at : brace.start()], brace.end()
        if brace[0] == "{":
            selectors = before.strip().lower() if depth == 0 else ""
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0 and selectors:
                yield selectors, before
            selectors = ""


def points(value: str) -> float | None:
    """Return a length in points; None where it is in no absolute unit."""
    found = re.fullmatch(r"(-?[\d.]{1,10})(pt|px|in|cm|mm|pc)?", value)
    try:
        return float(found[1]) * _POINTS[found[2] or "pt"] if found else None
    except ValueError:
        return None


_POINTS = {"pt": 1.0, "px": 0.75, "in": 72.0, "cm": 28.35, "mm": 2.835, "pc": 12.0}
