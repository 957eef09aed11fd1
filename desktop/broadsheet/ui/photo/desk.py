"""The window of the photo desk: the roll, the large picture over its proofs, the words; it stands beside the sheet."""

from collections.abc import Iterable

import msgspec
from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from broadsheet.article import photo as crops
from broadsheet.article import photos
from broadsheet.article.figures import LEAD, Use
from broadsheet.article.house import House
from broadsheet.article.photo import Box, Crop, Photo, Private
from broadsheet.pictures import cropping
from broadsheet.pictures import turning as pixels
from broadsheet.ui.appearance import Appearance
from broadsheet.ui.photo import turning
from broadsheet.ui.photo.canvas import Canvas
from broadsheet.ui.photo.form import Form
from broadsheet.ui.photo.images import Images
from broadsheet.ui.photo.intake import PictureIntake
from broadsheet.ui.photo.notices import Traces, Warnings
from broadsheet.ui.photo.proofs import ProofSheet
from broadsheet.ui.photo.rack import Rack
from broadsheet.ui.photo.roll import Roll
from broadsheet.ui.photo.tools import Tools
from broadsheet.ui.photo.turns import Turns
from broadsheet.ui.session import Session

_SIZE = QSize(1120, 740)
_WORDS_WIDTH = 380
_QUIET_MS = 150


class PhotoDesk(QDialog):
    """Shows one use of a picture at a time; all that is done here is in the article at once, and undo takes it back."""

    replace_asked = Signal(int)
    """The number of a use whose picture shall be another one."""

    def __init__(
        self, session: Session, intake: PictureIntake, house: House, appearance: Appearance, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("photoDesk")
        self.setWindowTitle(self.tr("Photo desk"))
        self._session, self._intake, self._house, self._appearance = session, intake, house, appearance
        self._number = LEAD
        self._taken_up = ""
        self._shown = QImage()
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.reread)
        # Who writes in the sheet beside the desk shall not wait for it.
        self._quiet = QTimer(self, singleShot=True, interval=_QUIET_MS)
        self._quiet.timeout.connect(self.reread)
        self.rack = Rack(session, self)
        self.images = Images(self)
        self.roll = Roll(self)
        self.canvas = Canvas(self)
        self.tools = Tools(self)
        self.turns = Turns(session, self.rack, self.images, self.tools, self)
        self.proofs = ProofSheet(self)
        self.form = Form(self)
        self.warnings = Warnings(self)
        self.traces = Traces(self)
        self._lay_out()
        self._connect()
        self._uses = self.rack.uses()
        self.show_use(next((use.number for use in self._uses if use.asset), LEAD))

    def show_use(self, number: int) -> None:
        """Look at another picture."""
        self.turns.settle()
        self._number, self._taken_up = number, ""
        self.reread()

    def reread(self) -> None:
        """Show the article as it is now."""
        self._soon.stop()
        self._quiet.stop()
        self._uses = uses = self.rack.uses()
        self._number = min(self._number, len(uses) - 1)
        use = uses[self._number]
        self.roll.show_uses(uses, self._number)
        self.turns.look_at(use)
        self.roll.show_turns({one.asset: self.rack.photo(one.asset) for one in uses})
        for asset in self.roll.lacking():
            known = self.images.image(asset, self.rack.data(asset))
            if known is not None:
                self.roll.show_image(asset, known, self._as_shown(asset))
        photo = self.rack.photo(use.asset)
        for name, line in self.form.lines.items():
            line.show_word(self.rack.word(use, name), photos.said(photo, name))
        decorative = self._number == LEAD and bool(self._session.value("picture.decorative"))
        self.form.lines["alt"].field.setEnabled(not decorative)
        self.form.in_row.show_use(self._session.body(), use, locked=self.rack.locked)
        self._lock(use)
        self._show_notices(use)
        self._show_picture(use)

    def set_house(self, house: House) -> None:
        """Take another house's ratios."""
        self._house = house
        self.reread()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take undo and redo for the article; Escape lets go of a crop before it closes the desk."""
        if event.matches(QKeySequence.StandardKey.Undo):
            self._session.undo()
        elif event.matches(QKeySequence.StandardKey.Redo):
            self._session.redo()
        elif event.key() == Qt.Key.Key_Escape and self.turns.let_go():
            self.canvas.show_grid(False)
        elif event.key() == Qt.Key.Key_Escape and self._taken_up:
            self._take_up("", False)
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        self._all_seen = QPushButton(self.tr("All crops seen"))
        self._follow = QPushButton()
        self._follow.clicked.connect(self._restore)
        self._replace = QPushButton(self.tr("Replace the picture…"))
        close = QPushButton(self.tr("Close"))
        close.clicked.connect(self.close)
        for button in (self._all_seen, self._follow, self._replace, close):
            button.setAutoDefault(False)
        self._heading = QLabel(self.tr("How it is cut"))
        self._heading.setProperty("role", "heading")
        head = QHBoxLayout()
        head.addWidget(self._heading, 1)
        head.addWidget(self._follow)
        head.addWidget(self._all_seen)
        middle = QVBoxLayout()
        middle.setSpacing(8)
        middle.addWidget(self.canvas, 1)
        middle.addWidget(self.tools)
        middle.addSpacing(4)
        middle.addLayout(head)
        middle.addWidget(self.proofs)
        self._beside = QVBoxLayout()
        self._beside.setContentsMargins(0, 0, 8, 0)
        self._beside.setSpacing(12)
        self._beside.addWidget(self.warnings)
        self._beside.addWidget(self.form)
        self._beside.addWidget(self.traces)
        self._beside.addStretch(1)
        inside = QWidget()
        inside.setLayout(self._beside)
        words = QScrollArea()
        words.setWidget(inside)
        words.setWidgetResizable(True)
        words.setFrameShape(QFrame.Shape.NoFrame)
        words.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        words.setFixedWidth(_WORDS_WIDTH)
        below = QHBoxLayout()
        below.addWidget(self._replace)
        below.addStretch(1)
        below.addWidget(close)
        right = QVBoxLayout()
        right.setSpacing(12)
        right.addWidget(words, 1)
        right.addLayout(below)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 16, 16, 16)
        row.setSpacing(16)
        row.addWidget(self.roll)
        row.addLayout(middle, 1)
        row.addLayout(right)
        self.resize(_SIZE)

    def _connect(self) -> None:
        for at_once in (self._session.assets_changed, self._session.opened, self._session.title_changed):
            at_once.connect(self._soon.start)
        self._session.field_changed.connect(self._take_field)
        self._session.lines_changed.connect(self._quiet.start)
        self.images.ready.connect(self._take_image)
        self.roll.chosen.connect(self.show_use)
        self.roll.moved.connect(self._move)
        self.roll.removed.connect(self._remove)
        self.form.edited.connect(self._write)
        self.form.in_row.asked.connect(self._set_beside)
        self.traces.keep_asked.connect(self._keep)
        self.turns.leaned.connect(self._show_leaning)
        self.turns.changed.connect(self.reread)
        self._appearance.changed.connect(self._paint_tools)
        self._paint_tools()
        self.finished.connect(self.turns.settle)
        self.canvas.focus_chosen.connect(self._set_focus)
        self.canvas.box_chosen.connect(self._set_box)
        self.canvas.box_shown.connect(self._show_box)
        self.proofs.chosen.connect(self._take_up)
        self.proofs.seen.connect(self._see)
        self._all_seen.clicked.connect(self._see_all)
        self._replace.clicked.connect(self._ask_replace)

    @property
    def _use(self) -> Use:
        return self._uses[self._number]

    @property
    def _photo(self) -> Photo:
        return self.rack.photo(self._use.asset)

    def _settled(self) -> Photo:
        """Return what is known about the picture, after all that a hand has straightened by now."""
        self.turns.settle()
        return self._photo

    def _as_shown(self, asset: str) -> Photo:
        """Return what is known about a picture, as it leans under the hand; one that moves is never turned."""
        return Photo(asset) if self.images.moves(asset) else self.turns.photo(asset)

    def _paint_tools(self) -> None:
        self.tools.paint(self._appearance.tokens)

    def _show_leaning(self) -> None:
        self.canvas.show_grid(self.turns.leaning)
        self._show_picture(self._use)

    def _lock(self, use: Use) -> None:
        locked = self.rack.locked
        self.form.lock(locked)
        self.canvas.locked = locked
        self.proofs.lock(locked)
        has_file = bool(use.asset)
        self.form.show_file(has_file)
        self._replace.setText(self.tr("Replace the picture…") if has_file else self.tr("Choose a picture…"))
        self._replace.setEnabled(not locked)

    def _show_notices(self, use: Use) -> None:
        photo, original = self.rack.photo(use.asset), self._intake.originals.get(use.asset)
        clashes = original.clashes if original is not None else ()
        self.warnings.show_photo(photo, use.caption, clashes)
        traces = original.traces if original is not None else ()
        self.traces.show_traces(traces, photo.kept, locked=self.rack.locked)
        self.traces.setVisible(bool(use.asset))

    def _keep(self, kinds: frozenset[Private]) -> None:
        self._intake.keep(self._number, kinds)

    def _show_picture(self, use: Use) -> None:
        photo = self._as_shown(use.asset)
        image = self.images.image(use.asset, self.rack.data(use.asset)) if use.asset else QImage()
        shown = self._shown = turning.turned(image, photo) if image is not None else QImage()
        self.canvas.show_grid(self.turns.leaning)
        self.turns.show_state(shown=not shown.isNull())
        self.canvas.show_image(shown, self._words(use, image))
        self.canvas.show_focus(photo.focus)
        ratios = () if shown.isNull() else self._house.pictures.ratios
        parts = self._parts(photo) if ratios else {}
        self.canvas.show_box(parts.get(self._taken_up))
        self.proofs.show_ratios(ratios)
        self.proofs.show_picture(shown, _crops(photo, parts), self._taken_up)
        for part in (self._heading, self._all_seen):
            part.setVisible(bool(ratios))
        self.tools.setVisible(bool(use.asset))
        self._all_seen.setEnabled(bool(crops.unseen(photo, ratios)) and not self.rack.locked)
        self._follow.setText(self.tr("Let {0} follow the focus").format(self._taken_up.replace(":", " : ")))
        self._follow.setVisible(bool(self._taken_up and crops.crop(photo, self._taken_up).box))

    def _words(self, use: Use, image: QImage | None) -> str:
        if not use.asset:
            return self.tr("There is no lead picture yet.")
        if self.rack.data(use.asset) is None:
            return self.tr("This picture is missing")
        return self.tr("Loading …") if image is None else self.tr("This picture cannot be shown")

    def _take_image(self, asset: str, image: QImage) -> None:
        self.roll.show_image(asset, image, self._as_shown(asset))
        if asset == self._use.asset:
            self._show_picture(self._use)

    def _take_field(self, top: str) -> None:
        if top in ("picture", "photos", "language"):
            self._soon.start()

    def _write(self, field: str, text: str) -> None:
        self.rack.write(self._number, field, text)
        self.reread()

    def _set_beside(self, on: bool) -> None:
        self.rack.set_beside(self._number, on=on)
        self.reread()

    def _move(self, number: int, before: int | None) -> None:
        at = number if before is None else before
        self._number = len(self._uses) - 1 if before is None else at - (at > number)
        self.rack.move(number, before)
        self.reread()

    def _remove(self, number: int) -> None:
        self.rack.remove(number)
        self.show_use(min(number, len(self.rack.uses()) - 1))

    def _set_focus(self, focus: tuple[float, float]) -> None:
        photo = self._settled()
        kept = tuple(one for one in photo.crops if one.box is not None)  # those that follow it are to be seen anew
        self._change(msgspec.structs.replace(photo, focus=focus, crops=kept), self.tr("Set the focus"))

    def _set_box(self, box: Box) -> None:
        photo = self._settled()
        self._change(crops.with_crop(photo, Crop(self._taken_up, box, seen=True)), self.tr("Crop a picture"))

    def _show_box(self, box: Box) -> None:
        photo = crops.with_crop(self._as_shown(self._use.asset), Crop(self._taken_up, box, seen=True))
        self.proofs.show_picture(self._shown, _crops(photo, self._parts(photo)), self._taken_up)

    def _parts(self, photo: Photo) -> dict[str, Box]:
        """Return the crop of each ratio of the house, of the picture's own pixels."""
        size = pixels.size(self.images.size(photo.asset), photo)
        return cropping.crops(photo, size, self._house.pictures.ratios)

    def _restore(self) -> None:
        photo = self._settled()
        self._change(crops.with_crop(photo, Crop(self._taken_up)), self.tr("Crop a picture"))

    def _take_up(self, ratio: str, taken: bool) -> None:
        self._taken_up = ratio if taken else ""
        self._show_picture(self._use)
        if taken:
            self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def _see(self, ratio: str, seen: bool) -> None:
        self._agree([ratio], seen)

    def _see_all(self) -> None:
        self._agree(self._house.pictures.ratios, True)

    def _agree(self, ratios: Iterable[str], seen: bool) -> None:
        photo = self._settled()
        for ratio in ratios:
            photo = crops.with_crop(photo, msgspec.structs.replace(crops.crop(photo, ratio), seen=seen))
        self._change(photo, self.tr("Look over crops"))

    def _change(self, photo: Photo, name: str) -> None:
        self.rack.change(photo, name)
        self.reread()

    def _ask_replace(self) -> None:
        self.replace_asked.emit(self._number)


def _crops(photo: Photo, parts: dict[str, Box]) -> dict[str, tuple[Crop, Box]]:
    return {ratio: (crops.crop(photo, ratio), box) for ratio, box in parts.items()}
