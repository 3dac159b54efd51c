"""Lists of words, facts and no one's data: Faker's names, and the name tagger's lists.

A word may be a name and something else too: Virginia, Rose, Paris. What a column proves rests on
the words that are names and nothing else.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING, NamedTuple

from nbguard.detect.headers import folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from nbguard.detect.names.lexicon import Lexicon


class Names(NamedTuple):
    """First names and last names, in small letters."""

    first: frozenset[str]
    last: frozenset[str]


class Known(NamedTuple):
    """Whether a word is a name to any list, and whether it is an ordinary word or a place too.

    ``common`` words are those that every text has ("value", "may", "test"), ``word`` says of
    the others that they are more than a name, a town or a street.
    """

    name: bool
    other: bool
    common: bool = False
    word: bool = False


@cache
def names() -> Names:
    """Every name that Faker knows; 80 ms, once."""
    package = import_module("faker.providers.person")
    first: set[object] = set()
    last: set[object] = set()
    for module in iter_modules(package.__path__):
        provider = import_module(f"faker.providers.person.{module.name}").Provider
        for attribute in dir(provider):
            if re.search("(first|last)_.*names?", attribute):
                listed = getattr(provider, attribute)
                if isinstance(listed, (tuple, list, dict, set)):
                    (last if "last" in attribute else first).update(listed)
    return Names(_parts(first), _parts(last))


def known(words: Iterable[str]) -> Mapping[str, Known]:
    """What each of the ``words``, in small letters, is known as.

    >>> known(["jennifer", "paris", "qwzx"])["jennifer"]
    Known(name=True, other=False, common=False, word=False)
    """
    import numpy as np

    from nbguard.detect.names.features import LEARNED, LISTS, fold, list_key

    first, last = names()
    distinct = list(dict.fromkeys(words))
    hashes = np.array([list_key(fold(word)) for word in distinct], dtype=np.uint32)
    marks = _lexicon().lookup(hashes).tolist() if distinct else []
    a_name = sum(1 << LISTS.index(name) for name in ("first", "last"))
    other = (1 << len(LEARNED)) - 1 - a_name
    common = 1 << LISTS.index("common")
    ordinary = sum(1 << LISTS.index(name) for name in ("country", "ordinary", "technical"))
    return {
        word: Known(
            bool(mark & a_name) or word in first or word in last,
            bool(mark & other),
            bool(mark & common),
            bool(mark & ordinary),
        )
        for word, mark in zip(distinct, marks, strict=True)
    }


@cache
def _lexicon() -> Lexicon:
    """The tagger's lists without its network."""
    from nbguard.detect.names import model
    from nbguard.detect.names.lexicon import Lexicon

    arrays, _ = model.read()
    return Lexicon(arrays["lexicon.keys"], arrays["lexicon.marks"])


def _parts(listed: Iterable[object]) -> frozenset[str]:
    """The names in small letters, and without accents as much data has them."""
    plain = {name.lower() for name in listed if isinstance(name, str)}
    return frozenset(plain.union(folded(name) for name in plain if not name.isascii()))
