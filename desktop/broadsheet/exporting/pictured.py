"""The pictures of an article as receivers list them: address, size and words, the lead picture first."""

from collections.abc import Iterator
from urllib.parse import quote

from msgspec import Struct

from broadsheet.exporting import gallery
from broadsheet.exporting.gallery import Picture
from broadsheet.exporting.job import Job
from broadsheet.pictures.metadata import Words


class Rendered(Struct, frozen=True):
    """One file of a picture: where it will be served, its form, its size in pixels and bytes."""

    name: str
    url: str
    media_type: str
    width: int
    height: int
    size: int


class Pictured(Struct, frozen=True):
    """A picture with its words; `main` is the file to show where only one can be, `alt` is empty for decoration."""

    asset: str
    is_lead: bool
    alt: str
    words: Words
    main: Rendered
    files: tuple[Rendered, ...]


def pictured(job: Job) -> Iterator[Pictured]:
    """Yield the pictures that the article shows, each once."""
    lead = job.article.picture
    for asset, picture in job.pictures.items():
        words = gallery.words(job.article, asset)
        files = {file.name: file for file in _files(picture, job)}
        is_lead = asset == lead.asset
        alt = "" if is_lead and lead.decorative else words.alt
        yield Pictured(asset, is_lead, alt, words, files[picture.main[0]], tuple(files.values()))


def _files(picture: Picture, job: Job) -> Iterator[Rendered]:
    for name, one in picture.files.items():
        if not one.ratio:
            url = job.media_url + quote(name)
            yield Rendered(name, url, one.media_type, one.width, one.height, len(one.data))
