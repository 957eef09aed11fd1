"""What keeps a page from running, reaching out or leading away: each layer is made to hold alone."""

import logging
import os
import sys
from collections.abc import MutableMapping
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt

_LOG = logging.getLogger(__name__)

FLAGS = (
    # A page that got past everything else finds no name and no way out: preconnect ignores CSP and interceptors.
    '--host-resolver-rules="MAP * ~NOTFOUND"',
    "--proxy-server=socks5://0.0.0.0:1",
    # Chromium goes round proxies for this machine's own addresses unless told not to.
    "--proxy-bypass-list=<-loopback>",
)
_LOOKS = "--enable-features=FluentOverlayScrollbar"
"""Scroll bars that take no width: a phone page of 390 pixels has all of them."""

_SOFTWARE = {
    "QT_QUICK_BACKEND": "software",
    # Emulated OpenGL would only be loaded to be asked its name: 35 MB.
    "QSG_RHI_BACKEND": "null",
    "QT_XCB_GL_INTEGRATION": "none",
}
_HARDWARE = {
    # The window is composed on the graphics card from the start, else it would be made anew (and flash) when the
    # first page enters it.
    "QT_WIDGETS_RHI": "1",
}


def prepare(environment: MutableMapping[str, str], graphics: str) -> None:
    """Set what Qt and Chromium read once: to be called before QApplication is made.

    `graphics` is `auto`, `software` or `hardware`. What the user set in the environment stays, ours comes behind it.
    """
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)
    theirs = environment.get("QTWEBENGINE_CHROMIUM_FLAGS", "")
    looks = () if "--enable-features" in theirs else (_LOOKS,)
    environment["QTWEBENGINE_CHROMIUM_FLAGS"] = " ".join(filter(None, (theirs, *looks, *FLAGS)))
    if is_root():
        _LOG.warning("Running as root: the browser part of the preview has no sandbox.")
        environment["QTWEBENGINE_DISABLE_SANDBOX"] = "1"
    software = graphics == "software" or (graphics == "auto" and not has_hardware_graphics())
    for name, value in (_SOFTWARE if software else _HARDWARE).items():
        environment.setdefault(name, value)


def is_root() -> bool:
    """Tell whether Chromium would refuse to start with its sandbox."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def has_hardware_graphics() -> bool:
    """Tell whether a graphics card can draw for us.

    Without one a page view slows every key tenfold, because Qt then composes the window in emulated OpenGL.
    """
    return sys.platform != "linux" or any(Path("/dev/dri").glob("renderD*"))
