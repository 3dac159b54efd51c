"""``%nbguard`` and ``%%nbguard``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from IPython.core.error import UsageError

from nbguard.errors import NbguardError, PolicyError
from nbguard.kernel.channel import spelled
from nbguard.kernel.memory import MOST
from nbguard.policy.checks import CHOICES

if TYPE_CHECKING:
    from nbguard.kernel.session import Session

_NAME = "nbguard"
_USAGE = """%nbguard                           what is guarded, and what was masked so far
%nbguard mode mask|warn|block|off  how, from now on
%nbguard scan EXPR                 what a value holds
%nbguard redact EXPR [--as NAME]   a value without it
%nbguard panel [EXPR]              review a value (the last result), redact it by a click
%nbguard minimize EXPR             which sensitive columns of a table this session never used
%nbguard hide NAME ...             mask the value of a variable wherever it appears
%%nbguard off                      show this cell's outputs as they are"""


class Magics:
    """The magics of one session; they know the shell and the session, and nobody knows them."""

    def __init__(self, shell: Any, session: Session) -> None:
        self._shell = shell
        self._session = session
        self._verbs = {
            "": self._status,
            "mode": self._mode,
            "scan": self._scan,
            "redact": self._redact,
            "panel": self._panel,
            "minimize": self._minimize,
            "hide": self._hide,
        }

    def install(self) -> None:
        """Register both magics."""
        self._shell.register_magic_function(self.line, "line", _NAME)
        self._shell.register_magic_function(self.cell, "cell", _NAME)

    def remove(self) -> None:
        """Take them out again."""
        for magics in self._shell.magics_manager.magics.values():
            magics.pop(_NAME, None)

    def line(self, line: str) -> Any:
        """Guard what leaves this session; without a word, say how."""
        verb, _, rest = line.strip().partition(" ")
        if verb not in self._verbs:
            raise UsageError(_USAGE)
        try:
            return self._verbs[verb](rest.strip())
        except NbguardError as error:
            raise UsageError(str(error)) from None

    def cell(self, line: str, cell: str) -> None:
        """``%%nbguard off``: this cell's outputs are shown as they are."""
        if line.strip() != "off":
            raise UsageError(_USAGE)
        try:
            self._session.show_cell(cell)
        except PolicyError as error:
            raise UsageError(str(error)) from None

    def _status(self, _: str) -> None:
        shield = self._session.shield
        hidden = spelled(shield.found) or "nothing"
        print(  # noqa: T201 the answer to a question
            f"nbguard: {shield.mode}. Found so far: {hidden}; withheld: {shield.withheld}.\n"
            f"Policy: {shield.policy.source}. "
            f"Values remembered from tables: {len(shield.memory)} (at most {MOST:,}).\n"
            "Turn it off: %%nbguard off for one cell, %nbguard mode off, or %unload_ext nbguard"
        )

    def _mode(self, mode: str) -> None:
        if mode not in CHOICES["mode"]:
            raise UsageError(f"%nbguard mode {'|'.join(CHOICES['mode'])}")
        self._session.set_mode(mode)

    def _scan(self, expression: str) -> Any:
        from nbguard.api import scan

        return scan(self._table(expression), policy=self._session.shield.policy)

    def _redact(self, line: str) -> Any:
        from nbguard.api import redact

        expression, _, name = line.partition("--as ")
        shield = self._session.shield
        safe = redact(self._table(expression), policy=shield.policy, session=shield.placeholders)
        if not name:
            return safe
        if not name.strip().isidentifier():
            raise UsageError("%nbguard redact EXPR --as NAME: NAME must be a variable's name")
        self._shell.user_ns[name.strip()] = safe
        return None

    def _panel(self, expression: str) -> Any:
        from nbguard.kernel.panel import Panel  # whoever never opens one never pays for widgets

        name = expression or "_"
        return Panel(self._shell, self._session, self._value(name), name)

    def _minimize(self, expression: str) -> Any:
        from nbguard.needed import minimize

        value = self._value(expression)
        return minimize(value, self._inputs(), self._session.shield.policy)

    def _inputs(self) -> list[str]:
        """What was typed so far, but for the cell that asks."""
        return [str(cell) for cell in self._shell.history_manager.input_hist_raw[:-1]]

    def _hide(self, names: str) -> None:
        if not names:
            raise UsageError("%nbguard hide NAME ...")
        for name in names.split():
            values = _values(self._value(name))
            kept = self._session.shield.declared.hide(values)
            note = "" if kept == len(values) else "; shorter ones would mask ordinary text"
            print(f"nbguard: {kept} of {len(values)} values of {name} are hidden{note}")  # noqa: T201

    def _table(self, expression: str) -> Any:
        """A value whose columns, if it has any, are known from now on."""
        value = self._value(expression)
        shield = self._session.shield
        shield.namespace.add(value, shield.policy)
        return value

    def _value(self, expression: str) -> Any:
        if not expression.strip():
            raise UsageError(_USAGE)
        try:
            return self._shell.ev(expression)
        except NameError as error:
            raise UsageError(f"there is no {error.name!r} in this session") from None


def _values(value: Any) -> set[str]:
    """The texts that a variable stands for: itself, or what it holds."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, (str, bytes)) or not hasattr(value, "__iter__"):
        value = [value]
    return {
        item.decode(errors="replace") if isinstance(item, bytes) else str(item) for item in value
    }
