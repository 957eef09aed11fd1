"""Where our own files and the writer's folders are; the only module that knows."""

import hashlib
import importlib.util
import os
import tempfile
from pathlib import Path

import platformdirs

_HERE = Path(__file__).resolve().parent
_PACKED = _HERE / "resources"
RESOURCES = _PACKED if _PACKED.is_dir() else _HERE.parents[1] / "resources"

_APP = "broadsheet"


def _folder(kind: str, default: str) -> Path:
    profile = os.environ.get("BROADSHEET_PROFILE")
    return Path(profile) / kind if profile else Path(default)


def config() -> Path:
    """Return the folder of the writer's choices, themes and houses (not made here).

    The environment variable BROADSHEET_PROFILE moves everything below one folder.
    """
    return _folder("config", platformdirs.user_config_dir(_APP, appauthor=False))


def state() -> Path:
    """Return the folder of traces that outlive a run: recent files, window places."""
    return _folder("state", platformdirs.user_state_dir(_APP, appauthor=False))


def journals() -> tuple[Path, ...]:
    """Return the folders for journals: the usual one, and one on another drive where there is one, for when it fails.

    The second may be empty after the computer was off.
    """
    return state() / "journals", runtime() / "journals"


def runtime() -> Path:
    """Return the folder for what matters only while the computer is on, where there can be one on another drive."""
    return _folder("runtime", str(commons()))


def commons() -> Path:
    """Return the folder where all programs of one user meet, whatever their profile; its name is short."""
    session = os.environ.get("XDG_RUNTIME_DIR")
    user = f"-{os.getuid()}" if hasattr(os, "getuid") else ""
    return Path(session) / _APP if session else Path(tempfile.gettempdir()) / f"{_APP}{user}"


def meeting_point() -> Path:
    """Return where the programs of one profile find each other: a socket or, on Windows, a pipe.

    The name is short, since that of a socket must fit into 104 bytes (macOS, `sys/un.h`).
    """
    key = hashlib.sha256(os.fsencode(state())).hexdigest()[:16]
    return Path(rf"\\.\pipe\broadsheet-{key}") if os.name == "nt" else commons() / key


def damaged() -> Path:
    """Return the folder to which what could not be read whole is put aside."""
    return state() / "damaged"


def documents() -> Path:
    """Return the folder where file dialogs start."""
    return _folder("documents", platformdirs.user_documents_dir())


def themes() -> tuple[Path, ...]:
    """Return the theme folders; a theme in a later one replaces its namesake in an earlier one."""
    return RESOURCES / "themes", config() / "themes"


def houses() -> tuple[Path, ...]:
    """Return the house folders; a house in a later one replaces its namesake in an earlier one."""
    return RESOURCES / "houses", config() / "houses"


def fonts(kind: str) -> Path:
    """Return the folder with the faces of `sans` or `serif` (OFL fonts that come as packages of their own)."""
    spec = importlib.util.find_spec(f"font_source_{kind}_pro")
    if spec is None or spec.origin is None:
        return RESOURCES / "fonts"
    return Path(spec.origin).parent / "files"
