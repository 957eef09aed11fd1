"""The `markdown` format: the whole article as a text that people read and other programs take."""

import re
from collections.abc import Iterator
from urllib.parse import quote

from broadsheet.exporting import sentences
from broadsheet.exporting.gallery import Served
from broadsheet.exporting.job import File, Job
from broadsheet.render import decoration, links
from broadsheet.render.content import Block, Rule, Unseen
from broadsheet.render.decoration import Marks, Places

_SPECIAL = re.compile(r"[\\`*_~\[\]<>]|&(?=#?\w+;)|^[#+-]")
_NUMBER = re.compile(r"^(\d{1,9})([.)])(?=\s|$)")
"""What would not be shown as it is: marks of emphasis, links and tags anywhere, of headings and lists in front."""
_IMAGE = re.compile(
    r"(!\[[^\]\n]*\]\(<|^ {0,3}\[[^\]\n]+\]:[ \t]*<)(assets/[^>\n]+)|"
    r"(!\[[^\]\n]*\]\(|^ {0,3}\[[^\]\n]+\]:[ \t]*)(assets/[^\s)>]+)",
    re.MULTILINE,
)
"""The address of a picture, in its place or in a definition, between angle brackets or bare."""


def write(job: Job) -> Iterator[File]:
    """Yield the one file of this format: UTF-8, a heading, the fields around the body as paragraphs."""
    parts = (part for part in _parts(job) if part)
    yield File("", ("\n\n".join(parts) + "\n").encode())


def _parts(job: Job) -> Iterator[str]:
    article = job.article
    yield f"# {plain(article.headline)}" if article.headline.strip() else ""
    yield f"**{plain(article.kicker)}**" if article.kicker.strip() else ""
    yield plain(article.deck)
    signed = (sentences.byline(job), sentences.published(job), sentences.updated(job))
    yield " · ".join(plain(part) for part in signed if part)
    yield _lead(job)
    yield body(job)
    yield _source(job)
    yield link(article.call_to_action.text, article.call_to_action.url)
    yield _under(job.labels.corrections, [plain(line) for line in sentences.corrections(job)])
    yield _under(job.labels.related, [link(one.title, one.url) for one in article.related if one.title or one.url])


def plain(text: str) -> str:
    """Return the words of a field as one line of Markdown that shows just them."""
    return _NUMBER.sub(r"\1\\\2", _SPECIAL.sub(r"\\\g<0>", " ".join(text.split())))


def link(title: str, url: str) -> str:
    """Return a title that leads to its address, or whichever there is."""
    address = links.safe(url)
    if not address:
        return plain(title)
    if not title.strip():
        return f"<{address}>"
    return f"[{plain(title)}](<{address}>)" if set(address) & set("()<>") else f"[{plain(title)}]({address})"


def body(job: Job) -> str:
    """Return the body as the writer typed it, with dateline and end mark, pictures addressed."""
    marks = decoration.marks(job.article, job.house)
    where = decoration.places(job.blocks, marks)
    sources = []
    for at, block in enumerate(job.blocks):
        source = _source_of(block, job)
        if at == where.opening and decoration.html(block, at, Places(opening=at), marks) != block.html:
            indent = len(source) - len(source.lstrip())
            source = source[:indent] + _dateline(marks, bold=job.house.dateline.bold) + source[indent:]
        if at == where.closing and not isinstance(block.content, Rule) and not block.text.endswith(marks.end_mark):
            gap = "" if marks.glued and block.html.startswith("<p>") else "\n\n"
            text = source.rstrip()
            source = f"{text}{gap}{plain(marks.end_mark)}{source[len(text) :]}"
        sources.append(source)
    return "".join(sources).strip("\n")


def typed(job: Job) -> str:
    """Return the body as the writer typed it and no more, pictures addressed."""
    return "".join(_source_of(block, job) for block in job.blocks).strip("\n")


def _source_of(block: Block, job: Job) -> str:
    shows = "<img" in block.html or isinstance(block.content, Unseen)
    return _addressed(block.source, job) if shows else block.source


def _dateline(marks: Marks, *, bold: bool) -> str:
    name = plain(marks.dateline)
    return marks.form.replace("{dateline}", f"**{name}**" if bold else name)


def _lead(job: Job) -> str:
    picture = job.article.picture
    if not picture.asset:
        return ""
    credit = f"({picture.credit})" if picture.credit else ""
    words = " ".join(filter(None, (*picture.caption.split(), credit))).replace('"', '\\"')
    title = f' "{words}"' if words else ""
    return f"![{plain(picture.alt)}]({_address(picture.asset, job)}{title})"


def _addressed(source: str, job: Job) -> str:
    """Return Markdown whose pictures lead to the media URL, where there is one."""

    def addressed(found: re.Match[str]) -> str:
        before, written = (found[1], found[2]) if found[1] else (found[3], found[4])
        return str(before) + _address(links.asset(written), job, written)

    return _IMAGE.sub(addressed, source)


def _address(asset: str, job: Job, written: str = "") -> str:
    shown = Served(job.pictures, job.media_url, job.media_url).picture(asset) if job.media_url else None
    return shown.src if shown else written or quote(asset)


def _source(job: Job) -> str:
    given = job.article.source
    words = link(given.name, given.url)
    return sentences.labelled(job.labels.source, words, job) if words and job.house.show_source else ""


def _under(label: str, lines: list[str]) -> str:
    return "\n".join([f"## {label}", "", *(f"- {line}" for line in lines)]) if lines else ""
