"""Find the system libraries that Qt needs and this machine lacks; bring them when we may, name them when not."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

PACKAGES = {
    "libEGL": "libegl1",
    "libGL": "libgl1",
    "libOpenGL": "libopengl0",
    "libGLX": "libglx0",
    "libX11-xcb": "libx11-xcb1",
    "libX11": "libx11-6",
    "libXcomposite": "libxcomposite1",
    "libXdamage": "libxdamage1",
    "libXext": "libxext6",
    "libXfixes": "libxfixes3",
    "libXi": "libxi6",
    "libXrandr": "libxrandr2",
    "libXrender": "libxrender1",
    "libXtst": "libxtst6",
    "libasound": "libasound2",
    "libdbus-1": "libdbus-1-3",
    "libdrm": "libdrm2",
    "libexpat": "libexpat1",
    "libfontconfig": "libfontconfig1",
    "libfreetype": "libfreetype6",
    "libgbm": "libgbm1",
    "libglib-2.0": "libglib2.0-0",
    "libgthread-2.0": "libglib2.0-0",
    "libnspr4": "libnspr4",
    "libnss3": "libnss3",
    "libnssutil3": "libnss3",
    "libplc4": "libnspr4",
    "libplds4": "libnspr4",
    "libsmime3": "libnss3",
    "libudev": "libudev1",
    "libxcb-cursor": "libxcb-cursor0",
    "libxcb-glx": "libxcb-glx0",
    "libxcb-icccm": "libxcb-icccm4",
    "libxcb-image": "libxcb-image0",
    "libxcb-keysyms": "libxcb-keysyms1",
    "libxcb-randr": "libxcb-randr0",
    "libxcb-render-util": "libxcb-render-util0",
    "libxcb-render": "libxcb-render0",
    "libxcb-shape": "libxcb-shape0",
    "libxcb-shm": "libxcb-shm0",
    "libxcb-sync": "libxcb-sync1",
    "libxcb-util": "libxcb-util1",
    "libxcb-xfixes": "libxcb-xfixes0",
    "libxcb-xinerama": "libxcb-xinerama0",
    "libxcb-xkb": "libxcb-xkb1",
    "libxcb": "libxcb1",
    "libxkbcommon-x11": "libxkbcommon-x11-0",
    "libxkbcommon": "libxkbcommon0",
    "libxkbfile": "libxkbfile1",
    "libxshmfence": "libxshmfence1",
    "libz": "zlib1g",
}


def _parts() -> Iterator[Path]:
    spec = find_spec("PySide6")
    folder = Path(spec.origin).parent if spec and spec.origin else Path()
    names = ("Qt/libexec/QtWebEngineProcess", "Qt/plugins/platforms/libqxcb.so", "QtWidgets.abi3.so")
    for name in (*names, "QtWebEngineWidgets.abi3.so", "QtSvg.abi3.so"):
        if (folder / name).is_file():
            yield folder / name


def missing() -> list[str]:
    """Return the sonames that the loader does not find for the parts of Qt we use."""
    found: set[str] = set()
    for part in _parts():
        answer = subprocess.run(["ldd", str(part)], capture_output=True, text=True, check=False).stdout
        found |= set(re.findall(r"(\S+) => not found", answer))
    return sorted(found)


def packages(sonames: list[str]) -> list[str]:
    """Return the Debian packages that bring those libraries; an unknown one keeps its own name."""
    return sorted({PACKAGES.get(soname.split(".so")[0], soname) for soname in sonames})


def main() -> int:
    """Bring or name what is missing."""
    if not sys.platform.startswith("linux") or not shutil.which("ldd"):
        return 0
    wanted = packages(missing())
    if not wanted:
        return 0
    if os.geteuid() == 0 and shutil.which("apt-get"):
        quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-qq"], check=False, env=quiet)
        subprocess.run(["apt-get", "install", "-y", "-qq", *wanted], check=False, env=quiet)
        wanted = packages(missing())
    if wanted:
        print(f"Broadsheet needs system libraries that are not here. Run:\n\n    sudo apt install {' '.join(wanted)}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
