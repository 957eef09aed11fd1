"""The writer's choices on disk."""

from pathlib import Path

from broadsheet import errors, paths, settings
from broadsheet.settings import Settings
from broadsheet.store import atomic


def file() -> Path:
    """Return the file that holds the writer's choices."""
    return paths.config() / "settings.json"


def read() -> Settings:
    """Return the writer's choices; the program's where there are none yet.

    Raises errors.UnreadableDocument where the file cannot be understood: it is the writer's, and stays as it is.
    """
    path = file()
    try:
        return settings.decode(path.read_bytes())
    except FileNotFoundError:
        return Settings()
    except OSError as exc:
        raise errors.UnreadableDocument(path, "io", exc.strerror or str(exc)) from exc
    except (ValueError, RecursionError) as exc:
        raise errors.UnreadableDocument(path, "damaged", str(exc)) from exc


def write(chosen: Settings) -> None:
    """Keep the writer's choices; raises errors.ChoicesNotKept, also where the file holds what `read` refuses."""
    path = file()
    try:
        read()
    except errors.UnreadableDocument as exc:
        raise errors.ChoicesNotKept(path, exc.reason, exc.detail) from exc
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as exc:
        raise errors.ChoicesNotKept(path, "denied", exc.strerror or str(exc)) from exc
    try:
        atomic.write(path, settings.encode(chosen), overwrite=True)
    except errors.NotSaved as exc:
        raise errors.ChoicesNotKept(path, exc.reason, exc.detail) from exc
