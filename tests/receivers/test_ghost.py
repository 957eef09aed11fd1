"""Zips for Ghost: its API's schema takes the post, its editor keeps what was written."""

import json
import re
import zipfile

import pytest
from tests.receivers import tools
from tests.receivers.conftest import SAMPLES

from broadsheet.exporting import posts

BEYOND_THE_API = {"id", "created_at"}
"""What an import has and the API does not take."""


def opened(path):
    """Return the data of a zip and the names of its pictures."""
    with zipfile.ZipFile(path) as packed:
        names = packed.namelist()
        return json.loads(packed.read("ghost.json"))["db"][0]["data"], names[1:]


def judged(tmp_path, data):
    """Return what Ghost's schema says against a post, and its HTML after Ghost's editor had it."""
    tools.module("@tryghost/admin-api-schema")
    post = data["posts_meta"][0] | data["posts"][0]
    path = tmp_path / "post.json"
    path.write_text(json.dumps({key: post[key] for key in post if key not in BEYOND_THE_API | {"post_id"}}))
    node = tools.program("node", package="nodejs")
    named = (f"NODE_MODULES={tools.NODE_MODULES}", f"POST={path}")
    told, _ = tools.run("env", *named, node, tools.Path(__file__).with_name("ghost.cjs"))
    answer = json.loads(told)
    return answer["complaints"], answer["html"]


@pytest.mark.parametrize("sample", SAMPLES)
def test_ghosts_schema_and_editor_take_the_post(exported, tmp_path, sample):
    data, pictures = opened(exported(sample, ("ghost",))["ghost"])
    complaints, html = judged(tmp_path, data)
    assert complaints == ""
    was = data["posts"][0]["html"]
    for tag in ("figure", "figcaption", "h2", "li", "table", "blockquote"):
        assert len(re.findall(f"<{tag}[ >]", html)) == len(re.findall(f"<{tag}[ >]", was)), tag
    named = {data["posts"][0]["feature_image"], *re.findall(r'<img src="([^"]*)"', was)}
    assert named == {f"/{name}" for name in pictures}
    data["posts"][0]["slug"] = "x" * 192
    assert judged(tmp_path, data)[0] != "", "control: the schema has bounds"


def test_texts_are_cut_behind_a_word():
    assert posts.cut("one two  three", 13) == "one two three"
    assert posts.cut("one two, three", 11) == "one two…"
    assert posts.cut("abcdefgh", 5) == "abcd…"
