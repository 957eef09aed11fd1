"""An article that uses every field and every kind of block, and the switch that writes expected exports anew."""

from pathlib import Path

import pytest

from broadsheet import exporting
from broadsheet.article import house as houses
from broadsheet.store import document as documents

COMPACT = Path(__file__).parents[1] / "golden" / "compact.textbundle"


def pytest_addoption(parser):
    parser.addoption("--update-golden", action="store_true", help="write the expected exports and the schema anew")


@pytest.fixture
def update_golden(pytestconfig):
    """Tell whether expected files are to be written instead of compared."""
    return pytestconfig.getoption("--update-golden", default=False)


@pytest.fixture(scope="session")
def compact():
    """Return the compact article with its pictures."""
    return documents.open(COMPACT)


@pytest.fixture(scope="session")
def portal():
    """Return the house that the compact article is written for."""
    return houses.find("laut-baru")


@pytest.fixture
def out(tmp_path):
    """Return an empty folder to export into."""
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


@pytest.fixture
def export(portal, out):
    """Export a document to its end; return the files by their path in the folder."""

    def _export(document, *formats, house=portal, theme="", **options):
        for _step in exporting.export(document, house, theme, formats, out, **options):
            pass
        return files(out)

    return _export


def files(folder):
    """Return every file below a folder: path -> bytes."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
