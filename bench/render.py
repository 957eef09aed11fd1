"""Prints what the render worker costs: starting, opening, one key, hostile text. Figures, no verdicts.

PYTHONPATH=desktop python bench/render.py
"""

import os
import random
import statistics
import subprocess
import sys
import time
from pathlib import Path

from broadsheet.article import house, model
from broadsheet.render import protocol
from broadsheet.render.protocol import Fields, Lines, Open

_NAMES = "kapal nelayan pelabuhan gubernur warga jembatan sungai sekolah perahu harga beras hujan banjir laut pulau"
WORDS = _NAMES.split()
COMMAND = (sys.executable, "-m", "broadsheet.render.worker")


class Worker:
    """The real process, with a stopwatch."""

    def __init__(self):
        self.process = subprocess.Popen(COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._answers = protocol.Answers()

    def ask(self, message):
        """Return the answer and the milliseconds until it was there."""
        data = protocol.frame(message)
        start = time.perf_counter()
        self.process.stdin.write(data)
        self.process.stdin.flush()
        while not (found := self._answers.feed(os.read(self.process.stdout.fileno(), 1 << 20))):
            pass
        return found[0], (time.perf_counter() - start) * 1000

    def memory(self):
        """Return the proportional set size in MB, 0 where the system does not tell."""
        path = Path(f"/proc/{self.process.pid}/smaps_rollup")
        rows = path.read_text().splitlines() if path.exists() else []
        return next((int(row.split()[1]) / 1024 for row in rows if row.startswith("Pss:")), 0)

    def close(self):
        """End the process."""
        self.process.stdin.close()
        self.process.wait()


def article(words):
    """Return an article of that many words with the usual parts: headings, links, quotes, read-also blocks."""
    dice = random.Random(words)
    lines = []
    while words > 0:
        count = min(words, dice.randint(30, 80))
        words -= count
        text = [dice.choice(WORDS) for _ in range(count)]
        text[count // 3] = f"[{text[count // 3]}](https://contoh.id/{count})"
        text[count // 2] = f'"{text[count // 2]}"'
        text[-1] = f"*{text[-1]}*."
        lines += [" ".join(text).capitalize(), ""]
        if dice.random() < 0.1:
            lines += [dice.choice(["## Bagian", "> Kami menunggu.\n> — Rani", "Baca juga: Harga beras naik"]), ""]
    fields = {"id": "bench", "language": "id", "headline": "Judul", "dateline": "LBJ", "end_mark": "***"}
    return model.Article(**fields, body="\n".join(lines))


def keys(worker, lines, at, count, form):
    """Type into one line and return the milliseconds of each key."""
    taken = []
    for number in range(count):
        answer, cost = worker.ask(Lines(number, at, 1, (form(lines[at], number),)))
        assert isinstance(answer, protocol.Patch), answer
        taken.append(cost)
    return taken


def say(name, *figures):
    """Print one row."""
    print(f"{name:<44}" + "  ".join(figures))


def spread(taken):
    """Return what a row says about many times."""
    return f"median {statistics.median(taken):6.2f} ms", f"p95 {sorted(taken)[int(len(taken) * 0.95)]:6.2f} ms"


def starting(house_):
    """Measure a new process."""
    ready, first, memory = [], [], []
    for _ in range(7):
        start = time.perf_counter()
        worker = Worker()
        worker.ask(Fields(0, model.blank()))
        ready.append((time.perf_counter() - start) * 1000)
        first.append(worker.ask(Open(1, article(1000), house_, "plain"))[1])
        memory.append(worker.memory())
        worker.close()
    say("start, until it answers", *spread(ready))
    say("first page, 1,000 words", *spread(first))
    say("memory (PSS) with 1,000 words", f"{statistics.median(memory):.1f} MB")


def typing(house_, words):
    """Measure keys at several places of an article."""
    worker, story = Worker(), article(words)
    lines = story.body.split("\n")
    _, cost = worker.ask(Open(0, story, house_, "plain"))
    say(f"{words:,} words: open", f"{cost:.0f} ms", f"PSS {worker.memory():.1f} MB")
    middle = len(lines) // 2
    middle -= middle % 2
    for place, at in (("first line", 0), ("middle", middle), ("last line", len(lines) - 3)):
        say(
            f"{words:,} words: a key in the {place}",
            *spread(keys(worker, lines, at, 60, lambda line, n: line + "x" * n)),
        )
    enters = []
    for number in range(20):
        enters.append(worker.ask(Lines(number, middle, 0, ("Baru.", "")))[1])
        enters.append(worker.ask(Lines(number, middle, 2, ()))[1])
    say(f"{words:,} words: a paragraph comes and goes", *spread(enters))
    heads = [worker.ask(Fields(n, model.Article(id="b", language="id", headline="J" * n)))[1] for n in range(20)]
    say(f"{words:,} words: a key in the headline", *spread(heads))
    defines = [worker.ask(Lines(n, middle, 1, (f"[q]: https://contoh.id/{n}",)))[1] for n in range(5)]
    say(f"{words:,} words: a key in a link definition", *spread(defines))
    opened = [worker.ask(Lines(n, middle, 1, (f"Teks <b>tebal {n}",)))[1] for n in range(5)]
    say(f"{words:,} words: a key behind an open <b>", *spread(opened))
    worker.close()


def hostile(house_):
    """Measure text that nobody wrote."""
    worker = Worker()
    worker.ask(Open(0, article(1000), house_, "plain"))
    samples = {
        "1 MB without a space": "x" * 1_000_000,
        "1 MB as an image": "![](data:image/png;base64," + "A" * 1_000_000 + ")",
        "20 kB of [": "[" * 20_000,
        "20 kB of ![": "![" * 10_000,
        "200 kB of '[ '": "[ " * 100_000,
        "20 kB of <b>": "<b>" * 7_000,
        "20 kB of >": ">" * 20_000,
        "190 kB of words": "kata " * 38_000,
        "table of 256 x 256 empty cells": "|a" * 256 + "\n" + "|-" * 256 + "\n" + "|\n" * 256,
    }
    for name, text in samples.items():
        added = tuple(text.split("\n"))
        answer, cost = worker.ask(Lines(1, 0, 0, added))
        _, next_key = worker.ask(Lines(2, len(added) + 4, 0, ("", "Kata", "")))
        worker.ask(Lines(3, len(added) + 4, 3, ()))
        say(name, f"{type(answer).__name__} in {cost:7.1f} ms", f"a key elsewhere then {next_key:.1f} ms")
        worker.ask(Lines(4, 0, len(added), ()))
    worker.close()


def main():
    """Measure everything."""
    chosen = house.find("laut-baru")
    starting(chosen)
    for words in (1_000, 10_000, 100_000):
        typing(chosen, words)
    hostile(chosen)


if __name__ == "__main__":
    main()
