"""A profile and a page that show one document and can do nothing else."""

import logging

from PySide6.QtCore import QObject, QUrl
from PySide6.QtWebEngineCore import (
    QWebEngineDownloadRequest,
    QWebEnginePage,
    QWebEnginePermission,
    QWebEngineProfile,
    QWebEngineSettings,
    QWebEngineUrlRequestInfo,
    QWebEngineUrlRequestInterceptor,
)

from broadsheet.ui.preview import scheme

_LOG = logging.getLogger(__name__)
_Attribute = QWebEngineSettings.WebAttribute

OFF = (
    _Attribute.JavascriptEnabled,
    _Attribute.JavascriptCanOpenWindows,
    _Attribute.JavascriptCanAccessClipboard,
    _Attribute.JavascriptCanPaste,
    _Attribute.AllowWindowActivationFromJavaScript,
    _Attribute.LocalStorageEnabled,
    _Attribute.LocalContentCanAccessFileUrls,
    _Attribute.LocalContentCanAccessRemoteUrls,
    _Attribute.AllowRunningInsecureContent,
    _Attribute.AllowGeolocationOnInsecureOrigins,
    _Attribute.NavigateOnDropEnabled,
    _Attribute.FocusOnNavigationEnabled,
    _Attribute.HyperlinkAuditingEnabled,
    _Attribute.DnsPrefetchEnabled,
    _Attribute.AutoLoadIconsForPage,
    _Attribute.TouchIconsEnabled,
    _Attribute.PluginsEnabled,
    _Attribute.PdfViewerEnabled,
    _Attribute.FullScreenSupportEnabled,
    _Attribute.ScreenCaptureEnabled,
    _Attribute.WebGLEnabled,
    _Attribute.Accelerated2dCanvasEnabled,
    _Attribute.ReadingFromCanvasEnabled,
    _Attribute.ErrorPageEnabled,
    _Attribute.ForceDarkMode,
    _Attribute.BackForwardCacheEnabled,
)
"""What a page of news never needs; half of it Qt has on by default."""


class Interceptor(QWebEngineUrlRequestInterceptor):
    """Let requests for the document through and stop all others."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.stopped = 0
        """How many requests were stopped: in a sound program none ever comes this far."""

    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:
        """Stop what is not ours."""
        if not scheme.is_ours(info.requestUrl()):
            self.stopped += 1
            info.block(True)


class LockedProfile(QWebEngineProfile):
    """A profile that keeps nothing, downloads nothing and permits nothing."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.interceptor = Interceptor(self)
        self.setUrlRequestInterceptor(self.interceptor)
        self.setHttpCacheType(QWebEngineProfile.HttpCacheType.NoCache)
        self.setPersistentCookiesPolicy(QWebEngineProfile.PersistentCookiesPolicy.NoPersistentCookies)
        self.setPersistentPermissionsPolicy(QWebEngineProfile.PersistentPermissionsPolicy.AskEveryTime)
        self.setSpellCheckEnabled(False)
        for attribute in OFF:
            self.settings().setAttribute(attribute, False)
        self.downloadRequested.connect(self._refuse_download)

    def _refuse_download(self, download: QWebEngineDownloadRequest) -> None:
        download.cancel()


class LockedPage(QWebEnginePage):
    """A page that goes nowhere but where `load` sends it."""

    def __init__(self, profile: LockedProfile, parent: QObject | None = None) -> None:
        super().__init__(profile, parent)
        self.permissionRequested.connect(self._deny)

    def acceptNavigationRequest(
        self, url: QUrl | str, kind: QWebEnginePage.NavigationType, is_main_frame: bool
    ) -> bool:
        """Take only our own load: links, forms, redirects, reloads, history and frames are something else."""
        typed = kind == QWebEnginePage.NavigationType.NavigationTypeTyped
        return is_main_frame and typed and scheme.is_ours(QUrl(url))

    def createWindow(self, _kind: QWebEnginePage.WebWindowType) -> QWebEnginePage | None:  # type: ignore[override]
        """Open no window."""
        return None

    def javaScriptConsoleMessage(
        self, _level: QWebEnginePage.JavaScriptConsoleMessageLevel, message: str, line: int, source: str
    ) -> None:
        """Keep what the browser remarks out of the terminal, but at hand for us."""
        _LOG.debug("%s:%s %s", source, line, message)

    def _deny(self, permission: QWebEnginePermission) -> None:
        permission.deny()
