"""A paste with formats: the window lives on, nothing typed is lost, and the plain words are there at worst."""

import io
import re
import threading
from base64 import b64encode
from unittest.mock import Mock

import msgspec
import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent, QGuiApplication
from tests.ui.copy_at_hand import Telling

from broadsheet import errors
from broadsheet.article import model
from broadsheet.importing import apart, rich
from broadsheet.importing.rich import Embedded, Rich
from broadsheet.store import document as documents
from broadsheet.ui import pasting
from broadsheet.ui.rich_paste import RichPaste

NAVY, WHITE, RED = (0, 0, 128), (255, 255, 255), (255, 0, 0)
CTRL = Qt.KeyboardModifier.ControlModifier


class Converter:
    """Gives what it is told to, when it is let."""

    def __init__(self):
        self.let = threading.Event()
        self.let.set()
        self.results = {}
        self.asked = []

    def __call__(self, page, rtf):
        self.let.wait(20)
        self.asked.append((page, rtf))
        result = self.results.get(page, Rich(page.upper()))
        if isinstance(result, Exception):
            raise result
        return result


@pytest.fixture
def pasting_desk(desk):
    telling = Telling(desk)
    desk.convert = Converter()
    desk.told = telling.said
    desk.telling = telling
    desk.rich = RichPaste(desk.session, telling, desk, convert=desk.convert)
    desk.editor.rich_offered.connect(desk.rich.take)
    desk.editor.bared.connect(desk.rich.say_bare)
    desk.rich.ready.connect(lambda text, mark, joins, _is: desk.editor.paste_words(text, mark, joins=joins))
    yield desk
    desk.convert.let.set()


def written_out(colour):
    """Return a picture of one colour as a page holds it."""
    raw = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(raw, "PNG")
    return f'<img width="40" height="30" src="data:image/png;base64,{b64encode(raw.getvalue()).decode()}">'


def paste(desk, page, words="plain"):
    source = QMimeData()
    source.setText(words)
    source.setHtml(page)
    QGuiApplication.clipboard().setMimeData(source)
    desk.press(Qt.Key.Key_V, CTRL)


def done(desk, qtbot):
    qtbot.waitUntil(lambda: not desk.rich.busy)


def test_formats_come_as_markdown_in_one_step(pasting_desk, qtbot):
    desk = pasting_desk
    desk.type("satu tiga")
    desk.select(5, 9)
    desk.convert.results["<b>dua</b>"] = Rich("**dua**")
    paste(desk, "<b>dua</b>")
    done(desk, qtbot)
    assert desk.body() == "satu **dua**"
    desk.session.undo()
    assert desk.body() == "satu tiga"
    desk.session.redo()
    assert desk.body() == "satu **dua**"


def test_what_is_typed_meanwhile_stands_behind_it(pasting_desk, qtbot):
    desk = pasting_desk
    desk.convert.let.clear()
    desk.type("satu ")
    paste(desk, "dua")
    desk.type(" tiga")
    assert desk.body() == "satu plain tiga"
    desk.convert.let.set()
    done(desk, qtbot)
    assert desk.body() == "satu DUA tiga"
    assert desk.caret() == len("satu DUA tiga")
    for expected in ("satu plain tiga", "satu plain", "satu "):
        desk.session.undo()
        assert desk.body() == expected
    for expected in ("satu plain", "satu plain tiga", "satu DUA tiga"):
        desk.session.redo()
        assert desk.body() == expected


def test_the_plain_words_stand_there_at_once_and_one_undo_takes_the_whole_paste_back(pasting_desk, qtbot):
    desk = pasting_desk
    desk.convert.let.clear()
    desk.type("satu tiga")
    desk.select(5, 9)
    desk.convert.results["p"] = Rich("Plain **words** &\n\nmore")
    paste(desk, "p", "Plain words &\nmore")
    assert desk.body() == "satu Plain words &\nmore"
    desk.convert.let.set()
    done(desk, qtbot)
    assert desk.body() == "satu Plain **words** &\n\nmore"
    assert desk.caret() == len(desk.body())
    desk.session.undo()
    assert desk.body() == "satu tiga"
    desk.session.redo()
    assert desk.body() == "satu Plain **words** &\n\nmore"
    desk.session.undo()
    desk.session.undo()
    assert desk.body() == ""


def test_a_paste_that_is_undone_before_its_formats_are_there_stays_undone_and_redo_brings_its_words(
    pasting_desk, qtbot
):
    desk = pasting_desk
    desk.convert.let.clear()
    desk.type("satu ")
    paste(desk, "p")
    desk.session.undo()
    desk.convert.let.set()
    done(desk, qtbot)
    assert desk.body() == "satu "
    assert desk.told == []
    desk.session.redo()
    assert desk.body() == "satu plain"


def test_what_is_written_in_the_place_of_an_undone_paste_stays_and_nothing_is_said(pasting_desk, qtbot):
    desk = pasting_desk
    desk.convert.let.clear()
    desk.type("satu ")
    paste(desk, "p")
    desk.session.undo()
    desk.type("dua")
    desk.convert.let.set()
    done(desk, qtbot)
    assert desk.body() == "satu dua"
    assert desk.told == []


def test_a_paste_that_is_undone_and_redone_meanwhile_gets_its_formats(pasting_desk, qtbot):
    desk = pasting_desk
    desk.convert.let.clear()
    desk.type("satu ")
    paste(desk, "dua")
    desk.session.undo()
    desk.session.redo()
    desk.convert.let.set()
    done(desk, qtbot)
    assert desk.body() == "satu DUA"
    desk.session.undo()
    assert desk.body() == "satu "


def test_what_somebody_writes_in_the_plain_words_is_never_overwritten(pasting_desk, qtbot):
    desk = pasting_desk
    desk.convert.let.clear()
    paste(desk, "p")
    desk.select(2)
    desk.type("x")
    desk.convert.let.set()
    done(desk, qtbot)
    assert desk.body() == "plxain"
    assert desk.told[-1][0] == "Only the plain words were pasted."


def test_a_step_that_was_taken_back_meanwhile_is_not_mixed_with_the_paste(pasting_desk, qtbot):
    desk = pasting_desk
    desk.convert.let.clear()
    paste(desk, "dua")
    desk.type("x")
    desk.session.undo()
    desk.convert.let.set()
    done(desk, qtbot)
    assert desk.body() == "DUA"
    assert not desk.session.undo_stack.canRedo()
    for expected in ("plain", ""):
        desk.session.undo()
        assert desk.body() == expected
    assert not desk.session.undo_stack.canUndo()


def test_what_is_dropped_with_formats_stands_where_it_was_dropped(pasting_desk, qtbot):
    desk = pasting_desk
    desk.type("satu tiga")
    source = QMimeData()
    source.setHtml("dua ")
    source.setText("plain")
    desk.select(5)
    place = QPointF(desk.editor.cursorRect().center())
    desk.select(0)
    none, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    desk.editor.dropEvent(QDropEvent(place, Qt.DropAction.CopyAction, source, left, none))
    assert desk.body() == "satu plaintiga"
    done(desk, qtbot)
    assert desk.body() == "satu DUA tiga"
    desk.session.undo()
    assert desk.body() == "satu tiga"


def test_a_place_that_is_deleted_meanwhile_still_takes_a_paste_without_words(pasting_desk, qtbot):
    desk = pasting_desk
    desk.convert.let.clear()
    desk.type("satu dua tiga")
    desk.select(6)
    paste(desk, "x", "")
    desk.select(0, 13)
    desk.press(Qt.Key.Key_Delete)
    desk.type("baru")
    desk.convert.let.set()
    done(desk, qtbot)
    assert desk.body() == "Xbaru"


def test_two_quick_pastes_stand_in_their_order(pasting_desk, qtbot):
    desk = pasting_desk
    desk.convert.let.clear()
    for page in ("a", "b", "c"):
        paste(desk, page)
    desk.type("x")
    desk.convert.let.set()
    done(desk, qtbot)
    assert desk.body() == "ABCx"
    for expected in ("plainplainplainx", "plainplainplain", "plainplain", "plain", ""):
        desk.session.undo()
        assert desk.body() == expected


@pytest.mark.parametrize("order", ["ab", "ba"])
def test_a_paste_in_front_of_one_that_waits_takes_nothing_from_it(pasting_desk, qtbot, order):
    desk = pasting_desk
    desk.convert.let.clear()
    desk.convert.results |= {"a": Rich("**alpha**"), "b": Rich("**beta**")}
    paste(desk, order[0], {"a": "alpha", "b": "beta"}[order[0]])
    desk.select(0)
    paste(desk, order[1], {"a": "alpha", "b": "beta"}[order[1]])
    desk.convert.let.set()
    done(desk, qtbot)
    assert desk.body() == {"ab": "**beta****alpha**", "ba": "**alpha****beta**"}[order]
    assert desk.told == []


def test_a_picture_in_front_of_a_paste_that_waits_stays_in_front(pasting_desk, qtbot):
    desk = pasting_desk
    desk.convert.let.clear()
    desk.convert.results |= {"a": Rich("**alpha**"), "b": Rich("![](x)")}
    paste(desk, "a", "alpha")
    desk.select(0)
    paste(desk, "b", "")
    desk.convert.let.set()
    done(desk, qtbot)
    assert desk.body() == "![](x)**alpha**"


def test_two_pictures_pasted_in_the_same_place_stand_in_their_order(pasting_desk, qtbot):
    desk = pasting_desk
    desk.convert.let.clear()
    desk.type("xy")
    desk.select(1)
    for page in ("a", "b"):
        paste(desk, page, "")
    desk.convert.let.set()
    done(desk, qtbot)
    assert desk.body() == "xABy"


def test_a_picture_pasted_behind_a_paste_that_waits_stands_behind_it(pasting_desk, qtbot):
    desk = pasting_desk
    desk.convert.let.clear()
    desk.convert.results |= {"a": Rich("**alpha**"), "b": Rich("![](x)")}
    paste(desk, "a", "alpha")
    paste(desk, "b", "")
    desk.convert.let.set()
    done(desk, qtbot)
    assert desk.body() == "**alpha**![](x)"


def test_a_paste_without_words_is_a_step_of_its_own(pasting_desk, qtbot):
    desk = pasting_desk
    desk.convert.let.clear()
    desk.convert.results |= {"a": Rich("**alpha**"), "b": Rich("![](x)")}
    paste(desk, "a", "alpha")
    desk.type(" mine")
    desk.convert.let.set()
    done(desk, qtbot)
    paste(desk, "b", "")
    done(desk, qtbot)
    assert desk.body() == "**alpha** mine![](x)"
    desk.session.undo()
    assert desk.body() == "**alpha** mine"


def test_pictures_become_the_document_s_own_without_private_traces(pasting_desk, qtbot):
    desk = pasting_desk
    exif = Image.Exif()
    exif[0x013B] = "Rani Puspita"
    raw = io.BytesIO()
    Image.new("RGB", (40, 30), "navy").save(raw, "JPEG", exif=exif)
    assert b"Rani" in raw.getvalue()
    pictures = (Embedded("my boat.jpg", raw.getvalue()), Embedded("bad.png", b"no picture"))
    desk.convert.results["p"] = Rich("![Boat](<assets/my boat.jpg>)\n\nend", pictures, ("far.png",))
    paste(desk, "p")
    done(desk, qtbot)
    kept = desk.session.snapshot()
    [(name, data)] = kept.assets.items()
    assert f"]({name})" in kept.article.body or f"](<{name}>)" in kept.article.body
    assert b"Rani" not in data
    assert "2 pictures" in desk.told[-1][0]
    assert "far.png, bad.png" in desk.told[-1][0]
    desk.session.undo()
    assert desk.session.snapshot().assets == {}


def test_a_second_paste_shows_its_own_pictures(pasting_desk, qtbot):
    desk = pasting_desk
    desk.rich.convert = rich.convert
    for colours in ((NAVY, WHITE), (WHITE, RED, NAVY)):
        paste(desk, "<p>Boats</p>".join(map(written_out, colours)))
        done(desk, qtbot)
    kept = desk.session.snapshot()
    names = re.findall(r"!\[\]\(([^)]+)\)", kept.article.body)
    found = [Image.open(io.BytesIO(kept.assets[name])) for name in names]
    assert [one.convert("RGB").getpixel((5, 5)) for one in found] == [NAVY, WHITE, WHITE, RED, NAVY]
    assert len(kept.assets) == 3


@pytest.mark.parametrize("failure", [errors.PictureRefused("x", "damaged"), ValueError("too much")])
def test_what_cannot_be_converted_comes_as_plain_words(pasting_desk, qtbot, failure):
    desk = pasting_desk
    desk.convert.results["p"] = failure
    paste(desk, "p", "plain words")
    done(desk, qtbot)
    assert desk.body() == "plain words"
    assert desk.told[-1][0] == "Only the plain words were pasted."


def test_what_takes_too_long_comes_as_plain_words_and_what_comes_later_is_ignored(pasting_desk, qtbot):
    desk = pasting_desk
    desk.convert.let.clear()
    desk.rich.patience = 30
    paste(desk, "p", "plain words")
    done(desk, qtbot)
    assert desk.body() == "plain words"
    assert desk.told[-1][0] == "Only the plain words were pasted."
    desk.convert.let.set()
    qtbot.waitUntil(lambda: desk.convert.asked != [])
    paste(desk, "q")
    desk.rich.patience = 8000
    done(desk, qtbot)
    assert desk.body() == "plain wordsQ"


def test_who_does_not_want_to_wait_gets_the_plain_words(pasting_desk, qtbot):
    desk = pasting_desk
    desk.convert.let.clear()
    paste(desk, "p", "plain words")
    qtbot.waitUntil(lambda: "Plain words only" in [button for _, button in desk.told])
    asked = desk.told[-1]
    desk.telling.say("Another matter", "", "Undo")
    desk.telling.chosen.emit(desk.told[-1])
    assert desk.rich.busy
    desk.telling.chosen.emit(asked)
    assert desk.body() == "plain words"
    assert not desk.rich.busy


def test_another_article_does_not_get_what_was_meant_for_the_one_before(pasting_desk, qtbot):
    desk = pasting_desk
    desk.convert.let.clear()
    paste(desk, "p")
    desk.open("Mine")
    desk.convert.let.set()
    qtbot.waitUntil(lambda: desk.convert.asked != [])
    paste(desk, "q")
    done(desk, qtbot)
    assert desk.body() == "QMine"


def test_an_article_that_may_not_be_changed_is_not(pasting_desk, qtbot):
    desk = pasting_desk
    desk.session.open(msgspec.structs.replace(documents.new(model.blank("id"), {}), read_only="newer"))
    desk.editor.lock(True)
    paste(desk, "p")
    assert not desk.rich.busy
    assert desk.body() == ""


def test_the_pictures_that_two_quick_pastes_have_lost_are_listed_together(pasting_desk, qtbot):
    desk = pasting_desk
    desk.convert.results |= {"p": Rich("p", (), ("far.png",)), "q": Rich("q", (), ("away.png",))}
    for page in "pq":
        paste(desk, page)
    done(desk, qtbot)
    assert desk.told[-1][0] == "2 pictures could not come along: far.png, away.png"


def test_a_paste_that_fails_takes_no_list_of_lost_pictures_away(pasting_desk, qtbot):
    desk = pasting_desk
    desk.convert.results |= {"p": Rich("p", (), ("far.png",)), "q": ValueError("too much")}
    for page in "pq":
        paste(desk, page)
    done(desk, qtbot)
    assert desk.told[-1][0] == "Only the plain words were pasted."
    assert "1 picture could not come along: far.png" in desk.telling.rest[-1]


def test_a_list_that_is_not_shown_any_more_does_not_come_back(pasting_desk, qtbot):
    desk = pasting_desk
    desk.convert.results |= {"p": Rich("p", (), ("far.png",)), "q": Rich("q", (), ("away.png",))}
    paste(desk, "p")
    done(desk, qtbot)
    desk.telling.say("Another matter")
    paste(desk, "q")
    done(desk, qtbot)
    assert desk.told[-1][0] == "1 picture could not come along: away.png"


def test_what_is_too_long_for_formats_comes_as_plain_words_at_once_and_that_is_said(pasting_desk):
    desk = pasting_desk
    words = "Perahu kembali.\n" * 13_000
    paste(desk, "<b>Perahu</b>", words)
    assert not desk.rich.busy
    assert desk.body() == words
    assert desk.told[-1][0] == "Only the plain words were pasted."
    assert "too long" in desk.telling.rest[-1]
    desk.session.undo()
    assert desk.body() == ""


def test_formats_that_make_too_much_of_a_paste_stay_away_and_that_is_said(pasting_desk, qtbot):
    desk = pasting_desk
    desk.convert.results["p"] = Rich("**plain** " * 30_000, (), ("far.png",))
    paste(desk, "p")
    done(desk, qtbot)
    assert desk.body() == "plain"
    assert desk.told[-1][0] == "Only the plain words were pasted."
    assert "too long" in desk.telling.rest[-1]
    assert "far.png" in desk.telling.rest[-1]


@pytest.mark.parametrize("plain", [False, True])
def test_of_a_long_page_without_plain_words_it_is_said_how_much_has_come(pasting_desk, qtbot, monkeypatch, plain):
    desk = pasting_desk
    monkeypatch.setattr(pasting, "_MOST_HTML", 40)
    page = "<p>satu dua tiga empat</p>" * 4
    desk.convert.results[page] = ValueError("too much")
    source = QMimeData()
    source.setHtml(page)
    QGuiApplication.clipboard().setMimeData(source)
    if plain:
        desk.editor.paste_plain()
    else:
        desk.press(Qt.Key.Key_V, CTRL)
        done(desk, qtbot)
    assert desk.body().startswith("satu dua tiga empat")
    assert "its first 38 %" in " ".join((desk.told[-1][0], desk.telling.rest[-1]))


def test_a_drop_that_fails_leaves_no_paste_waiting(pasting_desk, qtbot, monkeypatch):
    desk = pasting_desk
    monkeypatch.setattr(pasting, "is_rich", Mock(side_effect=[MemoryError, True]))
    source = QMimeData()
    source.setHtml("dua")
    source.setText("plain")
    none, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    with pytest.raises(MemoryError):
        desk.editor.dropEvent(QDropEvent(QPointF(1, 1), Qt.DropAction.CopyAction, source, left, none))
    paste(desk, "dua")
    done(desk, qtbot)
    assert desk.body() == "DUA"


def test_the_process_that_converts_ends_when_nothing_is_pasted_for_long_and_starts_anew(
    pasting_desk, qtbot, monkeypatch
):
    desk, made = pasting_desk, []

    class Converter:
        def __init__(self):
            self.closed = 0
            made.append(self)

        def rich(self, page, _rtf):
            return Rich(page.upper())

        def close(self):
            self.closed += 1

    monkeypatch.setattr(apart, "Converter", Converter)
    paste_desk = RichPaste(desk.session, desk.telling, desk)
    paste_desk._idle.setInterval(20)
    paste_desk.take(pasting.Copied("dua", b"", "dua"), None)
    qtbot.waitUntil(lambda: made != [] and made[0].closed == 1)
    with qtbot.waitSignal(paste_desk.ready) as ready:
        paste_desk.take(pasting.Copied("tiga", b"", "tiga"), None)
    assert ready.args[0] == "TIGA"
    paste_desk.leave()
