"""Pictures: the words in them read, and painted over. Nothing here knows what is sensitive.

RapidOCR reads, with models that its wheel carries: nothing is fetched, no file is written. It is
an extra (``nbguard[ocr]``), imported when the first picture is read.
"""

from __future__ import annotations

from nbguard.images.known import Known, Pictures
from nbguard.images.picture import Picture

__all__ = ["Known", "Picture", "Pictures"]
