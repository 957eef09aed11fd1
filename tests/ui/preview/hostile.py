"""Opens hostile pages, each with one layer of the guard on or off, and prints what got through as JSON.

A process of its own, because Chromium's switches count for a whole process: `hostile.py` has none of ours,
`hostile.py SWITCH…` has those. Every page has a canary of its own on the loopback, so no name is ever looked up.
"""

import json
import os
import socket
import sys
import tempfile
import threading
from pathlib import Path

SECRET = "the secret in the file"
_ELEMENTS = """<img src="{c}/img"><picture><source srcset="{c}/source"><img src="x"></picture>
<iframe src="{c}/frame"></iframe>
<link rel="stylesheet" href="{c}/css"><style>@import url({c}/import); body {{ background: url({c}/background) }}</style>
<object data="{c}/object"></object><embed src="{c}/embed"><video src="{c}/video" autoplay></video>
<link rel="icon" href="{c}/icon"><link rel="prefetch" href="{c}/prefetch"><link rel="manifest" href="{c}/manifest">
<input type="image" src="{c}/input"><svg><image href="{c}/svg"></image></svg>
<p style="background: url({c}/style)">x</p>"""
_PRECONNECT = '<link rel="preconnect" href="{c}"><link rel="dns-prefetch" href="{c}">'
_REFRESH = '<meta http-equiv="refresh" content="0;url={c}/refresh">'
_SCRIPT = '<script>document.title = "ran"; fetch("{c}/fetch").catch(() => 0); new Image().src = "{c}/script"</script>'
_JUMP = '<script>location.href = "{c}/jump"; window.open("{c}/window")</script>'
_READ = """<script>const x = new XMLHttpRequest(); x.open("GET", "{file}");
x.onload = () => {{ document.title = x.responseText }}; x.onerror = () => {{ document.title = "refused" }};
try {{ x.send() }} catch (e) {{ document.title = "refused" }}</script>"""


class Canary:
    """A port that counts who comes."""

    def __init__(self):
        self.contacts = 0
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        threading.Thread(target=self._wait, daemon=True).start()

    def _wait(self):
        while True:
            visitor, _ = self._socket.accept()
            self.contacts += 1
            visitor.close()


class Trial:
    """One hostile page in a view of its own."""

    def __init__(self, html, *, page=None, profile=None, headers=None, base=None):
        self.canary = Canary()
        self.profile = (profile or QWebEngineProfile)()
        self.page = (page or QWebEnginePage)(self.profile)
        table = scheme.Table()
        self.handler = _Handler(table, headers)
        self.profile.installUrlSchemeHandler(scheme.NAME, self.handler)
        self.settled = False
        self.page.loadFinished.connect(self._settle)
        table.html = html.format(c=self.canary.address, file=_FILE.as_uri())
        self._table = table
        if base is None:
            self.page.load(table.next_address())
        else:
            self.page.setHtml(table.html, base)

    def _settle(self):
        self.settled = True

    def result(self):
        return {"contacts": self.canary.contacts, "title": self.page.title()}


def _bare(*, script):
    """Return a maker of profiles with Qt's own settings, but scripts as told."""

    def make():
        profile = QWebEngineProfile()
        profile.settings().setAttribute(QWebEngineSettings.WebAttribute.JavascriptEnabled, script)
        profile.settings().setAttribute(QWebEngineSettings.WebAttribute.PlaybackRequiresUserGesture, False)
        return profile

    return make


def _intercepted():
    profile = _bare(script=True)()
    profile.interceptor = locked.Interceptor(profile)
    profile.setUrlRequestInterceptor(profile.interceptor)
    return profile


def _settings_only():
    profile = _bare(script=True)()
    for attribute in locked.OFF:
        profile.settings().setAttribute(attribute, False)
    return profile


def trials():
    """Return the pages by name: each layer alone, and beside it the same page without that layer."""
    open_, shut = _bare(script=True), _bare(script=False)
    everything = _ELEMENTS + _SCRIPT
    file = QUrl.fromLocalFile(str(_FILE.parent) + "/")
    return {
        "nothing": Trial(everything, profile=open_),
        "preconnect": Trial(_PRECONNECT, profile=shut),
        "refresh": Trial(_REFRESH, profile=shut),
        "jump": Trial(_JUMP, profile=open_),
        "sanitised": Trial(_sanitised(everything + _PRECONNECT + _REFRESH + _JUMP), profile=open_),
        "policy": Trial(everything, profile=open_, headers=scheme._headers()),
        "policy-without-lists": Trial(everything, profile=open_, headers=_without_lists()),
        "settings": Trial(_SCRIPT + _JUMP, profile=_settings_only),
        "interceptor": Trial(everything, profile=_intercepted),
        "navigation-refresh": Trial(_REFRESH, profile=open_, page=locked.LockedPage),
        "navigation-jump": Trial(_JUMP, profile=open_, page=locked.LockedPage),
        "file-in-file": Trial(_READ, profile=open_, base=file),
        "file-in-scheme": Trial(_READ, profile=open_),
        "all": Trial(
            everything + _PRECONNECT + _REFRESH + _JUMP,
            profile=locked.LockedProfile,
            page=locked.LockedPage,
            headers=scheme._headers(),
        ),
    }


def _sanitised(html):
    return (
        sanitise.clean(html.format(c="CANARY", file="FILE"))
        .replace("{", "{{")
        .replace("}", "}}")
        .replace("CANARY", "{c}")
    )


def _without_lists():
    return {name: values[0] for name, values in scheme._headers().items()}


def _is_sandboxed(process):
    """Tell whether the kernel filters what a process may call (man 5 proc: Seccomp is 2)."""
    status = Path(f"/proc/{process}/status")
    return "Seccomp:\t2" in status.read_text() if status.exists() else None


def main(application):
    """Open every page at once, wait until the unguarded ones have betrayed themselves, print what came through."""
    found = trials()
    wanted = [] if sys.argv[1:] else ["nothing", "preconnect", "refresh", "jump", "policy-without-lists"]
    clock = QElapsedTimer()
    clock.start()

    def look():
        done = all(trial.settled for trial in found.values()) and all(found[name].canary.contacts for name in wanted)
        if clock.elapsed() > 20_000 or (done and clock.elapsed() > 1_500):
            application.quit()

    timer = QTimer(interval=50)
    timer.timeout.connect(look)
    timer.start()
    application.exec()
    results = {name: trial.result() for name, trial in found.items()}
    results["sandboxed"] = _is_sandboxed(found["all"].page.renderProcessPid())
    results["interceptor"]["stopped"] = found["interceptor"].profile.interceptor.stopped
    print(json.dumps(results), flush=True)


if __name__ == "__main__":
    os.environ["QTWEBENGINE_CHROMIUM_FLAGS"] = " ".join(sys.argv[1:])
    from PySide6.QtCore import QElapsedTimer, QTimer, QUrl
    from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineProfile, QWebEngineSettings
    from PySide6.QtWebEngineWidgets import QWebEngineView  # noqa: F401 - initialises what pages need
    from PySide6.QtWidgets import QApplication

    from broadsheet.render import sanitise
    from broadsheet.ui.preview import locked, scheme

    class _Handler(scheme.Handler):
        """Our handler with other headers, none where `headers` is None."""

        def __init__(self, table, headers):
            super().__init__(table)
            self._headers = headers or {}

        def requestStarted(self, job):
            keep, scheme._headers = scheme._headers, lambda: self._headers
            try:
                super().requestStarted(job)
            finally:
                scheme._headers = keep

    with tempfile.TemporaryDirectory() as folder:
        _FILE = Path(folder) / "secret.txt"
        _FILE.write_text(SECRET)
        scheme.register()
        application = QApplication([])
        main(application)
    os._exit(0)  # pages and profiles go with the process: nothing here is being tested any more
