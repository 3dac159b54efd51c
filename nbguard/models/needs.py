"""What only a reference needs, imported when there is one."""

from __future__ import annotations

from typing import Any

from nbguard.errors import NbguardError


def scipy_stats() -> Any:
    """Scipy's statistics. Raises NbguardError that names the extra."""
    try:
        from scipy import stats
    except ImportError:
        raise NbguardError("a reference needs scipy: pip install 'nbguard[models]'") from None
    return stats
