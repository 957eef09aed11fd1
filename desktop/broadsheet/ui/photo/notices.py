"""What to heed about a picture, and what private things were taken out of it; those can be put back one by one."""

from datetime import UTC, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from broadsheet.article.photo import Photo, Private
from broadsheet.pictures import labelling, metadata
from broadsheet.pictures.metadata import Clash, Trace
from broadsheet.ui import words
from broadsheet.ui.inputs import Tick
from broadsheet.ui.marked import QT_TRANSLATE_NOOP

_WARNED = {
    "no_archive": QT_TRANSLATE_NOOP("photo", "Not for the archive"),
    "no_sales": QT_TRANSLATE_NOOP("photo", "Not for sale"),
    "editorial_only": QT_TRANSLATE_NOOP("photo", "For editorial use only"),
    "no_crop": QT_TRANSLATE_NOOP("photo", "Must not be cropped"),
    "embargo": QT_TRANSLATE_NOOP("photo", "Not to be published yet"),
    "expired": QT_TRANSLATE_NOOP("photo", "May not be used any more"),
    "mandatory_credit": QT_TRANSLATE_NOOP("photo", "Must have its credit"),
    "ai_generated": QT_TRANSLATE_NOOP("photo", "Made by a machine: say so"),
    "clash": QT_TRANSLATE_NOOP("photo", "The file says two things"),
}
_TRACES: dict[Private, str] = {
    "place": QT_TRANSLATE_NOOP("photo", "Where it was taken"),
    "serial": QT_TRANSLATE_NOOP("photo", "Serial numbers"),
    "owner": QT_TRANSLATE_NOOP("photo", "Owner of the camera"),
    "thumbnail": QT_TRANSLATE_NOOP("photo", "Hidden small picture"),
    "maker_note": QT_TRANSLATE_NOOP("photo", "Notes of the camera"),
    "history": QT_TRANSLATE_NOOP("photo", "History of editing"),
    "file_name": QT_TRANSLATE_NOOP("photo", "Name of the file"),
    "other": QT_TRANSLATE_NOOP("photo", "Other things"),
}
_LONGEST = 60


class Warnings(QFrame):
    """What the rights of a picture forbid or demand."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("warnings")
        self.text = QLabel()
        self.text.setWordWrap(True)
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 8)
        column.addWidget(self.text)

    def show_photo(self, photo: Photo, caption: str, clashes: tuple[Clash, ...]) -> None:
        """Show what is to be heeded now; nothing where there is nothing."""
        warned = metadata.warnings(labelling.chosen(photo, caption), datetime.now(UTC))
        said: dict[str, list[str]] = {}
        for one in warned:
            said.setdefault(one.text, []).append(words.translated("photo", _WARNED[one.kind]))
        lines = [f"{', '.join(kinds)} – {_short(text)}" for text, kinds in said.items()]
        for clash in clashes:
            values = " / ".join(f"{origin.upper()}: {_short(text)}" for origin, text in clash.values)
            lines.append(f"{words.translated('photo', _WARNED['clash'])} – {values}")
        self.text.setText("\n".join(lines))
        self.setVisible(bool(lines))


class Traces(QFrame):
    """The private things that a file held when it came in, as long as that is known, with a tick to keep each kind."""

    keep_asked = Signal(object)
    """The kinds that shall stay in the picture."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("traces")
        self.ticks: dict[Private, Tick] = {}
        self._heading = QLabel()
        self._heading.setProperty("role", "heading")
        self._hint = QLabel()
        self._hint.setProperty("role", "purpose")
        self._hint.setWordWrap(True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(10, 8, 10, 8)
        self._column.setSpacing(4)
        self._column.addWidget(self._heading)
        self._column.addWidget(self._hint)

    def show_traces(self, traces: tuple[Trace, ...], kept: tuple[Private, ...], *, locked: bool) -> None:
        """Show what was found, and what of it is in the picture by the writer's wish."""
        told: dict[Private, list[str]] = {}
        for trace in traces:
            told.setdefault(trace.kind, []).append(trace.text)
        for kind in dict.fromkeys((*told, *kept)):
            if kind not in self.ticks:
                self.ticks[kind] = tick = Tick("")
                tick.clicked.connect(self._tell)
                self._column.addWidget(tick)
        for kind, tick in self.ticks.items():
            shown = kind in told or kind in kept
            tick.setVisible(shown)
            values = _short(", ".join(dict.fromkeys(text for text in told.get(kind, ()) if text)))
            name = words.translated("photo", _TRACES[kind])
            tick.setText(f"{name}: {values}" if values else name)
            tick.setChecked(kind in kept)
            tick.setEnabled(not locked and kind in told)
        self._heading.setText(self.tr("Private things in the file"))
        clean = self.tr("Nothing private is in this picture.")
        self._hint.setText(self.tr("They were taken out. Tick what shall stay.") if told or kept else clean)

    def _tell(self) -> None:
        self.keep_asked.emit(frozenset(kind for kind, tick in self.ticks.items() if tick.isChecked()))


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST].rstrip()}…"
