"""A method put in front of an object's, class's or module's own, and taken away without a trace."""

from __future__ import annotations

from typing import Any


class Patch:
    """``owner.name`` becomes ``new`` for this one object or class, until it is removed.

    ``original`` is what stood there before. Somebody else may have wrapped ``new`` meanwhile:
    then it stays, and its author must see to it that it passes everything on.

    >>> class Greeter:
    ...     def greet(self): return "hello"
    >>> greeter = Greeter()
    >>> patch = Patch(greeter, "greet", lambda: patch.original().upper())
    >>> patch.install()
    >>> greeter.greet()
    'HELLO'
    >>> patch.remove()
    >>> greeter.greet(), vars(greeter)
    ('hello', {})
    """

    def __init__(self, owner: Any, name: str, new: Any) -> None:
        self._owner = owner
        self._name = name
        self._new = new
        self.original = getattr(owner, name)
        self._own = vars(owner).get(name)

    def install(self) -> None:
        """Put the new method in front."""
        setattr(self._owner, self._name, self._new)

    def remove(self) -> None:
        """Put back what stood there before."""
        if vars(self._owner).get(self._name) != self._new:
            return
        if self._own is None:
            delattr(self._owner, self._name)
        else:
            setattr(self._owner, self._name, self._own)
