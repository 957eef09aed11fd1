"""What an article is: the names and shapes that files and exports rely on."""

import json

import msgspec
import pytest

from broadsheet.article import fields, model, schema
from broadsheet.article.model import Article, Author, Picture

DESIGNED = [
    *("id", "language", "kicker", "headline", "deck", "slug", "byline", "dateline", "published", "updated", "embargo"),
    *("section", "keywords", "picture", "photos", "body", "related", "source", "end_mark", "call_to_action"),
    *("seo", "rights", "editor_note", "corrections", "status"),
]
PARTS = {
    "picture": "asset alt decorative caption credit copyright focus",
    "source": "name url",
    "call_to_action": "text url",
    "seo": "title description canonical_url robots",
    "rights": "copyright_notice usage_terms",
}


def test_the_fields_have_the_names_that_were_designed_in_json_too():
    found = msgspec.to_builtins(model.blank())
    assert list(found) == DESIGNED
    for field, names in PARTS.items():
        assert list(found[field]) == names.split()
    assert list(msgspec.to_builtins(Author())) == ["name", "role", "email", "url"]


def test_everything_but_the_id_may_be_missing():
    assert msgspec.json.decode(b'{"id": "1"}', type=Article) == Article(id="1")
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(b"{}", type=Article)


def test_every_new_article_has_an_identity_of_its_own():
    assert model.blank("id").language == "id"
    assert model.blank().id != model.blank().id


def test_an_article_cannot_be_changed():
    with pytest.raises(AttributeError):
        model.blank().headline = "other"


@pytest.mark.parametrize("focus", [b"[0.5, 1.5]", b"[-0.1, 0]", b"[0.5]", b'"middle"'])
def test_a_focus_outside_the_picture_is_refused(focus):
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(b'{"focus": %s}' % focus, type=Picture)


def test_a_field_is_read_and_replaced_by_its_dotted_name():
    article = fields.put(Article(id="1", headline="Ikan"), "picture.caption", "Kapal")
    assert fields.get(article, "picture.caption") == "Kapal"
    assert article.headline == "Ikan"
    assert fields.top("picture.caption") == "picture"
    with pytest.raises(AttributeError):
        fields.get(article, "picture.colour")


def test_the_schema_on_disk_is_the_schema_of_the_classes():
    """Run `python -m broadsheet.article.schema` after changing the model."""
    assert schema.FILE.read_text("utf-8") == schema.text()


def test_the_schema_asks_for_nothing_but_an_id():
    found = json.loads(schema.text())["$defs"]
    assert found["Article"]["required"] == ["id"]
    assert list(found["Article"]["properties"]) == DESIGNED
    assert found["Photo"]["required"] == ["asset"]
    own = ("Article", "Photo", "Crop", "Box", "Found")
    assert not any(part["required"] for name, part in found.items() if name not in own)
