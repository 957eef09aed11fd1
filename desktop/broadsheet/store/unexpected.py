"""What nobody foresaw, written down for whoever mends it: places in the program, and no words of an article."""

import time
from pathlib import Path

from broadsheet import paths


def log() -> Path:
    """Return the file."""
    return paths.state() / "unexpected.txt"


def note(text: str) -> None:
    """Add a text under the time of now; raises OSError."""
    log().parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with log().open("a", encoding="utf-8") as lines:
        lines.write(f"{time.strftime('%Y-%m-%dT%H:%M:%S%z')}\n{text}\n")
