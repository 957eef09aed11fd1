"""The sample articles show everything there is, and their pictures tell nothing but what they show."""

import re

import msgspec
import pytest

from broadsheet import paths
from broadsheet.article.model import Article
from broadsheet.pictures import intake, probe
from broadsheet.render import blocks
from broadsheet.store import document

_NAMES = ("perahu-sekolah", "harbour-lights")


def _sample(name):
    return document.open(paths.RESOURCES / "samples" / f"{name}.textbundle")


def _filled(value, place=""):
    """Yield the dotted names of all fields that say something; list items share their list's name."""
    if isinstance(value, msgspec.Struct):
        for field in value.__struct_fields__:
            yield from _filled(getattr(value, field), f"{place}.{field}".lstrip("."))
    elif isinstance(value, tuple) and value and isinstance(value[0], msgspec.Struct):
        for item in value:
            yield from _filled(item, place)
    elif value or value is False:
        yield place


def _every_field():
    links = {f"{field}.{part}" for field in ("related",) for part in ("title", "url")}
    people = {f"byline.{part}" for part in ("name", "role", "email", "url")}
    corrections = {"corrections.time", "corrections.text"}
    plain = set()
    blank = Article(id="x")
    for field in blank.__struct_fields__:
        value = getattr(blank, field)
        if isinstance(value, msgspec.Struct):
            plain |= {f"{field}.{part}" for part in value.__struct_fields__}
        elif field not in {"byline", "related", "corrections", "photos"}:
            plain.add(field)
    pictures = {f"photos.{part}" for part in ("asset", "creator", "usage_terms", "created")}
    return plain | links | people | corrections | pictures


def test_together_they_use_every_field():
    used = set().union(*(_filled(_sample(name).article) for name in _NAMES))
    assert _every_field() <= used


def test_together_they_use_every_news_part():
    labels = ("Baca juga", "Simak juga", "Read also")
    kinds = {block.kind for name in _NAMES for block in blocks.split(_sample(name).article.body, labels)}
    parts = "paragraph heading read_also quote figure list table code rule embed"
    assert set(parts.split()) <= kinds


@pytest.mark.parametrize("name", _NAMES)
def test_every_picture_is_there_and_used(name):
    sample = _sample(name)
    named = set(re.findall(r"\(\s*(assets/[^\s)]+)", sample.article.body)) | {sample.article.picture.asset}
    assert named == set(sample.assets)


@pytest.mark.parametrize("name", _NAMES)
def test_pictures_are_clean_and_of_a_decent_weight(name):
    for asset, data in _sample(name).assets.items():
        assert intake.take_in(data, asset).data == data
        assert len(data) < 400_000
    lead = probe.size(_sample(name).assets[_sample(name).article.picture.asset])
    assert (lead.width, lead.height) == (2000, 1250)


@pytest.mark.parametrize("name", _NAMES)
def test_saving_a_sample_changes_no_byte(name, tmp_path):
    kept = tmp_path / f"{name}.textbundle"
    document.save(document.new(_sample(name).article, _sample(name).assets), kept)
    original = paths.RESOURCES / "samples" / kept.name
    assert (kept / "text.md").read_bytes() == (original / "text.md").read_bytes()
    for asset in sorted((original / "assets").iterdir()):
        assert (kept / "assets" / asset.name).read_bytes() == asset.read_bytes()
