"""The scheme `article:` serves one document from memory: its page, its stylesheet, its pictures, its fonts."""

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path, PurePosixPath
from types import MappingProxyType

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QUrl
from PySide6.QtWebEngineCore import QWebEngineUrlRequestJob, QWebEngineUrlScheme, QWebEngineUrlSchemeHandler

from broadsheet import paths

NAME = b"article"
_HOST = "doc"
POLICY = (
    b"default-src 'none'; img-src article:; style-src article:; font-src article:; "
    b"form-action 'none'; base-uri 'none'; frame-ancestors 'none'; sandbox"
)
_PICTURES = {
    ".jpg": b"image/jpeg",
    ".jpeg": b"image/jpeg",
    ".png": b"image/png",
    ".gif": b"image/gif",
    ".webp": b"image/webp",
    ".avif": b"image/avif",
}
_ASSETS = "assets/"
_PREFERENCE = re.compile(r"\(\s*prefers-color-scheme\s*:\s*(dark|light)\s*\)", re.IGNORECASE)


def register() -> None:
    """Tell the browser of the scheme: once, before the first profile is made."""
    scheme = QWebEngineUrlScheme(NAME)
    scheme.setSyntax(QWebEngineUrlScheme.Syntax.Host)
    # No local access, no way round the policy. The sandbox gives the page an origin of its own, and fonts then
    # come by CORS: to be fetched at all the scheme has to take part in it.
    scheme.setFlags(QWebEngineUrlScheme.Flag.SecureScheme | QWebEngineUrlScheme.Flag.CorsEnabled)
    QWebEngineUrlScheme.registerScheme(scheme)


def is_ours(url: QUrl) -> bool:
    """Tell whether a URL names a part of the document."""
    return url.scheme() == NAME.decode() and url.host() == _HOST and url.port() == -1 and not url.userInfo()


def shaded(css: str, dark: bool) -> str:
    """Return a stylesheet in which the reader's preference is decided: the question becomes always or never true."""

    def decide(found: re.Match[str]) -> str:
        return "(min-width: 0px)" if (found[1].lower() == "dark") == dark else "(max-width: -1px)"

    return _PREFERENCE.sub(decide, css)


def shade(dark: bool) -> str:
    """Return the word for light or dark that addresses carry."""
    return "dark" if dark else "light"


@lru_cache(maxsize=1)
def _missing() -> bytes:
    return (paths.RESOURCES / "icons" / "missing-picture.svg").read_bytes()


class Table:
    """What is served now. Names are looked up, never turned into paths; `fonts` maps a stem to its file."""

    def __init__(self) -> None:
        self.html = ""
        self.css = ""
        self.dark = False
        self.pictures: Mapping[str, bytes] = MappingProxyType({})
        self.fonts: Mapping[str, Path] = MappingProxyType({})
        self._edition = 0

    def next_address(self) -> QUrl:
        """Return an address that no page had before, so that no cache can show anything of an older document.

        Its query tells the bridge which of the two shades it is.
        """
        self._edition += 1
        return QUrl(f"article://{_HOST}/{self._edition}/?{shade(self.dark)}")

    def find(self, path: str) -> tuple[bytes, bytes] | None:
        """Return media type and bytes of what stands at a URL's path, or None; a lost picture has a stand-in."""
        edition, _, name = path.removeprefix("/").partition("/")
        if edition != str(self._edition):
            return None
        if name == "":
            return b"text/html;charset=utf-8", self.html.encode()
        if name == "style.css":
            return b"text/css;charset=utf-8", shaded(self.css, self.dark).encode()
        if name.startswith("fonts/") and name.endswith(".ttf"):
            file = self.fonts.get(name[6:-4])
            return None if file is None else (b"font/ttf", file.read_bytes())
        kind = _PICTURES.get(PurePosixPath(name).suffix.lower())
        if kind is None:
            return None
        if name in self.pictures:
            return kind, self.pictures[name]
        return (b"image/svg+xml", _missing()) if name.startswith(_ASSETS) else None


class Handler(QWebEngineUrlSchemeHandler):
    """Answer requests from a table."""

    def __init__(self, table: Table, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._table = table

    def requestStarted(self, job: QWebEngineUrlRequestJob) -> None:
        """Reply with what the table has; every reply carries the policy."""
        if not is_ours(job.requestUrl()) or job.requestMethod() != b"GET":
            job.fail(QWebEngineUrlRequestJob.Error.RequestDenied)
            return
        found = self._table.find(job.requestUrl().path())
        if found is None:
            job.fail(QWebEngineUrlRequestJob.Error.UrlNotFound)
            return
        kind, data = found
        job.setAdditionalResponseHeaders(_headers())  # type: ignore[arg-type]  # the stub knows bare values only
        body = QBuffer(job)
        body.setData(data)
        body.open(QIODevice.OpenModeFlag.ReadOnly)
        job.reply(kind, body)


def _headers() -> dict[QByteArray, list[QByteArray]]:
    """Return the headers; each value is a list because Qt sends a bare one byte by byte, and no policy then holds."""
    values = {
        b"Content-Security-Policy": POLICY,
        b"X-Content-Type-Options": b"nosniff",
        b"Referrer-Policy": b"no-referrer",
        b"Cross-Origin-Resource-Policy": b"same-site",
        b"Cache-Control": b"no-store",
        # The name of a sandboxed page's origin.
        b"Access-Control-Allow-Origin": b"null",
    }
    return {QByteArray(name): [QByteArray(value)] for name, value in values.items()}
