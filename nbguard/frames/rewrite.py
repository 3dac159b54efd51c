"""A column rewritten: each distinct value once, then put back in its places by the library."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from nbguard.detect import escaped, headers, mentions
from nbguard.detect.evidence import LONGEST_NULL, is_null_word, is_present, text_of
from nbguard.detect.labels import words_of
from nbguard.detect.sweep import Sweep
from nbguard.errors import NbguardError, TableError
from nbguard.frames import nested
from nbguard.frames.verdicts import judge_of
from nbguard.operators import Redactor, bulk_operator
from nbguard.tables import Kind
from nbguard.tokens import CIPHER, covers, spans

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from nbguard.detect.columns import Judge
    from nbguard.findings import Match
    from nbguard.frames.plan import Plan
    from nbguard.guard import Guard
    from nbguard.operators import Placeholders
    from nbguard.tables import Cells, Column, Distinct

    Learn = Callable[[str, Sequence[str]], object]

_NUMBERS = (Kind.INTEGER, Kind.FLOAT)
_PROSE = 30
_FEW = 1000
_FIELDS = 200


class Rewriter:
    """Rewrites the columns of one table, or of several that share a session.

    ``learn`` hears the entity and the values of every column that is rewritten as a whole.
    """

    def __init__(self, guard: Guard, session: Placeholders, learn: Learn | None = None) -> None:
        self._guard = guard
        self._policy = guard.policy
        self._session = session
        self._learn = learn

    # These are built only where a column of free text needs them.
    @cached_property
    def _sweep(self) -> Sweep:
        return Sweep(self._policy)

    @cached_property
    def _judge(self) -> Judge:
        return judge_of(self._policy)

    @cached_property
    def _without_names(self) -> Guard:
        return self._guard.nameless()

    def column(self, column: Column, plan: Plan) -> Cells:
        """The column in its library's own form, rewritten as planned.

        Errors name the column; its values are in none of them.
        """
        distinct = column.distinct()
        try:
            if column.kind is Kind.NESTED:
                return self._nested(distinct, column, plan)
            if plan.whole and plan.operator.startswith("encrypt"):
                return distinct.rebuild(self._sealed(distinct, column, plan))
            return distinct.rebuild(self._flat(distinct.values, column, plan))
        except NbguardError as error:
            raise type(error)(f"column {column.label!r}: {error}") from None
        except RecursionError:
            raise TableError(
                f"column {column.label!r}: nested too deeply; drop the column or flatten it"
            ) from None

    def _flat(self, values: Sequence[Any], column: Column, plan: Plan) -> list[Any]:
        """The new cells in place of ``values``; what was not replaced stays the object it is."""
        if column.kind is Kind.OTHER:
            there = [i for i, value in enumerate(values) if is_present(value)]
            if len(there) < len(values):
                new = list(values)
                some = self._flat([values[i] for i in there], column, plan)
                for i, cell in zip(there, some, strict=True):
                    new[i] = cell
                return new
        texts = self._texts(column, values, plan)
        fresh = self._whole(texts, plan) if plan.whole else self._within(texts, column, plan)
        if column.kind is Kind.BYTES:
            return [text.encode("utf-8", "surrogateescape") for text in fresh]
        mixed = column.kind in (Kind.TEXT, Kind.OTHER) and set(map(type, values)) != {str}
        if mixed and not column.has_types:
            # A number among texts, of which nothing was replaced, stays one; so does a sum or a
            # mean, one in twenty of which passes for a card number.
            rows = zip(values, texts, fresh, strict=True)
            return [
                v if new == text or self._is_sum(v, text, plan) else new for v, text, new in rows
            ]
        return fresh

    def _is_sum(self, value: Any, text: str, plan: Plan) -> bool:
        return isinstance(value, float) and not plan.whole and not any(self._guard.known([text]))

    def _sealed(self, distinct: Distinct, column: Column, plan: Plan) -> list[Any]:
        """Every value encrypted with its type, so that ``restore`` gives the very same back."""
        exact = column.exact(distinct)
        values = distinct.values
        texts = [e.text if e else text_of(v) for e, v in zip(exact, values, strict=True)]
        kinds = [e.kind if e else "" for e in exact]
        if self._learn:
            self._learn(plan.entity, self._texts(column, values, plan))
        stay = _redacted(texts) | self._allowed(texts)
        go = [
            i
            for i, value in enumerate(values)
            if i not in stay and (is_present(value) or kinds[i].startswith("float"))
        ]
        operator = bulk_operator(plan.operator, self._session, [kinds[i] for i in go])
        new = list(values) if column.kind in (Kind.TEXT, Kind.OTHER) else list(texts)
        for i, token in zip(go, operator(plan.entity, [texts[i] for i in go]), strict=True):
            new[i] = token
        if column.kind is Kind.BYTES:
            return [text.encode("utf-8", "surrogateescape") for text in new]
        return new

    def _texts(self, column: Column, values: Sequence[Any], plan: Plan) -> list[str]:
        if column.kind is Kind.TEXT:
            return [value if type(value) is str else text_of(value) for value in values]
        texts = list(map(text_of, values))
        if plan.entity == "US_SSN" and column.kind in _NUMBERS:
            return [text.zfill(9) for text in texts]  # a number has lost its leading noughts
        return texts

    def _whole(self, texts: Sequence[str], plan: Plan) -> list[str]:
        """Every text replaced, but for null words, what is allowed and what is redacted."""
        operator = bulk_operator(plan.operator, self._session)
        if self._learn:
            self._learn(plan.entity, texts)
        stay = _nulls(texts) | _redacted(texts) | self._allowed(texts)
        if not stay:
            return operator(plan.entity, texts)
        changed = iter(operator(plan.entity, [t for i, t in enumerate(texts) if i not in stay]))
        return [text if i in stay else next(changed) for i, text in enumerate(texts)]

    def _with_kind(self, leaf: nested.Leaf, text: str, plan: Plan) -> str:
        """A number's token tells that it was one, so that it comes back as one."""
        token = CIPHER.fullmatch(text)
        if not leaf.kind or not (token or text == leaf.text):
            return text
        sealed = bulk_operator(plan.operator, self._session, [leaf.kind])
        return sealed(token[1] if token else plan.entity, [leaf.text])[0]

    def _allowed(self, texts: Sequence[str]) -> set[int]:
        if not self._policy.allow:
            return set()
        return {i for i, text in enumerate(texts) if self._policy.allows(text)}

    def _within(
        self, texts: Sequence[str], column: Column, plan: Plan, words: Sequence[str] = ()
    ) -> list[str]:
        """What is found in the texts replaced, the words around it kept.

        ``words`` are context beside the column's header: the key in a dict.
        """
        header = headers.read(column.label)
        if not texts:
            return []
        read = self._to_read(texts, plan, [*header.context, *words])
        suspects = [texts[i] for i in read]
        for text in suspects:
            self._session.reserve(text)
        meant = self._policy.entities if plan.named else {plan.entity}
        chosen = dict.fromkeys(meant, plan.operator)
        policy = self._policy.but(operators={**self._policy.operators, **chosen})
        redactor = Redactor(policy, self._session)
        found = self._match(suspects, [*header.within, *words])
        new = list(texts)
        for i, fresh in zip(read, redactor.splice_all(suspects, found), strict=True):
            new[i] = fresh
        return new

    def _nested(self, distinct: Distinct, column: Column, plan: Plan) -> Cells:
        """The cells with new leaves; keys of dicts only where something is found in them."""
        leaves = list(dict.fromkeys(nested.leaves(distinct.values)))
        new: dict[nested.Leaf, str] = {}
        for key, group in _by_key(leaves).items():
            new |= self._leaves(group, column, plan, words_of(key))
        keys = [leaf for leaf in leaves if leaf.is_key]
        fields = _changed(keys, self._within([leaf.text for leaf in keys], column, plan))
        # A type whose fields are called otherwise is another type.
        build = distinct.place if fields and distinct.place else distinct.rebuild
        return build([nested.replaced(cell, new | fields) for cell in distinct.values])

    def _leaves(
        self, leaves: Sequence[nested.Leaf], column: Column, plan: Plan, words: Sequence[str]
    ) -> dict[nested.Leaf, str]:
        """What becomes of leaves under one key."""
        texts = [leaf.text for leaf in leaves]
        if plan.whole:
            new = _changed(leaves, self._whole(texts, plan))
        else:
            new = _changed(leaves, self._within(texts, column, plan, words))
        if column.has_types and any(leaf.kind for leaf in new):
            # A field has one type: where one number becomes a text, they all do.
            new = {leaf: leaf.text for leaf in leaves if leaf.kind} | new
        if plan.operator.startswith("encrypt"):
            new = {leaf: self._with_kind(leaf, text, plan) for leaf, text in new.items()}
        return new

    def _to_read(self, texts: Sequence[str], plan: Plan, context: Sequence[str]) -> Sequence[int]:
        """Prose and few texts are read whole; of many short ones those that may hold something."""
        if len(texts) <= _FEW or sum(map(len, texts)) >= _PROSE * len(texts):
            return range(len(texts))
        texts = escaped.plain(texts)
        # A name has no shape that a sweep could tell.
        everywhere = plan.entity == "PERSON"
        named = mentions.mentioning(texts) if everywhere else self._judge.mentioning(texts)
        return sorted(named.union(self._sweep.suspects(texts, context)))

    def _match(self, texts: Sequence[str], context: Sequence[str]) -> list[list[Match]]:
        """What counts in each text; only those that may mention a person see the tagger."""
        mentioning = mentions.mentioning(escaped.plain(texts))
        named = sorted(mentioning)
        others = [i for i in range(len(texts)) if i not in mentioning]
        found: list[list[Match]] = [[]] * len(texts)
        for guard, places in ((self._guard, named), (self._without_names, others)):
            some = guard.read([texts[i] for i in places], [context] * len(places))
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


def _by_key(leaves: Sequence[nested.Leaf]) -> dict[str, list[nested.Leaf]]:
    """The values among the leaves by their key; by none where there are too many to be fields."""
    groups: dict[str, list[nested.Leaf]] = {}
    for leaf in leaves:
        if not leaf.is_key:
            groups.setdefault(leaf.key, []).append(leaf)
    if len(groups) <= _FIELDS:
        return groups
    return {"": [leaf for group in groups.values() for leaf in group]}


def _changed(leaves: Sequence[nested.Leaf], new: Sequence[str]) -> dict[nested.Leaf, str]:
    pairs = zip(leaves, new, strict=True)
    return {leaf: text for leaf, text in pairs if text != leaf.text}
