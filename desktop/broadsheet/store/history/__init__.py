"""The version history: what articles were, in one file of the writer's own that is never sent around.

This is the only door; the modules behind it hold one step each.
"""

from broadsheet.store.history.history import MERGE_WINDOW, MOST_BYTES, History
from broadsheet.store.history.previous import Previous
from broadsheet.store.history.version import REASONS, Reason, Version

__all__ = ["MERGE_WINDOW", "MOST_BYTES", "REASONS", "History", "Previous", "Reason", "Version"]
