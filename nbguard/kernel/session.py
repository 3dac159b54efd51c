"""Session: everything that guards one IPython shell, put on and taken off together."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from nbguard.errors import PolicyError
from nbguard.kernel.channel import Channel
from nbguard.kernel.echo import Echo
from nbguard.kernel.frames import Frames
from nbguard.kernel.history import History
from nbguard.kernel.magics import Magics
from nbguard.kernel.shield import Shield
from nbguard.kernel.terminal import Terminal
from nbguard.policy import Policy

if TYPE_CHECKING:
    from collections.abc import Callable


PINNED_BY = "NBGUARD_POLICY"
"""The environment variable with which an administrator names the policy of every session."""

_STRICTNESS = ("off", "warn", "mask", "block")


class Part(Protocol):
    """Something that is put on, and taken off without a trace."""

    def install(self) -> None:
        """Guard from now on."""

    def remove(self) -> None:
        """Leave everything as it was."""


class Session:
    """The guard of one shell; a ``pinned`` one cannot be loosened from inside.

    It stops mistakes and impatience, not a determined user: he owns the process.
    """

    def __init__(self, shell: Any, policy: Policy, *, pinned: bool = False) -> None:
        self.pinned = pinned
        self.shield = Shield(policy)
        kernel = getattr(shell, "kernel", None)
        self.outlet: Channel | Terminal = (
            Channel(kernel.session, self.shield) if kernel else Terminal(self.shield)
        )
        self._shell = shell
        self._parts: list[Part] = []

    def start(self) -> None:
        """Put everything on: the outlet first, without which nothing else counts."""
        self.shield.load()
        self._add("output", lambda: self.outlet)
        self._add("history", lambda: History(self._shell, self.shield))
        if isinstance(self.outlet, Channel):
            self._add("the process's own output", lambda: Echo(self.shield))
        self._add("tables", lambda: Frames(self._shell, self.shield))
        self._add("%nbguard", lambda: Magics(self._shell, self))

    def stop(self) -> None:
        """Take everything off again, in the opposite order."""
        while self._parts:
            self._parts.pop().remove()
        self.shield.stop()

    def set_mode(self, mode: str) -> None:
        """Change the mode for what comes next. Raises PolicyError."""
        if _STRICTNESS.index(mode) < _STRICTNESS.index(self.shield.policy.mode):
            self.refuse_if_pinned()
        self.outlet.flush()
        self.shield.mode = mode

    def show_cell(self, cell: str) -> None:
        """Run a cell whose outputs are shown as they are. Raises PolicyError."""
        if self.show_reply():
            self._shell.run_cell(cell)
            return
        before = self.shield.mode
        self.set_mode("off")
        try:
            self._shell.run_cell(cell)
        finally:
            self.set_mode(before)

    def show_reply(self) -> bool:
        """Let what answers the current request pass as it is; False where there are none.

        Raises PolicyError.
        """
        self.refuse_if_pinned()
        kernel = getattr(self._shell, "kernel", None)
        if kernel:
            self.outlet.show(kernel.get_parent()["header"]["msg_id"])
        return kernel is not None

    def refuse_if_pinned(self) -> None:
        """Raise PolicyError if nothing here may be shown as it is."""
        if self.pinned:
            raise PolicyError(f"the administrator's policy forbids this ({PINNED_BY} names it)")

    def _add(self, what: str, make: Callable[[], Part]) -> None:
        """Put a part on; one that fails is said loudly, and the others stay."""
        try:
            part = make()
            part.install()
        except Exception as error:  # noqa: BLE001 another IPython, another kernel: guard the rest
            say(f"nbguard: {what} is NOT guarded here ({type(error).__name__})")
        else:
            self._parts.append(part)


def open_session(shell: Any) -> Session:
    """A session under the administrator's policy, else under that of the working folder.

    One that cannot be read is said loudly, and the built-in one guards instead: never nothing.
    """
    pinned = os.environ.get(PINNED_BY)
    try:
        policy = Policy.load(pinned) if pinned else Policy.find(Path.cwd())
    except PolicyError as error:
        say(f"nbguard: {error}\nnbguard: the built-in policy guards instead")
        policy = Policy()
    return Session(shell, policy, pinned=bool(pinned))


def say(text: str) -> None:
    """Tell the user."""
    print(text, file=sys.stderr)  # noqa: T201
