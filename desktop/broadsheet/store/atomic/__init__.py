"""Safe writing: on disk is always the old version or the new one, whole, whatever happens in between.

This is the only door; the modules behind it hold one step of the recipe each.
"""

from broadsheet.store.atomic.exchange import swap
from broadsheet.store.atomic.failures import as_not_saved
from broadsheet.store.atomic.file import write
from broadsheet.store.atomic.folder import place_folder, staged_folder, write_folder
from broadsheet.store.atomic.identity import Identity, identify, identify_open
from broadsheet.store.atomic.leftovers import sweep
from broadsheet.store.atomic.outcome import Outcome
from broadsheet.store.atomic.syncing import confirm

__all__ = [
    "Identity",
    "Outcome",
    "as_not_saved",
    "confirm",
    "identify",
    "identify_open",
    "place_folder",
    "staged_folder",
    "swap",
    "sweep",
    "write",
    "write_folder",
]
