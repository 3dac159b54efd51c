"""The lists the tagger asks a word's membership of, as hashes."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

import numpy as np
from faker.providers.address.en import Provider as Places
from spylls.hunspell import Dictionary

from nbguard.detect.names.features import LISTS, fold, list_key
from nbguard.detect.names.lexicon import Lexicon
from nbguard.detect.names.tokens import tokens
from nbguard.detect.names.training import addresses, names, places
from nbguard.detect.names.training.files import dictionary_other, ordinary, ordinary_other
from nbguard.detect.names.training.templates import words

_COMMON = 3000  # the most frequent ordinary words have a list of their own
_SHORT = 3  # letters


def _pieces(phrases: Iterable[str]) -> set[str]:
    return {
        fold(t.word)
        for phrase in phrases
        for t in tokens(phrase)
        if t.word[0].isalpha() and len(t.word) > 1
    }


def _technical() -> set[str]:
    own = words()
    return _pieces([*own["class"], *own["header"], *own["cat"], *own["product"], *own["ident"]])


def _street() -> set[str]:
    kinds = {
        word
        for kind in ("gbst", "usst", "dest", "frst", "esst", "itst", "nlst")
        for word in addresses.PARTS[kind]
    }
    return _pieces(
        kinds
        | {
            "suite",
            "apt",
            "flat",
            "unit",
            "floor",
            "box",
            "ul",
            "rua",
            "jalan",
            "mahallesi",
            "sokak",
            "piso",
        }
    )


def _english() -> set[str]:
    """The English words that Hunspell's dictionary writes small, and their plurals."""
    dictionary = Dictionary.from_files("en_US")
    stems = {entry.stem for entry in dictionary.dic.words}
    words = {stem for stem in stems if stem.isalpha() and stem.islower() and len(stem) > _SHORT}
    return words | {plural for word in words if dictionary.lookup(plural := f"{word}s")}


def build() -> Lexicon:
    """All lists in one."""
    frequent = ordinary()
    kept: dict[str, set[str]] = {
        "first": _pieces(w for o in names.ORIGINS for w in names.lists(o).first),
        "last": _pieces(w for o in names.ORIGINS for w in names.lists(o).last),
        "town": _pieces([*places.cities(), *places.BIG]),
        "country": _pieces([*places.countries(), *Places.countries]),
        "ordinary": set(frequent[_COMMON:]) | _pieces(chain(*ordinary_other().values())),
        "common": set(frequent[:_COMMON]),
        "technical": _technical(),
        "street": _street(),
    }
    kept["dictionary"] = _english() | _pieces(dictionary_other()) - kept["first"] - kept["last"]
    marks: dict[int, int] = {}
    for bit, name in enumerate(LISTS):
        for word in kept[name]:
            marks[list_key(word)] = marks.get(list_key(word), 0) | 1 << bit
    keys = sorted(marks)
    return Lexicon(np.array(keys, np.uint32), np.array([marks[k] for k in keys], np.uint16))
