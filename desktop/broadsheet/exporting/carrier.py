"""The article inside its own web page: a data block that browsers pass over and `importing` reads back.

It holds the fields that the page shows, and no others: no note to the editor, no status, no embargo, no e-mail
address; of the body nothing that stands in raw HTML, a comment or an unused definition and is not seen.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from broadsheet.article.model import Article, Source
from broadsheet.exporting.job import Job
from broadsheet.render.content import Block, Code, Unseen

MEDIA_TYPE = "application/vnd.broadsheet.article+json"
FORMAT, VERSION = "org.broadsheet.article", 1
"""Those of the `json` format, whose fields these are; `body` is the Markdown alone."""

_UNPUBLISHED = ("editor_note", "status", "embargo")
_TAG = re.compile(r"<(?:[!?]|/?[A-Za-z][A-Za-z0-9-]*(?=[\s/>]))")
"""Opens raw HTML (CommonMark §6.6); an address between angle brackets has a colon there."""
_DEFINITION = re.compile(r"^ {0,3}\[((?:[^\[\]\\]|\\.)+)\]:", re.MULTILINE)
_INSIDE = re.compile(r"^[ \t>*+\d.)-]*\[((?:[^\[\]\\]|\\.)+)\]:", re.MULTILINE)
"""A link definition, also in quotes and lists."""


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
    shown = msgspec.structs.replace(article, byline=byline, source=source, body=_body(job))
    empty = msgspec.to_builtins(Article(id=""))
    fields = msgspec.to_builtins(shown)
    return {name: value for name, value in fields.items() if name not in _UNPUBLISHED and value != empty[name]}


def _body(job: Job) -> str:
    """Return the body without what its page does not show."""
    used = "".join(block.source for block in job.blocks if not isinstance(block.content, Unseen))
    return "".join(_sources(job.blocks, used.casefold()))


def _sources(blocks: tuple[Block, ...], used: str) -> Iterator[str]:
    for block in blocks:
        if isinstance(block.content, Unseen):
            yield _definitions(block.source, used)
        elif not isinstance(block.content, Code) and _hides(block.source, used):
            end = block.source[len(block.source.rstrip()) :]
            yield block.html.strip() + (end if end.startswith("\n") else "\n\n")
        else:
            yield block.source


def _hides(source: str, used: str) -> bool:
    """Tell whether the source of a block has what its page may not show: raw HTML, a definition that nothing uses."""
    unused = any(not _refers(used, found[1]) for found in _INSIDE.finditer(source))
    return unused or _TAG.search(source) is not None


def _definitions(source: str, used: str) -> str:
    """Return blank lines, and those link definitions that the text uses: others serve some writers as comments."""
    if not source.strip():
        return source
    kept = [line for line in source.splitlines(keepends=True) if _is_used(line, used)]
    return "".join(kept) + ("\n" if kept and not kept[-1].endswith("\n") else "")


def _is_used(line: str, used: str) -> bool:
    found = _DEFINITION.match(line)
    return _refers(used, found[1]) if found else not line.strip()


def _refers(used: str, label: str) -> bool:
    """Tell whether a text uses a link definition, of which it may hold some itself."""
    said = f"[{label.casefold()}]"
    return used.count(said) > used.count(f"{said}:")
