"""`make run` on a machine without a display: the window is driven unseen, and what it made is there."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
DEMO = ROOT / "packaging" / "demo.py"
DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


@pytest.mark.skipif(not DEMO.exists(), reason="the tests run away from the checkout")
def test_without_a_display_the_demonstration_writes_exports_and_a_picture():
    given = {name: value for name, value in os.environ.items() if name not in DISPLAYS}
    given["PYTHONPATH"] = str(ROOT / "desktop")
    made = ROOT / "build" / "demo"
    shutil.rmtree(made, ignore_errors=True)
    told = subprocess.run([sys.executable, DEMO], env=given, capture_output=True, text=True, check=False, timeout=120)
    assert told.returncode == 0, told.stderr
    assert "no display" in told.stdout
    assert (made / "window.png").read_bytes().startswith(b"\x89PNG")
    assert "<h1" in next(made.glob("*/index.html")).read_text("utf-8")
    assert list(made.glob("*.json"))
