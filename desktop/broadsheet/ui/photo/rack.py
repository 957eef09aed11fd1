"""What the photo desk shows and changes: the uses of pictures in the open article, each change one step."""

import msgspec
from PySide6.QtCore import QObject
from PySide6.QtGui import QTextCursor

from broadsheet.article import figures, photos
from broadsheet.article.figures import LEAD, Use
from broadsheet.article.photo import Photo
from broadsheet.pictures.labelling import USE_WORDS, Label
from broadsheet.ui.editor import positions
from broadsheet.ui.session import Session


class Rack(QObject):
    """Reads and writes the pictures of one session; keeps nothing, so that it costs nothing while somebody writes."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session

    def uses(self) -> tuple[Use, ...]:
        """Return the lead picture and the figures of the body; the lead also where there is none."""
        return figures.uses(msgspec.structs.replace(self._session.article(), body=self._session.body()))

    @property
    def locked(self) -> bool:
        """Whether nothing may be changed."""
        return bool(self._session.read_only)

    def data(self, asset: str) -> bytes | None:
        """Return a picture's bytes; None where the document has lost it."""
        return self._session.assets.get(asset)

    def photo(self, asset: str) -> Photo:
        """Return what is known about a picture's file."""
        return photos.of(self._session.article(), asset)

    def word(self, use: Use, field: str) -> str:
        """Return the text of one field, be it of the use or of the file."""
        return str(getattr(use if field in USE_WORDS else self.photo(use.asset), field))

    def write(self, number: int, field: str, text: str) -> None:
        """Give one field of a picture another text."""
        use = self.use(number)
        if use is None or self.locked or self.word(use, field) == text:
            return
        if field not in USE_WORDS:
            self._put(msgspec.structs.replace(self.photo(use.asset), **{field: text}))
        elif number == LEAD:
            self._session.set_field(f"picture.{field}", text)
        else:
            self._become(figures.rewritten(self._session.body(), use, **{field: text}))

    def change(self, photo: Photo, name: str) -> None:
        """Take over what is known about a picture, its turn or its crops, as a step with a name."""
        if not self.locked and photo != self.photo(photo.asset):
            with self._session.step(name):
                self._put(photo)

    def move(self, number: int, before: int | None) -> None:
        """Set a figure of the body before another one, or behind the last paragraph."""
        use, other = self.use(number), None if before is None else self.use(before)
        if use is not None and number != LEAD and not self.locked:
            self._become(figures.moved(self._session.body(), use, other))

    def set_beside(self, number: int, *, on: bool) -> None:
        """Let a figure of the body join the row of the picture above it, or stand apart from it."""
        use = self.use(number)
        if use is not None and number != LEAD and not self.locked:
            with self._session.step(self.tr("Set pictures in a row") if on else self.tr("Set a picture apart")):
                self._become(figures.set_beside(self._session.body(), use, on=on))

    def remove(self, number: int) -> None:
        """Take a figure out of the body."""
        use = self.use(number)
        if use is not None and number != LEAD and not self.locked:
            self._become(figures.removed(self._session.body(), use))

    def exchange(self, number: int, label: Label) -> None:
        """Show another file in a place, with its words and what is known about it."""
        use = self.use(number)
        if use is None or self.locked:
            return
        words = {"alt": label.alt, "caption": label.caption, "credit": label.credit}
        with self._session.step(self.tr("Set a picture")):
            if number == LEAD:
                before = self._session.value("picture")
                lead = msgspec.structs.replace(before, asset=label.photo.asset, focus=None, copyright="", **words)
                self._session.set_field("picture", lead)
            else:
                body = self._session.body()
                self._become(figures.rewritten(body, use, asset=label.photo.asset, **words))
            self._put(label.photo)

    def take_over(self, photo: Photo) -> None:
        """Know something about a file that is about to be shown; part of a step that is under way."""
        self._put(photo)

    def use(self, number: int) -> Use | None:
        """Return a use by its number, with all that is still coming into the body there; None where there is none."""
        self._session.hurried.emit()
        return dict(enumerate(self.uses())).get(number)

    def _put(self, photo: Photo) -> None:
        before = self._session.article()
        after = photos.with_photo(before, photo)
        for field in ("picture.focus", "picture.copyright"):
            part = field.partition(".")[2]
            self._session.set_field(field, getattr(after.picture, part))
        self._session.set_field("photos", after.photos)

    def _become(self, after: str) -> None:
        """Change the body where it differs; what is typed letter by letter becomes one step, as in the body itself."""
        whole = QTextCursor(self._session.document)
        whole.select(QTextCursor.SelectionType.Document)
        place, text = positions.difference(whole, self._session.body(), after)
        if len(text) + len(place.selectedText()) > 1:
            place.beginEditBlock()
            place.insertText(text)
            place.endEditBlock()
        else:
            place.insertText(text)
