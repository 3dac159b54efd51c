import os
import threading
import time

import pytest

from nbguard.kernel.worker import TimedOut, Worker


def test_a_job_runs_elsewhere_and_its_result_comes_back():
    worker = Worker()
    assert worker.run(threading.current_thread, seconds=5) is not threading.current_thread()


def test_what_a_job_raises_reaches_whoever_waits():
    def fail():
        raise LookupError("gone")

    with pytest.raises(LookupError, match="gone"):
        Worker().run(fail, seconds=5)


def test_a_job_that_hangs_is_given_up_and_the_next_one_runs():
    worker, end = Worker(), threading.Event()
    start = time.perf_counter()
    with pytest.raises(TimedOut):
        worker.run(end.wait, seconds=0.05)
    assert worker.run(lambda: "next", seconds=5) == "next"
    assert time.perf_counter() - start < 2
    end.set()


def test_many_threads_take_turns():
    worker = Worker()
    results = []
    threads = [
        threading.Thread(target=lambda i=i: results.append(worker.run(lambda: i, seconds=5)))
        for i in range(20)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == list(range(20))


def test_only_the_job_itself_is_at_work():
    worker = Worker()
    assert worker.run(worker.is_current, seconds=5)
    assert not worker.is_current()


def test_a_stopped_worker_starts_again_when_asked():
    worker = Worker()
    worker.run(lambda: None, seconds=5)
    worker.stop()
    assert worker.run(lambda: 1, seconds=5) == 1


@pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning")
@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
def test_a_forked_child_has_a_worker_of_its_own():
    worker = Worker()
    worker.run(lambda: None, seconds=5)
    child = os.fork()
    if not child:
        os._exit(0 if worker.run(lambda: 42, seconds=5) == 42 else 1)
    assert os.waitpid(child, 0)[1] == 0
