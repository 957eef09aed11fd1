"""One kept version of an article, as lists show it."""

from typing import Literal, get_args

from msgspec import Struct

Reason = Literal["saved", "working", "import", "replace", "merge", "restore", "overwritten", "recovered", "closed"]
"""Why a version was kept. `working` is the steady one of a session, `overwritten` what another program had written."""

REASONS: tuple[Reason, ...] = get_args(Reason)


class Version(Struct, frozen=True):
    """What is known about a version without its text.

    `number` rises over all articles and is never used twice, so gaps are usual. `time` is in seconds since the epoch.
    `words` are those of the Markdown, with whatever stands between the paragraphs. `path` is where the article was
    kept, or empty. `size` is in bytes, unpacked, with pictures that other versions share.
    """

    number: int
    time: float
    reason: Reason
    headline: str
    words: int
    path: str
    size: int
