"""Traces of use: kept where possible, and no harm when lost."""

import os

import pytest

from broadsheet import paths
from broadsheet.store import traces
from broadsheet.store.traces import Traces


def test_traces_come_back(tmp_path):
    kept = Traces((str(tmp_path / "a.textpack"),), "geometry", {"desk": "sizes"})
    traces.write(kept)
    assert traces.read() == kept


def test_there_are_none_at_first():
    assert traces.read() == Traces()


@pytest.mark.parametrize("data", [b"", b"\0" * 99, b"[]", b'{"recent": 5}', b"[" * 100_000])
def test_broken_traces_are_none(data):
    paths.state().mkdir(parents=True)
    (paths.state() / "traces.json").write_bytes(data)
    assert traces.read() == Traces()
    traces.write(Traces(window="new"))
    assert traces.read().window == "new"


def test_traces_that_cannot_be_kept_are_no_error(profile):
    profile.write_bytes(b"a file where the folder should be")
    traces.write(Traces(window="lost"))
    assert traces.read() == Traces()


@pytest.mark.skipif(os.name == "nt", reason="modes as POSIX has them")
def test_nobody_else_sees_what_was_worked_on():
    traces.write(Traces())
    assert paths.state().stat().st_mode & 0o077 == 0


def test_the_newest_file_comes_first_and_each_once(tmp_path):
    kept = Traces()
    for name in [*map(str, range(20)), "3"]:
        kept = traces.with_recent(kept, tmp_path / name)
    assert kept.recent[:3] == tuple(str(tmp_path / name) for name in ("3", "19", "18"))
    assert len(kept.recent) == 12
