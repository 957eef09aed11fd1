"""Waiting for a drive, but not for ever: one that has gone away may hold up whoever asks it for minutes or for good."""

import threading
from collections.abc import Callable
from typing import TypeVar

_Result = TypeVar("_Result")

PATIENCE = 3.0
"""Seconds that a document is waited for."""


def within(seconds: float, function: Callable[[], _Result]) -> _Result:
    """Return what a function returns; raises what it raises, and TimeoutError where it takes longer.

    It then goes on in a thread that nothing waits for, also not the end of the program.
    """
    results: list[_Result] = []
    failures: list[BaseException] = []

    def run() -> None:
        try:
            results.append(function())
        except BaseException as exc:  # noqa: BLE001 - raised again where it was asked for
            failures.append(exc)

    thread = threading.Thread(target=run, name="within", daemon=True)
    thread.start()
    thread.join(seconds)
    if failures:
        raise failures[0]
    if not results:
        raise TimeoutError(f"no answer in {seconds:g} s")
    return results[0]
