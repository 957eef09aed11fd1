"""What a browser shows of copied HTML, and what of it is in our Markdown: judged with html5lib, not with our reader.

`python tests/pasted.py` prints the table over the shared corpus of clipboard HTML.
"""

import re
from collections import Counter
from pathlib import Path

import html5lib

from broadsheet.importing import rich
from broadsheet.render import blocks

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpora" / "paste"
HTML = "{http://www.w3.org/1999/xhtml}"
UNSEEN = {"head", "script", "style", "title", "template", "noscript", "iframe", "object", "svg", "textarea", "select"}
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def tree(html):
    return html5lib.parse(html, treebuilder="etree", namespaceHTMLElements=False)


def name(element):
    return element.tag if isinstance(element.tag, str) else ""


def style(element):
    return re.sub(r"\s", "", element.get("style") or "").lower()


def visible(html):
    """Return the characters that a browser shows, without white space and without Word's list markers."""
    whole = "StartFragment" not in html
    found = []
    inside = [whole]

    def walk(element, heading):
        if not isinstance(element.tag, str):
            inside[0] = {"StartFragment": True, "EndFragment": False}.get((element.text or "").strip(), inside[0])
            return
        said = style(element)
        if element.tag in UNSEEN or "display:none" in said or "mso-hide:all" in said:
            return
        if "mso-list:ignore" in said and not (heading and re.search(r"\d", "".join(element.itertext()))):
            return
        take(element.text)
        for child in element:
            walk(child, heading or element.tag in HEADINGS)
            take(child.tail)

    def take(text):
        if text and inside[0]:
            found.append(text)

    walk(tree(html), False)
    return squeezed("".join(found))


def squeezed(text):
    return re.sub(r"[\s\u200b\ufeff]", "", text)


def rendered(markdown):
    """Return the HTML that the page shows of a body."""
    return "\n".join(block.html for block in blocks.split(markdown))


def text_of(html):
    return squeezed("".join(tree(html).itertext()))


def kept(wanted, got):
    """Return how many of the characters are there in their order, greedily, in percent."""
    rest = iter(got)
    return (
        100.0 * sum(1 for letter in wanted if any(letter == other for other in rest)) / len(wanted) if wanted else 100.0
    )


class Shape:
    """What can be counted in HTML; an empty heading, item or row counts for nothing."""

    def __init__(self, html):
        self.headings, self.items, self.links, self.tables = [], [], [], []
        self.images = 0
        self.bold, self.italic, self.struck = Counter(), Counter(), Counter()
        self._walk(tree(html), 0, frozenset())

    def _walk(self, element, depth, looks):
        tag = name(element)
        text = squeezed("".join(element.itertext())) if tag else ""
        if tag in HEADINGS and text:
            self.headings.append(text)
        if tag == "li" and text:
            self.items.append((depth, squeezed(own_text(element))))
        if tag == "a" and text and (element.get("href") or "").startswith(("http", "mailto:")):
            self.links.append((element.get("href"), text))
        if tag == "table" and text:
            rows = [[squeezed("".join(cell.itertext())) for cell in row] for row in element.iter("tr")]
            self.tables.append([row for row in rows if any(row)])
        self.images += tag == "img"
        said = style(element) if tag else ""
        looks |= {
            look
            for look, tags, css in (
                ("bold", ("b", "strong"), "font-weight:bold"),
                ("italic", ("i", "em"), "font-style:italic"),
                ("struck", ("s", "del", "strike"), "line-through"),
            )
            if (tag in tags and "font-weight:normal" not in said) or css in said
        }
        for piece, holds in ((element.text if tag else "", looks), *((child.tail, looks) for child in element)):
            for look in holds:
                getattr(self, look).update(squeezed(piece or ""))
        for child in element:
            self._walk(child, depth + (name(child) in ("ul", "ol")), looks)


def own_text(item):
    """Return the text of an item without the lists in it."""
    found = [item.text or ""]
    for child in item:
        if name(child) not in ("ul", "ol"):
            found.append("".join(child.itertext()))
        found.append(child.tail or "")
    return "".join(found)


def cases():
    """Return each case of the corpus: its name, what was copied, and the cleaned form where there is one."""
    found = []
    for path in sorted(CORPUS.rglob("input*.html")):
        clean = path.with_name(path.name.replace("input", "normalized"))
        label = path.parent.relative_to(CORPUS).as_posix()
        found.append((label, path.read_text("utf-8"), clean.read_text("utf-8") if clean.exists() else None))
    return found


def levels(items):
    """Return the depths of items, the outermost as 1."""
    return [depth for depth, _ in items]


def judge(copied, clean):
    """Return a case's figures: percent of text, and for each kind of structure ours against the cleaned form's."""
    got = rich.convert(copied)
    html = rendered(got.markdown)
    ours, theirs = Shape(html), Shape(clean) if clean else None
    pictures = len(got.pictures) + len(got.missing)
    rows = [
        ("headings", ours.headings, theirs and theirs.headings),
        ("items", ours.items, theirs and theirs.items),
        ("links", ours.links, theirs and theirs.links),
        ("tables", ours.tables, theirs and theirs.tables),
        ("pictures", pictures, theirs and theirs.images),
        *((look, getattr(ours, look), theirs and getattr(theirs, look)) for look in ("bold", "italic", "struck")),
    ]
    return kept(visible(copied), text_of(html)), rows


def report():
    lines = [f"{'case':52} text  headings items   links  tables  pictures bold/italic/struck"]
    for label, copied, clean in cases():
        percent, rows = judge(copied, clean)
        cells = []
        for _, ours, theirs in rows:
            count = ours if isinstance(ours, int) else sum(ours.values()) if isinstance(ours, Counter) else len(ours)
            same = "" if clean is None else "=" if ours == theirs else f"≠{_count(theirs)}"
            cells.append(f"{count}{same}")
        lines.append(f"{label:52} {percent:4.0f}  " + " ".join(f"{cell:7}" for cell in cells))
    return "\n".join(lines)


def _count(value):
    return value if isinstance(value, int) else sum(value.values()) if isinstance(value, Counter) else len(value)


if __name__ == "__main__":
    print(report())
