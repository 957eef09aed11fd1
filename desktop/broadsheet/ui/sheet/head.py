"""The head of the sheet: kicker, headline and deck as readers will meet them, the facts, the lead picture."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from broadsheet.article.house import House, Limits
from broadsheet.ui.appearance import DECK_PX, HEADLINE_PX
from broadsheet.ui.marking import mark
from broadsheet.ui.session import Session
from broadsheet.ui.sheet.bound import BoundField
from broadsheet.ui.sheet.facts import Facts
from broadsheet.ui.sheet.picture import PictureCard
from broadsheet.ui.tokens import Fonts, Tokens

PADDING = 36
INSET = 9
"""Pixels between the edge of a field and its text: fields stand out of the column so that their text is in line."""
_KICKER_PX = 13
_KICKER_SPACING = 0.7


class Head(QWidget):
    """All that stands above the body."""

    entered = Signal(object)
    rearranged = Signal()

    def __init__(self, session: Session, fonts: Fonts, stage: QWidget) -> None:
        super().__init__()
        self._limits = Limits()
        self.kicker = BoundField(session, "kicker", self.tr("Kicker"), self.tr("Kicker"))
        self.headline = BoundField(session, "headline", self.tr("Headline"), self.tr("Headline"))
        self.deck = BoundField(session, "deck", self.tr("Deck"), self.tr("Deck: one sentence that says why it matters"))
        self.counter = QLabel()
        self.counter.setProperty("role", "counter")
        self.facts = Facts(session, stage)
        self.picture = PictureCard(session)
        self.texts = {"kicker": self.kicker, "headline": self.headline, "deck": self.deck}
        for role, field in self.texts.items():
            field.setProperty("role", role)
            field.entered.connect(self.entered)
            field.textChanged.connect(self._count)
            field.installEventFilter(self)
        self.facts.entered.connect(self.entered)
        self.facts.rearranged.connect(self.rearranged)
        self.picture.entered.connect(self.entered)
        self.kicker.follow, self.headline.follow = self.headline, self.deck
        self.headline.before, self.deck.before = self.kicker, self.headline
        self.set_fonts(fonts)
        self._lay_out()

    def set_fonts(self, fonts: Fonts) -> None:
        """Wear the news faces."""
        self._kicker_font = _font(fonts.sans, _KICKER_PX, QFont.Weight.Bold)
        self._kicker_font.setCapitalization(QFont.Capitalization.AllUppercase)
        self._space_kicker(_KICKER_SPACING)
        self.headline.set_font(_font(fonts.serif, HEADLINE_PX, QFont.Weight.Bold))
        self.deck.set_font(_font(fonts.serif, DECK_PX, QFont.Weight.Normal))

    def set_direction(self, *, right_to_left: bool) -> None:
        """Know which way the article runs: the counter stands at the other end, and joined letters are not spaced."""
        ways = QHBoxLayout.Direction
        self._first.setDirection(ways.RightToLeft if right_to_left else ways.LeftToRight)
        self._space_kicker(0 if right_to_left else _KICKER_SPACING)

    def set_house(self, house: House) -> None:
        """Take the house's limits and language."""
        self._limits = house.limits
        self.picture.set_limits(house.limits)
        self.facts.set_language(house.language)
        self._count()

    def paint(self, tokens: Tokens) -> None:
        """Take the window's colours."""
        self.facts.paint(tokens)
        self.picture.paint(tokens)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Count for the field that has the focus now."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self._count()
        return super().eventFilter(watched, event)

    def _space_kicker(self, pixels: float) -> None:
        self._kicker_font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, pixels)
        self.kicker.set_font(self._kicker_font)

    def _count(self) -> None:
        """Say how full the field with the focus is; without one, the first that is too full, or the headline."""
        lengths = {name: len(field.text()) for name, field in self.texts.items()}
        limits: dict[str, int | None] = {name: getattr(self._limits, name) for name in lengths}
        limited = {name: limit for name, limit in limits.items() if limit is not None}
        focused = [name for name in limited if self.texts[name].hasFocus()]
        over = [name for name, limit in limited.items() if lengths[name] > limit]
        told = [*focused, *over, *(name for name in ("headline", "deck", "kicker") if name in limited)]
        self.counter.setVisible(bool(told))
        if told:
            name = told[0]
            words = {
                "kicker": self.tr("kicker {0} / {1}"),
                "headline": self.tr("headline {0} / {1}"),
                "deck": self.tr("deck {0} / {1}"),
            }
            self.counter.setText(words[name].format(lengths[name], limited[name]))
            mark(self.counter, "over", name in over)
            self.texts[name].setAccessibleDescription(self.counter.text())

    def _lay_out(self) -> None:
        self._first = QHBoxLayout()
        self._first.setSpacing(8)
        self._first.addWidget(self.kicker, 1, Qt.AlignmentFlag.AlignTop)
        self._first.addWidget(self.counter, 0, Qt.AlignmentFlag.AlignVCenter)
        self.counter.setContentsMargins(INSET, 0, INSET, 0)
        column = QVBoxLayout(self)
        side = PADDING - INSET
        column.setContentsMargins(side, PADDING - 14, side, 16)
        column.setSpacing(0)
        column.addLayout(self._first)
        column.addWidget(self.headline)
        column.addWidget(self.deck)
        column.addSpacing(8)
        column.addLayout(_inset(self.facts))
        column.addSpacing(12)
        column.addLayout(_inset(self.picture))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)


def _font(family: str, pixels: int, weight: QFont.Weight) -> QFont:
    font = QFont(family)
    font.setPixelSize(pixels)
    font.setWeight(weight)
    return font


def _inset(widget: QWidget) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setContentsMargins(INSET, 0, INSET, 0)
    line.addWidget(widget)
    return line
