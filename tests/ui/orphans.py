"""Finds what only Python would delete, in whatever thread that happens, while its timers run in the window's."""

import gc

import shiboken6
from PySide6.QtCore import QObject, QTimer


def found():
    """Return every object of a class of ours that has timers and no parent."""
    made = [one for one in gc.get_objects() if isinstance(one, QObject) and shiboken6.isValid(one)]
    alone = [one for one in made if one.parent() is None and shiboken6.ownedByPython(one)]
    return [one for one in alone if one.findChildren(QTimer) and not type(one).__module__.startswith("PySide6.")]
