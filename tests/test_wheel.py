"""What is shipped: every kind of resource is in the wheel, and found there."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
WANTED = (
    "broadsheet/resources/languages.toml",
    "broadsheet/resources/photo.toml",
    "broadsheet/resources/wire.toml",
    "broadsheet/resources/houses/laut-baru.toml",
    "broadsheet/resources/themes/portal/article.html.j2",
    "broadsheet/resources/themes/_shared/base.css",
    "broadsheet/resources/fragment/article.html.j2",
    "broadsheet/resources/icons/bold.svg",
    "broadsheet/resources/samples/perahu-sekolah.textbundle/info.json",
    "broadsheet/resources/schema/article.schema.json",
    "broadsheet/ui/preview/bridge.js",
)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


def test_every_kind_of_resource_is_in_the_wheel(wheel):
    with zipfile.ZipFile(wheel) as packed:
        names = set(packed.namelist())
    assert [name for name in WANTED if name not in names] == []


def test_the_program_finds_its_resources_where_a_wheel_puts_them(wheel, tmp_path):
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(tmp_path)
    code = (
        f"import sys; sys.path.insert(0, {str(tmp_path)!r})\n"
        "from broadsheet import paths\n"
        "from broadsheet.article import house\n"
        "from broadsheet.render import themes\n"
        "print(paths.RESOURCES)\n"
        "print(*sorted(house.available()), *sorted(themes.available()))\n"
    )
    command = [sys.executable, "-I", "-c", code]
    lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
    assert lines[0] == str(tmp_path / "broadsheet" / "resources")
    assert {"laut-baru", "plain", "portal", "newspaper", "magazine"} <= set(lines[1].split())
