"""Processor time: unlike the time on the wall, it does not grow with what else the machine does.

A conversion that waits for ever is given up by the converter itself, and a test that does, by its own limit.
"""

import time
from contextlib import contextmanager

import psutil


@contextmanager
def within(seconds, converter=None):
    """Fail where what is inside takes more processor time, here and in the process of a converter."""
    before = _spent(converter)
    yield
    took = _spent(converter) - before
    assert took < seconds, f"{took:.1f} s of processor time"


def _spent(converter):
    """Return seconds; a process that was given up counts for nothing."""
    here = time.process_time()
    process = converter._process if converter is not None else None
    if process is None or not process.lives:
        return here
    times = psutil.Process(process._process.pid).cpu_times()
    return here + times.user + times.system
