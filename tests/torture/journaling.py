"""The journal with faults: what was acknowledged comes back, or the writer was told that it cannot."""

import msgspec

from broadsheet.article import model
from broadsheet.store import document as documents
from broadsheet.store import journal
from broadsheet.store.journal import folder as files
from broadsheet.store.journal import keeper, log, shelf, writing
from torture.faults import SYNCS, Action

BEFORE = documents.new(
    msgspec.structs.replace(model.blank("en"), body="0\nA second line.\n"), {"assets/lead.bin": b"lead" * 700}
)


def states(steps):
    """Return the document after each step: `line`, `field` and `picture` changes, numbered from one."""
    article, assets = BEFORE.article, dict(BEFORE.assets)
    found = [(article.body, article.headline, dict(assets))]
    for number, step in enumerate(steps, 1):
        if step == "line":
            article = msgspec.structs.replace(article, body=f"{number}\nA second line.\n")
        elif step == "field":
            article = msgspec.structs.replace(article, headline=f"{number}")
        elif step == "picture":
            assets[f"assets/{number}.bin"] = _picture(number)
        found.append((article.body, article.headline, dict(assets)))
    return found


def _picture(number):
    return b"%d" % number * 900


def _do(kept, number, step, folder):
    if step == "line":
        kept.lines(0, 1, [f"{number}"])
    elif step == "field":
        kept.field("headline", f"{number}")
    elif step == "picture":
        kept.asset(f"assets/{number}.bin", _picture(number))
    elif step == "kept":
        kept.kept(folder / "boat.textpack", None, clean=False)
    elif step == "clean":
        kept.kept(folder / "boat.textpack", None, clean=True)


def _roots(folder):
    return folder / "journals", folder / "refuge"


def journal_action(name, steps, *, first=0, least=writing.LEAST, spoil=lambda: None, ends=""):
    """Return the recording of steps, of which the `first` ones are done before any fault.

    A new generation begins after `least` bytes. `ends` is empty where the window dies, else `leave` or `forget`.
    """

    def begin(folder, board):
        writing.LEAST, writing.AGAIN, keeper.PAUSE = least, 0.0, 0.0
        spoil()

        def told(trouble):
            board.say("well" if trouble is None else f"trouble {'elsewhere' if trouble.elsewhere else 'nowhere'}")

        kept = journal.Journal(_roots(folder), told)
        document = documents.open(folder / "boat.textpack")
        if first:
            kept.follow(document)

        def step_through(numbers):
            for number in numbers:
                board.say(f"begun {number}")
                _do(kept, number, steps[number - 1], folder)
                board.say(f"kept {number}")

        step_through(range(1, first + 1))
        _settle(kept)

        def work():
            if not first:
                kept.follow(document)
            step_through(range(first + 1, len(steps) + 1))
            if ends == "forget":
                board.say("forgetting")
                kept.close(forget=True)
            elif ends == "leave":
                kept.close(forget=False)
            else:
                _settle(kept)

        return work

    def wrong(folder, ended):
        return _wrong(folder, ended, states(steps), steps)

    return Action(name, lambda folder: documents.save(BEFORE, folder / "boat.textpack"), begin, wrong)


def _settle(kept):
    """Wait until the journal's own thread has nothing to do."""
    keeping = kept._keeper
    done = keeper.threading.Event()
    # What it does may ask for more to be done: a copy of a picture is recorded, and that is synced.
    for _ in range(3):
        done.clear()
        keeping.do(done.set)
        done.wait(20)


def _wrong(folder, ended, right, steps):
    found = journal.recover(_roots(folder), folder / "damaged")
    wrong = [f"{len(found)} journals"] if len(found) > 1 else []
    wrong += [f"damaged: {path.name}" for one in found for path in one.damaged]
    shown, told = 0, "well"
    for line in ended.said:
        if line.startswith(("well", "trouble")):
            told = line
        elif line.startswith("kept ") and told != "trouble nowhere":
            shown = int(line.split()[1])
    begun = max((int(line.split()[1]) for line in ended.said if line.startswith("begun ")), default=0)
    over = "forgetting" in ended.said or "clean" in steps[:begun]
    document = found[0].document if found else None
    if not found:
        reached = len(right) if over else 0
    elif document is None:
        reached = -1
    else:
        reached = _reached(document, right, adrift="trouble nowhere" in ended.said)
    if reached < 0:
        wrong.append(f"recovered what never was: {document and document.article.headline}")
    elif reached < shown:
        wrong.append(f"recovered {reached} of {shown}")
    if ended.hit and not ended.killed and ended.fault.call in SYNCS and "trouble" not in " ".join(ended.said):
        wrong.append("a failed sync was not told")
    for one in found:
        one.forget()
    return wrong


def _reached(document, right, *, adrift):
    """Return the last state that this document is, -1 where none; pictures may be missing where told `adrift`."""
    words, assets = (document.article.body, document.article.headline), document.assets.items()
    for number, (body, headline, pictures) in reversed(list(enumerate(right))):
        if (body, headline) == words and (assets == pictures.items() or (adrift and assets <= pictures.items())):
            return number
    return -1


def gather():
    """Have the journal keep back what it should write, a few records at a time."""
    back, real = [], log.Log.append

    def append(self, data):
        back.append(data)
        if len(back) == 3 or data == shelf.framing.MARK:
            real(self, b"".join(back))
            back.clear()

    log.Log.append = append


def delete_first():
    """Have the journal delete a generation before the next one is written."""
    real = shelf.Shelf._begin_in

    def begin_in(self, root, number, base):
        for folder in self._locks:
            for kind in ("base", "ops"):
                for _, path in files.found([folder], kind):
                    path.unlink()
        real(self, root, number, base)

    shelf.Shelf._begin_in = begin_in
