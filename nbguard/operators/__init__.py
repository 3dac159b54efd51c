"""A value in, a safe value out: one file per operator, and the policy chooses among them.

The default, ``replace``, imports nothing heavy; every other operator is loaded when first used.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import TYPE_CHECKING

from nbguard.operators.placeholder import Placeholders
from nbguard.tokens import MARK, covers

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from nbguard.findings import Match
    from nbguard.policy import Policy

__all__ = ["BulkOperator", "Operator", "Placeholders", "Redactor", "bulk_operator", "operator"]

Operator = Callable[[str, str], str]
"""Takes an entity and a value of it, and gives what stands in the value's stead."""

BulkOperator = Callable[[str, Sequence[str]], list[str]]
"""The same for many values."""


def operator(spec: str, session: Placeholders) -> Operator:
    """The operator that ``spec`` names, ready to use; ``name:argument`` tunes it.

    >>> operator("mask:2", Placeholders())("US_SSN", "536-22-8726")
    '***-**-**26'
    """
    name, _, argument = spec.partition(":")
    if name == "replace":
        return session.token
    if name == "redact":
        return lambda _entity, _value: ""
    if name == "keep":
        return lambda _entity, value: value
    made: Operator = import_module(f"nbguard.operators.{name}").operator(argument)
    return made


def bulk_operator(
    spec: str, session: Placeholders, kinds: Sequence[str] | None = None
) -> BulkOperator:
    """Like ``operator``, for many values of one entity; ``kinds`` are the types encrypt keeps."""
    name, _, argument = spec.partition(":")
    if name == "replace":
        return session.tokens
    if name == "hash":
        from nbguard.operators import hash as keyed_hash

        return keyed_hash.bulk(argument)
    if kinds and name == "encrypt":
        from nbguard.operators import encrypt  # imports cryptography

        sealed = encrypt.operator(argument)
        return lambda entity, values: [
            sealed(entity, *pair) for pair in zip(values, kinds, strict=True)
        ]
    one = operator(spec, session)
    return lambda entity, values: [one(entity, value) for value in values]


class Redactor:
    """Makes values safe as ``policy`` says, with one numbering for all of them.

    >>> from nbguard.policy import Policy
    >>> redactor = Redactor(Policy(operators={"US_SSN": "mask"}))
    >>> redactor.apply("PERSON", "Jane Roe"), redactor.apply("US_SSN", "536-22-8726")
    ('[PERSON_1]', '***-**-8726')
    """

    def __init__(self, policy: Policy, session: Placeholders | None = None) -> None:
        self._policy = policy
        self._session = session or Placeholders()
        self._operators: dict[str, BulkOperator] = {}

    def reserve(self, text: str) -> None:
        """Keep new placeholders apart from those already in ``text``."""
        self._session.reserve(text)

    def apply(self, entity: str, value: str) -> str:
        """What stands in ``value``'s stead; a value that is redacted already stays as it is.

        Raises KeyMissing where the operator needs a key and none can be had.
        """
        return self.apply_all(entity, [value])[0]

    def apply_all(self, entity: str, values: Sequence[str]) -> list[str]:
        """The same for many values of one entity."""
        name = self._policy.operator(entity)
        if name not in self._operators:
            self._operators[name] = bulk_operator(name, self._session)
        redacted = {value for value in values if covers(value)}
        fresh = iter(self._operators[name](entity, [v for v in values if v not in redacted]))
        new = [value if value in redacted else next(fresh) for value in values]
        return list(map(_marked, new)) if name.startswith("fake") else new

    def splice(self, text: str, matches: Sequence[Match]) -> str:
        """``text`` with each of its ``matches``, sorted and apart, replaced."""
        return self.splice_all([text], [matches])[0]

    def splice_all(self, texts: Sequence[str], found: Sequence[Sequence[Match]]) -> list[str]:
        """Each text with its own matches replaced; equal values share one number."""
        values: dict[str, list[str]] = {}
        for text, matches in zip(texts, found, strict=True):
            for start, end, entity, _ in matches:
                values.setdefault(entity, []).append(text[start:end])
        fresh = {entity: iter(self.apply_all(entity, some)) for entity, some in values.items()}
        return [
            _spliced(text, matches, fresh) if matches else text
            for text, matches in zip(texts, found, strict=True)
        ]


def _spliced(text: str, matches: Sequence[Match], fresh: Mapping[str, Iterator[str]]) -> str:
    pieces, at = [], 0
    for start, end, entity, _ in matches:
        pieces += [text[at:start], next(fresh[entity])]
        at = end
    return "".join([*pieces, text[at:]])


def _marked(fake: str) -> str:
    """A fake that no later clean takes for a real value: each word carries the mark."""
    if covers(fake):
        return fake
    return " ".join(word and word + MARK for word in fake.split(" "))
