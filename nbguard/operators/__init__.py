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


def bulk_operator(spec: str, session: Placeholders, *, kind: str = "") -> BulkOperator:
    """Like ``operator``, for many values of one entity; ``kind`` is a type that encrypt keeps."""
    name, _, argument = spec.partition(":")
    if name == "replace":
        return session.tokens
    if name == "hash":
        from nbguard.operators import hash as keyed_hash

        return keyed_hash.bulk(argument)
    if name == "encrypt":
        from nbguard.operators import encrypt  # imports cryptography

        one = encrypt.operator(argument, kind)
    else:
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
        self._operators: dict[str, Operator] = {}

    def reserve(self, text: str) -> None:
        """Keep new placeholders apart from those already in ``text``."""
        self._session.reserve(text)

    def apply(self, entity: str, value: str) -> str:
        """What stands in ``value``'s stead; a value that is redacted already stays as it is.

        Raises KeyMissing where the operator needs a key and none can be had.
        """
        if covers(value):
            return value
        name = self._policy.operator(entity)
        if name not in self._operators:
            self._operators[name] = operator(name, self._session)
        new = self._operators[name](entity, value)
        return _marked(new) if name.startswith("fake") else new

    def splice(self, text: str, matches: Sequence[Match]) -> str:
        """``text`` with each of its ``matches``, sorted and apart, replaced."""
        pieces, at = [], 0
        for match in matches:
            new = self.apply(match.entity, text[match.start : match.end])
            pieces += [text[at : match.start], new]
            at = match.end
        return "".join([*pieces, text[at:]])


def _marked(fake: str) -> str:
    """A fake that no later clean takes for a real value: each word carries the mark."""
    if covers(fake):
        return fake
    return " ".join(word and word + MARK for word in fake.split(" "))
