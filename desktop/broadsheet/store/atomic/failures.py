"""What the system says when a write fails, as the reasons of errors.NotSaved."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from broadsheet import errors

_REASONS = {
    errno.ENOSPC: "full",
    errno.EDQUOT: "quota",
    errno.EACCES: "denied",
    errno.EPERM: "denied",
    errno.EROFS: "read_only",
    errno.ENOENT: "missing",
    errno.ENOTDIR: "missing",
    errno.EFBIG: "too_large",
    errno.EBUSY: "in_use",
    errno.ETXTBSY: "in_use",
}
_HELD_BY_ANOTHER = {32, 33}
"""Windows: ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION."""


@contextmanager
def as_not_saved(path: Path) -> Iterator[None]:
    """Turn a system error inside into errors.NotSaved for `path`."""
    try:
        yield
    except OSError as exc:
        raise errors.NotSaved(path, reason(exc), exc.strerror or str(exc)) from exc


def reason(exc: OSError) -> str:
    """Return the reason, as errors.NotSaved names it, of a failed write."""
    if getattr(exc, "winerror", None) in _HELD_BY_ANOTHER:
        return "in_use"
    return _REASONS.get(exc.errno or 0, "io")
