"""A user's own recognizers: a pattern in the policy, or the path of a Presidio recognizer."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from nbguard.detect.rules import Rule
from nbguard.errors import PolicyError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from presidio_analyzer import EntityRecognizer

    from nbguard.policy import Policy

_SCORE = 0.5


def patterns(policy: Policy) -> list[Rule]:
    """The rows with a ``pattern``, as rules; case counts unless the pattern says ``(?i)``."""
    return [
        Rule(
            entity=row["entity"],
            regex=row["pattern"],
            score=row.get("score", _SCORE),
            context=tuple(word.lower() for word in row.get("context", ())),
        )
        for row in policy.recognizers
        if "pattern" in row
    ]


def recognizers(policy: Policy) -> list[EntityRecognizer]:
    """The rows with a ``path``, loaded: ``module:Class`` or ``module:instance``.

    Only what Python can import already is looked at, never the folder of the policy: scanning
    somebody's repository must not run that repository's code. Raises PolicyError.
    """
    rows = [row for row in policy.recognizers if "path" in row]
    if rows:
        _never_fetch()
    return [_load(row) for row in rows]


def _never_fetch() -> None:
    """Presidio's e-mail recognizer asks tldextract, which would fetch its list of suffixes."""
    from types import SimpleNamespace

    from presidio_analyzer.predefined_recognizers.generic import email_recognizer
    from tldextract import TLDExtract

    shipped = TLDExtract(suffix_list_urls=(), cache_dir=None)
    email_recognizer.tldextract = SimpleNamespace(extract=shipped)


def _load(row: Mapping[str, Any]) -> EntityRecognizer:
    from presidio_analyzer import EntityRecognizer

    path = str(row["path"])
    found = _named(path)
    recognizer = _made(found, path) if isinstance(found, type) else found
    if not isinstance(recognizer, EntityRecognizer):
        raise PolicyError(f"recognizers: {path} is no presidio_analyzer.EntityRecognizer")
    if row["entity"] not in recognizer.supported_entities:
        known = ", ".join(recognizer.supported_entities)
        raise PolicyError(f"recognizers: {path} finds {known}, not {row['entity']}")
    if "context" in row:
        recognizer.context = list(row["context"])
    return recognizer


def _named(path: str) -> Any:
    module, colon, name = path.partition(":")
    if not (module and colon and name):
        raise PolicyError(f"recognizers: path {path!r} must be written module:Class")
    try:
        return getattr(import_module(module), name)
    except ImportError:
        raise PolicyError(f"recognizers: the module of {path!r} cannot be imported") from None
    except AttributeError:
        raise PolicyError(f"recognizers: {module} has nothing called {name!r}") from None


def _made(cls: type, path: str) -> Any:
    try:
        return cls()
    except Exception as error:  # noqa: BLE001  (somebody else's constructor)
        failed = type(error).__name__
    raise PolicyError(f"recognizers: {path} cannot be made without arguments ({failed})")
