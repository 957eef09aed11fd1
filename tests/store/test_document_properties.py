"""Any article at all: what is saved is what is opened."""

import shutil

from hypothesis import given
from hypothesis import strategies as st

from broadsheet.article.model import Article, Author, CallToAction, Correction, Link, Picture, Rights, Seo, Source
from broadsheet.article.photo import Box, Crop, Found, Photo
from broadsheet.store import document as documents
from broadsheet.store import members

TEXT = st.text(max_size=40)
FRACTION = st.floats(0, 1)
NAMES = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=20)


def structs(kind, **parts):
    return st.builds(kind, **{name: parts.get(name, TEXT) for name in kind.__struct_fields__})


BOXES = st.builds(Box, FRACTION, FRACTION, FRACTION, FRACTION)
CROPS = st.builds(Crop, st.sampled_from(["16:9", "1:1"]), st.none() | BOXES, st.booleans())
PHOTOS = structs(
    Photo,
    focus=st.none() | st.tuples(FRACTION, FRACTION),
    flipped=st.booleans(),
    quarters=st.integers(0, 3),
    straighten=st.floats(-45, 45),
    crops=st.lists(CROPS, max_size=2).map(tuple),
    kept=st.lists(st.sampled_from(["place", "history"]), max_size=2).map(tuple),
    found=st.lists(structs(Found), max_size=2).map(tuple),
)
ARTICLES = structs(
    Article,
    byline=st.lists(structs(Author), max_size=3).map(tuple),
    keywords=st.lists(TEXT, max_size=3).map(tuple),
    picture=structs(Picture, decorative=st.booleans(), focus=st.none() | st.tuples(FRACTION, FRACTION)),
    photos=st.lists(PHOTOS, max_size=2).map(tuple),
    body=st.text().filter(lambda body: not body.startswith("\ufeff")),
    related=st.lists(structs(Link), max_size=3).map(tuple),
    source=structs(Source),
    call_to_action=structs(CallToAction),
    seo=structs(Seo),
    rights=structs(Rights),
    corrections=st.lists(structs(Correction), max_size=2).map(tuple),
)


@st.composite
def pictures(draw):
    assets = {}
    for name in draw(st.lists(NAMES, max_size=3)):
        assets[members.free_asset_name(name, assets)] = draw(st.binary(max_size=60))
    return assets


@given(article=ARTICLES, assets=pictures(), ending=st.sampled_from(["textpack", "textbundle"]))
def test_every_article_comes_back_as_it_was(tmp_path_factory, article, assets, ending):
    folder = tmp_path_factory.mktemp("any")
    path = folder / f"a.{ending}"
    saved, _ = documents.save(documents.new(article, assets), path)
    opened = documents.open(path)
    assert opened.article == article
    assert opened.assets == assets
    assert opened == saved
    shutil.rmtree(folder)
