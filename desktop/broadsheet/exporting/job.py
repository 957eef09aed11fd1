"""What a format is given to write, and what it gives back."""

from collections.abc import Mapping

from msgspec import Struct

from broadsheet.article.house import House
from broadsheet.article.language import Labels
from broadsheet.article.model import Article
from broadsheet.exporting.gallery import Picture
from broadsheet.render import decoration, images, themes
from broadsheet.render.content import Block
from broadsheet.render.images import PictureSource
from broadsheet.render.themes import Theme
from broadsheet.store.document import Document


class Progress(Struct, frozen=True):
    """How far an export is: `done` of `total` steps; `format` and `item` say what comes now.

    An empty `format` means that all is made and will be moved into place: the last moment to cancel.
    """

    done: int
    total: int
    format: str
    item: str


class File(Struct, frozen=True):
    """One file of a format: its path inside the format's folder, or an empty name where the format is one file."""

    name: str
    data: bytes


class Job(Struct, frozen=True):
    """An article on its way out, with all that the formats need.

    `blocks` are the whole body, `pictures` those that the formats need. `media_url` is where they will be served, with
    a slash at its end, or empty where nobody knows yet.
    """

    document: Document
    house: House
    theme_name: str
    blocks: tuple[Block, ...]
    pictures: Mapping[str, Picture]
    media_url: str

    @property
    def article(self) -> Article:
        """Return the article."""
        return self.document.article

    @property
    def theme(self) -> Theme:
        """Return the theme, for formats that have a page; raises errors.UnknownName and errors.ThemeBroken."""
        return themes.find(self.theme_name)

    @property
    def language(self) -> str:
        """Return the article's language, the house's where it has none."""
        return self.article.language or self.house.language

    @property
    def labels(self) -> Labels:
        """Return the fixed words of a page in the article's language."""
        return self.house.labels_for(self.language)

    def page_body(self, source: PictureSource) -> str:
        """Return the body's HTML as a page has it: dateline and end mark set, pictures addressed."""
        return images.place(decoration.body(self.blocks, decoration.marks(self.article, self.house)), source)
