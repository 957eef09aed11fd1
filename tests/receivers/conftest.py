"""The samples as their houses publish them, and a browser that looks at them."""

import pytest
from tests.receivers.browser import Browser

from broadsheet import exporting, paths
from broadsheet.article import house as houses
from broadsheet.store import document as documents

SAMPLES = {"harbour-lights": "harbour-courier", "perahu-sekolah": "laut-baru"}
"""A sample, and the house that it is written for."""
THEMES = ("portal", "newspaper", "magazine", "plain")
MEDIA = "https://media.example.org/a/"


@pytest.fixture(scope="session")
def exported(tmp_path_factory):
    """Return a function that exports a sample and returns the one file or folder of each format, by format."""

    def export(sample, formats, theme=""):
        out = tmp_path_factory.mktemp(sample)
        document = documents.open(paths.RESOURCES / "samples" / f"{sample}.textbundle")
        house = houses.find(SAMPLES[sample])
        for _step in exporting.export(document, house, theme, formats, out, media_url=MEDIA):
            pass
        return dict(zip(formats, exporting.plan(document, formats, out), strict=True))

    return export


@pytest.fixture(scope="session")
def pages(exported):
    """Return every page of both samples in all themes: a folder's and one that is a single file."""
    found = {}
    for sample in SAMPLES:
        for theme in THEMES:
            made = exported(sample, ("html", "html-single"), theme)
            found[sample, theme, "html"] = made["html"] / "index.html"
            found[sample, theme, "html-single"] = made["html-single"]
    return found


@pytest.fixture(scope="session")
def browser():
    """Return a headless browser without a network."""
    made = Browser()
    yield made
    made.close()
