"""The `html-fragment` format: what one pastes into a content system, without head and style."""

from collections.abc import Iterator

from broadsheet.exporting import bare, web
from broadsheet.exporting.gallery import Served
from broadsheet.exporting.job import File, Job


def write(job: Job) -> Iterator[File]:
    """Yield the one file of this format.

    Pictures are addressed at the media URL, else where the `html` format puts them.
    """
    source = Served(job.pictures, job.media_url or web.PICTURES, job.media_url)
    yield File("", f"{bare.whole(job, source)}\n".encode())
