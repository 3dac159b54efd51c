"""What could make nbguard judge a document otherwise than it did before."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator

import nbguard


def surroundings() -> str:
    """A text that changes with nbguard itself and with what is installed beside it.

    The newest of nbguard's own files stands for its code and models (an editable install keeps
    its version while it changes); installing or removing any package touches site-packages.
    """
    own = os.path.dirname(nbguard.__file__)
    newest = max(_times(own))
    beside = [os.stat(path).st_mtime_ns for path in sys.path if path.endswith("-packages")]
    return f"{nbguard.__version__} {sys.version_info} {newest} {beside}"


def _times(folder: str) -> Iterator[int]:
    with os.scandir(folder) as found:
        for item in found:
            if item.is_dir(follow_symlinks=False):
                if item.name != "__pycache__":
                    yield from _times(item.path)
            else:
                yield item.stat().st_mtime_ns
