"""A line of the sheet: a soft label, the field behind it and, where the house sets a limit, how full it is."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from broadsheet.ui.marking import mark
from broadsheet.ui.session import Session
from broadsheet.ui.sheet.bound import BoundField

LABEL_WIDTH = 96


class Row(QFrame):
    """One labelled field; the frame, not the field, wears the focus ring."""

    entered = Signal(object)

    def __init__(
        self,
        session: Session,
        field: str,
        label: str,
        placeholder: str = "",
        *,
        lines: bool = False,
        name: str = "",
        label_width: int = LABEL_WIDTH,
    ) -> None:
        super().__init__()
        self.setObjectName("row")
        self._limit: int | None = None
        self.field = BoundField(session, field, name or label, placeholder, lines=lines)
        self.field.setProperty("role", "row")
        self.field.installEventFilter(self)
        self.field.textChanged.connect(self._count)
        self.field.entered.connect(self.entered)
        self._label = QLabel(label)
        self._label.setProperty("role", "label")
        self._label.setFixedWidth(label_width)
        self._label.setBuddy(self.field)
        self.counter = QLabel()
        self.counter.setProperty("role", "counter")
        self.counter.hide()
        self._lay_out()

    def set_limit(self, limit: int | None) -> None:
        """Take the most characters that the house allows; None where it sets no limit."""
        self._limit = limit
        self._count()

    def add(self, widget: QWidget) -> None:
        """Put something more at the end of the line."""
        layout = self.layout()
        if layout is not None:
            layout.addWidget(widget)
            layout.setAlignment(widget, Qt.AlignmentFlag.AlignTop)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Show the focus ring around the whole line."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            mark(self, "active", event.type() == QEvent.Type.FocusIn)
            self._count()
        return super().eventFilter(watched, event)

    def _count(self) -> None:
        if self._limit is None:
            self.counter.hide()
            return
        length = len(self.field.text())
        self.counter.setText(f"{length} / {self._limit}")
        mark(self.counter, "over", length > self._limit)
        self.counter.setVisible(length > self._limit or self.field.hasFocus())

    def _lay_out(self) -> None:
        line = QHBoxLayout(self)
        line.setContentsMargins(10, 3, 10, 3)
        line.setSpacing(8)
        line.addWidget(self._label, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.field, 1, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.counter, 0, Qt.AlignmentFlag.AlignTop)
