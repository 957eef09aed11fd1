"""The worker's client: order, batches, and workers that hang, die or babble."""

import time
from io import BytesIO

import pytest
from PIL import Image
from PySide6.QtGui import QTextCursor

from broadsheet import errors
from broadsheet.article.house import House
from broadsheet.render import protocol
from broadsheet.ui.preview import renderer as renderers
from broadsheet.ui.preview.content import Content
from broadsheet.ui.preview.renderer import Renderer


class Watched(Renderer):
    """A renderer that keeps all it hands out, and the page that follows from it."""

    def __init__(self, session, worker):
        super().__init__(session, session, worker)
        self.content, self.pages, self.patches, self.troubles = Content(), [], [], []
        self.paged.connect(self.take_page)
        self.patched.connect(self.take_patch)
        self.troubled.connect(self.take_trouble)

    def take_page(self, page):
        self.pages.append(page)
        self.content.take_page(page)

    def take_patch(self, patch):
        self.patches.append(patch)
        self.content.take_patch(patch)

    def take_trouble(self, trouble):
        self.troubles.append(trouble)

    def texts(self):
        return [piece.html for piece in self.content.pieces]


@pytest.fixture
def client(session, fake_worker):
    made = Watched(session, renderers.command())
    yield made
    made.shut_down()


@pytest.fixture
def opened(qtbot, client, article):
    article("one\n\ntwo\n\nthree")
    with qtbot.waitSignal(client.paged):
        client.dress(House(name="x"), "")
    return client


def insert(session, position, text):
    cursor = QTextCursor(session.document)
    cursor.setPosition(position)
    cursor.insertText(text)


def test_an_article_is_shown_whole_and_then_in_patches(qtbot, opened, session):
    assert opened.texts() == ["<p>one</p>", "<p>two</p>", "<p>three</p>"]
    with qtbot.waitSignal(opened.patched):
        insert(session, 3, " more")
    assert opened.texts() == ["<p>one more</p>", "<p>two</p>", "<p>three</p>"]
    assert opened.patches[-1].first == 0


def test_nothing_is_asked_for_before_the_article_is_dressed(client, article):
    article("one")
    assert not client.busy


def test_the_same_dress_again_asks_for_nothing(opened):
    opened.dress(House(name="x"), "")
    assert not opened.busy
    opened.dress(House(name="x"), "portal")
    assert opened.busy


def test_nothing_starts_again_after_the_end(opened, session):
    opened.shut_down()
    insert(session, 0, "x")
    assert not opened.busy


def test_what_is_typed_meanwhile_goes_out_in_one_batch(qtbot, opened, session):
    for letter in "abcdefgh":
        insert(session, 3, letter)
    session.set_field("headline", "First")
    session.set_field("headline", "Second")
    qtbot.waitUntil(lambda: not opened.busy)
    assert opened.texts()[0] == "<p>onehgfedcba</p>"
    assert "Second" in opened.content.html
    # The first key alone, then all others as one change of lines and one of fields.
    assert len(opened.patches) == 3


def test_every_answer_is_handed_on_in_order(qtbot, opened, session):
    insert(session, 0, "x")
    insert(session, session.document.characterCount() - 1, "\n\nfour")
    insert(session, 1, "y")
    qtbot.waitUntil(lambda: not opened.busy)
    assert opened.texts() == ["<p>xyone</p>", "<p>two</p>", "<p>three</p>", "<p>four</p>"]
    revisions = [patch.revision for patch in opened.patches]
    assert revisions == sorted(revisions)


def test_a_worker_that_hangs_is_ended_and_the_next_change_starts_another(qtbot, opened, session, monkeypatch):
    monkeypatch.setattr(renderers, "PATIENCE_MS", 300)
    with qtbot.waitSignal(opened.troubled) as told:
        insert(session, 0, "HANG")
    assert isinstance(told.args[0], errors.RenderFailed)
    assert told.args[0].reason == "time"
    assert not opened.busy
    cursor = QTextCursor(session.document)
    cursor.setPosition(4, QTextCursor.MoveMode.KeepAnchor)
    with qtbot.waitSignal(opened.paged):
        cursor.insertText("")
    assert opened.texts() == ["<p>one</p>", "<p>two</p>", "<p>three</p>"]


def test_a_window_that_slept_does_not_blame_the_worker(qtbot, opened, session, monkeypatch):
    monkeypatch.setattr(renderers, "PATIENCE_MS", 200)
    insert(session, 0, "x")
    time.sleep(0.6)  # the window's own thread is away, as in a machine that was suspended
    qtbot.waitUntil(lambda: not opened.busy)
    assert opened.troubles == []
    assert opened.texts()[0] == "<p>xone</p>"


@pytest.mark.parametrize(("word", "detail"), [("CRASH", "3"), ("BABBLE", "a frame of 4294967295 bytes")])
def test_a_worker_that_dies_or_babbles_is_told_of_once(qtbot, opened, session, word, detail):
    with qtbot.waitSignal(opened.troubled) as told:
        insert(session, 0, word)
    assert (told.args[0].reason, told.args[0].detail) == ("crashed", detail)
    assert len(opened.troubles) == 1
    session.undo_stack.undo()
    qtbot.waitUntil(lambda: len(opened.pages) == 2)


def test_a_worker_that_cannot_start_is_told_of(qtbot, session, article):
    client = Watched(session, ("/nowhere/python",))
    article("one")
    with qtbot.waitSignal(client.troubled) as told:
        client.dress(House(name="x"), "")
    assert told.args[0].reason == "crashed"
    assert not client.busy
    client.shut_down()


def test_a_broken_theme_is_told_with_its_place_and_the_next_change_tries_all_again(qtbot, opened, session):
    with qtbot.waitSignal(opened.troubled) as told:
        insert(session, 0, "THEME")
    trouble = told.args[0]
    assert isinstance(trouble, errors.ThemeBroken)
    assert (trouble.theme, trouble.file, trouble.line) == ("portal", "style.css", 7)
    with qtbot.waitSignal(opened.paged):
        session.undo_stack.undo()


def test_another_article_is_told_whole_whatever_is_under_way(qtbot, opened, session, article):
    insert(session, 0, "late")
    article("new")
    qtbot.waitUntil(lambda: not opened.busy)
    assert opened.texts() == ["<p>new</p>"]


def test_pictures_are_told_with_their_sizes(qtbot, opened, session):
    data = BytesIO()
    Image.new("RGB", (2, 3)).save(data, "PNG")
    with qtbot.waitSignal(opened.patched):
        session.add_asset("boat.png", data.getvalue())
    assert "boat.png 2×3" in opened.content.html


def test_a_large_article_does_not_block_the_window(qtbot, opened, article):
    words = "\n\n".join("lorem ipsum dolor sit amet " * 12 for _ in range(4_000))
    article(words)
    qtbot.waitUntil(lambda: not opened.busy)
    assert len(opened.texts()) == 4_000


def test_a_late_answer_to_an_older_article_is_dropped(opened):
    old = protocol.Page(opened._opened_at - 1, "old", "", (), protocol.Counts())
    opened._deliver(old)
    assert opened.pages[-1] is not old


def test_the_worker_runs_nothing_that_lies_where_we_were_started(qtbot, session, article, tmp_path, monkeypatch):
    (tmp_path / "nh3.py").write_text(f"open({str(tmp_path / 'ran')!r}, 'w')\n")
    monkeypatch.chdir(tmp_path)
    client = Watched(session, renderers.command())
    article("one")
    with qtbot.waitSignal(client.paged):
        client.dress(House(name="x"), "plain")
    client.shut_down()
    assert not (tmp_path / "ran").exists()
