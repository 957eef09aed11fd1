"""Finds the receivers' tools: one that is absent skips its tests on a developer's machine, and fails them in CI."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

NODE_MODULES = Path(sys.prefix) / "receivers" / "node_modules"
PATIENCE = 110
"""Seconds for one run of a tool."""


def module(name):
    """Return the path of something in an npm package, such as `axe-core/axe.min.js`."""
    path = NODE_MODULES / name
    return path if path.exists() else missing(f"{name} is not installed: make receivers")


def program(*names, package):
    """Return the path of a program that has one of these names."""
    found = next(filter(None, map(shutil.which, names)), None)
    return found or missing(f"{names[0]} is not installed (Debian: {package})")


def run(*command, codes=(0,), cwd=None):
    """Run a tool without a network; return what it prints on standard output and standard error."""
    done = subprocess.run(
        [*map(str, command)], capture_output=True, check=False, text=True, timeout=PATIENCE, cwd=cwd, env=_environment()
    )
    assert done.returncode in codes, done.stdout[-4000:] + done.stderr[-4000:]
    return done.stdout, done.stderr


def literal(text):
    """Return a text as a literal of JavaScript."""
    return json.dumps(text)


def nu(*pages):
    """Return what the Nu HTML Checker says about HTML and the CSS in it: a line a message."""
    jar = module("vnu-jar/build/dist/vnu.jar")
    java = program("java", package="openjdk-17-jre-headless")
    _, told = run(java, "-jar", jar, "--format", "json", "--also-check-css", *pages, codes=(0, 1))
    return [f"{Path(one['url']).name}:{one.get('lastLine')}: {one['message']}" for one in json.loads(told)["messages"]]


def html_validate(config, *pages):
    """Return what html-validate says under its recommended, accessibility and document rules: a line a message."""
    script = module("html-validate/bin/html-validate.mjs")
    node = program("node", package="nodejs")
    rules = {"root": True, "extends": [f"html-validate:{name}" for name in ("recommended", "a11y", "document")]}
    config.write_text(json.dumps(rules))
    told = config.with_name("told.json")  # on its standard output a long report is cut off
    run(node, script, "--config", config, "--formatter", f"json={told}", *pages, codes=(0, 1))
    return [
        f"{Path(page['filePath']).name}:{one['line']}: {one['message']} [{one['ruleId']}]"
        for page in json.loads(told.read_text("utf-8"))
        for one in page["messages"]
    ]


def structured_data(page):
    """Return the tests that structured-data-testing-tool says failed, with Google's, X's and Facebook's presets."""
    script = module("structured-data-testing-tool/bin/cli.js")
    node = program("node", package="nodejs")
    presets = ("--presets", "Google,Twitter,Facebook", "--schemas", "NewsArticle")
    told, _ = run(node, script, "--file", page, *presets, codes=(0, 1))
    return [line.strip() for line in told.splitlines() if "✕" in line]


def _environment():
    return {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}


def missing(words):
    """Skip a test whose tool is absent; in CI that is a failure."""
    if os.environ.get("CI"):
        pytest.fail(words)
    pytest.skip(words)
