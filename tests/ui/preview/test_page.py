"""The page in the browser: patched it equals a fresh one, it stays where the reader is, and it may die."""

import os
import random
import shutil
import signal

import pytest
from PySide6.QtGui import QTextCursor

from broadsheet import paths
from broadsheet.article.house import House
from broadsheet.article.place import Place
from broadsheet.render.protocol import Counts, Patch, Piece
from broadsheet.ui.preview import paper
from broadsheet.ui.preview import view as views
from broadsheet.ui.tokens import DARK

# What the browser says on machines without a graphics card.
pytestmark = pytest.mark.qt_log_ignore("Unable to detect GPU vendor", "GPUInfo not initialized")

_BODY = "\n\n".join(f"Paragraph {i} of a long story about boats." + " More words follow." * 20 for i in range(40))
_STOCK = [
    "",
    "<p>One <em>two</em> three.</p>",
    "<p>One <em>two</em> four.</p>",
    "<p>One <a href='https://example.org/'>two</a> three.</p>",
    "<h2>Heading</h2>",
    "<figure><img src='assets/none.jpg' alt='' width='4' height='3'><figcaption>A caption</figcaption></figure>",
    "<figure><img src='assets/none.jpg' alt='' width='4' height='3'><figcaption>Another</figcaption></figure>",
    "<ul><li>a</li><li>b</li></ul>",
    "<ul><li>a</li><li>c</li><li>b</li></ul>",
    "<table><thead><tr><th>x</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table>",
    "<blockquote><p>Said.</p><footer>She</footer></blockquote>",
    "<hr>",
    "<p>two</p>\n<p>paragraphs</p>",
    "bare text",
]
_FRAME = """<!DOCTYPE html>
<html lang="{lang}" dir="{dir}"><head><meta charset="utf-8"><title>{title}</title>
<meta name="description" content="{title}">
<link rel="stylesheet" href="style.css"></head><body{extra}>
<header class="mast"><p>{title}</p></header><main><article>{kicker}<h1 data-field="headline">{title}</h1>
{picture}<div class="body {title}" data-slot="body"></div>{source}</article></main></body></html>"""
# Compared without what marks the caret and without which of the two addresses the stylesheet came from.
_DOCUMENT = """document.documentElement.outerHTML
.replaceAll(' data-caret=""', '').replaceAll(/style.css[?]?[a-z]*/g, 'style.css')"""


@pytest.fixture
def shown(fake_worker, settle, pane, article):
    """Return the pane with a long article in its page."""
    article(_BODY)
    settle(pane)
    return pane


def type_at(session, position, text):
    cursor = QTextCursor(session.document)
    cursor.setPosition(position)
    cursor.insertText(text)


def frame(rng):
    title = rng.choice(["Boats", "Ships & <b>sails</b>", "Perahu"])
    return _FRAME.format(
        lang=rng.choice(["en", "id", "ar"]),
        dir=rng.choice(["ltr", "rtl"]),
        title=title,
        extra=rng.choice(["", ' class="has-related"']),
        kicker=rng.choice(["", '<p class="kicker" data-field="kicker">Sea</p>']),
        picture=rng.choice(["", '<figure data-field="picture"><img src="assets/lead.jpg" alt="A boat"></figure>']),
        source=rng.choice(["", '<p data-field="source">Source: us</p>', "<nav><ul><li>x</li></ul></nav>"]),
    )


@pytest.mark.parametrize("seed", range(4))
def test_a_patched_page_equals_a_fresh_one(qtbot, shown, ask, seed):
    rng = random.Random(seed)
    for _ in range(25):
        pieces = shown._content.pieces
        first = rng.randint(0, len(pieces))
        removed = rng.randint(0, min(5, len(pieces) - first))
        added = tuple(Piece(rng.choice(_STOCK), 1, "paragraph") for _ in range(rng.randint(0, 5)))
        whole = frame(rng) if rng.random() < 0.4 else None
        with qtbot.waitSignal(shown.patched):
            shown.renderer.patched.emit(Patch(0, first, removed, added, whole, Counts()))
    patched = ask(shown, _DOCUMENT)
    with qtbot.waitSignal(shown.ready):
        shown.view.show_page(shown._content, keep_place=False)
    assert ask(shown, _DOCUMENT) == patched


def test_the_comparison_would_see_a_difference(shown, ask):
    """The positive control of the test above."""
    before = ask(shown, _DOCUMENT)
    ask(shown, "document.querySelector('p').append('x') ?? 1")
    assert ask(shown, _DOCUMENT) != before


def test_edits_while_the_page_loads_are_in_it(qtbot, shown, session, ask):
    shown.view.show_page(shown._content, keep_place=False)
    assert not shown.view.alive
    type_at(session, 0, "Early ")
    session.set_field("headline", "Ships")
    qtbot.waitUntil(lambda: shown.view.alive and not shown.renderer.busy)
    assert ask(shown, "document.querySelector('[data-slot] p').textContent").startswith("Early Paragraph 0")
    assert ask(shown, "document.querySelector('h1').textContent") == "Ships"


_SEEN = """((seen) => [seen.textContent.slice(0, 14), Math.round(seen.getBoundingClientRect().top)])(
document.elementFromPoint(200, 300).closest('p'))"""


def scroll(ask, pane, y):
    ask(pane, f"void scrollTo({{ top: {y}, behavior: 'instant' }}) ?? 1")


@pytest.mark.parametrize("change", ["above", "headline", "below"])
def test_what_is_seen_stays_where_it_is(qtbot, shown, session, ask, change):
    scroll(ask, shown, 3000)
    before = ask(shown, _SEEN)
    with qtbot.waitSignal(shown.patched):
        if change == "headline":
            session.set_field("headline", "A headline that is long enough to take several lines of the page " * 3)
        else:
            type_at(
                session, 5 if change == "above" else session.document.characterCount() - 1, "\n\nNew.\n\nNewer.\n\n"
            )
    assert ask(shown, _SEEN) == before
    # Nor does the browser move it a second time when it paints.
    ask(shown, "requestAnimationFrame(() => requestAnimationFrame(() => { self.painted = 1 }))")
    qtbot.waitUntil(lambda: ask(shown, "self.painted ?? 0") == 1)
    assert ask(shown, _SEEN) == before


def test_a_field_edit_keeps_pictures_in_place(qtbot, shown, ask):
    with qtbot.waitSignal(shown.patched):
        shown.renderer.patched.emit(Patch(0, 0, 0, (Piece(_STOCK[5], 1, "figure"),), None, Counts()))
    ask(shown, "document.querySelector('img').remembered = 1")
    with qtbot.waitSignal(shown.patched):
        shown.renderer.patched.emit(Patch(0, 0, 1, (Piece(_STOCK[6], 1, "figure"),), None, Counts()))
    assert ask(shown, "document.querySelector('figcaption').textContent") == "Another"
    assert ask(shown, "document.querySelector('img').remembered ?? 0") == 1


def test_the_caret_is_marked_and_brought_into_view_only_from_outside(qtbot, shown, session, ask):
    text = "document.querySelector('[data-caret]')?.textContent.slice(0, 14) ?? ''"
    shown.show_place(Place("body", session.body().index("Paragraph 1 ")))
    assert ask(shown, text) == "Paragraph 1 of"
    assert ask(shown, "scrollY") == 0
    shown.show_place(Place("body", session.body().index("Paragraph 30")))
    assert ask(shown, text) == "Paragraph 30 o"
    top, height = ask(shown, "[document.querySelector('[data-caret]').getBoundingClientRect().top, innerHeight]")
    assert 0 <= top <= height
    here = ask(shown, "scrollY")
    shown.show_place(Place("body", session.body().index("Paragraph 30") + 20))
    assert ask(shown, "scrollY") == here
    shown.show_place(Place("headline", 2))
    assert ask(shown, "document.querySelector('[data-caret]').dataset.field") == "headline"
    assert ask(shown, "scrollY") < here


def test_typing_brings_the_caret_along(qtbot, shown, session, ask):
    end = session.document.characterCount() - 1
    with qtbot.waitSignal(shown.patched):
        shown.show_place(Place("body", end))
        type_at(session, end, "\n\nA new last paragraph.")
        shown.show_place(Place("body", end + 10))
    assert ask(shown, "document.querySelector('[data-caret]').textContent") == "A new last paragraph."


@pytest.mark.parametrize("name", ["phone", "tablet", "desktop"])
@pytest.mark.parametrize("room", [368, 437, 700, 1400])
def test_the_viewport_is_as_wide_as_it_says(qtbot, shown, ask, name, room):
    shown.resize(room, 700)
    shown.set_width(name)
    qtbot.waitUntil(
        lambda: ask(shown, "[innerWidth, document.documentElement.clientWidth]") == [paper.WIDTHS[name]] * 2
    )
    assert shown.view.zoomFactor() <= 1.0
    assert shown.view.width() <= room


def test_light_and_dark_change_in_place(qtbot, shown, ask):
    paper_of = "getComputedStyle(document.body).backgroundColor"
    assert ask(shown, paper_of) == "rgba(0, 0, 0, 0)"
    shown.set_scheme("dark")
    qtbot.waitUntil(lambda: ask(shown, paper_of) == "rgb(17, 17, 17)")
    assert ask(shown, "getComputedStyle(document.documentElement).colorScheme") == "dark"
    qtbot.waitUntil(lambda: ask(shown, "document.querySelectorAll('link').length") == 1)
    shown.set_scheme("light")
    qtbot.waitUntil(lambda: ask(shown, paper_of) == "rgba(0, 0, 0, 0)")


def test_a_theme_change_keeps_the_readers_place(qtbot, shown, ask):
    scroll(ask, shown, 3000)
    before = ask(shown, _SEEN)
    with qtbot.waitSignal(shown.ready):
        shown.reload()
    assert ask(shown, _SEEN) == before


def test_another_article_begins_at_its_top(qtbot, shown, article, ask):
    scroll(ask, shown, 3000)
    with qtbot.waitSignal(shown.ready):
        article(_BODY.replace("boats", "ships"))
    assert ask(shown, "scrollY") == 0


def test_fonts_come_and_the_page_has_no_styles_of_its_own(qtbot, shown, ask):
    ask(shown, "void (self.font = new FontFace('T', 'url(fonts/SourceSansPro-Regular.ttf)')).load() ?? 1")
    qtbot.waitUntil(lambda: ask(shown, "font.status") == "loaded")
    ask(shown, "document.body.insertAdjacentHTML('beforeend', '<i style=\"color: red\">x</i>') ?? 1")
    assert ask(shown, "getComputedStyle(document.querySelector('i')).color") != "rgb(255, 0, 0)"


def test_a_theme_s_own_face_comes_too(qtbot, shown, ask, profile):
    folder = profile / "config" / "themes" / "mine"
    shutil.copytree(paths.RESOURCES / "themes" / "plain", folder)
    (folder / "fonts").mkdir()
    shutil.copy(paths.fonts("sans") / "SourceSansPro-Bold.ttf", folder / "fonts" / "Own.ttf")
    about = (folder / "theme.toml").read_text("utf-8")
    (folder / "theme.toml").write_text(about.replace("fonts = [", 'fonts = ["Own", '), "utf-8")
    with qtbot.waitSignal(shown.ready):
        shown.set_style(House(name="Plain", key="plain"), "mine")
    ask(shown, "void (self.font = new FontFace('T', 'url(fonts/Own.ttf)')).load() ?? 1")
    qtbot.waitUntil(lambda: ask(shown, "font.status") == "loaded")


def test_a_page_that_dies_says_so_and_comes_back(qtbot, shown, ask):
    with qtbot.waitSignal(shown.view.stopped):
        os.kill(shown.view.page().renderProcessPid(), signal.SIGKILL)
    assert shown._apology.isVisibleTo(shown)
    with qtbot.waitSignal(shown.ready):
        shown._apology._button.click()
    assert not shown._apology.isVisibleTo(shown)
    assert ask(shown, "document.querySelectorAll('p').length") == 40


def test_a_page_that_hangs_is_ended(qtbot, shown, session, monkeypatch):
    monkeypatch.setattr(views, "PATIENCE_MS", 400)
    shown.view.page().runJavaScript("for (;;) {}", 1)
    with qtbot.waitSignal(shown.view.stopped):
        type_at(session, 0, "x")
    assert shown._apology.isVisibleTo(shown)
    monkeypatch.undo()
    with qtbot.waitSignal(shown.ready):
        shown.reload()


def test_a_worker_in_trouble_leaves_the_page_and_says_that_it_is_old(qtbot, shown, session):
    with qtbot.waitSignal(shown.troubled):
        type_at(session, 0, "CRASH")
    assert shown._apology.isVisibleTo(shown)
    with qtbot.waitSignal(shown.ready):
        session.undo_stack.undo()
    assert not shown._apology.isVisibleTo(shown)


def test_the_profile_keeps_nothing(shown):
    from PySide6.QtWebEngineCore import QWebEngineProfile

    profile = shown.view.page().profile()
    assert profile.isOffTheRecord()
    assert profile.httpCacheType() == QWebEngineProfile.HttpCacheType.NoCache
    assert profile.interceptor.stopped == 0
    # The positive control: a profile with a name would write to disk.
    named = QWebEngineProfile("kept", shown)
    assert not named.isOffTheRecord()


def test_downloads_are_cancelled(qtbot, shown):
    from PySide6.QtWebEngineCore import QWebEngineDownloadRequest

    profile = shown.view.page().profile()
    with qtbot.waitSignal(profile.downloadRequested) as asked:
        shown.view.page().download(shown.view.page().url())
    cancelled = QWebEngineDownloadRequest.DownloadState.DownloadCancelled
    qtbot.waitUntil(lambda: asked.args[0].state() == cancelled)


def test_the_desk_takes_the_windows_colours(qtbot, shown):
    shown.colours.tokens = DARK
    shown.colours.changed.emit()
    image = shown.grab().toImage()
    assert image.pixelColor(2, 2).name().upper() == DARK.desk
    sheet = paper.lay(shown.rect(), "phone")
    corner = image.pixelColor(
        int(sheet.x() * image.devicePixelRatio()) + 1, int(sheet.y() * image.devicePixelRatio()) + 1
    )
    assert corner.name().upper() == DARK.desk
