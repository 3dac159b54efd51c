"""One way to write what is done for managers that are waited for, and for those that are not."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Coroutine

T = TypeVar("T")


async def result(value: Any) -> Any:
    """``value``, waited for if it has to be.

    >>> at_once(result(6 * 7))
    42
    """
    return await value if inspect.isawaitable(value) else value


def at_once(coroutine: Coroutine[Any, Any, T]) -> T:
    """The result of a coroutine in which nothing has to be waited for.

    Raises RuntimeError if something has, and then nothing more of it is done.
    """
    try:
        coroutine.send(None)
    except StopIteration as done:
        value: T = done.value
        return value
    coroutine.close()
    raise RuntimeError("a contents manager that does not wait gave something to wait for")
