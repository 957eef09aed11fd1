"""Turns paragraphs and quotes that are news parts into their typed content and their own HTML."""

from collections.abc import Sequence
from html import escape

import msgspec
from markdown_it.token import Token

from broadsheet.article import parts
from broadsheet.article.parts import Run
from broadsheet.render import content, links, markdown, sanitise
from broadsheet.render.content import Content, Figure, Style
from broadsheet.render.images import HALF, THIRD

_ONE_PARAGRAPH = 5
"""Tokens of a quote with one paragraph in it: the two tags of each, and the text."""

Built = tuple[Content, str]
"""Content and safe HTML."""


def paragraph(tokens: Sequence[Token], style: Style) -> Built | None:
    """Return the figure, gallery, embed or read-also that a paragraph is, or None if it is a paragraph."""
    inline = tokens[1]
    children = inline.children or []
    if children and children[0].type == "image":
        return _pictures(inline, style)
    url = links.absolute(parts.embed(inline.content))
    if url:
        return content.Embed(url), f'<p class="embed"><a href="{escape(url)}">{escape(url, quote=False)}</a></p>'
    if ":" in inline.content or "：" in inline.content:
        return _read_also(children, style)
    return None


def quote(tokens: Sequence[Token], raw: str, style: Style) -> Built:
    """Return a block quotation, its last line taken out as attribution where it is one; `raw` is its whole HTML.

    A read-also that is set off by `>` alone is a read-also.
    """
    if len(tokens) == _ONE_PARAGRAPH and tokens[2].type == "inline":
        read_also = _read_also(tokens[2].children or [], style)
        if read_also is not None:
            return read_also
    inside, last_line = _attributed(tokens)
    body = sanitise.clean(markdown.html(style.quotes, inside)) if last_line else ""
    text = content.plain(body)
    if not text:
        whole = sanitise.clean(raw)
        return content.Quote(content.plain(whole)), whole
    name = sanitise.clean(markdown.inline_html(style.quotes, last_line))
    footer = f'<footer class="attribution">— {name}</footer>'
    found = content.Quote(text, content.plain(name))
    return found, f"{body.rstrip().removesuffix('</blockquote>')}{footer}\n</blockquote>"


def _pictures(inline: Token, style: Style) -> Built | None:
    """Return the figure or gallery that a paragraph is if each of its lines is a picture of the document, and no more.

    `article.standing` reads the same from the text alone.
    """
    children = inline.children or []
    if len(children) == 1:
        return _figure(children[0], style)
    lines = inline.content.split("\n")
    shown = [child for child in children if child.type != "text" or child.content.strip()]
    images, between = shown[::2], shown[1::2]
    if len(images) != len(lines) or any(line.rstrip().endswith("\\") for line in lines):
        return None
    if any(one.type != "image" for one in images) or any(one.type not in markdown.BREAKS for one in between):
        return None
    built = [_figure(image, style) for image in images]
    made = [one for one in built if one is not None]
    if len(made) < len(built) or len(between) != len(images) - 1:
        return None
    pictures = tuple(content.Pictured(*msgspec.structs.astuple(figure)) for figure, _ in made)
    # Rows of two; of an odd number the last three stand in one row.
    last = len(made) - 3 if len(made) % 2 else len(made)
    rows = (html.replace("<figure>", HALF if at < last else THIRD, 1) for at, (_, html) in enumerate(made))
    # Figures in a figure are how HTML groups pictures (HTML, 4.4.12); a group without words needs no name.
    return content.Gallery(pictures), f'<figure class="gallery">{"".join(rows)}</figure>'


def _figure(image: Token, style: Style) -> tuple[Figure, str] | None:
    asset = links.asset(str(image.attrs.get("src", "")))
    if not asset:
        return None
    words = parts.caption(markdown.smarten(style.quotes, str(image.attrs.get("title", ""))))
    found = content.Figure(asset, markdown.words(image.children or []), words.caption, words.credit)
    spans = [escape(found.caption, quote=False)] if found.caption else []
    if found.credit:
        credit = style.credit_form.replace("{credit}", found.credit)
        spans.append(f'<span class="credit">{escape(credit, quote=False)}</span>')
    under = f"<figcaption>{' '.join(spans)}</figcaption>" if spans else ""
    src = escape(str(image.attrs["src"]))
    return found, f'<figure><img src="{src}" alt="{escape(found.alt)}">{under}</figure>'


def _read_also(children: Sequence[Token], style: Style) -> Built | None:
    runs = _runs(children)
    found = parts.read_also(runs, style.labels) if runs else None
    if found is None:
        return None
    url = links.safe(found.url)
    label, title = escape(found.label), escape(found.title, quote=False)
    leads = f'<a href="{escape(url)}">{title}</a>' if url else title
    # Landmarks of one kind need names that tell them apart (WAI-ARIA 1.2, complementary).
    opening = f'<aside class="read-also" aria-label="{label}: {escape(found.title)}">'
    html = f'{opening}<p><span class="read-also-label">{label}{escape(style.colon)}</span> {leads}</p></aside>'
    return content.ReadAlso(found.label, found.title, url), html


def _runs(children: Sequence[Token]) -> list[Run]:
    """Return a paragraph's text as runs, emphasis forgotten; none if there is more in it than text and links."""
    runs = []
    url, link, count = "", 0, 0
    for token in children:
        if token.type == "link_open":
            count += 1
            url, link = str(token.attrs.get("href", "")), count
        elif token.type == "link_close":
            url, link = "", 0
        elif token.type in markdown.BREAKS:
            runs.append(Run("\n", url, link))
        elif token.type in ("text", "code_inline"):
            runs.append(Run(token.content, url, link))
        elif token.type in ("image", "html_inline"):
            return []
    return runs


def _attributed(tokens: Sequence[Token]) -> tuple[list[Token], list[Token]]:
    """Split a quote's tokens into all but the attribution and the inside of the attribution, which may be empty."""
    if len(tokens) < 5 or tokens[-2].type != "paragraph_close" or tokens[-2].level != 1:
        return list(tokens), []
    children = tokens[-3].children or []
    breaks = [at for at, token in enumerate(children) if token.type in markdown.BREAKS and token.level == 0]
    cut = breaks[-1] if breaks else 0
    line = children[cut + 1 :] if breaks else children
    start = parts.attribution(line[0].content) if line and line[0].type == "text" else 0
    if not start or any(token.type == "html_inline" for token in children):
        return list(tokens), []
    opened = line[0].copy(content=line[0].content[start:])
    if not breaks:
        return [*tokens[:-4], tokens[-1]], [opened, *line[1:]]
    inline = tokens[-3].copy(children=children[:cut])
    return [*tokens[:-3], inline, *tokens[-2:]], [opened, *line[1:]]
