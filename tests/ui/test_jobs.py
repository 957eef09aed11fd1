import threading

import pytest
import shiboken6
from PySide6.QtCore import QObject, QThread, QThreadPool

from broadsheet import errors
from broadsheet.ui.jobs import Job, once


@pytest.fixture
def job(qapp):
    owner = QObject()
    yield Job(owner)
    owner.deleteLater()


def test_progress_and_result_arrive_on_the_window_s_thread(job, qtbot):
    seen = []

    class Listener(QObject):
        def note(self, value):
            seen.append((value, QThread.currentThread() is self.thread()))

    listener = Listener()
    job.progressed.connect(listener.note)

    def work():
        yield 1
        yield 2
        return "result"

    with qtbot.waitSignal(job.done) as done:
        job.start(work)
    assert done.args == ["result"]
    assert seen == [(1, True), (2, True)]
    assert not job.running


def test_cancelling_leaves_the_loop_and_cleans_up(job, qtbot):
    inside, cleaned = threading.Event(), threading.Event()

    def work():
        try:
            while True:
                inside.set()
                yield 0
        finally:
            cleaned.set()

    job.start(work)
    assert inside.wait(5)
    with qtbot.waitSignal(job.cancelled):
        job.cancel()
    assert cleaned.is_set()


def test_a_known_error_is_told_and_the_job_is_free_again(job, qtbot):
    def fail():
        raise errors.RenderFailed("time")

    with qtbot.waitSignal(job.failed) as failed:
        job.start(once(fail))
    assert failed.args[0].reason == "time"
    with qtbot.waitSignal(job.done) as done:
        job.start(once("value".upper))
    assert done.args == ["VALUE"]


def test_an_unforeseen_error_is_not_swallowed(job, qtbot):
    def fail():
        raise ZeroDivisionError("unforeseen")

    with qtbot.captureExceptions() as caught:
        job.start(once(fail))
        qtbot.waitUntil(lambda: bool(caught))
    assert caught[0][0] is ZeroDivisionError
    assert not job.running


def test_one_piece_of_work_at_a_time(job, qtbot):
    go = threading.Event()
    job.start(once(go.wait))
    with pytest.raises(RuntimeError):
        job.start(once(go.wait))
    with qtbot.waitSignal(job.done):
        go.set()


def test_work_may_outlive_its_window(qtbot, qapp, capfd):
    owner, gate, ended = QObject(), threading.Event(), threading.Event()
    made = Job(owner)

    def work():
        yield 1
        gate.wait(5)
        ended.set()
        return "too late"

    made.start(work)
    shiboken6.delete(owner)
    gate.set()
    assert ended.wait(5)
    QThreadPool.globalInstance().waitForDone()
    qapp.processEvents()
    assert capfd.readouterr().err == ""
