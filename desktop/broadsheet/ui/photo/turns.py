"""What the tools of the photo desk do to a picture: each turn is one step, and so is all that one hand straightens."""

from PySide6.QtCore import QObject, QTimer, Signal

from broadsheet.article import photo as photos
from broadsheet.article.figures import Use
from broadsheet.article.photo import Photo
from broadsheet.pictures import turning
from broadsheet.ui.photo.images import Images
from broadsheet.ui.photo.rack import Rack
from broadsheet.ui.photo.tools import Tools
from broadsheet.ui.session import Session

_PAUSE_MS = 700
"""Keys and wheel that follow each other so closely are one hand."""


class Turns(QObject):
    """Turns the picture that is looked at; one that is being straightened is `leaning`, and not in the article yet.

    It gets there when the hand rests, and before anything else happens to the article.
    """

    leaned = Signal()
    """The picture looks different, and nothing is changed."""
    changed = Signal()
    """The article is changed."""

    def __init__(self, session: Session, rack: Rack, images: Images, tools: Tools, parent: QObject) -> None:
        super().__init__(parent)
        self._rack, self._images, self._tools = rack, images, tools
        self._asset = ""
        self._leaning: Photo | None = None
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._rest)
        session.hurried.connect(self.settle)
        session.opened.connect(self.let_go)
        tools.turned.connect(self._turn)
        tools.mirrored.connect(self._mirror)
        tools.straightened.connect(self._lean)
        tools.settled.connect(self.settle)
        tools.restored.connect(self._restore)

    @property
    def leaning(self) -> bool:
        """Whether a picture is being straightened."""
        return self._leaning is not None

    def look_at(self, use: Use) -> None:
        """Turn this picture from now on."""
        if use.asset != self._asset:
            self.settle()
        self._asset = use.asset

    def photo(self, asset: str) -> Photo:
        """Return what is known about a picture, as it leans under the hand; one that moves is never turned."""
        leaning = self._leaning
        return leaning if leaning is not None and leaning.asset == asset else self._rack.photo(asset)

    def show_state(self, *, shown: bool) -> None:
        """Let the tools show how the picture is turned; `shown` tells whether there is one on the screen."""
        photo = self.photo(self._asset)
        moves = shown and self._images.moves(self._asset)
        usable = shown and not self._rack.locked
        self._tools.show_state(photo.straighten, turned=turning.is_turned(photo), usable=usable, moves=moves)

    def settle(self) -> None:
        """Take over what the hand has straightened, as one step."""
        self._pause.stop()
        leaning, self._leaning = self._leaning, None
        if leaning is not None:
            self._rack.change(leaning, self.tr("Straighten a picture"))
            self.changed.emit()

    def let_go(self) -> bool:
        """Leave the picture as it was before the hand straightened it; tell whether it did."""
        self._pause.stop()
        was, self._leaning = self._leaning, None
        if was is not None:
            self.leaned.emit()
        return was is not None

    def _rest(self) -> None:
        if self._tools.sliding:
            self._pause.start()
        else:
            self.settle()

    def _lean(self, degrees: float) -> None:
        before = self._rack.photo(self._asset)
        if self._rack.locked or not self._asset:
            return
        # Always from what the article has: else the focus would wander off by roundings, or along an edge.
        self._leaning = turning.straightened(before, degrees, self._images.size(self._asset))
        if self._leaning.straighten == before.straighten:
            self._leaning = None
        self._pause.start()
        self.leaned.emit()

    def _turn(self, quarters: int) -> None:
        self.settle()
        self._take(photos.turned(self._rack.photo(self._asset), quarters=quarters), self.tr("Turn a picture"))

    def _mirror(self, down: bool) -> None:
        self.settle()
        # Top to bottom is left to right, and half a turn.
        photo = photos.turned(self._rack.photo(self._asset), quarters=2 if down else 0, flip=True)
        self._take(photo, self.tr("Mirror a picture"))

    def _restore(self) -> None:
        self.settle()
        photo = self._rack.photo(self._asset)
        photo = turning.straightened(photo, 0.0, self._images.size(self._asset))
        photo = photos.turned(photo, flip=photo.flipped)
        photo = photos.turned(photo, quarters=-photo.quarters % 4)
        self._take(photo, self.tr("Turn a picture back"))

    def _take(self, photo: Photo, name: str) -> None:
        if self._asset:
            self._rack.change(photo, name)
            self.changed.emit()
