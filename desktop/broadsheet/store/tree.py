"""Everything in a folder, or an error: what cannot be seen must not be taken for not being there."""

import stat
from collections.abc import Iterator
from pathlib import Path


def inside(folder: Path) -> Iterator[Path]:
    """Yield every file, folder and link in a folder, in no order, following no link; raises OSError.

    `Path.rglob` would pass over what it may not read.
    """
    waiting = [folder]
    while waiting:
        for path in waiting.pop().iterdir():
            if stat.S_ISDIR(path.lstat().st_mode):
                waiting.append(path)
            yield path
