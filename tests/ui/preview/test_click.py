"""Clicks in the page of the sample articles, with the real worker: back into the word of the source."""

import re

import msgspec
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from broadsheet import paths
from broadsheet.article import house as houses
from broadsheet.article.place import Place
from broadsheet.store import document as documents
from broadsheet.ui.preview import follow

# What the browser says on machines without a graphics card.
pytestmark = pytest.mark.qt_log_ignore("Unable to detect GPU vendor", "GPUInfo not initialized")

_SAMPLES = [("perahu-sekolah", "laut-baru"), ("harbour-lights", "harbour-courier")]
_WORD = re.compile(r"[^\W_]+")
# Every word of a body: where its middle is, brought into view first, and what the bridge says of that point.
_WORDS = """(() => {
  const found = [];
  const walker = document.createTreeWalker(document.querySelector("[data-slot=body]"), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node.parentElement.closest(".dateline, .end-mark, .read-also-label")) continue;
    for (const word of node.data.matchAll(/[\\p{L}\\p{N}]+/gu)) {
      const range = document.createRange();
      range.setStart(node, word.index);
      range.setEnd(node, word.index + word[0].length);
      node.parentElement.scrollIntoView({ block: "center", behavior: "instant" });
      const box = range.getClientRects()[0];
      found.push([word[0], JSON.parse(broadsheet.at(box.left + box.width / 2, box.top + box.height / 2))]);
    }
  }
  return found;
})()"""


@pytest.fixture(params=_SAMPLES, ids=[name for name, _ in _SAMPLES])
def sample(request, settle, pane, session):
    """Return the pane with a sample article in the page of its house."""
    name, house = request.param
    pane.set_style(houses.find(house), "")
    session.open(documents.open(paths.RESOURCES / "samples" / f"{name}.textbundle"))
    settle(pane)
    return pane


def test_every_word_leads_back_to_itself(sample, session, ask):
    body, article = session.body(), session.article()
    clicks = ask(sample, _WORDS)
    assert len(clicks) > 200
    missed = []
    for word, answer in clicks:
        place = follow.place(msgspec.convert(answer, follow.Click), article, body, sample._content)
        hit = [found[0] for found in _WORD.finditer(body) if found.start() <= place.offset <= found.end()]
        if place.field != "body" or word not in hit:
            missed.append((word, hit))
    assert len(missed) <= len(clicks) // 100, missed


def test_a_click_chooses_the_place_and_leads_nowhere(qtbot, sample, session, ask):
    box = ask(sample, "document.querySelector('[data-field=headline]').getBoundingClientRect()")
    with qtbot.waitSignal(sample.place_chosen) as chosen:
        click(sample, box["left"] + 3, box["top"] + 8)
    assert chosen.args[0] == Place("headline", 0)
    link = "document.querySelector('[data-slot] a')"
    ask(sample, f"void {link}.scrollIntoView({{ block: 'center', behavior: 'instant' }}) ?? 1")
    box = ask(sample, f"{link}.getClientRects()[0]")
    address = sample.view.page().url()
    with qtbot.waitSignal(sample.place_chosen) as chosen:
        click(sample, box["left"] + 3, box["top"] + 5)
    assert chosen.args[0].field == "body"
    with qtbot.waitSignal(sample.link_asked) as asked:
        click(sample, box["left"] + 3, box["top"] + 5, Qt.KeyboardModifier.ControlModifier)
    assert asked.args[0].startswith("https://")
    assert sample.view.page().url() == address
    assert sample.view.page().profile().interceptor.stopped == 0


def test_a_drag_selects_text_and_chooses_nothing(qtbot, sample, ask):
    box = ask(sample, "document.querySelector('[data-field=headline]').getBoundingClientRect()")
    page, chosen = sample.view.focusProxy(), []
    sample.place_chosen.connect(chosen.append)
    start, end = QPoint(int(box["left"]) + 3, int(box["top"]) + 8), QPoint(int(box["left"]) + 120, int(box["top"]) + 8)
    QTest.mousePress(page, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(page, (start + end) / 2)
    QTest.mouseMove(page, end)
    QTest.mouseRelease(page, Qt.MouseButton.LeftButton, pos=end)
    qtbot.waitUntil(sample.view.hasSelection)
    assert chosen == []


def click(pane, x, y, modifiers=Qt.KeyboardModifier.NoModifier):
    """Click a point of the page, in its own pixels, as a writer would."""
    factor = pane.view.zoomFactor()
    place = QPoint(int(x * factor), int(y * factor))
    QTest.mouseClick(pane.view.focusProxy(), Qt.MouseButton.LeftButton, modifiers, place)
