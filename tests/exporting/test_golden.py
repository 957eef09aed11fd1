"""The exports of known articles stay as they are until somebody means to change them.

`make golden` writes them anew; then read the difference.
"""

import zipfile
from pathlib import Path

import pytest

from broadsheet import exporting, paths
from broadsheet.article import house as houses
from broadsheet.exporting import structured
from broadsheet.store import document as documents

GOLDEN = Path(__file__).parents[1] / "golden"
SOURCES = [GOLDEN / "compact.textbundle", *sorted((paths.RESOURCES / "samples").glob("*.textbundle"))]
HOUSES = {"id": "laut-baru", "en": "harbour-courier"}
SERVED = ("wordpress",)
"""Formats whose pictures have addresses."""
EXPECTED = {
    "index.html": "{stem}/index.html",
    "fragment.html": "{stem}.fragment.html",
    "article.json": "{stem}.json",
    "article.md": "{stem}.md",
    "article.txt": "{stem}.txt",
    "post.json": "{stem}-wordpress/post.json",
    "ghost.json": "{stem}.ghost.zip!ghost.json",
    "terms.json": "{stem}-wordpress/terms.json",
    **{f"article{exporting.FORMATS[name].ending}": f"{{stem}}{exporting.FORMATS[name].ending}" for name in SERVED},
}
"""Name here -> name in the export; pictures and fonts depend on the versions of libraries."""


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_the_exports_are_as_expected(source, out, update_golden):
    document = documents.open(source)
    house = houses.find(HOUSES[document.article.language.split("-")[0]])
    formats = ("html", "html-fragment", "json", "markdown", "text", "wordpress-rest", "ghost")
    for _step in exporting.export(document, house, "", formats, out):
        pass
    for _step in exporting.export(document, house, "", SERVED, out, media_url="https://media.example.org/"):
        pass
    stem = exporting.plan(document, ("html",), out)[0].name
    folder = GOLDEN / source.stem
    for name, place in EXPECTED.items():
        written = content(out, place.format(stem=stem))
        if update_golden:
            folder.mkdir(exist_ok=True)
            (folder / name).write_bytes(written)
        assert written.decode() == (folder / name).read_bytes().decode(), f"{name}: `make golden` if this is meant"


def content(out, place):
    """Return the bytes of a file, or of a member of a zip behind an exclamation mark."""
    path, _, member = place.partition("!")
    return zipfile.Path(out / path, member).read_bytes() if member else (out / path).read_bytes()


def test_the_schema_of_the_json_export_is_the_one_that_is_published(update_golden):
    published = paths.RESOURCES / "schema" / "article-export.schema.json"
    if update_golden:
        published.write_bytes(structured.schema())
    assert published.read_bytes() == structured.schema()
