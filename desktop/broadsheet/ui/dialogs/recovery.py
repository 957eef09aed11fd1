"""The dialog after a crash: what was recovered, beside what stands on disk, and what is to become of it."""

from PySide6.QtCore import QSignalBlocker, Qt, Signal, SignalInstance
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QMessageBox,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from broadsheet.store.recovery import Found
from broadsheet.ui import hours, labels
from broadsheet.ui.appearance import Appearance
from broadsheet.ui.asking import Question
from broadsheet.ui.comparison import ComparisonView

_SIZE = (920, 620)
_LIST_WIDTH = 260
_FIRST_WORDS = 60
"""Characters of the body that name an article without a headline."""


class RecoveryDialog(QDialog):
    """Shows each recovered article once; what is not decided stays for the next start."""

    restore_asked = Signal(object)
    copy_asked = Signal(object)
    discard_asked = Signal(object)

    def __init__(self, found: list[Found], appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(self.tr("Recovered articles"))
        self._found = list(found)
        self._list = QListWidget()
        self._list.setObjectName("recovered")
        self._list.setAccessibleName(self.tr("Recovered articles"))
        self._list.setFixedWidth(_LIST_WIDTH)
        self._list.setWordWrap(True)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setSpacing(2)
        for one in found:
            self._list.addItem(QListWidgetItem(f"{self._name(one)}\n{hours.moment(one.recovered.time / 1000)}"))
        self._list.setVisible(len(found) > 1)
        self._facts = labels.wrapped("purpose")
        self._view = ComparisonView(appearance, self)
        self._restore = QPushButton(self.tr("Restore"))
        self._copy = QPushButton(self.tr("Save as a copy…"))
        self._discard = QPushButton(self.tr("Discard…"))
        self._lay_out()
        self._list.currentRowChanged.connect(self._show)
        self._restore.clicked.connect(self._ask_restore)
        self._copy.clicked.connect(self._ask_copy)
        self._discard.clicked.connect(self._ask_discard)
        self._list.setCurrentRow(0)
        self._restore.setFocus()

    def reject(self) -> None:
        """Leave what is not decided for the next start."""
        self._leave()
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Leave what is not decided for the next start."""
        self._leave()
        super().closeEvent(event)

    def _lay_out(self) -> None:
        title = labels.wrapped("heading")
        title.setText(self.tr("Broadsheet was not closed properly. These words were written and not saved:"))
        later = QPushButton(self.tr("Decide later"))
        later.clicked.connect(self.reject)
        self._restore.setProperty("primary", True)
        self._restore.setDefault(True)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(self._facts)
        right.addWidget(self._view, 1)
        middle = QHBoxLayout()
        middle.setSpacing(16)
        middle.addWidget(self._list)
        middle.addLayout(right, 1)
        buttons = QHBoxLayout()
        buttons.addWidget(self._discard)
        buttons.addStretch(1)
        for button in (later, self._copy, self._restore):
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(title)
        column.addLayout(middle, 1)
        column.addLayout(buttons)
        self.resize(*_SIZE)

    def _current(self) -> Found:
        return self._found[self._list.currentRow()]

    def _show(self, row: int) -> None:
        if row < 0:
            return
        found = self._current()
        written = found.recovered.document
        self._facts.setText(" ".join(part for part in (self._told(found), *self._warnings(found)) if part))
        for button in (self._restore, self._copy):
            button.setEnabled(written is not None)
        self._view.setVisible(written is not None)
        if written is not None:
            if found.disk is not None:
                self._view.show_changes(found.disk.article, written.article)
            else:
                self._view.show_text(written.article)

    def _name(self, found: Found) -> str:
        written = found.recovered.document
        if written is None:
            return self.tr("An article that cannot be read")
        first = next((line.strip() for line in written.article.body.splitlines() if line.strip()), "")
        return written.article.headline or first[:_FIRST_WORDS] or self.tr("Untitled article")

    def _told(self, found: Found) -> str:
        """Say where the article stands on disk and when it was last changed."""
        written = found.recovered.document
        if written is None:
            return ""
        where = str(written.path)
        sentence = {
            "unsaved": self.tr("Last changed {time}. It was never saved in a file."),
            "same": self.tr("Last changed {time}. Below is how it differs from the saved file {where}."),
            "changed": self.tr(
                "Last changed {time}. Another program has changed the file {where} since; below is how the recovered"
                " article differs from that. “Restore” leads back to the file with one undo, “Save as a copy”"
                " leaves the file alone."
            ),
            "gone": self.tr("Last changed {time}. The file {where} is not there any more."),
            "unreadable": self.tr("Last changed {time}. The file {where} cannot be read and stays as it is."),
        }[found.standing]
        return sentence.format(time=hours.moment(found.recovered.time / 1000), where=where)

    def _warnings(self, found: Found) -> tuple[str, ...]:
        aside = ", ".join(map(str, found.recovered.damaged))
        told = []
        if found.recovered.document is None:
            told.append(
                self.tr("What was written down is damaged and cannot be read; it is kept as {0}.").format(aside)
            )
        elif aside:
            told.append(self.tr("A part was damaged and is kept as {0}; below is all that came before.").format(aside))
        if found.recovered.lost:
            told.append(self.tr("Pictures are missing: {0}.").format(", ".join(found.recovered.lost)))
        return tuple(told)

    def _ask_restore(self) -> None:
        self._hand_over(self.restore_asked)

    def _ask_copy(self) -> None:
        self._hand_over(self.copy_asked)

    def _hand_over(self, asked: SignalInstance) -> None:
        found = self._current()
        self._take_out(found)
        asked.emit(found)

    def _ask_discard(self) -> None:
        question = Question(
            self,
            self.tr("Discard “{0}” for good?").format(self._name(self._current())),
            self.tr("These words are in no file. Nothing brings them back."),
        )
        question.offer("discard", self.tr("Discard"), QMessageBox.ButtonRole.DestructiveRole)
        question.offer("", self.tr("Cancel"), QMessageBox.ButtonRole.RejectRole, default=True)
        question.answered.connect(self._discard_current)
        question.open()

    def _discard_current(self, answer: str) -> None:
        if answer == "discard":
            self._hand_over(self.discard_asked)

    def _take_out(self, found: Found) -> None:
        row = self._found.index(found)
        del self._found[row]
        with QSignalBlocker(self._list):  # it tells of the next row before it has let go of this one
            self._list.takeItem(row)
        if self._found:
            self._show(self._list.currentRow())
        else:
            self.accept()

    def _leave(self) -> None:
        for found in self._found:
            found.recovered.leave()
        self._found.clear()
