"""Whether a window can be shown, asked before Qt is loaded: Qt ends the program where it finds no display."""

import os
import socket
import sys


def available() -> bool:
    """Tell whether a window can be shown: always on Windows and macOS, elsewhere where a display answers."""
    if sys.platform in {"win32", "darwin"} or os.environ.get("QT_QPA_PLATFORM") or os.environ.get("WAYLAND_DISPLAY"):
        return True
    display = os.environ.get("DISPLAY", "")
    if not display.startswith(":"):
        return bool(display)
    with socket.socket(socket.AF_UNIX) as probe:
        try:
            probe.connect(f"/tmp/.X11-unix/X{display[1:].split('.')[0]}")  # noqa: S108 - where X has its sockets
        except OSError:
            return False
    return True
