"""The `text` format: wire copy, nothing but words and line breaks."""

from collections.abc import Iterator

from broadsheet.exporting import sentences
from broadsheet.exporting.job import File, Job
from broadsheet.render import content, decoration
from broadsheet.render.content import Block, Code, Figure, Gallery, List, ReadAlso, Rule, Table
from broadsheet.render.decoration import Marks, Places


def write(job: Job) -> Iterator[File]:
    """Yield the one file of this format: UTF-8, paragraphs apart by an empty line, one line feed at the end."""
    parts = (part for part in _parts(job) if part)
    yield File("", ("\n\n".join(parts) + "\n").encode())


def _parts(job: Job) -> Iterator[str]:
    article = job.article
    yield _lines(article.kicker.strip().upper(), article.headline.strip())
    yield article.deck.strip()
    yield _lines(sentences.byline(job), sentences.published(job), sentences.updated(job))
    yield _lead(job)
    yield from _story(job)


def story(job: Job) -> str:
    """Return the body and what belongs behind it, paragraphs apart by an empty line."""
    return "\n\n".join(filter(None, _story(job)))


def _story(job: Job) -> Iterator[str]:
    marks = decoration.marks(job.article, job.house)
    yield from _body(job, marks)
    yield sentences.source(job)
    yield sentences.call_to_action(job)
    yield _under(job.labels.corrections, sentences.corrections(job), job)
    yield _under(job.labels.related, tuple(_related(job)), job)
    yield _last_line(job, marks)


def body(job: Job) -> str:
    """Return the body alone, dateline and end mark set, paragraphs apart by an empty line."""
    marks = decoration.marks(job.article, job.house)
    return "\n\n".join(part for part in (*_body(job, marks), _last_line(job, marks)) if part)


def _body(job: Job, marks: Marks) -> Iterator[str]:
    """Yield the blocks, opened by the dateline; a glued end mark stands behind the last word, as on the page."""
    where = decoration.places(job.blocks, marks)
    for at, block in enumerate(job.blocks):
        text = _block(block, job)
        if at == where.opening:
            text = content.plain(decoration.html(block, at, Places(opening=at), marks))
        if at == where.closing and isinstance(block.content, Rule):
            text = marks.end_mark if marks.glued else ""
        elif at == where.closing and marks.glued and not block.text.endswith(marks.end_mark):
            text += marks.end_mark if block.html.startswith("<p>") else f"\n\n{marks.end_mark}"
        yield text


def _last_line(job: Job, marks: Marks) -> str:
    """Return the end mark where it closes the whole copy, or an empty string where the body has it already."""
    at = decoration.places(job.blocks, marks).closing
    return "" if marks.glued or at < 0 or job.blocks[at].text.endswith(marks.end_mark) else marks.end_mark


def _block(block: Block, job: Job) -> str:
    match block.content:
        case Figure() | Gallery():
            return pictures(block.content, job)
        case ReadAlso(url=url) if url:
            return sentences.addressed(block.text, url)
        case List(ordered=ordered, items=items, start=start):
            return "\n".join(_item(f"{start + at}." if ordered else "-", item) for at, item in enumerate(items))
        case Code(text=text):
            return text.rstrip("\n")
        case Table(header=header, rows=rows):
            return "\n".join(" | ".join(row) for row in (header, *rows))
        case Rule():
            return "* * *"
    return block.text


def _item(mark: str, text: str) -> str:
    return f"{mark} " + text.replace("\n", "\n" + " " * (len(mark) + 1))


def _lead(job: Job) -> str:
    picture = job.article.picture
    return _figure(picture.caption or picture.alt, picture.credit, job) if picture.asset else ""


def pictures(given: Figure | Gallery, job: Job) -> str:
    """Return what stands for pictures among words, `[Photo: Caption. (Credit)]`, a line for each of which is told."""
    return _lines(*(_figure(one.caption or one.alt, one.credit, job) for one in content.pictured(given)))


def _figure(words: str, credit: str, job: Job) -> str:
    said = " ".join([*words.split(), *([job.house.credit_form.replace("{credit}", credit)] if credit else [])])
    return f"[{sentences.labelled(job.labels.photo, said, job)}]" if said else ""


def _related(job: Job) -> Iterator[str]:
    for link in job.article.related:
        words = sentences.addressed(link.title.strip(), link.url.strip())
        if words:
            yield f"- {words}"


def _under(label: str, lines: tuple[str, ...], job: Job) -> str:
    return _lines(sentences.labelled(label, "", job).rstrip(), *lines) if lines else ""


def _lines(*lines: str) -> str:
    return "\n".join(filter(None, lines))
