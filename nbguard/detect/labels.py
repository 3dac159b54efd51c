"""What a key or header says from outside: its words, as context for the value under it."""

from __future__ import annotations

from functools import lru_cache

from nbguard.detect import headers


@lru_cache(maxsize=4096)
def words_of(label: str) -> tuple[str, ...]:
    """The words of a label, with English ones for what it suggests in another language.

    A label that names a thing ("customer id", "product name") gives none that ask for a person.

    >>> words_of("customer_phone"), words_of("customer_id")
    (('customer', 'phone'), ('id',))
    """
    header = headers.read(label)
    meant = header.context if header.person < 0 else (*header.words, *header.context)
    return tuple(dict.fromkeys(meant))
