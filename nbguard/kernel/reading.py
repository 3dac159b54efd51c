"""How a session reads: known values literally, the same text once, names where names may be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nbguard.detect import resolve
from nbguard.detect.mentions import may_mention
from nbguard.guard import Guard

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nbguard.findings import Match
    from nbguard.kernel.declared import DeclaredValues
    from nbguard.policy import Policy

_MOST_REMEMBERED = 1_000_000
"""Characters of text whose matches are remembered."""
_LONG = 100_000
"""Characters from which the tagger, at 3 s per million, would be felt on every screen."""


class SessionGuard(Guard):
    """A guard that also knows the values that were declared sensitive, and what it read before."""

    def __init__(self, policy: Policy, declared: DeclaredValues) -> None:
        super().__init__(policy)
        self._embedded = policy.names == "embedded"
        self._nameless = Guard(policy.but(names="off"))
        self._declared = declared
        self._seen: dict[tuple[str, ...], list[Match]] = {}
        self._size = 0

    def match(
        self, texts: Sequence[str], contexts: Sequence[Sequence[str]] | None = None
    ) -> list[list[Match]]:
        """As Guard's, with the declared values."""
        found = self._remembered(texts, contexts or [()] * len(texts))
        known = [self._declared.match(text) for text in texts]
        return [resolve([*a, *b]) if b else a for a, b in zip(found, known, strict=True)]

    def _remembered(
        self, texts: Sequence[str], contexts: Sequence[Sequence[str]]
    ) -> list[list[Match]]:
        """As Guard's: one traceback travels in two messages, one cell's source in three."""
        seen = self._seen
        keys = [(text, *context) for text, context in zip(texts, contexts, strict=True)]
        new = {k: context for k, context in zip(keys, contexts, strict=True) if k not in seen}
        answers = self._read_all([key[0] for key in new], list(new.values())) if new else []
        fresh = dict(zip(new, answers, strict=True))
        found = [seen[key] if key in seen else fresh[key] for key in keys]
        if sum(len(key[0]) for key in fresh) <= _MOST_REMEMBERED // 4:
            self._remember(fresh)
        return found

    def _read_all(
        self, texts: Sequence[str], contexts: Sequence[Sequence[str]]
    ) -> list[list[Match]]:
        """As Guard's, long texts one by one."""
        is_long = [self._embedded and len(text) > _LONG for text in texts]
        short = iter(
            super().match(
                [text for text, long in zip(texts, is_long, strict=True) if not long],
                [words for words, long in zip(contexts, is_long, strict=True) if not long],
            )
        )
        rows = zip(texts, contexts, is_long, strict=True)
        return [self._long(text, words) if long else next(short) for text, words, long in rows]

    def _long(self, text: str, context: Sequence[str]) -> list[Match]:
        """Names are looked for near the lines that may mention a person, all else everywhere."""
        (found,) = self._nameless.match([text], [context])
        parts = list(_naming(text))
        names = super().match([text[a:b] for a, b in parts], [context] * len(parts))
        moved = [
            match._replace(start=match.start + start, end=match.end + start)
            for (start, _), matches in zip(parts, names, strict=True)
            for match in matches
        ]
        return resolve([*found, *moved])

    def _remember(self, fresh: dict[tuple[str, ...], list[Match]]) -> None:
        self._size += sum(len(key[0]) for key in fresh)
        if self._size > _MOST_REMEMBERED:
            self._seen = {}
            self._size = sum(len(key[0]) for key in fresh)
        self._seen.update(fresh)


def _naming(text: str) -> Iterator[tuple[int, int]]:
    """The runs of lines that may mention a person, each with the line before and after it."""
    at, before, start, end = 0, 0, -1, -1
    for line in text.splitlines(keepends=True):
        if may_mention(line):
            if start < 0:
                start = before
            end = at + len(line)
        elif start >= 0 and at > end:
            yield start, at
            start = -1
        before, at = at, at + len(line)
    if start >= 0:
        yield start, at
