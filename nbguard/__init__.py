"""nbguard keeps personal data and secrets out of notebooks.

The names below are the whole public API. They are loaded on first use, so that
``import nbguard`` costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

_HOMES = {
    "_jupyter_server_extension_points": "nbguard.lab",
    "Finding": "nbguard.findings",
    "Guard": "nbguard.guard",
    "InvalidInput": "nbguard.errors",
    "NbguardError": "nbguard.errors",
    "Placeholders": "nbguard.operators",
    "Policy": "nbguard.policy",
    "RedactingFilter": "nbguard.logs",
    "RedactingFormatter": "nbguard.logs",
    "Report": "nbguard.findings",
    "guard_model": "nbguard.models",
    "load": "nbguard.vault",
    "load_ipython_extension": "nbguard.kernel.extension",
    "minimize": "nbguard.needed",
    "private": "nbguard.noise",
    "redact": "nbguard.api",
    "restore": "nbguard.api",
    "risk": "nbguard.anonymity",
    "save": "nbguard.vault",
    "scan": "nbguard.api",
    "unload_ipython_extension": "nbguard.kernel.extension",
    "validate_input": "nbguard.models",
}
__all__ = [
    "Finding",
    "Guard",
    "InvalidInput",
    "NbguardError",
    "Placeholders",
    "Policy",
    "RedactingFilter",
    "RedactingFormatter",
    "Report",
    "__version__",
    "guard_model",
    "load",
    "minimize",
    "private",
    "redact",
    "restore",
    "risk",
    "save",
    "scan",
    "validate_input",
]


def __getattr__(name: str) -> Any:
    """Load a public name from the module it lives in (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module 'nbguard' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
