"""News items in ninjs, as 1.x and as 3.x write them."""

import json
from pathlib import Path

import pytest

from broadsheet import errors, importing

CORPUS = Path(__file__).parents[3] / "shared" / "corpora" / "ninjs"

FIRST = {
    "uri": "urn:newsml:a",
    "type": "text",
    "language": "en",
    "headline": "Fish prices rise",
    "slugline": "Fish/Prices",
    "byline": "By Ann Lee",
    "located": "Bitung",
    "firstcreated": "2026-11-22T07:30:00+0800",
    "versioncreated": "2026-11-22T09:30:00+0800",
    "body_html": "<p>First.</p><p>Second <b>bold</b>.</p>",
    "description_text": "Boats stay in.",
    "subject": [{"name": "economy"}, {"name": "fishing"}],
    "infosource": [{"name": "Newsline", "uri": "https://n.example"}],
    "ednote": "Check the name.",
    "associations": {
        "featuremedia": {
            "type": "picture",
            "description_text": "A boat",
            "byline": "Bo Yu",
            "renditions": {"original": {"href": "https://n.example/boat.jpg"}},
        }
    },
}
THIRD = {
    "uri": "urn:newsml:a",
    "type": "text",
    "language": "en",
    "headlines": [{"role": "extra", "value": "No"}, {"role": "main", "value": "Fish <b>prices</b> rise"}],
    "slugline": "Fish/Prices",
    "by": "By Ann Lee",
    "located": "Bitung",
    "contentCreated": "2026-11-22T07:30:00+08:00",
    "versionCreated": "2026-11-22T09:30:00+08:00",
    "bodies": [
        {"contentType": "text/plain", "value": "no"},
        {"contentType": "text/html", "value": "<p>First.</p><p>Second <b>bold</b>.</p>"},
    ],
    "descriptions": [{"role": "summary", "value": "Boats stay in."}],
    "subjects": [{"name": "economy"}, {"name": "fishing"}],
    "infoSources": [{"name": "Newsline", "uri": "https://n.example"}],
    "edNote": "Check the name.",
    "associations": [
        {
            "type": "picture",
            "descriptions": [{"role": "caption", "value": "A boat"}],
            "by": "Bo Yu",
            "renditions": [{"href": "https://n.example/boat.jpg"}],
        }
    ],
}


@pytest.mark.parametrize("item", [FIRST, THIRD], ids=["1.x", "3.x"])
def test_an_item_fills_the_fields(tmp_path, item):
    path = tmp_path / "a.json"
    path.write_text(json.dumps(item), "utf-8")
    found = importing.read(path)
    article = found.document.article
    assert (article.headline, article.deck, article.language) == ("Fish prices rise", "Boats stay in.", "en")
    assert article.body == "First.\n\nSecond **bold**."
    assert ([one.name for one in article.byline], article.dateline) == (["Ann Lee"], "Bitung")
    assert (article.published, article.updated) == ("2026-11-22T07:30:00+08:00", "2026-11-22T09:30:00+08:00")
    assert (article.section, article.keywords, article.slug) == ("economy", ("fishing",), "fish-prices")
    assert (article.source.name, article.source.url) == ("Newsline", "https://n.example")
    assert (article.picture.asset, article.picture.caption, article.picture.credit) == ("", "A boat", "Bo Yu")
    assert article.editor_note == "Check the name."
    assert [(note.kind, note.detail) for note in found.notes] == [("picture", "https://n.example/boat.jpg")]


@pytest.mark.parametrize("text", ['{"uri": "x"}', '{"uri": 3, "headline": "x"}', "[]", '"x"', "{}"])
def test_other_json_is_refused(tmp_path, text):
    path = tmp_path / "a.json"
    path.write_text(text, "utf-8")
    with pytest.raises(errors.UnreadableDocument) as caught:
        importing.read(path)
    assert caught.value.reason == "no_reader"


@pytest.mark.corpus
@pytest.mark.skipif(not CORPUS.is_dir(), reason="the shared corpora are not beside the checkout")
def test_the_official_items_are_read_or_told_to_be_no_text():
    read = 0
    for path in sorted(CORPUS.glob("suite-*/*/*.json")):
        try:
            found = importing.read(path)
        except errors.UnreadableDocument as exc:
            assert exc.reason in ("no_reader", "damaged")
            continue
        item = json.loads(path.read_bytes())
        if "headlines" in item:
            assert found.document.article.headline
        read += 1
    assert read > 5
