"""Ordinary words of other languages, from translations that may be used freely.

``python -m nbguard.detect.names.training.vocabulary FOLDER`` writes
``data/dictionary_other.txt.gz``. In the folder lie, unpacked, the wheels of Superset, Django,
Wagtail, django-oscar and Home Assistant's front end, and npm's ``cldr-annotations-full`` and
``cldr-annotations-derived-full``.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages.pofile import read_po

from nbguard.detect.names.training.files import DATA

LANGUAGES = "de|fr|es|it|nl|pt"
_PATH = re.compile(
    rf"/(?:{LANGUAGES})(?:[-_](?:PT|BR|MX))?"
    r"(?:/LC_MESSAGES/[a-z]+\.po|-[0-9a-f]{32}\.json|/annotations\.json)$"
)
_WORD = re.compile(r"[^\W\d_]{4,}")
_NO_WORDS = re.compile(r"%\(\w+\)\w|\{[^}]*\}|%\w|<[^>]*>|&\w+;|\w+://\S+|\S+@\S+")


def words(folder: Path) -> set[str]:
    """The words of four letters and more in all translations below a folder, in small letters."""
    files = (path for path in folder.rglob("*.*") if _PATH.search(path.as_posix()))
    texts = (text for path in files for text in _texts(path))
    return {word.lower() for text in texts for word in _WORD.findall(_NO_WORDS.sub(" ", text))}


def _texts(path: Path) -> Iterator[str]:
    if path.suffix == ".json":
        yield from _strings(json.loads(path.read_text(encoding="utf-8")))
        return
    with path.open("rb") as file:
        for message in read_po(file, ignore_obsolete=True):
            if message.id and not message.fuzzy:  # without the header, which names translators
                yield from [message.string] if isinstance(message.string, str) else message.string


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, (dict, list)):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _strings(item)


if __name__ == "__main__":
    found = "\n".join(sorted(words(Path(sys.argv[1]))))
    path = DATA / "dictionary_other.txt.gz"
    path.write_bytes(gzip.compress(found.encode(), mtime=0))
