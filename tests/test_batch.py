"""Many articles at once: on several processes, past those that fail, with the same names at each run."""

import os
import signal

import msgspec
import pytest

from broadsheet import batch, errors
from broadsheet.article import house as houses
from broadsheet.article import model
from broadsheet.batch import Order
from broadsheet.batch.crew import Crew
from broadsheet.store import document as documents

COUNT = 30


@pytest.fixture
def order(tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    return Order(houses.find("harbour-courier"), "", ("html-fragment", "text"), out)


@pytest.fixture
def articles(tmp_path):
    """Thirty articles, all with one headline, and a file between them that is none."""
    paths = []
    for number in range(COUNT):
        article = msgspec.structs.replace(model.blank("en"), headline="One name", body=f"Number {number:02}.\n")
        path = tmp_path / f"{number:02}.textpack"
        documents.save(documents.new(article, {}), path)
        paths.append(path)
    broken = tmp_path / "broken.textpack"
    broken.write_bytes(b"PK no zip")
    return [*paths[:15], broken, *paths[15:]]


@pytest.mark.parametrize("processes", [1, 3])
def test_what_fails_holds_up_nothing_else(articles, order, processes):
    results = list(batch.export(articles, order, processes=processes))
    assert sorted(one.path for one in results) == sorted(articles)
    failed = [one for one in results if one.error is not None]
    assert [(one.path.name, type(one.error)) for one in failed] == [("broken.textpack", errors.UnreadableDocument)]
    assert len(list(order.out.iterdir())) == 2 * COUNT


@pytest.mark.parametrize("processes", [1, 3])
def test_names_follow_the_order_of_the_articles(articles, order, processes):
    list(batch.export(articles, order, processes=processes))
    names = ["one-name", *(f"one-name-{number}" for number in range(2, COUNT + 1))]
    for number, name in enumerate(names):
        assert f"Number {number:02}." in (order.out / f"{name}.txt").read_text("utf-8")


def test_no_export_replaces_a_file_that_is_read(articles, order, tmp_path):
    copy = order.out / "one-name.txt"
    copy.write_text("Words of a colleague.\n", "utf-8")
    sources = frozenset({copy.resolve()})
    [sent] = batch.export(articles[:1], msgspec.structs.replace(order, sources=sources))
    assert sent.error.reason == "occupied"
    assert copy.read_text("utf-8") == "Words of a colleague.\n"


def test_leaving_ends_every_process_and_finishes_what_was_begun(articles, order):
    steps = batch.export(articles, order, processes=2)
    first = next(steps)
    steps.close()
    assert all(target.exists() for target in first.targets)
    stems = {path.name.partition(".")[0] for path in order.out.iterdir()}
    assert 1 <= len(stems) < COUNT
    for stem in stems:
        assert {path.name for path in order.out.glob(f"{stem}.*")} == {f"{stem}.fragment.html", f"{stem}.txt"}
    assert not [path for path in order.out.iterdir() if path.name.startswith(".")]


def test_cancelling_begins_no_more(articles, order):
    assert list(batch.export(articles, order, lambda: True, processes=2)) == []


@pytest.mark.skipif(os.name == "nt", reason="needs signals")
def test_a_process_that_dies_costs_one_article(articles, order, monkeypatch):
    say, killed = Crew._sent, []

    def dying(self, worker, number, path):
        if not killed:
            killed.append(path)
            os.kill(worker._process.pid, signal.SIGKILL)
        return say(self, worker, number, path)

    monkeypatch.setattr(Crew, "_sent", dying)
    results = list(batch.export(articles, order, processes=2))
    failed = {one.path.name: one.error.reason for one in results if one.error is not None}
    assert failed == {killed[0].name: "gave_up", "broken.textpack": "not_a_bundle"}
    assert len(list(order.out.iterdir())) == 2 * (COUNT - 1)
