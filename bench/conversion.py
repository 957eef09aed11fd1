"""How long files of other programs take to come in, and how much memory at most: `python bench/conversion.py [FILE…]`.

Prints, for the start of the process and for each file, milliseconds, the most memory that the process ever had in
megabytes, and what came of it. Without files, it makes some, usual ones and hostile ones.
"""

import sys
import tempfile
import time
from pathlib import Path

import psutil

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from broadsheet import errors
from broadsheet.importing.apart import Converter
from importing import makers, test_apart


def usual(folder):
    """Yield good files of every kind."""
    photo = makers.jpeg(size=(4000, 3000))
    yield makers.word(folder / "story.docx", picture=photo)
    yield from test_apart.whole(folder)


def hostile(folder):
    """Yield files that are meant to harm."""
    for name, data in test_apart.hostile():
        (folder / name).write_bytes(data)
        yield folder / name


def most(process):
    """Return the peak of a process's memory in MB; Linux only."""
    try:
        status = Path(f"/proc/{process.pid}/status").read_text()
    except OSError:
        return 0
    return next((int(line.split()[1]) >> 10 for line in status.splitlines() if line.startswith("VmHWM")), 0)


def measure(path):
    """Convert one file in a process of its own and print what it took."""
    with Converter() as converter:
        started = time.perf_counter()
        converter.warm()
        process = psutil.Process().children()[-1]
        peak = 0
        try:
            found = converter.read(path)
            said = f"{len(found.document.article.body)} characters, {len(found.document.assets)} pictures"
            peak = most(process)
        except errors.UnreadableDocument as exc:
            said = exc.reason
            peak = most(process)
        print(f"{(time.perf_counter() - started) * 1000:7.0f} ms {peak:5} MB  {path.name:20} {said}")


def main():
    """Measure the files that are named, or those made here."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for path in map(Path, sys.argv[1:]) if sys.argv[1:] else (*usual(folder), *hostile(folder)):
            measure(path)


if __name__ == "__main__":
    main()
