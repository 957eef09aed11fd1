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
    try:
        venv.EnvBuilder(with_pip=True, upgrade_deps=False).create(Path(sys.argv[1]))
    except (subprocess.CalledProcessError, ImportError):
        print("This Python cannot make virtual environments. On Debian and Ubuntu: apt install python3-venv")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
