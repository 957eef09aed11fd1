"""The journal: every change of an open article, in a file before the screen shows it, until it is saved.

`Journal` writes, `recover` reads what a crash has left, `forget` removes it.
"""

from broadsheet.store.journal.reading import Recovered, forget, recover
from broadsheet.store.journal.writing import Journal

__all__ = ["Journal", "Recovered", "forget", "recover"]
