"""Coroutines in a thread of their own: Playwright leaves a loop running in pytest's."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

T = TypeVar("T")


def run(make: Callable[[], Coroutine[object, object, T]]) -> T:
    """The result of the coroutine that ``make`` makes."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(lambda: asyncio.run(make())).result()
