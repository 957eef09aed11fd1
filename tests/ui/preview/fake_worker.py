"""A worker that keeps the protocol and renders next to nothing, but hangs, dies or babbles when the body says so."""

import itertools
import sys
import time

from broadsheet.render import protocol
from broadsheet.render.protocol import Counts, Page, Patch, Piece

_FRAME = """<!DOCTYPE html><html lang="{lang}"><head><title>{headline}{sizes}</title>
<link rel="stylesheet" href="style.css"></head><body><main><article>
<h1 data-field="headline">{headline}</h1><div class="body" data-slot="body"></div></article></main></body></html>"""
_STYLE = """body { font: 16px/1.5 serif; margin: 20px } p { margin: 0 0 1em }
@media (prefers-color-scheme: dark) { body { background: #111; color: #eee } }"""


def pieces(lines):
    """Return paragraphs with the blank lines behind them."""
    found, held = [], []
    for line in lines:
        if line and held and not held[-1]:
            found.append(held)
            held = []
        held.append(line)
    found.append(held)
    return tuple(
        Piece("<p>" + "\n".join(filter(None, held)) + "</p>" if any(held) else "", len(held), "paragraph")
        for held in found
    )


def main():
    lines, article, sizes = [""], None, {}
    while (message := protocol.receive(sys.stdin.buffer)) is not None:
        if isinstance(message, protocol.Open | protocol.Assets):
            sizes = message.sizes
        if isinstance(message, protocol.Lines):
            before = pieces(lines)
            lines[message.first : message.first + message.removed] = message.added
        elif not isinstance(message, protocol.Assets):
            article = message.article
            if isinstance(message, protocol.Open):
                lines = article.body.split("\n")
        body = "\n".join(lines)
        if "HANG" in body:
            time.sleep(60)
        if "CRASH" in body:
            sys.exit(3)
        if "BABBLE" in body:
            sys.stdout.buffer.write(b"\xff" * 64)
        shapes = "".join(f" {name} {width}×{height}" for name, (width, height) in sizes.items())
        frame = _FRAME.format(lang=article.language or "en", headline=article.headline, sizes=shapes)
        counts = Counts(words=len(body.split()))
        if "THEME" in body:
            answer = protocol.Broken(message.revision, "theme", "portal", "style.css", 7, "unexpected '}'")
        elif isinstance(message, protocol.Open):
            answer = Page(message.revision, frame, _STYLE, pieces(lines), counts)
        elif isinstance(message, protocol.Lines):
            after = pieces(lines)
            head = sum(1 for _ in itertools.takewhile(bool, (a == b for a, b in zip(before, after, strict=False))))
            answer = Patch(message.revision, head, len(before) - head, after[head:], None, counts)
        else:
            answer = Patch(message.revision, 0, 0, (), frame, counts)
        sys.stdout.buffer.write(protocol.frame(answer))
        sys.stdout.buffer.flush()


main()
