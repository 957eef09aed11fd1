"""The article inside its own web page: a data block that browsers pass over and `importing` reads back.

It holds the fields that the page shows, and no others: no note to the editor, no status, no embargo, no e-mail
address. They are those of the `json` format, but `body` is the Markdown alone, without what is not seen: raw HTML,
comments, unused and second definitions, and what stands behind the language of a code block.
"""

import json
import re
from collections.abc import Mapping
from typing import Any

import msgspec

from broadsheet.article.exchange import FORMAT, MEDIA_TYPE, VERSION
from broadsheet.article.model import Article, Source
from broadsheet.article.photo import Photo
from broadsheet.exporting.job import Job
from broadsheet.render import markdown
from broadsheet.render.content import Block, Code, Unseen

_UNPUBLISHED = ("editor_note", "status", "embargo")
_TAG = re.compile(r"<(?:[!?]|/?[A-Za-z][A-Za-z0-9-]*(?=[\s/>]))")
"""Opens raw HTML (CommonMark §6.6); an address between angle brackets has a colon there."""
_LABEL = r"\[((?:[^\[\]\\]|\\.){1,999})\]"
"""Of a link (CommonMark §6.3)."""
_DEFINITION = re.compile(rf"^ {{0,3}}{_LABEL}:", re.MULTILINE)
_INSIDE = re.compile(rf"^[ \t>*+\d.)-]*{_LABEL}:", re.MULTILINE)
"""A link definition, also in quotes and lists."""
_REFERENCE = re.compile(rf"{_LABEL}(?!:)")
_FENCE = re.compile(r"\A((?:[ \t]*\r?\n)* {0,3}(?:`{3,}|~{3,})[ \t]*[^\s`]+)[ \t][^\r\n]*")
_FENCE_INSIDE = re.compile(r"^[ \t>*+\d.)-]*(?:`{3,}[ \t]*[^\s`]+[ \t]+[^\s`]|~{3,}[ \t]*\S+[ \t]+\S)", re.MULTILINE)
"""Opens a code block (§4.5) and says more than a language, also in quotes and lists."""


def carried(html: str, job: Job, pictures: Mapping[str, str]) -> str:
    """Return a page with its article in it; `pictures` are the assets and where the page has them."""
    fields = {"format": FORMAT, "version": VERSION, **_published(job), "pictures": dict(pictures)}
    text = json.dumps(fields, ensure_ascii=False, separators=(",", ":"))
    # What could end the element, or open another inside it (HTML §13.2.5.17 ff.), cannot stand in it.
    for char in "<>&":
        text = text.replace(char, f"\\u{ord(char):04x}")
    block = f'<script type="{MEDIA_TYPE}">{text}</script>\n'
    before, end, after = html.rpartition("</body>")
    return f"{before}{block}{end}{after}" if end else f"{html}\n{block}".rstrip("\n")


def _published(job: Job) -> dict[str, Any]:
    """Return the fields that a reader of the page can see, those alone that say anything."""
    article = job.article
    byline = tuple(msgspec.structs.replace(author, email="") for author in article.byline)
    source = article.source if job.house.show_source else Source()
    photos = tuple(one for one in map(_published_photo, article.photos) if one != Photo(one.asset))
    shown = msgspec.structs.replace(article, byline=byline, source=source, photos=photos, body=_body(job))
    empty = msgspec.to_builtins(Article(id=""))
    fields = msgspec.to_builtins(shown)
    return {name: value for name, value in fields.items() if name not in _UNPUBLISHED and value != empty[name]}


def _published_photo(photo: Photo) -> Photo:
    """Return what a page may tell of a picture, which it has as turned: no instructions, nothing of its first file."""
    untold = {"instructions": "", "kept": (), "found": ()}
    return msgspec.structs.replace(photo, flipped=False, quarters=0, straighten=0.0, **untold)


def _body(job: Job) -> str:
    """Return the body without what its page does not show."""
    used = "".join(block.source for block in job.blocks if not isinstance(block.content, Unseen))
    shown = _Shown(used)
    return "".join(shown.source(block) for block in job.blocks)


class _Shown:
    """Takes the sources of blocks in their order, with the link definitions that count: the first ones (§4.7)."""

    def __init__(self, text: str) -> None:
        """`text` is that of all blocks that are seen; it may hold definitions itself."""
        self._used = {_label(found[1]) for found in _REFERENCE.finditer(text)}
        self._defined: set[str] = set()

    def source(self, block: Block) -> str:
        """Return the source of a block, or its HTML where the source has what is not seen."""
        if isinstance(block.content, Unseen):
            return self._definitions(block.source)
        if isinstance(block.content, Code):
            return _FENCE.sub(r"\1", block.source)
        inside = _definitions_in(block.source)
        counting = [one for one in dict(reversed(inside)).items() if one[0] in self._used - self._defined]
        self._defined.update(label for label, _ in inside)
        if len(counting) == len(inside) and not _TAG.search(block.source) and not _FENCE_INSIDE.search(block.source):
            return block.source
        end = block.source[len(block.source.rstrip()) :]
        made = block.html.strip() + (end if end.startswith("\n") else "\n\n")
        return made + "".join(f"[{label}]: {target}\n\n" for label, target in counting)

    def _definitions(self, source: str) -> str:
        """Return blank lines, and those link definitions that count and are used: others serve some as comments."""
        if not source.strip():
            return source
        kept = [line for line in source.splitlines(keepends=True) if self._is_used(line)]
        return "".join(kept) + ("\n" if kept and not kept[-1].endswith("\n") else "")

    def _is_used(self, line: str) -> bool:
        found = _DEFINITION.match(line)
        if found is None:
            return not line.strip()
        label = _label(found[1])
        counts = label in self._used and label not in self._defined
        self._defined.add(label)
        return counts


def _definitions_in(source: str) -> list[tuple[str, str]]:
    """Return the definitions in a quote or list: label, and address and title as Markdown."""
    if not _INSIDE.search(source):
        return []
    lines = "\n".join(map(markdown.normal, source.split("\n")))
    found = [one for chunk in markdown.chunks(None, lines) for one in chunk.definitions()]
    return [(_label(label), _target(**value)) for label, value in found]


def _target(href: str, title: str) -> str:
    escaped = title.replace("\\", "\\\\").replace('"', '\\"')
    return f'<{href}> "{escaped}"' if title else f"<{href}>"


def _label(text: str) -> str:
    """Return a label as it is compared with others (§4.7)."""
    return " ".join(text.split()).casefold()
