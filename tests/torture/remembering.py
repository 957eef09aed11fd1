"""The history with faults: what was told to be kept is there, and every earlier version is read as it was."""

import sqlite3
from contextlib import contextmanager

from broadsheet import errors
from broadsheet.article.model import Article
from broadsheet.store import document as documents
from broadsheet.store.history import History, database
from torture.faults import Action

CANARY = "a name that nobody shall read"
OTHER = "2"
_FILE = "state/history.sqlite3"
_YEAR = 365.0 * 24 * 3600


def story(number, article="1"):
    """Return an article that differs in everything from the others but for one picture."""
    body = f"{number} " + " ".join(f"{number * one:x}" for one in range(1, 400))
    body += CANARY if article == OTHER else ""
    assets = {"assets/same": b"boat" * 3000, "assets/own": b"%d" % number * 2000}
    return documents.new(Article(id=article, headline=f"{number}", body=body), assets)


def history_action(name, work, *, before=(1, 2, 3), spoil=lambda board: None):
    """Return work on a history that holds some versions of two articles already, or is not there yet."""

    def prepare(folder):
        if before:
            history = History(folder / _FILE)
            for number in before:
                history.add(story(number), "working", now=float(number * 100))
                history.add(story(number, OTHER), "import", now=float(number * 100))
            history.close()

    def begin(folder, board):
        spoil(board)
        history = History(folder / _FILE)
        return lambda: work(history, board)

    def wrong(folder, ended):
        try:
            return _wrong(folder / _FILE, ended, before)
        except (sqlite3.Error, errors.HistoryFailed) as exc:
            return [f"unreadable: {exc!r}"]

    return Action(name, prepare, begin, wrong)


def add(history, board):
    """Keep two versions."""
    for number in (11, 12):
        try:
            history.add(story(number), "import", now=1e6 + number)
        except errors.HistoryFailed as exc:
            board.say(f"failed {exc}")
        else:
            board.say(f"kept {number}")
    history.close()


def forget(history, board):
    """Forget the other article."""
    board.say("forgetting")
    try:
        history.forget(OTHER)
        history.close()
    except errors.HistoryFailed as exc:
        board.say(f"failed {exc}")
    else:
        board.say("forgotten")


def thin(history, board):
    """Let go what is a year old."""
    board.say("thinning")
    try:
        history.thin_all(now=_YEAR)
    except errors.HistoryFailed as exc:
        board.say(f"failed {exc}")
    history.close()


def tell_too_early(board):
    """Have the history tell of a version before its transaction has ended."""
    writing = database.Database.writing

    @contextmanager
    def telling(self):
        with writing(self) as connection:
            yield connection
            newest = connection.execute("SELECT MAX(time) FROM version WHERE article = ?", (b"1",)).fetchone()[0]
            board.say(f"kept {int(newest or 0) % 100}")

    database.Database.writing = telling


def without_a_log(board):
    """Have SQLite write over its pages without keeping the old ones anywhere."""
    database.opening._PRAGMAS = ("journal_mode = OFF", "synchronous = OFF")


def _wrong(path, ended, before):
    if not path.exists():
        return ["no file"] if before else [f"not there: {line}" for line in ended.said if line.startswith("kept")]
    wrong = [f"set aside: {one.name}" for one in path.parent.glob("*.damaged*")]
    connection = sqlite3.connect(path)
    wrong += [row[0] for row in connection.execute("PRAGMA integrity_check") if row != ("ok",)]
    wrong += [f"{row}" for row in connection.execute("PRAGMA foreign_key_check")]
    connection.close()
    history = History(path)
    found = {one: _read(history, one) for one in ("1", OTHER)}
    history.add(story(99), "import", now=2e6)
    history.close()
    wrong += [f"changed: {key} {n}" for key in found for n, one in found[key].items() if one != story(n, key)]
    kept = [int(line.split()[1]) for line in ended.said if line.startswith("kept ")]
    expected = {"1": {*kept, *before}, OTHER: {*before}}
    if "thinning" in ended.said:
        expected = {key: set(sorted(numbers)[-1:]) for key, numbers in expected.items()}
    if "forgetting" in ended.said:
        expected[OTHER] = set()
    wrong += [f"not there: {key} {n}" for key, numbers in expected.items() for n in sorted(numbers - set(found[key]))]
    if "forgotten" in ended.said and any(CANARY.encode() in one.read_bytes() for one in path.parent.iterdir()):
        wrong.append("forgotten, and still there")
    return wrong


def _read(history, article):
    documents_of = (history.document(article, version.number) for version in history.versions(article))
    return {int(document.article.headline): document for document in documents_of}
