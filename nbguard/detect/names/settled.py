"""What neighbouring entities say of one another, once their spans are known.

"Hartl & Kugler AG" is a firm, whoever founded it. The street in "Tilly-Weiß-Gasse 2" bears a
name, and nobody by that name lives there. The line above an address is the one who does.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nbguard.detect.names.acting import acting
from nbguard.detect.names.eponyms import references
from nbguard.detect.names.features import LISTS
from nbguard.detect.names.spans import ADDRESS, PERSON, Run
from nbguard.detect.names.tokens import BLANK, GLUED, LINE, SPACE
from nbguard.detect.rules import each

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nbguard.detect.names.tokens import Token

_FIRMS = frozenset(
    each(
        """Ltd Limited Inc Incorporated LLC LLP PLC plc GmbH mbH AG KG OHG KGaA AB Oy Oyj A/S ApS BV
        B.V NV N.V S.A S/A S.A.S SARL Sàrl S.r.l s.r.l Srl SRL s.r.o a.s spol Zrt Kft Nyrt SpA S.p.A
        s.p.a s.p SPA S.L S.L.U S.L.N.E S.Coop
        v.o.s j.d.o.o GbR HB Tmi Osk Ky Ltda Corp Corporation Group Holding Holdings
        Enterprises Industries Ventures
        Associates d.o.o d.d OÜ UAB SIA Şti A.Ş Tbk Pty Co"""
    )
)
_SONS = frozenset(("Sons", "Co", "Partners", "Associates", "Söhne", "Fils"))
_AND = frozenset(("&", "and", "und", "et", "y", "e", "és", "en", "og", "och", ","))
_FIRST = 1 << LISTS.index("first")
_LAST = 1 << LISTS.index("last")
_KEY = re.compile(
    r"(?:(?:first|last|middle|full|given|family|sur|fore|maiden)_?names?|[a-z]{3,12}ed_(?:by|to)"
    r"|owner|author|assignee|reviewer|reporter|manager|employee|patient|customer|client|doctor"
    r"|nurse|teacher|student|spouse|wife|husband|mother|father|tutor|mentor|supervisor|editor)"
)
_OFFICES = frozenset(
    each(
        """President Senator Judge Justice JUDGE Officer Inspector Detective Sergeant Captain
        Colonel Lieutenant Professor Doctor Minister Chancellor Governor Congressman Councillor
        Goalkeeper Striker Midfielder Defender Coach Witness Counsel Prosecutor"""
    )
)
_HALVES = {"last": "first", "given": "family", "family": "given"}
_NEAR = 12  # tokens between the keys of two halves
_SIGNS, _QUOTES, _ENDS = frozenset(":="), frozenset("\"'"), frozenset("\"',;|}&)")
_LONGEST_LINE = 4  # words of a name above its address
_LIKELY = 0.85


def settled(read: list[Token], found: list[Run], marks: Sequence[int]) -> list[Run]:
    """The runs of one text, sorted: without firms, and with streets and their people parted.

    ``marks[i]`` tells which lists hold the word of token ``i``.
    """
    found = acting(read, _above(read, _streets(read, _people(read, found)), marks), marks)
    found = sorted([*found, *_keyed(read, found, marks), *_titled(read, found, marks)])
    published = list(references(read)) if found else []
    return [run for run in found if run.entity != PERSON or not _within(run, published)]


def _within(run: Run, parts: Sequence[tuple[int, int]]) -> bool:
    return any(start <= run.first < end for start, end in parts)


def _people(read: list[Token], found: list[Run]) -> list[Run]:
    """Without the founders of firms."""
    kept: list[Run] = []
    firm: Run | None = None
    for run in reversed(found):
        owns = firm is not None and run.first == run.last and _joined(read, run, firm)
        if run.entity == PERSON and (owns or _is_firm(read, run)):
            firm = run
        else:
            kept.append(run)
    return kept[::-1]


def _joined(read: list[Token], run: Run, firm: Run) -> bool:
    between = read[run.last + 1 : firm.first]
    return 0 < len(between) < _LONGEST_LINE and all(token.word in _AND for token in between)


def _is_firm(read: list[Token], run: Run) -> bool:
    """Whether the name ends with a firm's legal form, or one follows."""
    after = run.last + 1
    if after < len(read) and read[after].spacing == SPACE:
        if _glued(read, after) in _FIRMS:
            return True
        partner = after + 1
        if read[after].word in _AND - {","} and partner < len(read):
            if read[partner].word in _SONS:
                return True
            if read[partner].word[0].isupper() and partner + 1 < len(read):
                return _glued(read, partner + 1) in _FIRMS
    start = run.last
    while start > run.first and read[start].spacing == GLUED:
        start -= 1
    return start > run.first and _glued(read, start) in _FIRMS


def _glued(read: list[Token], at: int) -> str:
    """What is written in one piece from the token ``at``, without the signs behind it."""
    end = at + 1
    while end < len(read) and read[end].spacing == GLUED:
        end += 1
    return "".join(token.word for token in read[at:end]).rstrip(".,;:)\"'")


def _streets(read: list[Token], found: list[Run]) -> list[Run]:
    """With a street's name inside its address: "Ada-Weiß-" before "Gasse 2"."""
    out: list[Run] = []
    for run in found:
        before = out[-1] if out else None
        if before and run.entity == ADDRESS and before.entity == PERSON:
            between = read[before.last + 1 : run.first + 1]
            hyphen = [t.word for t in between[:-1]] == ["-"] and between[-1].spacing == GLUED
            if hyphen or (len(between) == 1 and _is_house(read, run.first)):
                out[-1] = run._replace(first=before.first)
                continue
        out.append(run)
    return out


def _is_house(read: list[Token], at: int) -> bool:
    """Whether a house number ends what came before: "19, Palencia", not "19 Elm Street"."""
    ends = at + 1 < len(read) and (read[at + 1].word == "," or read[at + 1].spacing == LINE)
    return ends and read[at].word[0].isdigit() and read[at].spacing == SPACE


def _above(read: list[Token], found: list[Run], marks: Sequence[int]) -> list[Run]:
    """With the names that stand on lines of their own above addresses."""
    taken = {at for run in found for at in range(run.first, run.last + 1) if run.entity != ADDRESS}
    return sorted([*found, *_names_above(read, found, marks, taken)])


def _names_above(
    read: list[Token], found: list[Run], marks: Sequence[int], taken: set[int]
) -> Iterator[Run]:
    for run in found:
        if run.entity == ADDRESS and run.first > 0 and read[run.first].spacing == LINE:
            start = run.first - 1
            while start > 0 and read[start].spacing < LINE and run.first - start <= _LONGEST_LINE:
                start -= 1
            line = range(start, run.first)
            if taken.isdisjoint(line) and _is_name(read, line, marks):
                yield Run(start, run.first - 1, PERSON, _LIKELY)


def _keyed(read: list[Token], found: list[Run], marks: Sequence[int]) -> Iterator[Run]:
    """First names alone behind a key that asks for somebody: ``assigned_to: Ada``."""
    people = (run for run in found if run.entity == PERSON)
    taken = {at for run in people for at in range(run.first, run.last + 1)}
    for sign in range(1, len(read) - 1):
        if read[sign].word in _SIGNS:
            key = sign - 1 - (read[sign - 1].word in _QUOTES)
            at = sign + 1 + (read[sign + 1].word in _QUOTES)
            asked = key >= 0 and _asks(read, key, marks[at] if at < len(read) else 0)
            if asked and at not in taken and _stands_alone(read, at):
                yield Run(at, at, PERSON, _LIKELY)


def _asks(read: list[Token], key: int, mark: int) -> bool:
    """Whether a key asks for a person, and a listed one; half a name's, beside the other half."""
    word = read[key].word.lower()
    if word in _HALVES:
        near = (token.word.lower() for token in read[max(0, key - _NEAR) : key + _NEAR])
        return _HALVES[word] in near
    return bool(_KEY.fullmatch(word)) and bool(mark & _FIRST)


def _titled(read: list[Token], found: list[Run], marks: Sequence[int]) -> Iterator[Run]:
    """Surnames alone behind an office: "President Gallagher", "Judge King"."""
    # "President Gallagher" may have been taken for a firm; a longer name with it inside is one.
    others = (r for r in found if r.last - r.first != 1 or read[r.first].word not in _OFFICES)
    taken = {at for run in others for at in range(run.first, run.last + 1)}
    for at in range(1, len(read)):
        if read[at - 1].word in _OFFICES and read[at].spacing == SPACE and at not in taken:
            after = read[at + 1].word if at + 1 < len(read) else ""
            alone = not after[:1].isupper() and after != "-"
            if read[at].word.istitle() and marks[at] & _LAST and alone:
                yield Run(at, at, PERSON, _LIKELY)


def _stands_alone(read: list[Token], at: int) -> bool:
    """Whether one capitalised word is all that stands there."""
    if at >= len(read) or read[at].spacing >= LINE or not read[at].word.istitle():
        return False
    after = read[at + 1] if at + 1 < len(read) else None
    return after is None or after.spacing >= LINE or after.word in _ENDS


def _is_name(read: list[Token], line: range, marks: Sequence[int]) -> bool:
    """Two words or more with capitals, a first name and a last one as far as the lists know."""
    words = [read[at].word for at in line]
    whole = read[line[0]].spacing in (LINE, BLANK) and 1 < len(words) <= _LONGEST_LINE
    capitals = all(word[0].isupper() and word.isalpha() and not word.isupper() for word in words)
    return whole and capitals and bool(marks[line[0]] & _FIRST) and bool(marks[line[-1]] & _LAST)
