"""The JSON Schema of an article, made from its classes; run this module to write it to `resources/schema/`."""

import json

import msgspec

from broadsheet import paths
from broadsheet.article.model import Article

FILE = paths.RESOURCES / "schema" / "article.schema.json"

_HEAD = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "urn:broadsheet:schema:article:1",
    "title": "A news article as Broadsheet keeps it",
}


def text() -> str:
    """Return the schema as indented JSON."""
    return json.dumps(_HEAD | msgspec.json.schema(Article), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    FILE.parent.mkdir(parents=True, exist_ok=True)
    FILE.write_text(text(), "utf-8", newline="\n")
