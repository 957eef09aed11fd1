"""Everything that is written whole: documents, exports, settings and traces, with faults and without care."""

import os
from contextlib import contextmanager, suppress

import msgspec

from broadsheet import errors, exporting
from broadsheet.article import house as houses
from broadsheet.article.model import Article
from broadsheet.store import atomic
from broadsheet.store import document as documents
from broadsheet.store.atomic import exchange
from torture.faults import SYNCS, Action

OLD = documents.new(
    Article(id="1", language="en", headline="Old headline", slug="boat", body="Old text. " * 300),
    {"assets/old.bin": b"old" * 2000},
)
NEW = documents.new(
    Article(id="1", language="en", headline="New headline", slug="boat", body="New text. " * 400),
    {"assets/new.bin": b"new" * 3000},
)


def telling(board, write):
    """Return work that tells how a write ended, as the program would tell its writer."""

    def work():
        try:
            outcome = write()
        except errors.BroadsheetError as exc:
            board.say(f"failed {exc}")
        else:
            board.say("durable" if getattr(outcome, "durable", False) else "saved")

    return work


def judged(ended, found, old, new):
    """Return what is wrong with what was found, given what was there, what was to come, and what was told."""
    wrong = []
    told = ended.said[-1].split()[0] if ended.said else ""
    right = {"durable": (new,), "saved": (new,), "failed": (old,)}.get(told, (old, new) if ended.killed else ())
    if found not in right:
        wrong.append(f"found {_short(found)} after {told or 'death'}")
    if told == "durable" and ended.hit and ended.fault.call in SYNCS:
        wrong.append("told to be durable after a failed sync")
    return wrong


def _short(found):
    return repr(found)[:120]


def bytes_of(path):
    """Return a file's bytes, a folder's files by name, or None where nothing stands."""
    if path.is_dir():
        inside = sorted(path.rglob("*"))
        return {inner.relative_to(path).as_posix(): inner.read_bytes() for inner in inside if inner.is_file()}
    return path.read_bytes() if path.exists() else None


def left_over(folder, *expected):
    names = sorted({path.name for path in folder.iterdir()} - set(expected))
    return [f"left over: {name}" for name in names]


# documents


def opened(path):
    """Return what a document on disk says, or what is wrong with it."""
    try:
        found = documents.open(path)
    except errors.UnreadableDocument as exc:
        return None if exc.reason == "missing" else f"unreadable: {exc.reason}"
    return found.article, dict(found.assets)


def _content(document):
    return document.article, dict(document.assets)


def document_action(name, file, *, over=True, save=documents.save, moved_aside=False):
    """Return the saving of a document over an older one, or as a new one."""

    def prepare(folder):
        if over:
            documents.save(OLD, folder / file)

    def begin(folder, board):
        path = folder / file
        document = NEW
        if over:
            found = documents.open(path)
            document = msgspec.structs.replace(NEW, path=path, identity=found.identity)
        if moved_aside:
            exchange.exchange = lambda *_: False
        return telling(board, lambda: save(document, path)[1])

    def wrong(folder, ended):
        path = folder / file
        atomic.sweep(path)
        old = _content(OLD) if over else None
        return judged(ended, opened(path), old, _content(NEW)) + left_over(folder, file)

    return Action(name, prepare, begin, wrong)


def carelessly(document, path):
    """Cut the file to nothing and write into it, and be content with what the system says."""
    whole = path.with_name("elsewhere.textpack")
    documents.save(document, whole, overwrite=True)
    data = whole.read_bytes()
    whole.unlink()
    fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with suppress(OSError):
        os.write(fd, data)
    os.close(fd)
    return document, None


# exports

FORMATS = ("html", "json")
_TARGETS = ("boat", "boat.json")


def _export(document, out, formats=FORMATS):
    for _ in exporting.export(document, _HOUSE, "", formats, out):
        pass


_HOUSE = houses.find("plain")


def _exported(folder):
    return tuple(bytes_of(folder / name) for name in _TARGETS)


def export_action(name, export=_export, *, moved_aside=False):
    """Return the export of a page and its data over those of an older version."""
    right = {}

    def prepare(folder):
        _export(NEW, folder)
        right["new"] = _exported(folder)
        _export(OLD, folder)
        right["old"] = _exported(folder)

    def begin(folder, board):
        if moved_aside:
            exchange.exchange = lambda *_: False
        return telling(board, lambda: export(NEW, folder))

    def wrong(folder, ended):
        for target in (*_TARGETS, "export"):
            atomic.sweep(folder / target)
        found, left = _exported(folder), left_over(folder, *_TARGETS)
        # Where no name can be changed any more, what was done cannot be undone.
        stuck = ended.fault and ended.fault.call.startswith("rename") and ended.fault.kind.endswith("+")
        if ended.said and not stuck:
            return judged(ended, found, right["old"], right["new"]) + left
        pairs = zip(found, right["old"], right["new"], strict=True)
        return [f"a mixture: {_short(one)}" for one, old, new in pairs if one not in (old, new)] + left

    return Action(name, prepare, begin, wrong)


def export_in_place(document, out):
    """Write every file of an export where it belongs, one after the other."""
    aside = out / "aside"
    aside.mkdir(exist_ok=True)
    _export(document, aside)
    for path in [path for path in aside.rglob("*") if path.is_file()]:
        with suppress(OSError):
            (out / path.relative_to(aside)).write_bytes(path.read_bytes())
    atomic.place_folder(aside, out / "gone")
    exchange.leftovers.remove(out / "gone")


# settings and traces


def small_action(name, write, read, file, *, old, new, silent=False):
    """Return the writing of a small file of the program's own, below the folder that is its profile.

    One that is `silent` never tells whether it was written.
    """

    def prepare(folder):
        with _profile(folder):
            write(old)

    def begin(folder, board):
        os.environ["BROADSHEET_PROFILE"] = str(folder)
        return (lambda: write(new)) if silent else telling(board, lambda: write(new))

    def wrong(folder, ended):
        with _profile(folder):
            path = folder / file
            atomic.sweep(path)
            try:
                found = read()
            except errors.UnreadableDocument as exc:
                found = f"unreadable: {exc.reason}"
        if silent and found in (old, new):
            return left_over(path.parent, path.name)
        return judged(ended, found, old, new) + left_over(path.parent, path.name)

    return Action(name, prepare, begin, wrong)


@contextmanager
def _profile(folder):
    before, os.environ["BROADSHEET_PROFILE"] = os.environ["BROADSHEET_PROFILE"], str(folder)
    try:
        yield
    finally:
        os.environ["BROADSHEET_PROFILE"] = before
