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


def read(tmp_path, item):
    path = tmp_path / "a.json"
    path.write_text(json.dumps(item), "utf-8")
    return importing.read(path)


@pytest.mark.parametrize("item", [FIRST, THIRD], ids=["1.x", "3.x"])
def test_an_item_fills_the_fields(tmp_path, item):
    found = read(tmp_path, item)
    article = found.document.article
    assert (article.headline, article.deck, article.language) == ("Fish prices rise", "Boats stay in.", "en")
    assert article.body == "First.\n\nSecond **bold**."
    assert ([one.name for one in article.byline], article.dateline) == (["Ann Lee"], "Bitung")
    assert (article.published, article.updated) == ("2026-11-22T07:30:00+08:00", "2026-11-22T09:30:00+08:00")
    assert (article.section, article.keywords, article.slug) == ("economy", ("fishing",), "fish-prices")
    assert (article.source.name, article.source.url) == ("Newsline", "https://n.example")
    assert (article.picture.asset, article.picture.caption, article.picture.credit) == ("", "A boat", "Bo Yu")
    over = [] if item is FIRST else ["headlines: No", "bodies: no"]
    assert article.editor_note.splitlines() == ["Check the name.", *over]
    told = [("picture", "https://n.example/boat.jpg")]
    told += [("left_over", "headlines, bodies")] if over else []
    assert [(note.kind, note.detail) for note in found.notes] == told


def test_what_no_field_holds_is_in_the_note_to_the_editor(tmp_path):
    found = read(
        tmp_path,
        {
            "uri": "urn:a",
            "type": "text",
            "headlines": [{"role": "main", "value": "Fish prices"}, {"role": "sub", "value": "Boats stay in"}],
            "bodies": [
                {"role": "main", "contentType": "text/html", "value": "<p>One <b>two</b>.</p>"},
                {"role": "plain", "contentType": "text/plain", "value": "One two."},
                {"role": "alt", "contentType": "text/html", "value": "<p>Other words.</p><p>More.</p>"},
            ],
            "by": "By Ann Lee",
            "places": [{"name": "Makassar", "uri": "x:1"}],
            "associations": [{"name": "pic", "type": "picture", "headlines": [{"value": "Picture <i>title</i>"}]}],
            "unknown": {"deep": {"deeper": ["words", 3]}},
        },
    )
    assert found.document.article.editor_note.splitlines() == [
        "headlines: Boats stay in",
        "bodies: Other words.",
        "More.",
        "places.name: Makassar",
        "associations.headlines: Picture title",
        "unknown.deep.deeper: words",
    ]
    assert found.notes[-1].kind == "left_over"
    assert "unknown.deep.deeper" in found.notes[-1].detail


@pytest.mark.parametrize(
    ("located", "body", "dateline", "rest"),
    [
        ("London", "LONDON (AP) - first.", "LONDON (AP)", "first."),
        ("London", "London, 14 March (AP) — First.", "London, 14 March (AP)", "First."),
        ("", "MAKASSAR - Satu.", "MAKASSAR", "Satu."),
        ("London", "London is a town - a big one.", "London", "London is a town - a big one."),
        ("London", "Londoners (all) - first.", "London", "Londoners (all) - first."),
        ("", "The boats - all of them - stay in.", "", "The boats - all of them - stay in."),
    ],
)
def test_a_dateline_in_the_body_is_the_dateline_and_stands_once(tmp_path, located, body, dateline, rest):
    item = {"uri": "urn:a", "headline": "Fish", "located": located, "body_xhtml": f"<p>{body}</p><p>More.</p>"}
    article = read(tmp_path, item).document.article
    assert (article.dateline, article.body) == (dateline, f"{rest}\n\nMore.")
    assert article.editor_note == ""


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
