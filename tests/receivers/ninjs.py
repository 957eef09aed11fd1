"""Validators of ninjs: the IPTC's own schemas, with the formats of addresses and times checked."""

import json
from pathlib import Path

import jsonschema
import pytest
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

CORPUS = Path(__file__).parents[3] / "shared" / "corpora" / "ninjs"
_GEO = "https://geojson.org/schema/GeoJSON.json"


def validator(version):
    """Return the validator of a ninjs version, `3.1` or `1.6`; skips the test where the schemas are not there."""
    path = CORPUS / f"ninjs-schema_{version}.json"
    if not path.is_file():
        pytest.skip(f"no {path.name} beside the project")
    schema = json.loads(path.read_text("utf-8"))
    geo = Resource(json.loads((CORPUS / "GeoJSON-schema.json").read_text("utf-8")), DRAFT202012)
    kind = jsonschema.validators.validator_for(schema)
    registry = Registry().with_resources([(_GEO, geo), (f"{_GEO}#", geo)])
    return kind(schema, registry=registry, format_checker=kind.FORMAT_CHECKER)


def complaints(version, item):
    """Return what a schema finds in an item: `where: what`."""
    return [f"{one.json_path}: {one.message}" for one in validator(version).iter_errors(item)]
