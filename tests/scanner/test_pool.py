from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time

import pytest

from nbguard.scanner import pool


def _double(number: int) -> int:
    time.sleep(0.05 if number == 0 else 0)
    return number * 2


def _die_of_three(number: int) -> int:
    if number == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return number * 2


def _die(_: int) -> int:
    os._exit(1)


def test_every_task_is_done_once() -> None:
    assert dict(pool.run(_double, range(20), 2)) == {i: 2 * i for i in range(20)}


def test_no_task_is_no_work() -> None:
    assert list(pool.run(_double, [], 2)) == []


def test_a_worker_that_dies_costs_the_task_it_had_and_no_other() -> None:
    done = dict(pool.run(_die_of_three, range(8), 2))
    assert done == {i: None if i == 3 else 2 * i for i in range(8)}


def test_workers_that_always_die_end_all_the_same() -> None:
    assert dict(pool.run(_die, range(5), 2)) == dict.fromkeys(range(5))


def test_an_interrupted_run_leaves_no_worker_behind() -> None:
    run = pool.run(_double, range(50), 2)
    next(run)
    run.close()
    assert multiprocessing.active_children() == []


def test_an_interrupt_while_a_worker_starts_is_ours_and_is_not_lost() -> None:
    with pytest.raises(KeyboardInterrupt):
        _start_interrupted()


def _start_interrupted() -> None:
    code = "import signal; print(signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, []))"
    with pool._deaf_to_interrupts():
        os.kill(os.getpid(), signal.SIGINT)
        started = subprocess.check_output([sys.executable, "-c", code], text=True)
        assert started.strip() == "True"
