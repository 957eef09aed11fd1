"""The house style, where a machine can hold it."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

import broadsheet

PACKAGE = Path(broadsheet.__file__).resolve().parent
ROOT = PACKAGE.parents[1]
SOURCES = sorted(path for path in PACKAGE.rglob("*.py"))
UI = PACKAGE / "ui"
LOWER = [path for path in SOURCES if UI not in path.parents and path.name != "__main__.py"]

LONGEST_FILE, USUAL_FILE, LONGEST_FUNCTION = 400, 150, 60
NO_ROOM_NAMES = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "managers"}


def relative(path):
    return path.relative_to(PACKAGE).as_posix()


def functions(source):
    return [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def long_functions(source):
    """Return name and length of every function that is too long."""
    lengths = [(node.name, (node.end_lineno or 0) - node.lineno + 1) for node in functions(source)]
    return [(name, length) for name, length in lengths if length > LONGEST_FUNCTION]


def untranslatable(source):
    """Return the lines where an f-string stands inside `tr()`: the tool that collects the texts takes it literally."""
    return [
        node.lineno
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call)
        and getattr(node.func, "attr", getattr(node.func, "id", "")) in {"tr", "translate", "QT_TRANSLATE_NOOP"}
        and any(isinstance(inner, ast.JoinedStr) for argument in node.args for inner in ast.walk(argument))
    ]


def holding_self(source):
    """Return the lines where a signal is connected to a lambda or partial that holds `self`: its object never dies."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "connect" and node.args:
            slot = node.args[0]
            wrapped = isinstance(slot, ast.Lambda) or (
                isinstance(slot, ast.Call) and getattr(slot.func, "attr", getattr(slot.func, "id", "")) == "partial"
            )
            if wrapped and any(isinstance(one, ast.Name) and one.id == "self" for one in ast.walk(slot)):
                found.append(node.lineno)
    return found


@pytest.mark.parametrize("path", SOURCES, ids=relative)
def test_a_file_fits_a_reader(path):
    source = path.read_text("utf-8")
    assert len(source.splitlines()) <= LONGEST_FILE
    assert long_functions(source) == []
    assert path.stem not in NO_ROOM_NAMES
    assert ast.get_docstring(ast.parse(source))


def test_most_files_are_short():
    lengths = sorted(len(path.read_text("utf-8").splitlines()) for path in SOURCES)
    assert lengths[len(lengths) // 2] <= USUAL_FILE


@pytest.mark.parametrize("path", [path for path in SOURCES if path not in LOWER], ids=relative)
def test_the_window_can_be_translated_and_its_objects_can_die(path):
    source = path.read_text("utf-8")
    assert untranslatable(source) == []
    assert holding_self(source) == []


def test_a_mistake_in_style_would_be_caught():
    assert untranslatable('self.tr(f"bad {n}")\ntr("good {0}").format(n)\nself.tr("a" if x else f"{n}")') == [1, 3]
    assert holding_self("x.connect(lambda: self.y())\nx.connect(self.y)\nx.connect(partial(self.y, 1))\n") == [1, 3]
    assert holding_self("x.connect(functools.partial(self.y, 1))\n") == [1]
    assert long_functions("def f():\n" + "    x = 1\n" * 60) == [("f", 61)]


IMPORT_ALL = """
import importlib, sys
for name in sys.argv[1].split(","):
    importlib.import_module(name)
print([name for name in sys.modules if name.split(".")[0] in {"PySide6", "shiboken6"}])
"""


def imported(names):
    """Return the Qt modules that a fresh interpreter holds after importing these."""
    told = subprocess.run(
        [sys.executable, "-c", IMPORT_ALL, ",".join(names)],
        env={**os.environ, "PYTHONPATH": str(PACKAGE.parent)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stderr
    return ast.literal_eval(told.stdout.splitlines()[-1])


def module(path):
    return ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__")


def test_no_lower_room_knows_qt():
    assert imported(module(path) for path in LOWER) == []


def test_qt_below_would_be_caught():
    assert "PySide6" in imported(["broadsheet", "PySide6.QtCore"])


@pytest.mark.skipif(not (ROOT / "pyproject.toml").exists(), reason="the tests run away from the checkout")
def test_the_tests_mirror_the_rooms():
    rooms = {path.name for path in PACKAGE.iterdir() if path.is_dir() and (path / "__init__.py").exists()}
    assert {
        room for room in rooms if (ROOT / "tests" / room).is_dir() or (ROOT / "tests" / f"test_{room}.py").exists()
    } == rooms
