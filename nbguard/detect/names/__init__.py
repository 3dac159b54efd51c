"""Names and addresses without a download: the tagger that ships inside the wheel."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nbguard.detect.names.tagging import Tagger


@cache
def tagger() -> Tagger:
    """The embedded tagger, loaded once; no network, no Presidio.

    >>> text = "Please call Maria Lopez."
    >>> [(text[m.start : m.end], m.entity) for m in tagger().tag([text])[0]]
    [('Maria Lopez', 'PERSON')]
    """
    # numpy is loaded with the tagger, and only then: most texts never get this far.
    from nbguard.detect.names.tagging import Tagger

    return Tagger.load()
