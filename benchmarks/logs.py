"""What redacting a log costs: ``python -m benchmarks.logs``.

The same lines go to a file three times in one run, turn by turn: as they are, through a filter
that runs one regular expression for e-mail addresses (what people write for themselves), and
through ``nbguard.RedactingFilter``. Figures are the least of several rounds.
"""

from __future__ import annotations

import logging
import os
import re
import time
from typing import TYPE_CHECKING

import nbguard

if TYPE_CHECKING:
    from collections.abc import Callable

LINES, ROUNDS = 200, 5
KINDS: dict[str, Callable[[int], str]] = {
    "harmless": lambda i: f"GET /api/items/{i} 200 in {i * 1.37:.3f} ms",
    "one line in a hundred holds an address": lambda i: (
        f"mail to user{i}@acme-corp.com queued" if i % 100 == 0 else f"batch {i} of 1000 done"
    ),
    "each line holds an address": lambda i: f"user{i}@acme-corp.com logged in from 8.8.4.{i % 250}",
    "the same thirty lines": lambda i: f"worker {i % 30}: heartbeat",
}
_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+")


class OneExpression(logging.Filter):
    """The filter of many a blog post."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = _MAIL.sub("***", record.getMessage()), ()
        return True


def seconds(logger: logging.Logger, line: Callable[[int], str], start: int) -> float:
    began = time.process_time()
    for i in range(start, start + LINES):
        logger.info("%s", line(i))
    return time.process_time() - began


def logger_with(*filters: logging.Filter) -> logging.Logger:
    logger = logging.Logger("benchmark")
    handler = logging.StreamHandler(open(os.devnull, "w"))  # noqa: SIM115, PTH123
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    for one in filters:
        handler.addFilter(one)
    logger.addHandler(handler)
    return logger


def main() -> None:
    loggers = {
        "plain": logger_with(),
        "one expression": logger_with(OneExpression()),
        "nbguard": logger_with(nbguard.RedactingFilter(nbguard.Policy())),
    }
    print(f"{'':40} {'plain':>10} {'one expression':>15} {'nbguard':>10}   microseconds a line")
    for kind, line in KINDS.items():
        least = dict.fromkeys(loggers, float("inf"))
        for turn in range(ROUNDS):
            for name, logger in loggers.items():
                least[name] = min(least[name], seconds(logger, line, turn * LINES))
        plain, expression, ours = (value / LINES * 1e6 for value in least.values())
        print(f"{kind:40} {plain:10.1f} {expression:15.1f} {ours:10.1f}")


if __name__ == "__main__":
    main()
