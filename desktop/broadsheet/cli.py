"""The commands: what the program does without a window. No Qt is loaded for them."""

import argparse
import io
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import msgspec

import broadsheet
from broadsheet import batch, checks, errors, exporting, importing, wording
from broadsheet.article import house as houses
from broadsheet.article import naming
from broadsheet.article.house import House
from broadsheet.batch import Order
from broadsheet.batch.naming import numbered
from broadsheet.breaking import Breaking
from broadsheet.checks import Finding
from broadsheet.commands import SUMMARIES
from broadsheet.importing import Imported, apart
from broadsheet.importing.apart import Converter
from broadsheet.render import themes
from broadsheet.store import atomic, choices
from broadsheet.store import document as documents
from broadsheet.store.document import Document

CLEAN, FAULTS, UNREADABLE = 0, 1, 2
"""Exit codes: all is well; findings of weight `error`, or something not written; a file or name that is of no use."""
_INTERRUPTED = 130
"""What shells expect after Ctrl+C."""


def main(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code; texts go out as UTF-8, errors as sentences to standard error."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    parser = _parser()
    chosen, unknown = parser.parse_known_args(arguments)
    if unknown or "run" not in chosen:
        parser.error(f"there is no option {' '.join(unknown or arguments)}")
    try:
        return int(chosen.run(chosen))
    except errors.BroadsheetError as exc:
        return _tell(exc)
    except BrokenPipeError:
        # The reader of our output, such as `head`, has seen enough; Python's own flush at exit would complain again.
        sys.stdout = None
        return CLEAN
    except KeyboardInterrupt:
        return _INTERRUPTED


def _show(chosen: argparse.Namespace) -> int:
    found = apart.read(chosen.file)
    _tell_notes(chosen.file, found)
    _print_json(_document(chosen.file, found).article)
    return CLEAN


def _import(chosen: argparse.Namespace) -> int:
    _make_folder(chosen.out)
    gravest, written, refused = CLEAN, 0, 0
    with Breaking() as breaking, closing(importing.many(chosen.files, breaking.asked)) as steps:
        for step in steps:
            if breaking.asked():  # it has perhaps cut off what was being read
                break
            try:
                if step.error is not None:
                    raise step.error
                assert step.imported is not None
                _take_in(step.path, step.imported, chosen.out)
                written += 1
            except errors.BroadsheetError as exc:
                gravest = max(gravest, _tell(exc))
                refused += 1
    if breaking.asked() or written + refused != 1:
        _say(wording.import_summary(written, refused, wording.english), sys.stderr)
    return _INTERRUPTED if breaking.asked() else gravest


def _take_in(source: Path, found: Imported, out: Path) -> None:
    """Write one imported article; Ctrl+C meanwhile leaves the whole file or none."""
    document = _document(source, found)
    target = _free(out, naming.stem(document.article))
    documents.save(msgspec.structs.replace(document, path=None, identity=None), target)
    _say(str(target))
    _tell_notes(source, found)


def _export(chosen: argparse.Namespace) -> int:
    house = _house(chosen)
    formats = tuple(chosen.to.split(",")) if chosen.to else house.export.formats
    exporting.known(formats)
    try:
        _make_folder(chosen.out)
    except errors.NotSaved as exc:
        raise errors.ExportFailed(chosen.out, exc.reason, exc.detail) from exc
    sources = frozenset(path.resolve() for path in chosen.files)
    order = Order(house, chosen.theme, formats, chosen.out, chosen.media_url, sources)
    gravest, refused, written = CLEAN, 0, 0
    with Breaking() as breaking, closing(batch.export(chosen.files, order, breaking.asked)) as results:
        for sent in results:
            for warning in sent.warnings:
                _tell(warning)
            for target in sent.targets:
                _say(str(target))
            if sent.error is None:
                written += 1
            else:
                refused += 1
                gravest = max(gravest, _tell(sent.error))
    if breaking.asked() or written + refused != 1:
        _say(wording.export_summary(written, refused, wording.english), sys.stderr)
    return _INTERRUPTED if breaking.asked() else gravest


def _check(chosen: argparse.Namespace) -> int:
    house = _house(chosen)
    reports: list[dict[str, Any]] = []

    def examine(document: Document, source: Path) -> int:
        found = checks.run(document, house)
        if chosen.json:
            reports.append({"file": str(source), "findings": [_as_record(finding) for finding in found]})
        else:
            for finding in found:
                _say(_as_line(finding, document, source))
        return FAULTS if any(finding.weight == "error" for finding in found) else CLEAN

    code = _each(chosen.files, examine)
    if chosen.json:
        _print_json(reports)
    return code


def _formats(_chosen: argparse.Namespace) -> int:
    for name in exporting.FORMATS:
        title, purpose = (say(name, wording.english) for say in (wording.format_title, wording.format_purpose))
        _say(f"{name}\t{title}: {purpose}")
    return CLEAN


def _themes(_chosen: argparse.Namespace) -> int:
    def line(name: str) -> str:
        about = themes.find(name).about
        return f"{name}\t{about.name}: {about.description}" if about.description else f"{name}\t{about.name}"

    return _list(themes.available(), line)


def _houses(_chosen: argparse.Namespace) -> int:
    def line(key: str) -> str:
        return f"{key}\t{houses.find(key).name}"

    return _list(houses.available(), line)


def _list(names: Iterable[str], line: Callable[[str], str]) -> int:
    """Print a line for each name, past those whose file is broken, and return the gravest exit code."""
    gravest = CLEAN
    for name in names:
        try:
            _say(line(name))
        except errors.BroadsheetError as exc:
            gravest = max(gravest, _tell(exc))
    return gravest


def _each(paths: Sequence[Path], work: Callable[[Document, Path], int]) -> int:
    """Do the work for every file, past those that fail, and return the gravest exit code."""
    gravest = CLEAN
    with Converter() as converter:
        for path in paths:
            try:
                code = work(_document(path, converter.read(path)), path)
            except errors.BroadsheetError as exc:
                code = _tell(exc)
            gravest = max(gravest, code)
    return gravest


def _document(path: Path, found: Imported) -> Document:
    """Return what was read, and tell of pictures that are damaged."""
    for name in found.document.damaged:
        _tell(errors.PictureRefused(f"{path}: {name}", "damaged"))
    return importing.identified(found)


def _tell_notes(path: Path, found: Imported) -> None:
    for sentence in wording.notes(found.notes, wording.english):
        _say(f"broadsheet: {path}: {sentence}", sys.stderr)


def _tell(exc: errors.BroadsheetError) -> int:
    message = wording.one_line(wording.error(exc, wording.english))
    _say(f"broadsheet: {message}", sys.stderr)
    return FAULTS if isinstance(exc, errors.NotSaved | errors.ExportFailed) else UNREADABLE


def _house(chosen: argparse.Namespace) -> House:
    """Return the house that was named, or the writer's own choice in the settings."""
    return houses.find(chosen.house or choices.read().house)


def _make_folder(folder: Path) -> None:
    with atomic.as_not_saved(folder):
        folder.mkdir(parents=True, exist_ok=True)


def _free(folder: Path, stem: str) -> Path:
    """Return a path for a new document that nothing stands at."""
    return next(path for name in numbered(stem) if not os.path.lexists(path := folder / f"{name}.textpack"))


def _as_line(finding: Finding, document: Document, source: Path) -> str:
    place = finding.place.field
    if place == "body":
        place = f"body, line {document.article.body.count(chr(10), 0, max(finding.place.offset, 0)) + 1}"
    return f"{source}: {place}: {finding.weight}: {wording.finding(finding, wording.english)}"


def _as_record(finding: Finding) -> dict[str, Any]:
    return {**msgspec.to_builtins(finding), "text": wording.finding(finding, wording.english)}


def _print_json(value: object) -> None:
    print(msgspec.json.format(msgspec.json.encode(value), indent=2).decode())


def _say(line: str, stream: Any = None) -> None:
    """Print one line; control characters from a foreign file do not reach the terminal."""
    print("".join(char if char.isprintable() or char == "\t" else "\ufffd" for char in line), file=stream)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="broadsheet",
        usage="broadsheet [FILE…]\n       broadsheet COMMAND …",
        description="Compose a news article. Without a command a window opens on each FILE, or on a new article.",
        epilog="`broadsheet COMMAND --help` tells more about a command.",
    )
    parser.add_argument("--version", action="version", version=f"Broadsheet {broadsheet.__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", prog="broadsheet")
    for name, summary in SUMMARIES.items():
        run, describe = _COMMANDS[name]
        command = commands.add_parser(name, help=summary, description=f"{summary[0].upper()}{summary[1:]}.")
        command.set_defaults(run=run)
        describe(command)
    return parser


def _files(command: argparse.ArgumentParser) -> None:
    command.add_argument("files", nargs="+", metavar="FILE", type=Path, help="a document or an importable file")


def _describe_show(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", metavar="FILE", type=Path, help="a document or an importable file")


def _describe_import(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "files", nargs="+", metavar="FILE|FOLDER", type=Path, help="importable files, or folders of them"
    )
    command.add_argument("--out", metavar="DIR", type=Path, required=True, help="where the documents go")


def _describe_export(command: argparse.ArgumentParser) -> None:
    _files(command)
    command.add_argument("--to", metavar="FORMAT[,FORMAT…]", default="", help="by default those of the house")
    command.add_argument("--out", metavar="DIR", type=Path, required=True, help="where the exports go")
    command.add_argument("--theme", metavar="NAME", default="", help="by default that of the house")
    _add_house(command)
    command.add_argument("--media-url", metavar="URL", default="", help="where the pictures will be served")
    command.epilog = f"Formats: {', '.join(exporting.FORMATS)}."


def _describe_check(command: argparse.ArgumentParser) -> None:
    _files(command)
    _add_house(command)
    command.add_argument("--json", action="store_true", help="print the findings as JSON")
    command.epilog = "Exit code: 0 clean, 1 findings of weight 'error', 2 a file could not be read."


def _describe_list(_command: argparse.ArgumentParser) -> None:
    """Lists take no arguments."""


def _add_house(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--house", metavar="NAME|FILE", default="", help="a house or the file of one; by default that of the settings"
    )


_COMMANDS = {
    "show": (_show, _describe_show),
    "import": (_import, _describe_import),
    "export": (_export, _describe_export),
    "check": (_check, _describe_check),
    "formats": (_formats, _describe_list),
    "themes": (_themes, _describe_list),
    "houses": (_houses, _describe_list),
}
"""Name -> what runs, what adds its arguments."""
