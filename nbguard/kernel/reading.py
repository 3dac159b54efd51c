"""How a session reads: known values as they are, a text once, names where names may be."""

from __future__ import annotations

import re
from itertools import accumulate
from typing import TYPE_CHECKING

from nbguard.detect import headers, resolve
from nbguard.detect.mentions import may_mention
from nbguard.guard import Guard, not_redacted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nbguard.findings import Match
    from nbguard.kernel.declared import DeclaredValues
    from nbguard.kernel.memory import Memory
    from nbguard.policy import Policy

_MOST_REMEMBERED = 1_000_000
"""Characters of text whose matches are remembered."""
_LONG = 100_000
"""Characters from which the tagger, at 3 s per million, would be felt on every screen."""
_NOT_SMALL = re.compile(r"[^\x00-@\[-\x7f]")
"""A capital, or a character beyond ASCII: a line without one mentions nobody."""
_DIGITS = str.maketrans("123456789", "0" * 9)


class SessionGuard(Guard):
    """A guard that also knows what was declared, what tables held, and what it read before."""

    def __init__(self, policy: Policy, declared: DeclaredValues, memory: Memory) -> None:
        super().__init__(policy)
        self._embedded = policy.names == "embedded"
        self._nameless = Guard(policy.but(names="off"))
        self._declared = declared
        self._memory = memory
        self._seen: dict[tuple[str, ...], list[Match]] = {}
        self._size = 0

    def match(
        self, texts: Sequence[str], contexts: Sequence[Sequence[str]] | None = None
    ) -> list[list[Match]]:
        """As Guard's, with the declared values and those that only their column told."""
        contexts = contexts or [()] * len(texts)
        found = self._remembered(texts, contexts)
        known = self._all_known(texts, contexts)
        return [resolve([*a, *b]) if b else a for a, b in zip(found, known, strict=True)]

    def nameless(self) -> SessionGuard:
        """See Guard: it knows the same values."""
        return SessionGuard(self.policy.but(names="off"), self._declared, self._memory)

    def known(self, texts: Sequence[str]) -> list[list[Match]]:
        """The declared values and those that only their column told; they may overlap."""
        return self._all_known(texts, [()] * len(texts))

    def _all_known(
        self, texts: Sequence[str], contexts: Sequence[Sequence[str]]
    ) -> list[list[Match]]:
        declared = self._declared.match_all(texts)
        rows = zip(declared, texts, contexts, strict=True)
        return [[*a, *self._told(text, context)] for a, text, context in rows]

    def _told(self, text: str, context: Sequence[str]) -> list[Match]:
        of_things = bool(context) and headers.read(context[-1]).is_of_things
        matches = self._memory.match(text, of_things=of_things)
        if not matches:
            return matches
        return [
            match
            for match in not_redacted(text, matches)
            if match.entity in self.policy.entities
            and not self.policy.allows(text[match.start : match.end])
        ]

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
    start = end = -1
    for first, last in _mentioning(text):
        if start >= 0 and first >= end:
            yield start, end
            start = -1
        start, end = first if start < 0 else start, last
    if start >= 0:
        yield start, end


def _mentioning(text: str) -> Iterator[tuple[int, int]]:
    """Each line that may mention a person, from the line before it to the end of the one after.

    The lines of a log differ in their numbers; what one says of people all like it say.
    """
    if not _NOT_SMALL.search(text):
        return
    lines = text.replace("\r\n", " \n").replace("\r", "\n").translate(_DIGITS).split("\n")
    telling = {line for line in set(lines) if _NOT_SMALL.search(line) and may_mention(line)}
    if not telling:
        return
    starts = [0, *accumulate(len(line) + 1 for line in lines), len(text)]
    for i, line in enumerate(lines):
        if line in telling:
            yield starts[max(i - 1, 0)], min(starts[i + 2], len(text))
