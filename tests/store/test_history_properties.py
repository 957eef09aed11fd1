"""Any articles, in any order of keeping, thinning and forgetting: what is listed is what was kept."""

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from broadsheet.article.model import Article, Author
from broadsheet.store import document as documents
from broadsheet.store.history import REASONS, History

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30).filter(lambda text: text[:1] != "\ufeff")
IDS = st.sampled_from(["a", "b", "\0c"])
# Few pictures and short texts, so that versions share their content.
ASSETS = st.dictionaries(
    st.sampled_from(["assets/1", "assets/2", "assets/\udcff"]), st.sampled_from([b"", b"boat" * 2000, b"x"]), max_size=3
)
FILES = st.dictionaries(st.sampled_from(["x/", "y", "z\udcff"]), st.binary(max_size=3), max_size=2)
INFO = st.dictionaries(st.sampled_from(["net.a", "net.b"]), st.sampled_from([b"1", b'{"k":  [ ]}']), max_size=2)
STEPS = st.one_of(st.floats(0, 20), st.floats(0, 40 * 24 * 3600.0), st.just(-3600.0))


DOCUMENTS = st.builds(
    documents.Document,
    st.builds(Article, id=IDS, headline=TEXT, byline=st.builds(Author, TEXT).map(lambda one: (one,)), body=TEXT),
    ASSETS,
    st.sampled_from([None, Path("/somewhere/a.textpack")]),
    foreign=st.builds(documents.Foreign, INFO, FILES, ASSETS),
)


class Keeping(RuleBasedStateMachine):
    """A history beside a plain list of what was put into it."""

    def __init__(self):
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.history = History(self.folder / "state" / "history.sqlite3", most_bytes=30_000)
        self.now = 1e9
        self.kept = {}
        self.listed = {}

    def teardown(self):
        self.history.close()
        shutil.rmtree(self.folder)

    @rule(document=DOCUMENTS, reason=st.sampled_from(REASONS), step=STEPS)
    def add(self, document, reason, step):
        self.now += step
        article = document.article.id
        version = self.history.add(document, reason, now=self.now)
        before = self.listed.get(article, ())
        if version is None:
            assert self.kept[before[0].number] == document
            return
        assert version.number > max(self.kept, default=0)
        self.kept[version.number] = document
        after = self.history.versions(article)
        assert after[0] == version
        assert after[1:] in (before, before[1:])
        if after[1:] != before:
            assert len(before) > 1
            assert before[0].reason == version.reason in ("saved", "working")
        self.listed[article] = after

    @rule(article=IDS, step=STEPS)
    def thin(self, article, step):
        self.now += step
        self.history.thin(article, now=self.now)
        self.less(article)

    @rule(step=STEPS)
    def thin_all(self, step):
        self.now += step
        self.history.thin_all(now=self.now)
        for article in list(self.listed):
            self.less(article)

    def less(self, article):
        before, after = self.listed.get(article, ()), self.history.versions(article)
        assert set(after) <= set(before)
        assert after[:1] == before[:1]
        assert {one for one in before if self.now - one.time <= 2 * 24 * 3600} <= set(after)
        self.listed[article] = after

    @precondition(lambda self: self.listed)
    @rule(article=IDS)
    def forget(self, article):
        self.history.forget(article)
        self.listed.pop(article, None)

    @rule()
    def open_again(self):
        self.history.close()

    @invariant()
    def what_is_listed_is_what_was_kept(self):
        newest = self.history.articles()
        assert newest == {article: versions[0] for article, versions in self.listed.items() if versions}
        for article, versions in self.listed.items():
            assert self.history.versions(article) == versions
            for version in versions:
                assert self.history.document(article, version.number) == self.kept[version.number]


TestKeeping = Keeping.TestCase
TestKeeping.settings = settings(max_examples=6, stateful_step_count=12, deadline=None)


@pytest.mark.torture
@pytest.mark.timeout(3600)
def test_long_sequences_keep_what_was_kept():
    run_state_machine_as_test(Keeping, settings=settings(max_examples=100, stateful_step_count=30, deadline=None))
