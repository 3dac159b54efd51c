"""What is typed where a password is asked for is one, wherever it turns up later."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from nbguard.kernel.declared import is_secret
from nbguard.kernel.patch import Patch

if TYPE_CHECKING:
    from nbguard.kernel.shield import Shield


class Prompts:
    """Stands behind a kernel's ``getpass`` and declares what comes back from it.

    ``install`` and ``remove`` are symmetric; the answer itself is not changed.
    """

    def __init__(self, kernel: Any, shield: Shield) -> None:
        self._shield = shield
        self._patch = Patch(kernel, "getpass", self._getpass)

    def install(self) -> None:
        """Listen from the next prompt on: a kernel hands its method to every cell anew."""
        self._patch.install()

    def remove(self) -> None:
        """Listen no more."""
        self._patch.remove()

    def _getpass(self, *args: Any, **options: Any) -> Any:
        answer = self._patch.original(*args, **options)
        _declare(answer, self._shield)
        return answer


class Fields:
    """The fields for passwords among a session's widgets: what they hold is declared, too."""

    def __init__(self, shield: Shield) -> None:
        self._shield = shield
        self._comms: set[str] = set()

    def look(self, content: Any) -> None:
        """Learn from a widget's message, one that opens it or one that changes it."""
        data = content.get("data")
        state = data.get("state") if isinstance(data, dict) else None
        if not isinstance(state, dict):
            return
        if state.get("_model_name") == "PasswordModel":
            self._comms.add(content["comm_id"])
        if content.get("comm_id") in self._comms:
            _declare(state.get("value"), self._shield)


def _declare(value: Any, shield: Shield) -> None:
    if isinstance(value, str) and is_secret("PASSWORD", value):
        shield.declared.hide([value])
