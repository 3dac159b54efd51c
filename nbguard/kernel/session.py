"""Session: everything that guards one IPython shell, put on and taken off together."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from nbguard import audit
from nbguard.errors import PolicyError
from nbguard.kernel.channel import Channel
from nbguard.kernel.echo import Echo
from nbguard.kernel.exports import Exports
from nbguard.kernel.frames import Frames
from nbguard.kernel.history import History
from nbguard.kernel.magics import Magics
from nbguard.kernel.prompts import Prompts
from nbguard.kernel.shield import Shield
from nbguard.kernel.terminal import Terminal
from nbguard.policy import Policy, administrator, allow_value
from nbguard.policy.files import nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping


_STRICTNESS = ("off", "warn", "mask", "block")


class Part(Protocol):
    """Something that is put on, and taken off without a trace."""

    def install(self) -> None:
        """Guard from now on."""

    def remove(self) -> None:
        """Leave everything as it was."""


class Session:
    """The guard of one shell; its policy says what may loosen it from inside.

    It stops mistakes and impatience, not a determined user: he owns the process.
    """

    def __init__(self, shell: Any, policy: Policy) -> None:
        self.policy = policy
        self.shield = Shield(policy, variables=shell.user_ns)
        kernel = getattr(shell, "kernel", None)
        self.outlet: Channel | Terminal = (
            Channel(kernel.session, self.shield) if kernel else Terminal(self.shield)
        )
        self._shell = shell
        self._parts: list[Part] = []

    def start(self) -> None:
        """Put everything on: the outlet first, without which nothing else counts."""
        audit.configure(self.policy.audit)
        self.shield.load()
        self._add("output", lambda: self.outlet)
        self._add("history", lambda: History(self._shell, self.shield))
        if isinstance(self.outlet, Channel):
            self._add("the process's own output", lambda: Echo(self.shield))
            self._add(
                "what is typed as a password", lambda: Prompts(self._shell.kernel, self.shield)
            )
        self._add("tables", lambda: Frames(self._shell, self.shield))
        self._add("what tables are written to", lambda: Exports(self, say))
        self._add("%nbguard", lambda: Magics(self._shell, self))

    def stop(self) -> None:
        """Take everything off again, in the opposite order."""
        while self._parts:
            self._parts.pop().remove()
        self.shield.stop()
        audit.flush()
        audit.configure({})

    def set_mode(self, mode: str) -> None:
        """Change the mode for what comes next. Raises PolicyError."""
        if _STRICTNESS.index(mode) < _STRICTNESS.index(self.policy.mode):
            self.refuse_unless("switch_off")
            audit.record("switched_off", where="kernel", note=f"mode {mode}")
        self.outlet.flush()
        self.shield.mode = mode

    def show_cell(self, cell: str) -> None:
        """Run a cell whose outputs are shown as they are. Raises PolicyError."""
        self.refuse_unless("switch_off")
        audit.record("switched_off", where="kernel", note="one cell")
        if self._show_reply():
            self._shell.run_cell(cell)
            return
        before, self.shield.mode = self.shield.mode, "off"
        try:
            self._shell.run_cell(cell)
        finally:
            self.outlet.flush()
            self.shield.mode = before

    def reveal(self, where: str, entities: Mapping[str, int]) -> None:
        """Let the answer to the current request hold values as they are. Raises PolicyError.

        ``where`` and ``entities``, values by entity, are for the audit log.
        """
        for entity in entities:
            self.refuse_unless("reveal", entity)
        self._show_reply()
        audit.record("revealed", where=where, entities=entities)

    def allow(self, where: str, entity: str, values: Iterable[str]) -> Path:
        """Allow values from now on; gives the policy file that was written. Raises PolicyError."""
        self.refuse_unless("allow", entity)
        path = nearest(Path.cwd()) or Path.cwd()
        for value in values:
            path = allow_value(path, value)
        self.policy = Policy.find(Path.cwd())
        self.shield.adopt(self.policy)
        audit.record("allowed", where=where, entities={entity: 1})
        return path

    def refuse_unless(self, action: str, entity: str | None = None) -> None:
        """Raise PolicyError, and record it, where the policy forbids the action."""
        if self.policy.may(action, entity):
            return
        audit.record("refused", where="kernel", entities={entity: 1} if entity else {}, note=action)
        whose = "administrator's policy" if self.policy.pinned else "policy"
        raise PolicyError(f"the {whose} forbids this to you ({self.policy.source})")

    def _show_reply(self) -> bool:
        """Let what answers the current request pass as it is; False where there are none."""
        kernel = getattr(self._shell, "kernel", None)
        if kernel:
            self.outlet.show(kernel.get_parent()["header"]["msg_id"])
        return kernel is not None

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
    try:
        policy = Policy.find(Path.cwd())
    except PolicyError as error:
        say(f"nbguard: {error}\nnbguard: the built-in policy guards instead")
        policy = Policy(pinned=administrator.is_there())
    return Session(shell, policy)


def say(text: str) -> None:
    """Tell the user."""
    print(text, file=sys.stderr)  # noqa: T201
