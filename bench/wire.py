"""Prints how many fields of labelled wire copy are filled as an editor would, and what taking a text apart costs.

PYTHONPATH=desktop:. python bench/wire.py [FOLDER…]    folders of texts with labels; without one those of the tests
"""

import sys
import time
from collections import Counter
from pathlib import Path

from tests.importing.wire import labelled

from broadsheet.importing import wire

OURS = Path(__file__).parents[1] / "tests" / "importing" / "wire" / "copy"
PARAGRAPH = "Jembatan gantung di atas Sungai Meratap kembali dibuka untuk umum pada Jumat, dua tahun setelah rusak. "


def score(folder):
    """Print the fields of a folder that are right, of those that its labels or the program name."""
    right, named = Counter(), Counter()
    for path in labelled.examples(folder):
        said, found = labelled.labels(path)[0], labelled.made(path)
        for name in labelled.FIELDS:
            if said[name] or (found[name] and name != "note"):
                named[name] += 1
                right[name] += labelled.is_right(name, said[name], found[name])
    total, all_named = sum(right.values()), sum(named.values())
    texts = len(labelled.examples(folder))
    print(f"{folder.name}: {texts} texts, {total} of {all_named} fields, {total / all_named:.1%}")
    print("  " + ", ".join(f"{name} {right[name]}/{named[name]}" for name in labelled.FIELDS if named[name]))


def timed(name, text):
    """Print what one text costs."""
    started = time.perf_counter()
    wire.read(text)
    print(f"{name:32} {(time.perf_counter() - started) * 1e3:8.1f} ms")


if __name__ == "__main__":
    for argument in sys.argv[1:] or [str(OURS)]:
        score(Path(argument))
    story = labelled.examples(OURS)[0].read_text("utf-8")
    timed("the first text, with the tables", story)
    timed("a text of one page", story)
    timed("100,000 words", f"{PARAGRAPH * 4}\n\n" * 1500)
    timed("1 MB without a space", "a" * 10**6)
    timed("100,000 lines with a label", "Baca juga: x\n" * 10**5)
