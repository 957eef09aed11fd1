"""Tells whether raw HTML leaves anything open that would change what follows it.

Sanitising block by block gives what sanitising the whole gives only if no block leaves an HTML parser in the middle of
something. This is decided strictly: every start tag needs its end tag, in order; whatever is unusual counts as open.
"""

import re

_VOID_NAMES = "area base basefont bgsound br col embed hr img input keygen link meta param source track wbr"
_VOID = frozenset(_VOID_NAMES.split())

_TEXT_NAMES = "iframe noembed noframes noscript script style textarea title xmp"
_TEXT_ONLY = frozenset(_TEXT_NAMES.split())
"""Elements whose content is not HTML; they are followed only when they have no `<` in them."""

_UNRULY_NAMES = "body frame frameset head html image math plaintext select svg template"
_UNRULY = frozenset(_UNRULY_NAMES.split())
"""Elements that change how an HTML parser reads on; where one occurs, nothing is certain."""

_MARKUP = re.compile(
    r"<!--(?P<comment>.*?)-->"
    r"|<[!?](?!--)[^>]*>"
    r"|<(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9-]*)"
    r"(?:\s+[^\s\"'<>/=]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'=<>`]+))?)*\s*/?>"
    r"|(?P<odd><(?=[a-zA-Z/!?]))",
    re.DOTALL,
)


class Balance:
    """Follows the tags of one block after another."""

    def __init__(self) -> None:
        self._open: list[str] = []
        self._lost = False

    @property
    def closed(self) -> bool:
        """Tell whether nothing is left open."""
        return not self._open and not self._lost

    @property
    def lost(self) -> bool:
        """Tell whether nothing that follows can close it for certain."""
        return self._lost

    def feed(self, html: str) -> None:
        """Follow another stretch of HTML."""
        text_only = ""
        for found in _MARKUP.finditer(html):
            if self._lost:
                return
            name = (found["name"] or "").lower()
            if text_only and not (found["end"] and name == text_only):
                self._lost = True
            elif name:
                text_only = self._tag(name, bool(found["end"]))
            else:
                self._lost = bool(found["odd"]) or _ends_early(found["comment"])
        self._lost = self._lost or bool(text_only)

    def _tag(self, name: str, end: bool) -> str:
        """Open or close an element; return its name if what follows is text alone."""
        if name in _UNRULY:
            self._lost = True
        elif end:
            if self._open and self._open[-1] == name:
                self._open.pop()
            elif name in self._open:
                self._lost = True
        elif name not in _VOID:
            self._open.append(name)
            return name if name in _TEXT_ONLY else ""
        return ""


def _ends_early(comment: str | None) -> bool:
    """Tell whether HTML ends a comment before `-->`: at `<!-->`, `<!--->` or `--!>`."""
    return comment is not None and (comment.startswith((">", "->")) or "--!>" in comment or "<!--" in comment)
