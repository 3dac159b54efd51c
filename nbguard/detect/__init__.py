"""Text in, matches out. ``detector(policy)`` is the only door; it is cheap to walk through.

A text passes three tiers, each paid for only when needed: the screen (can it hold anything?),
the patterns with their checksums, and the names. Presidio is imported when, and only when, some
text of a batch gets past the screen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from nbguard.detect.overlaps import resolve

if TYPE_CHECKING:
    from nbguard.detect.detection import Detector
    from nbguard.policy import Policy

__all__ = ["detector", "resolve"]

_MOST_KEPT = 16
_detectors: dict[str, Detector] = {}


def detector(policy: Policy) -> Detector:
    """The detector of a policy; equal policies share one, since its parts are dear to build.

    >>> from nbguard.policy import Policy
    >>> detector(Policy()).detect(["mail jane.roe@acme-corp.com", "nothing here"])
    [[Match(start=5, end=27, entity='EMAIL_ADDRESS', score=0.95)], []]
    """
    from nbguard.detect.detection import Detector  # a run that finds all in its cache needs none

    key = policy.fingerprint()
    found = _detectors.get(key)
    if found is None:
        found = Detector(policy)
        # Another thread may be here, too: it loses nothing but the time to build one again.
        for oldest in list(_detectors)[: 1 - _MOST_KEPT]:
            _detectors.pop(oldest, None)
        _detectors[key] = found
    return found
