"""The conversion process as the program sees it: asked one thing at a time, and killed where no answer comes."""

import time

from broadsheet.child import Child, NoAnswer
from broadsheet.importing.apart import messages
from broadsheet.importing.apart.messages import Alive, Answer, Ready, Refused

LEAST_SECONDS = 1.5
"""For the words of a file, however long it took to be ready for it."""
START_SECONDS = 15.0
"""For the start of the process and what it needs for a file: that is a matter of the disk, and not of the file."""
MOST_SECONDS = 40.0
"""For one file with all its pictures."""

FATAL = ("too_slow", "crashed", "memory")
"""After these nobody knows what the process holds."""


def trouble(answer: Answer) -> tuple[str, str]:
    """Return reason and detail; a converter falls over such bytes only as no program has written on purpose."""
    if isinstance(answer, Refused) and answer.reason != "crashed":
        return answer.reason, answer.detail
    return "damaged", ""


class Process(Child):
    """A child that is asked for one conversion at a time."""

    called = "importing.worker"

    def convert(self, frame: bytes, seconds: float) -> Answer:
        """Return the answer to a question; Refused `too_slow` or `crashed` where none comes."""
        self.ask(frame)
        asked = time.monotonic()
        first = self._next(START_SECONDS)
        if not isinstance(first, Ready):
            return first
        seconds = max(seconds - (time.monotonic() - asked), min(seconds, LEAST_SECONDS))
        end = time.monotonic() + MOST_SECONDS
        while isinstance(answer := self._next(min(seconds, end - time.monotonic())), Alive):
            pass
        return answer

    def _next(self, seconds: float) -> Answer:
        try:
            return messages.answer(self.answer(seconds))
        except NoAnswer as exc:
            return Refused(exc.reason)
        except ValueError:  # we have lost step
            return Refused("crashed")
