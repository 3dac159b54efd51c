"""The operators for whoever works with Presidio's own engines.

    >>> from presidio_anonymizer import AnonymizerEngine, OperatorConfig, RecognizerResult
    >>> engine = AnonymizerEngine()
    >>> register(engine)
    >>> found = [RecognizerResult("US_SSN", 4, 15, 1.0)]
    >>> how = {"US_SSN": OperatorConfig("nbguard_mask", {"argument": "2"})}
    >>> engine.anonymize("ssn 536-22-8726", found, how).text
    'ssn ***-**-**26'

The names begin with ``nbguard_``, so that none is mistaken for Presidio's: its ``hash`` has no
key, and its ``encrypt`` gives another token each time. ``argument`` is what follows the colon in
a policy; ``nbguard_replace`` takes a ``session`` (Placeholders) that numbers across texts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from presidio_anonymizer.operators import Operator, OperatorType

from nbguard.operators import Placeholders, operator
from nbguard.operators.encrypt import Restorer

if TYPE_CHECKING:
    from presidio_anonymizer import AnonymizerEngine, DeanonymizeEngine

_NAMES = ("replace", "mask", "hash", "encrypt", "generalize", "fake")


class _Anonymizer(Operator):  # type: ignore[misc]
    name: ClassVar[str]

    def operate(self, text: str, params: dict[str, Any]) -> str:
        """Replace ``text``, a value of ``params['entity_type']``."""
        make = operator(self._spec(params), params.get("session") or Placeholders())
        return make(params["entity_type"], text)

    def validate(self, params: dict[str, Any]) -> None:
        """Raise PolicyError for a wrong ``argument``."""
        operator(self._spec(params), Placeholders())

    def operator_name(self) -> str:
        """The name for Presidio's OperatorConfig."""
        return f"nbguard_{self.name}"

    def operator_type(self) -> OperatorType:
        """It makes safe."""
        return OperatorType.Anonymize

    def _spec(self, params: dict[str, Any]) -> str:
        return f"{self.name}:{params.get('argument', '')}"


class Restore(Operator):  # type: ignore[misc]
    """``nbguard_restore`` undoes ``nbguard_encrypt`` in Presidio's DeanonymizeEngine."""

    def operate(self, text: str, params: dict[str, Any]) -> str:
        """Raises RestoreError, KeyMissing."""
        return Restorer(params.get("argument") or "default").value(text).value

    def validate(self, params: dict[str, Any]) -> None:
        """Any name may be a key's."""

    def operator_name(self) -> str:
        """The name for Presidio's OperatorConfig."""
        return "nbguard_restore"

    def operator_type(self) -> OperatorType:
        """It undoes."""
        return OperatorType.Deanonymize


ANONYMIZERS: tuple[type[Operator], ...] = tuple(
    type(f"{name.title()}", (_Anonymizer,), {"name": name, "__doc__": f"``nbguard_{name}``."})
    for name in _NAMES
)


def register(engine: AnonymizerEngine | DeanonymizeEngine) -> None:
    """Make the operators known to one of Presidio's engines."""
    if hasattr(engine, "add_deanonymizer"):
        engine.add_deanonymizer(Restore)
        return
    for anonymizer in ANONYMIZERS:
        engine.add_anonymizer(anonymizer)
