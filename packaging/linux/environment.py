"""Make the virtual environment, or say in one message what the system lacks for it."""

import subprocess
import sys
import venv
from pathlib import Path

_OLDEST = (3, 11)


def main() -> int:
    """Make the environment named on the command line."""
    if sys.version_info < _OLDEST:
        print(f"Broadsheet needs Python 3.11 or newer; this is {sys.version.split()[0]}. Try: make PYTHON=python3.11 …")
        return 1
    folder = Path(sys.argv[1])
    if _works(folder / "bin" / "python"):
        return 0  # made anew it could not be where a program that runs from it is open
    try:
        venv.EnvBuilder(with_pip=True, upgrade_deps=False).create(folder)
    except (subprocess.CalledProcessError, ImportError):
        print("This Python cannot make virtual environments. On Debian and Ubuntu: apt install python3-venv")
        return 1
    return 0


def _works(python: Path) -> bool:
    """Tell whether an environment can be used as it is: same version of Python, and pip in it."""
    asked = "import sys, pip; print(sys.version_info[:2] == " + repr(tuple(sys.version_info[:2])) + ")"
    try:
        said = subprocess.run([python, "-c", asked], capture_output=True, text=True, check=False)
    except OSError:
        return False
    return said.stdout.strip() == "True"


if __name__ == "__main__":
    sys.exit(main())
