"""A verdict per column, from its header, its type and a sample of its distinct values.

A header only lowers what the values must prove. Values prove by their form (the screen's rules,
with their checksums), by the lists of names, or by being dates or numbers in the right range.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from nbguard.detect import (
    context,
    detector,
    escaped,
    evidence,
    headers,
    mentions,
    people,
    remarks,
    streets,
)
from nbguard.detect.evidence import Cell, share
from nbguard.detect.namelike import enough_names
from nbguard.detect.overlaps import resolve
from nbguard.detect.registry import rules_of
from nbguard.detect.screen import Question, Screen
from nbguard.findings import Match
from nbguard.tables import Kind

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence

    from nbguard.detect.candidates import Candidate
    from nbguard.detect.headers import Header
    from nbguard.policy import Policy

CELLS = 2000
"""How many cells of a column are looked at; a column no longer than that is read whole."""

_MOST = 0.5
_PROSE = 30  # characters on average, from which a column is read by the tagger too
_ADDRESS = 80  # characters on average, up to which a column can be one of addresses
_NEARLY_ALL = 0.9


class Verdict(NamedTuple):
    """What a column holds: ``whole`` cells of the entity, or texts that hold it among others.

    ``share`` counts all cells, nulls too, from 0 to 1. ``quasi`` names what identifies nobody
    alone and many together (AGE, POSTCODE, COORDINATE, DATE_OF_BIRTH).
    """

    entity: str | None = None
    score: float = 0.0
    share: float = 0.0
    whole: bool = False
    quasi: str | None = None


_NOTHING = Verdict()
_WITHOUT_FORM = (Kind.BOOLEAN, Kind.DATE, Kind.NESTED, Kind.BYTES, Kind.OTHER)
"""Kinds of cells that prove nothing by how each of them is written."""


class Judge:
    """Judges columns under one policy; make one and use it for every column of a table.

    >>> from nbguard.policy import Policy
    >>> judge = Judge(Policy(names="off"))
    >>> judge.judge("c7", Kind.TEXT, ["jane@acme.com", "bo@acme.com", None]).entity
    'EMAIL_ADDRESS'
    """

    def __init__(self, policy: Policy) -> None:
        self._policy = policy
        self._screen = Screen(rules_of(policy), policy.threshold)

    def judge(self, label: Hashable, kind: Kind, sample: Sequence[Any]) -> Verdict:
        """The verdict on a column from its label and a ``sample`` of cells, None for null.

        Raises DetectionError if a recognizer breaks.
        """
        header = headers.read(label)
        if kind is Kind.BOOLEAN or _measures(header, kind, sample):
            return _NOTHING
        cells = evidence.cells(sample)
        if not cells:
            return _NOTHING
        if kind in (Kind.INTEGER, Kind.FLOAT):
            verdict = self._numbers(header, cells)
        elif kind is Kind.DATE:
            verdict = self._dates(header)
        else:
            verdict = self._texts(header, cells, nested=kind is Kind.NESTED)
            if kind is Kind.NESTED and verdict.entity in (None, "PERSON"):
                verdict = _listed_people(header, sample) or verdict
            if kind is Kind.TEXT and not verdict.entity:
                verdict = self._among_numbers(header, sample)
        return self._asked(verdict, sample)._replace(quasi=_quasi(header, cells, verdict))

    def whole(self, label: Hashable, kind: Kind, sample: Sequence[Any]) -> str | None:
        """The entity that a column's cells are as a whole, if any; never reads prose."""
        header = headers.read(label)
        if kind in _WITHOUT_FORM or _measures(header, kind, sample):
            return None
        cells = evidence.cells(sample)
        if not cells or _average(cells) > _ADDRESS:
            return None
        if kind in (Kind.INTEGER, Kind.FLOAT):
            return self._asked(self._numbers(header, cells), sample).entity
        return self._as_whole(header, self._found(header, cells), cells).entity

    def within(self, label: Hashable, texts: Sequence[str]) -> Verdict:
        """The verdict on texts that are read one by one, whatever the others of the column are."""
        header = headers.read(label)
        cells = evidence.cells(texts, len(texts))
        if not cells:
            return _NOTHING
        return self._asked(self._within(header, self._found(header, cells), cells), texts)

    def mentioning(self, texts: Sequence[str]) -> set[int]:
        """Which of a column's distinct texts may mention a person among other words."""
        if self._policy.names == "off":
            return set()
        texts = escaped.plain(texts)
        prose = sum(map(len, texts)) >= _PROSE * len(texts)
        spaced = (i for i, text in enumerate(texts) if prose or " " in text)
        some = [i for i in spaced if prose or remarks.is_sentence(texts[i])]
        return {some[i] for i in mentions.mentioning([texts[i] for i in some])}

    def _asked(self, verdict: Verdict, sample: Sequence[Any]) -> Verdict:
        """With its share of all cells; nothing where the policy does not ask for the entity."""
        entity = verdict.entity
        if entity is None or entity not in self._policy.entities:
            return _NOTHING
        if verdict.score < self._policy.threshold(entity):
            return _NOTHING
        present = sum(map(evidence.is_present, sample)) / len(sample)
        return verdict._replace(share=round(verdict.share * present, 4))

    def _numbers(self, header: Header, cells: Sequence[Cell]) -> Verdict:
        """Numbers are phones or SSNs when header and values agree, cards by their check digit."""
        if any("." in cell.text for cell in cells):
            return _NOTHING
        if "PHONE_NUMBER" in header.suggested:
            return _suggested("PHONE_NUMBER", header, share(cells, evidence.is_phone_like))
        if "US_SSN" in header.suggested:  # a number has lost its leading noughts
            cells = [cell._replace(text=cell.text.zfill(9)) for cell in cells]
        least = _MOST if header.suggested else 0.9
        return _by_form(header, self._found(header, cells), cells, least)

    def _dates(self, header: Header) -> Verdict:
        if "DATE_OF_BIRTH" in header.suggested:
            return _suggested("DATE_OF_BIRTH", header, 1.0)
        return _whole("DATE_TIME", 1.0, 0.8, hinted=False)

    def _texts(self, header: Header, cells: Sequence[Cell], *, nested: bool) -> Verdict:
        found = self._found(header, cells)
        whole = _NOTHING if nested else self._as_whole(header, found, cells)
        return whole if whole.entity else self._within(header, found, cells)

    def _among_numbers(self, header: Header, sample: Sequence[Any]) -> Verdict:
        """What the texts are where the other cells are numbers: the ``top`` of ``describe()``."""
        there = [value for value in sample if evidence.is_present(value)]
        texts = [value for value in there if isinstance(value, str)]
        if not 0 < len(texts) < len(there):
            return _NOTHING
        cells = evidence.cells(texts)
        whole = self._as_whole(header, self._found(header, cells), cells)
        return whole._replace(share=whole.share * len(texts) / len(there), whole=False)

    def _as_whole(
        self, header: Header, found: Sequence[Sequence[Match]], cells: Sequence[Cell]
    ) -> Verdict:
        """The first that the policy asks for of what the cells could be as a whole."""
        could_be = self._whole_cells(header, found, cells)
        return next((v for v in could_be if v.entity in self._policy.entities), _NOTHING)

    def _whole_cells(
        self, header: Header, found: Sequence[Sequence[Match]], cells: Sequence[Cell]
    ) -> Iterator[Verdict]:
        """What the cells could be as a whole, the surest evidence first."""
        yield _by_form(header, found, cells, _MOST)
        yield _people(header, cells)
        yield _suggested("DATE_OF_BIRTH", header, share(cells, evidence.is_date))
        yield _suggested("PHONE_NUMBER", header, share(cells, evidence.is_phone_like))
        yield _suggested("PASSWORD", header, evidence.passwords(cells))
        yield _addresses(header, cells)
        phones = 0 if header.is_code else evidence.phones(cells, self._policy.regions)
        yield _whole("PHONE_NUMBER", phones, 0.6, hinted=False)
        for entity in ("LOCATION", "ORGANIZATION"):
            yield _suggested(entity, header, share(cells, evidence.is_word))

    def _found(self, header: Header, cells: Sequence[Cell]) -> list[list[Match]]:
        """Per cell, what the screen finds in it; the header counts as context."""
        questions = [Question(cell.text, header.context) for cell in cells]
        found = self._screen.search(questions)
        return [resolve(self._match(c) for c in candidates) for candidates in found]

    def _match(self, candidate: Candidate) -> Match:
        """With the score that a context word gave it, where it needed one to be a candidate."""
        start, end, entity, score, _ = candidate
        weak = score < self._policy.threshold(entity)
        return Match(start, end, entity, context.lifted(score) if weak else score)

    def _within(
        self, header: Header, found: Sequence[Sequence[Match]], cells: Sequence[Cell]
    ) -> Verdict:
        """What texts hold among other words; dates hold nothing more."""
        if share(cells, evidence.is_date) >= _NEARLY_ALL:
            return _NOTHING
        total = sum(cell.times for cell in cells)
        if not any(found) and _average(cells) < _PROSE:
            cells = [cell for cell in cells if remarks.is_sentence(cell.text)]
        found = self._read([cell.text for cell in cells], header.within)
        times: Counter[str] = Counter()
        scores: dict[str, float] = {}
        proved = remarks.corroborated(found, cells, header)
        for matches, cell in zip(proved, cells, strict=True):
            times.update(dict.fromkeys({match.entity for match in matches}, cell.times))
            for match in matches:
                scores[match.entity] = max(scores.get(match.entity, 0), match.score)
        if not times:
            return _NOTHING
        entity = max(sorted(times), key=lambda entity: times[entity] * scores[entity])
        return Verdict(entity, round(scores[entity], 2), times[entity] / total)

    def _read(self, texts: Sequence[str], context: Sequence[str]) -> list[list[Match]]:
        """What detection finds in each text; only what may mention a person sees the tagger."""
        found: dict[str, list[Match]] = {}
        unnamed = self._policy.but(names="off")
        mentioning = mentions.mentioning(texts)
        for policy, named in ((self._policy, True), (unnamed, False)):
            some = [text for i, text in enumerate(texts) if (i in mentioning) is named]
            matches = detector(policy).detect(some, [context] * len(some))
            found |= dict(zip(some, matches, strict=True))
        return [found[text] for text in texts]


def _by_form(
    header: Header, found: Sequence[Sequence[Match]], cells: Sequence[Cell], least: float
) -> Verdict:
    """The entity that most cells are, as a whole, if cells of some entity are enough.

    Names are told by lists, not by form: "Robbery" under "first" is made like one.
    """
    times: Counter[str] = Counter()
    distinct: Counter[str] = Counter()
    scores: dict[str, float] = {}
    for matches, cell in zip(found, cells, strict=True):
        entity = matches[0].entity if len(matches) == 1 else "PERSON"
        if entity != "PERSON" and remarks.fills(matches[0], cell.text):
            times[entity] += cell.times
            distinct[entity] += 1
            scores[entity] = max(scores.get(entity, 0), matches[0].score)
    total = sum(cell.times for cell in cells)
    if not times or sum(times.values()) < least * total:
        return _NOTHING
    entity, count = times.most_common(1)[0]
    alike = sum(remarks.number_form(cell.text) != "" for cell in cells)
    if remarks.only_alike(entity, header, distinct[entity], alike):
        return _NOTHING
    hinted = entity in header.suggested
    return _whole(entity, count / total, scores[entity], hinted=hinted, least=0)


def _whole(
    entity: str, share: float, base: float, *, hinted: bool, least: float = _MOST
) -> Verdict:
    if share < least:
        return _NOTHING
    return Verdict(entity, round(min(0.99, base + 0.09 * share + 0.1 * hinted), 2), share, True)


def _suggested(entity: str, header: Header, share: float) -> Verdict:
    return _whole(entity, share, 0.7, hinted=True) if entity in header.suggested else _NOTHING


def _measures(header: Header, kind: Kind, sample: Sequence[Any]) -> bool:
    """Whether these are fractions under a header that says nothing: most of many a table."""
    if kind is not Kind.FLOAT or header.suggested:
        return False
    return any(type(value) is float and value % 1 > 0 for value in sample)


def _average(cells: Sequence[Cell]) -> float:
    """How many characters a distinct cell has."""
    return sum(len(cell.text) for cell in cells) / len(cells)


def _people(header: Header, cells: Sequence[Cell]) -> Verdict:
    """Names: the less the header says, the more of them the lists must know."""
    said = header.person
    if said < 1 and header.suggested & {"LOCATION", "ORGANIZATION", "STREET_ADDRESS"}:
        said = -1.0
    seen = people.look([cell.text.strip() for cell in cells])
    if seen.shaped < _MOST or not enough_names(said, seen, len(cells)):
        return _NOTHING
    sure = 0.65 + 0.2 * max(seen.listed, seen.only)
    return _whole("PERSON", seen.shaped, sure, hinted=said > 0)


def _listed_people(header: Header, sample: Sequence[Any]) -> Verdict | None:
    """The verdict on lists of names, as of authors; None where lists hold anything else."""
    lists = [cell.tolist() if hasattr(cell, "tolist") else cell for cell in sample]
    lists = [cell for cell in lists if evidence.is_present(cell)]
    if not all(isinstance(cell, (list, tuple)) for cell in lists):
        return None
    items = [item for cell in lists for item in cell if evidence.is_present(item)]
    if not items or not all(isinstance(item, str) for item in items):
        return None
    cells = evidence.cells(items)
    verdict = _people(header, cells) if cells else _NOTHING
    return verdict if verdict.entity else None


def _addresses(header: Header, cells: Sequence[Cell]) -> Verdict:
    """Numbers beside words; where no header says so, a word for street as well."""
    if "STREET_ADDRESS" in header.suggested:
        return _suggested("STREET_ADDRESS", header, share(cells, streets.numbered))
    if _average(cells) > _ADDRESS:
        return _NOTHING
    alone = share(cells, lambda t: streets.looks_like_one(t) and not streets.is_among_others(t))
    return _whole("STREET_ADDRESS", alone, 0.6, hinted=False)


def _quasi(header: Header, cells: Sequence[Cell], verdict: Verdict) -> str | None:
    """What the column adds to telling people apart, once header and values agree."""
    if verdict.entity == "DATE_OF_BIRTH":
        return "DATE_OF_BIRTH"
    for entity, test in evidence.QUASI.items():
        if entity in header.suggested and share(cells, test) >= 0.9:
            return entity
    return None
