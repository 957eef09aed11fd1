"""The one place that holds the window's colours, type and spacing."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from broadsheet import paths
from broadsheet.ui import stylesheet
from broadsheet.ui.tokens import DARK, LIGHT, Fonts, Tokens

INTERFACE_PX = 13
HEADLINE_PX = 30
DECK_PX = 17
_PLAIN_SANS = {"DejaVu Sans", "Bitstream Vera Sans", "Sans Serif", "Sans", ""}
_SANS = ("SourceSansPro-Regular", "SourceSansPro-Semibold", "SourceSansPro-Bold", "SourceSansPro-It")
_SERIF = ("SourceSerifPro-Regular", "SourceSerifPro-Semibold", "SourceSerifPro-Bold")


def load_fonts() -> Fonts:
    """Load the news faces that come with the program; a system with a good interface face keeps its own."""
    _add_faces("serif", _SERIF)
    system = QFontInfo(QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)).family()
    if system not in _PLAIN_SANS:
        return Fonts(sans=system, serif="Source Serif Pro")
    _add_faces("sans", _SANS)
    return Fonts(sans="Source Sans Pro", serif="Source Serif Pro")


def _add_faces(kind: str, stems: tuple[str, ...]) -> None:
    folder = paths.fonts(kind)
    for stem in stems:
        QFontDatabase.addApplicationFont(str(folder / f"{stem}.ttf"))


class Appearance(QObject):
    """Light or dark, as the system says or as the writer chose; tells everyone who paints by hand."""

    changed = Signal()

    def __init__(self, application: QApplication, scheme: str) -> None:
        super().__init__(application)
        self._application = application
        self.fonts = load_fonts()
        self._scheme = scheme
        self.tokens = self._wanted()
        font = QFont(self.fonts.sans)
        font.setPixelSize(INTERFACE_PX)
        application.setFont(font)
        self._apply()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow_system)

    def choose(self, scheme: str) -> None:
        """Take `system`, `light` or `dark`."""
        self._scheme = scheme
        self._follow_system()

    def _follow_system(self) -> None:
        tokens = self._wanted()
        if tokens is not self.tokens:
            self.tokens = tokens
            self._apply()
            self.changed.emit()

    def _wanted(self) -> Tokens:
        if self._scheme == "system":
            return DARK if QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark else LIGHT
        return DARK if self._scheme == "dark" else LIGHT

    def _apply(self) -> None:
        self._application.setPalette(palette(self.tokens))
        self._application.setStyleSheet(stylesheet.build(self.tokens, self.fonts))


def palette(tokens: Tokens) -> QPalette:
    """Return the palette that Qt's own widgets paint with."""
    made = QPalette()
    roles = {
        QPalette.ColorRole.Window: tokens.bars,
        QPalette.ColorRole.WindowText: tokens.ink,
        QPalette.ColorRole.Base: tokens.sheet,
        QPalette.ColorRole.AlternateBase: tokens.field,
        QPalette.ColorRole.Text: tokens.ink,
        QPalette.ColorRole.Button: tokens.field,
        QPalette.ColorRole.ButtonText: tokens.ink,
        QPalette.ColorRole.BrightText: tokens.accent,
        QPalette.ColorRole.ToolTipBase: tokens.ink,
        QPalette.ColorRole.ToolTipText: tokens.sheet,
        QPalette.ColorRole.PlaceholderText: tokens.soft_ink,
        QPalette.ColorRole.Highlight: tokens.link,
        QPalette.ColorRole.HighlightedText: "#FFFFFF" if not tokens.dark else "#141517",
        QPalette.ColorRole.Link: tokens.link,
        QPalette.ColorRole.LinkVisited: tokens.link,
        QPalette.ColorRole.Light: tokens.sheet,
        QPalette.ColorRole.Midlight: tokens.hairline,
        QPalette.ColorRole.Mid: tokens.hairline,
        QPalette.ColorRole.Dark: tokens.soft_ink,
        QPalette.ColorRole.Accent: tokens.accent,
    }
    for role, colour in roles.items():
        made.setColor(role, QColor(colour))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        faint = QColor(tokens.soft_ink)
        faint.setAlpha(140)
        made.setColor(QPalette.ColorGroup.Disabled, role, faint)
    return made
