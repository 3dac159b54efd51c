"""A check, what it may find, and what came of it. Plain data; never a value of the user's."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from nbguard.doctor.site import Site

PASS, FAIL, SKIP = "pass", "fail", "skip"


class Skip(Exception):
    """Raised by a check that has nothing to look at here; its text says why."""


class Problem(NamedTuple):
    """One thing that is wrong: the file, or "" for none, what, and the command that mends it.

    ``mend`` empty means the check's own.
    """

    path: str
    said: str
    mend: str = ""
    line: int = 0


class Check(NamedTuple):
    """``title`` says what holds where it passes; ``severity`` is high, medium or low."""

    id: str
    title: str
    severity: str
    why: str
    mend: str
    run: Callable[[Site], Iterable[Problem]]


class Result(NamedTuple):
    """``state`` is pass, fail or skip; ``said`` why it was skipped."""

    check: Check
    state: str
    problems: tuple[Problem, ...] = ()
    said: str = ""
    bug: bool = False
