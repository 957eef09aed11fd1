"""A headless Chromium that is spoken to over two pipes (the DevTools protocol), so that nothing listens anywhere."""

import json
import os
import shutil
import subprocess
import tempfile

from tests.receivers import tools


class Browser:
    """One page after another, each in the light and the width that is asked for."""

    def __init__(self):
        self._profile = tempfile.mkdtemp(prefix="chromium-")
        to_browser, out = os.pipe()
        into, from_browser = os.pipe()
        self._out, self._in = os.fdopen(out, "wb"), into
        command = [
            tools.program("chromium", "chromium-browser", "google-chrome", package="chromium"),
            *("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--remote-debugging-pipe"),
            *(f"--user-data-dir={self._profile}", "--host-resolver-rules=MAP * ~NOTFOUND", "about:blank"),
        ]
        # The protocol has its fixed places: 3 is read, 4 is written.
        placed = ["bash", "-c", f'exec "$@" 3<&{to_browser} 4>&{from_browser}', "bash", *command]
        self._process = subprocess.Popen(
            placed, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, pass_fds=(to_browser, from_browser)
        )
        os.close(to_browser)
        os.close(from_browser)
        self._events = []
        self._number, self._rest = 0, b""
        target = self._ask("Target.createTarget", {"url": "about:blank"})["targetId"]
        self._session = self._ask("Target.attachToTarget", {"targetId": target, "flatten": True})["sessionId"]
        self._tell("Page.enable")

    def close(self):
        """End the browser and take its profile away."""
        self._process.kill()
        self._process.wait()
        self._out.close()
        os.close(self._in)
        shutil.rmtree(self._profile, ignore_errors=True)

    def show(self, path, *, width, height, scheme):
        """Load a page of the disk in a window of this size, for readers who prefer `light` or `dark`."""
        mobile = width < 600
        screen = {"width": width, "height": height, "deviceScaleFactor": 2 if mobile else 1, "mobile": mobile}
        self._tell("Emulation.setDeviceMetricsOverride", screen)
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        self._tell("Emulation.setEmulatedMedia", {"features": features})
        self._events.clear()
        self._tell("Page.navigate", {"url": path.as_uri()})
        self._await("Page.loadEventFired")
        self.value("document.fonts.ready.then(() => true)")

    def value(self, expression):
        """Return what a script gives, or the promise that it gives."""
        asked = {"expression": expression, "awaitPromise": True, "returnByValue": True}
        answer = self._tell("Runtime.evaluate", asked)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def _tell(self, method, parameters=None):
        return self._ask(method, parameters, self._session)

    def _ask(self, method, parameters=None, session=None):
        self._number += 1
        message = {"id": self._number, "method": method, "params": parameters or {}}
        if session:
            message["sessionId"] = session
        self._out.write(json.dumps(message).encode() + b"\0")
        self._out.flush()
        while True:
            answer = self._next()
            if answer.get("id") == self._number:
                assert "error" not in answer, (method, answer)
                return answer["result"]
            self._events.append(answer.get("method"))

    def _await(self, event):
        while event not in self._events:
            self._events.append(self._next().get("method"))

    def _next(self):
        while b"\0" not in self._rest:
            piece = os.read(self._in, 1 << 20)
            assert piece, "the browser has ended"
            self._rest += piece
        message, _, self._rest = self._rest.partition(b"\0")
        return json.loads(message)
