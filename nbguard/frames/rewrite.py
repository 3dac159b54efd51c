"""A column rewritten: each distinct value once, then put back in its places by the library."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from nbguard.detect import headers, mentions
from nbguard.detect.evidence import LONGEST_NULL, is_null_word, is_present, text_of
from nbguard.detect.sweep import Sweep
from nbguard.errors import NbguardError
from nbguard.frames import nested
from nbguard.guard import Guard
from nbguard.operators import Redactor, bulk_operator
from nbguard.tables import Kind
from nbguard.tokens import covers, spans

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from nbguard.findings import Match
    from nbguard.frames.plan import Plan
    from nbguard.operators import Placeholders
    from nbguard.tables import Cells, Column

    Rewrite = Callable[[Sequence[str], Column, Plan], list[str]]
    Learn = Callable[[str, Sequence[str]], object]

_NUMBERS = (Kind.INTEGER, Kind.FLOAT)
_PROSE = 30
_FEW = 1000


class Rewriter:
    """Rewrites the columns of one table, or of several that share a session.

    ``learn`` hears the entity and the values of every column that is rewritten as a whole.
    """

    def __init__(self, guard: Guard, session: Placeholders, learn: Learn | None = None) -> None:
        self._guard = guard
        self._policy = guard.policy
        self._session = session
        self._learn = learn

    # Both are built only where a column of free text needs them.
    @cached_property
    def _sweep(self) -> Sweep:
        return Sweep(self._policy)

    @cached_property
    def _without_names(self) -> Guard:
        return Guard(self._policy.but(names="off"))

    def column(self, column: Column, plan: Plan) -> Cells:
        """The column in its library's own form, rewritten as planned.

        Errors name the column; its values are in none of them.
        """
        distinct = column.distinct()
        rewrite = self._whole if plan.whole else self._within
        try:
            if column.kind is Kind.NESTED:
                return distinct.rebuild(_nested(distinct.values, rewrite, column, plan))
            if column.kind is Kind.OTHER:
                return distinct.rebuild(_objects(distinct.values, rewrite, column, plan))
            texts = self._texts(column, distinct.values, plan)
            new = rewrite(texts, column, plan)
        except NbguardError as error:
            raise type(error)(f"column {column.label!r}: {error}") from None
        if column.kind is Kind.BYTES:
            return distinct.rebuild([text.encode("utf-8", "surrogatepass") for text in new])
        if column.kind is Kind.TEXT and set(map(type, distinct.values)) != {str}:
            # A number among texts, of which nothing was replaced, stays one; so does a sum or a
            # mean, one in twenty of which passes for a card number.
            pairs = zip(distinct.values, texts, new, strict=True)
            new = [
                value if fresh == text or (isinstance(value, float) and not plan.whole) else fresh
                for value, text, fresh in pairs
            ]
        return distinct.rebuild(new)

    def _texts(self, column: Column, values: Sequence[Any], plan: Plan) -> list[str]:
        if column.kind is Kind.TEXT:
            return [value if type(value) is str else text_of(value) for value in values]
        texts = list(map(text_of, values))
        if plan.entity == "US_SSN" and column.kind in _NUMBERS:
            return [text.zfill(9) for text in texts]  # a number has lost its leading noughts
        return texts

    def _whole(self, texts: Sequence[str], column: Column, plan: Plan) -> list[str]:
        """Every text replaced, but for null words, what is allowed and what is redacted."""
        operator = bulk_operator(plan.operator, self._session, kind=column.type_name)
        if self._learn:
            self._learn(plan.entity, texts)
        stay = _nulls(texts) | _redacted(texts) | self._allowed(texts)
        if not stay:
            return operator(plan.entity, texts)
        changed = iter(operator(plan.entity, [t for i, t in enumerate(texts) if i not in stay]))
        return [text if i in stay else next(changed) for i, text in enumerate(texts)]

    def _allowed(self, texts: Sequence[str]) -> set[int]:
        if not self._policy.allow:
            return set()
        return {i for i, text in enumerate(texts) if self._policy.allows(text)}

    def _within(self, texts: Sequence[str], column: Column, plan: Plan) -> list[str]:
        """What is found in the texts replaced, the words around it kept."""
        header = headers.read(column.label)
        if not texts:
            return []
        read = self._to_read(texts, plan, header.context)
        suspects = [texts[i] for i in read]
        for text in suspects:
            self._session.reserve(text)
        meant = self._policy.entities if plan.named else {plan.entity}
        chosen = dict.fromkeys(meant, plan.operator)
        policy = self._policy.but(operators={**self._policy.operators, **chosen})
        redactor = Redactor(policy, self._session)
        found = self._match(suspects, header.within)
        new = list(texts)
        for i, fresh in zip(read, redactor.splice_all(suspects, found), strict=True):
            new[i] = fresh
        return new

    def _to_read(self, texts: Sequence[str], plan: Plan, context: Sequence[str]) -> Sequence[int]:
        """Prose and few texts are read whole; of many short ones those that may hold something."""
        if len(texts) <= _FEW or sum(map(len, texts)) >= _PROSE * len(texts):
            return range(len(texts))
        read = set(self._sweep.suspects(texts, context))
        if plan.entity == "PERSON":  # a name has no shape that a sweep could tell
            read |= mentions.mentioning(texts)
        return sorted(read)

    def _match(self, texts: Sequence[str], context: Sequence[str]) -> list[list[Match]]:
        """What counts in each text; only those that may mention a person see the tagger."""
        mentioning = mentions.mentioning(texts)
        named = sorted(mentioning)
        others = [i for i in range(len(texts)) if i not in mentioning]
        found: list[list[Match]] = [[]] * len(texts)
        for guard, places in ((self._guard, named), (self._without_names, others)):
            some = guard.match([texts[i] for i in places], [context] * len(places))
            for i, matches in zip(places, some, strict=True):
                found[i] = matches
        return found


def _nulls(texts: Sequence[str]) -> set[int]:
    return {i for i, text in enumerate(texts) if len(text) < LONGEST_NULL and is_null_word(text)}


def _redacted(texts: Sequence[str]) -> set[int]:
    """The texts that are placeholders, hashes, ciphers or fakes already; mostly there are none."""
    if not spans("\n".join(texts)):
        return set()
    return {i for i, text in enumerate(texts) if covers(text)}


def _objects(cells: Sequence[Any], rewrite: Rewrite, column: Column, plan: Plan) -> list[Any]:
    """Objects by the text they print as; those that hold nothing stay the objects they are."""
    texts = [text_of(cell) if is_present(cell) else None for cell in cells]
    known = list(dict.fromkeys(text for text in texts if text is not None))
    new = dict(zip(known, rewrite(known, column, plan), strict=True))
    changed = [new.get(text, text) if text is not None else None for text in texts]
    return [cell if n == t else n for cell, t, n in zip(cells, texts, changed, strict=True)]


def _nested(cells: Sequence[Any], rewrite: Rewrite, column: Column, plan: Plan) -> list[Any]:
    leaves = list(dict.fromkeys(nested.texts(cells)))
    new = dict(zip(leaves, rewrite(leaves, column, plan), strict=True))
    return [nested.replaced(cell, new) for cell in cells]
