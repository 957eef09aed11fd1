"""The addresses of pictures in Markdown: which there are, and other ones in their places."""

import re
from collections.abc import Collection, Mapping
from urllib.parse import quote, unquote

_ADDRESS = re.compile(
    r"""(?P<before>\]\([ \t]*<|^[ ]{0,3}\[[^\]\n]+\]:[ \t]*<)(?P<pointed>[^<>\n]+)(?=>)|
    (?P<open>\]\([ \t]*|^[ ]{0,3}\[[^\]\n]+\]:[ \t]*)(?P<bare>[^\s<>()]+(?:\([^\s()]*\)[^\s<>()]*)*)|
    (?P<tag><img\b[^<>]{0,500}?\bsrc=["']?)(?P<src>[^"'<>\s]+)""",
    re.MULTILINE | re.VERBOSE | re.IGNORECASE,
)
"""The address of a link or picture (CommonMark §6.6, §4.7), or of an HTML image."""

_SHOWN = re.compile(
    r"""!\[(?:[^\[\]\n]|\[[^\[\]\n]*\]){0,2000}\]\([ \t]*
        (?:<(?P<pointed>[^<>\n]+)>|(?P<bare>[^\s<>()]+(?:\([^\s()]*\)[^\s<>()]*)*))|
    ^[ ]{0,3}\[[^\]\n]+\]:[ \t]*(?:<(?P<ref_pointed>[^<>\n]+)>|(?P<ref>\S+\.(?:jpe?g|png|gif|webp|avif))\b)|
    <img\b[^<>]{0,500}?\bsrc=["']?(?P<src>[^"'<>\s]+)""",
    re.MULTILINE | re.VERBOSE | re.IGNORECASE,
)

_INLINE = re.compile(
    r"""!\[(?P<alt>(?:[^\[\]\n]|\[[^\[\]\n]*\]){0,2000})\]\([ \t]*
        (?:<(?P<pointed>[^<>\n]+)>|(?P<bare>[^\s<>()]+(?:\([^\s()]*\)[^\s<>()]*)*))
        (?:[ \t]+"(?P<title>(?:[^"\\\n]|\\.){0,2000})")?[ \t]*\)""",
    re.VERBOSE,
)


def shown(markdown: str) -> tuple[str, ...]:
    """Return the addresses of all pictures in a text, each once, percent-encoding undone."""
    found = (next(filter(None, match.groups()), "") for match in _SHOWN.finditer(markdown))
    return tuple(dict.fromkeys(unquote(address) for address in found if address))


def without(markdown: str, lost: Collection[str]) -> str:
    """Return a text in which the pictures at some addresses have left nothing but their words."""

    def words(match: re.Match[str]) -> str:
        if unquote(match["pointed"] or match["bare"]) not in lost:
            return match[0]
        title = (match["title"] or "").replace('\\"', '"')
        return " ".join(filter(None, (match["alt"].strip(), title.strip())))

    return _INLINE.sub(words, markdown) if lost else markdown


def replaced(markdown: str, names: Mapping[str, str]) -> str:
    """Return a text whose pictures have new addresses: `names` are the old ones -> the new."""
    if all(old == new for old, new in names.items()):
        return markdown

    def other(match: re.Match[str]) -> str:
        before = match["before"] or match["open"] or match["tag"]
        address = match["pointed"] or match["bare"] or match["src"]
        new = names.get(unquote(address))
        return str(match[0]) if new is None else before + quote(new)

    return _ADDRESS.sub(other, markdown)
