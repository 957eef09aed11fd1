"""Gives a top-level construct its typed content and its safe HTML."""

from collections.abc import Iterator, Sequence
from html import escape

from markdown_it.token import Token

from broadsheet.render import content, markdown, news, sanitise
from broadsheet.render.content import Content, Style


def block(tokens: Sequence[Token], raw: str, style: Style) -> tuple[Content, str]:
    """Return content and safe HTML of one construct; `tokens` have their inline content parsed, `raw` is their HTML."""
    match tokens[0].type if tokens else "definition":
        case "definition":
            return content.Unseen(), ""
        case "paragraph_open":
            return news.paragraph(tokens, style) or (content.Paragraph(), sanitise.clean(raw))
        case "blockquote_open":
            return news.quote(tokens, raw, style)
    html = sanitise.clean(raw)
    found = _plain_kind(tokens, html)
    return found, _scrolling(found, html) if isinstance(found, content.Table) else html


def _scrolling(table: content.Table, html: str) -> str:
    """Return a table, named by its head, in a box that scrolls where it is too wide: also by keyboard (WCAG, 2.1.1)."""
    name = escape(", ".join(cell for cell in table.header if cell))
    label = f' aria-label="{name}"' if name else ""
    return f'<div class="table" tabindex="0" role="group"{label}>{html.rstrip()}</div>\n'


def _plain_kind(tokens: Sequence[Token], html: str) -> Content:
    first = tokens[0]
    match first.type:
        case "heading_open":
            return content.Heading(int(first.tag[1]), content.plain(html))
        case "bullet_list_open" | "ordered_list_open":
            start = int(first.attrs.get("start", 1))
            return content.List(first.tag == "ol", tuple(_items(tokens)), start)
        case "table_open":
            header, *rows = _rows(tokens)
            return content.Table(header, tuple(rows))
        case "fence" | "code_block":
            language = first.info.split(maxsplit=1)[0] if first.info.strip() else ""
            return content.Code(first.content, language)
        case "hr":
            return content.Rule()
    return content.Embed() if html.strip() else content.Unseen()


def _items(tokens: Sequence[Token]) -> Iterator[str]:
    """Yield the text of each outermost item, nested items on lines of their own."""
    lines: list[str] = []
    for token in tokens:
        if token.type == "list_item_close" and token.level == 1:
            yield "\n".join(lines)
            lines = []
        elif token.type == "inline":
            lines.append(markdown.words(token.children or []))
        elif token.type in ("fence", "code_block"):
            lines.append(token.content.rstrip("\n"))


def _rows(tokens: Sequence[Token]) -> Iterator[tuple[str, ...]]:
    cells: list[str] = []
    for token in tokens:
        if token.type == "inline":
            cells.append(markdown.words(token.children or []))
        elif token.type == "tr_close":
            yield tuple(cells)
            cells = []
