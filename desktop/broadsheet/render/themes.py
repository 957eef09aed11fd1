"""The themes there are, and the templates that they make pages with.

Templates are the writer's own code: they run in Jinja's sandbox, and what goes wrong in them has a file and a line.
"""

import os
import tomllib
from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import Struct

from broadsheet import errors, paths
from broadsheet.errors import ThemeBroken

if TYPE_CHECKING:
    from broadsheet.render.bounded import Bounded

DESCRIPTION = "theme.toml"
TEMPLATE = "article.html.j2"
STYLESHEET = "style.css"

_LARGEST = 2_000_000
"""Bytes of one file of a theme; a larger one is some other file."""


class About(Struct, frozen=True, forbid_unknown_fields=True):
    """What `theme.toml` says: `base` is a stylesheet that comes before the theme's own, `fonts` are files it brings."""

    name: str
    description: str = ""
    base: str = ""
    fonts: tuple[str, ...] = ()


class Theme:
    """One theme: a folder with a description, a template and a stylesheet, each read when first asked for."""

    def __init__(self, key: str, folder: Path) -> None:
        self.key = key
        self.folder = folder

    @cached_property
    def about(self) -> About:
        """Read what the theme says about itself; raises ThemeBroken."""
        text = self._read(self.folder / DESCRIPTION)
        try:
            return msgspec.convert(tomllib.loads(text), About)
        except tomllib.TOMLDecodeError as exc:
            line = str(exc).partition("line ")[2].partition(",")[0]
            raise ThemeBroken(self.key, DESCRIPTION, int(line) if line.isdigit() else 0, str(exc)) from exc
        except msgspec.ValidationError as exc:
            raise ThemeBroken(self.key, DESCRIPTION, 0, str(exc)) from exc

    @property
    def name(self) -> str:
        """What the theme calls itself."""
        return self.about.name

    @property
    def fonts(self) -> tuple[str, ...]:
        """The faces it brings, as file names without ending."""
        return self.about.fonts

    @cached_property
    def stylesheet(self) -> str:
        """Read the whole stylesheet, its base first; raises ThemeBroken."""
        base = self.about.base
        sheets = [self._within_themes(base)] if base else []
        return "\n".join(map(self._read, [*sheets, self.folder / STYLESHEET]))

    @cached_property
    def font_files(self) -> dict[str, Path]:
        """Find the faces that it brings, in its own `fonts` folder or among ours; raises ThemeBroken if one is gone."""
        folders = (self.folder / "fonts", paths.fonts("serif"), paths.fonts("sans"))
        found = {}
        for name in self.fonts:
            file = f"{Path(name).name}.ttf"
            places = [folder / file for folder in folders if (folder / file).is_file()]
            if not places:
                raise ThemeBroken(self.key, f"fonts/{file}", 0, "missing")
            found[Path(name).name] = places[0]
        return found

    def render(self, context: Mapping[str, Any]) -> str:
        """Return the page; raises ThemeBroken where the template does not give one."""
        import jinja2

        try:
            return self._environment.page(TEMPLATE, dict(context))
        except jinja2.TemplateNotFound as exc:
            raise ThemeBroken(self.key, str(exc.name), 0, "missing") from exc
        except jinja2.TemplateSyntaxError as exc:
            raise ThemeBroken(self.key, self._relative(exc.filename or exc.name or ""), exc.lineno, str(exc)) from exc
        except (jinja2.TemplateError, *_TEMPLATE_TROUBLE) as exc:
            file, line = self._place(exc.__traceback__)
            raise ThemeBroken(self.key, file, line, f"{exc}" or type(exc).__name__) from exc

    @property
    def _environment(self) -> "Bounded":
        return _environment((str(self.folder), *map(str, reversed(paths.themes()))))

    def _within_themes(self, name: str) -> Path:
        """Return a file that themes share; raises ThemeBroken where it is missing or outside the themes' folders."""
        for root in (self.folder, *reversed(paths.themes())):
            path = (root / name).resolve()
            if path.is_relative_to(root.resolve()) and path.is_file():
                return path
        raise ThemeBroken(self.key, name, 0, "missing")

    def _read(self, path: Path) -> str:
        name = self._relative(str(path))
        try:
            if path.stat().st_size > _LARGEST:
                raise ThemeBroken(self.key, name, 0, "too_large")
            return path.read_text("utf-8")
        except UnicodeDecodeError as exc:
            raise ThemeBroken(self.key, name, 0, "encoding") from exc
        except FileNotFoundError as exc:
            raise ThemeBroken(self.key, name, 0, "missing") from exc
        except OSError as exc:
            raise ThemeBroken(self.key, name, 0, exc.strerror or str(exc)) from exc

    def _relative(self, file: str) -> str:
        for root in (self.folder, *paths.themes()):
            if Path(file).is_relative_to(root):
                return Path(file).relative_to(root).as_posix()
        return file

    def _place(self, traceback: TracebackType | None) -> tuple[str, int]:
        """Return the last place in a template that an error came through."""
        found = [(file, line) for file, line in _frames(traceback) if file.endswith(Path(TEMPLATE).suffix)]
        return (self._relative(found[-1][0]), found[-1][1]) if found else (TEMPLATE, 0)


@lru_cache(maxsize=16)
def _environment(folders: tuple[str, ...]) -> "Bounded":
    """Return where templates of these folders are made; it reads one anew when its file has changed."""
    from broadsheet.render.bounded import Bounded

    return Bounded(list(folders))


_TEMPLATE_TROUBLE = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""What an expression in a template may raise besides Jinja's own errors."""


def available() -> dict[str, Path]:
    """Return the folders of all themes by key, the writer's own over ours of the same name."""
    return {folder.name: folder for root in paths.themes() for folder in _inside(root) if _is_theme(folder)}


def every() -> dict[str, Theme]:
    """Return all themes by key, none of them read yet."""
    return {key: Theme(key, folder) for key, folder in available().items()}


def find(name: str) -> Theme:
    """Return a theme by key or by the path of its folder; raises errors.UnknownName."""
    known = available()
    if name in known:
        return Theme(name, known[name])
    if _is_theme(Path(name)):
        return Theme(Path(name).name, Path(name))
    raise errors.UnknownName("theme", name, tuple(known))


def _inside(root: Path) -> list[Path]:
    try:
        return sorted(root.iterdir())
    except OSError:
        return []


def _is_theme(folder: Path) -> bool:
    # Path's own test raises where a name is too long or a folder is closed to us.
    return os.path.isfile(folder / DESCRIPTION)  # noqa: PTH113


def _frames(traceback: TracebackType | None) -> Iterator[tuple[str, int]]:
    while traceback is not None:
        yield traceback.tb_frame.f_code.co_filename, traceback.tb_lineno
        traceback = traceback.tb_next
