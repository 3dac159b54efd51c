"""What the cells of one column say of each other: names stand among names.

"Paris Green" alone could be somebody. Among colours it is one, and an unlisted name among names
is a name, too. So a column's cells vote, and its header has a say.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from nbguard.detect import headers, printed
from nbguard.detect.lists import known
from nbguard.detect.names.headers import asks_for_a_name, in_series, under
from nbguard.detect.rules import each
from nbguard.findings import Match

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

PEOPLE, THINGS, UNSURE = "people", "things", "unsure"
_OF_THINGS = -1.0  # what a header says that no person's name stands under
RAISED, LOWERED = 0.6, 0.25  # scores on either side of every sensible threshold
_SURE, _LIKELY = 0.5, 0.3
_SOME, _HALF, _MOST, _ALL = 0.34, 0.5, 0.75, 0.95
_FEW, _ENOUGH, _MANY = (
    2,
    4,
    10,
)  # distinct cells that must agree before a name among them is doubted
_WORDS = 6
_LONGEST = 80
_SHORT = 3
_FULL_SURE = 0.95
_WORD = re.compile(r"[^\W\d_]+")
# What stands in titles and firms in small letters.
_BETWEEN = frozenset(
    each(
        """of the a an and or in on at to for from by with without over under into vs de da do del
        della di du la le les el los las der die das und von van vom zu im am y e et en og i z w na
        al aux des dos nel sul per con para por s"""
    )
)
_FALSE_SIGNS = re.compile(r"[\n=<>{}]|\w[?!.] ")
_NAME = re.compile(r"[^\W\d_][^\W\d_.'\u2019-]*(?:[ .'\u2019-]+[^\W\d_][^\W\d_.'\u2019-]*){0,4}\.?")
_NOBODY = frozenset(("nan", "none", "null", "na", "unknown", "missing", "true", "false", "other"))
_FILLED = 0.8  # of a cell's characters are the name's: "Dr Ann Lee" is one


class Cell(NamedTuple):
    """``text[start:end]`` of the text numbered ``text``, in a column; ``said`` by its header.

    ``said`` is that of ``headers.Header.person``: 1 for "surname", 0.75 for "customer", -1 for
    "product name".
    """

    text: int
    start: int
    end: int
    column: object
    said: float = 0.0


def judged(
    texts: Sequence[str], contexts: Sequence[Sequence[str]], found: Sequence[Sequence[Match]]
) -> list[list[Match]]:
    """``found`` for each text, with the names in cells raised or lowered as their columns vote.

    ``contexts[i]`` are the labels of ``texts[i]``, the nearest one last.
    """
    out = [list(matches) for matches in found]
    tables = _labelled(texts, contexts)
    tables += [
        Cell(i, start, end, (i, column), _said_of(column))
        for i, matches in enumerate(found)
        if not contexts[i] and any(match.entity == "PERSON" for match in matches)
        for start, end, column in printed.cells(texts[i])
    ]
    tables += [
        Cell(i, start, end, (i, "under", column), _OF_THINGS)
        for i, matches in enumerate(found)
        if not contexts[i] and any(match.entity == "PERSON" for match in matches)
        for start, end, column in (
            *under(texts[i], _of_things),
            *((*value, "series") for value in in_series(texts[i], _of_things)),
        )
    ]
    columns: dict[object, list[Cell]] = {}
    for cell in tables:
        columns.setdefault(cell.column, []).append(cell)
    for cells in columns.values():
        suspected = any(match.entity == "PERSON" for cell in cells for match in found[cell.text])
        if suspected or cells[0].said > 1:
            _apply(texts, cells, out)
    return out


def vote(scores: Mapping[str, float], said: float) -> str:
    """What a column holds, from how likely each of its distinct cells is somebody's name.

    ``said`` is what its header says; above 1 where it asks for a name and nothing else.

    >>> vote({"Ann Lee": 0.9, "Zyx Wvu": 0.4, "Bo Chi": 0.8}, 0)
    'people'
    >>> vote({"Paris Green": 0.9, "Raw Umber": 0, "Red": 0, "Teal": 0}, 0)
    'things'
    """
    size = len(scores)
    sure = sum(score >= _SURE for score in scores.values())
    likely = sum(score >= _LIKELY for score in scores.values())
    if said > 1 or (said > 0.5 and likely >= _SOME * size):
        return PEOPLE
    if said < 0:
        return UNSURE if size >= _MANY and sure >= _ALL * size else THINGS
    if size > 1 and sure >= _SOME * size and likely >= _MOST * size:
        return PEOPLE
    if size > _FEW and sure >= _HALF * size and sum(map(_full, scores)) >= _MOST * size:
        return PEOPLE
    evidence = (sure + likely) / 2
    return THINGS if size >= _ENOUGH and evidence < _SOME * size else UNSURE


def _labelled(texts: Sequence[str], contexts: Sequence[Sequence[str]]) -> list[Cell]:
    """The short texts that have a header; a text without one begins another table."""
    cells, table = [], 0
    for number, (text, labels) in enumerate(zip(texts, contexts, strict=True)):
        if not labels:
            table = number
        elif is_cell(text):
            cells.append(Cell(number, 0, len(text), (table, labels[-1]), _said(*labels[-2:])))
    return cells


def is_cell(text: str) -> bool:
    """Whether a text is short enough, and without a sentence's signs, to be one value."""
    short = len(text) <= _LONGEST and text.count(" ") < _WORDS
    return short and any(map(str.isalpha, text)) and not _FALSE_SIGNS.search(text)


@lru_cache(maxsize=4096)
def _said(*labels: str) -> float:
    """What the nearest label says; a bare "name" is asked whose."""
    if asks_for_a_name(labels[-1]):
        return 2.0
    said = headers.read(labels[-1]).person
    if said == 0.5 and len(labels) > 1:
        whose = headers.read(labels[-2]).person
        return whose if whose < 0 or whose > said else said
    return said


def _said_of(column: object) -> float:
    """What a record's key says, where it speaks of things: ``'recipe': 'Chicken Marengo'``."""
    key = column[1] if isinstance(column, tuple) and column[0] == "of" else ""
    return min(0.0, _said(key)) if key else 0.0


def _of_things(header: str) -> bool:
    return _said(header) == _OF_THINGS


def _apply(texts: Sequence[str], cells: Sequence[Cell], out: list[list[Match]]) -> None:
    scores: dict[str, float] = {}
    for cell, inside in _inside(cells, out):
        text = texts[cell.text][cell.start : cell.end]
        scores[text] = max(_score(cell, inside), scores.get(text, 0.0))
    verdict = vote(scores, cells[0].said)
    for number, rows in groupby(_inside(cells, out) if verdict != UNSURE else (), _text_of):
        gone: set[Match] = set()
        new: set[Match] = set()
        for cell, inside in rows:
            text = texts[number][cell.start : cell.end]
            added = verdict == PEOPLE and scores[text] < _LIKELY and _named(text, cells[0].said)
            gone.update(inside)
            is_thing = verdict == THINGS and inside and cell.said >= 0
            if is_thing and (said := _small_words(text)):
                # whoever is spoken of is no thing of the column's kind
                named = [match for match in inside if _is_spoken_of(texts[number], match, said)]
                new.update(named, (_moved(cell, m, verdict) for m in inside if m not in named))
            elif added:
                new.add(Match(cell.start, cell.end, "PERSON", RAISED))
            else:
                new.update(_moved(cell, match, verdict) for match in inside)
        out[number] = sorted(new.union(set(out[number]) - gone))


def _small_words(text: str) -> list[str]:
    """What a cell says in small letters; titles and names have such words only between others.

    >>> _small_words("Mr Smith was out"), _small_words("My Dinner with Andre")
    (['was', 'out'], [])
    """
    small = [w for w in _WORD.findall(text) if w.islower() and w not in _BETWEEN]
    return small if len(small) > 1 or any(len(word) > _SHORT for word in small) else []


def _is_spoken_of(text: str, match: Match, said: Sequence[str]) -> bool:
    """Whether a list has a name among the words, and of several one that is nothing else.

    "Albanian", "Modin" and "Pascal VOC" are nobody in a remark, nor is a word alone beside
    another: "Update Travis config". A full name of which the tagger is sure needs no list; a word
    in small letters is one of those said where others have capitals: "Practicality beats purity".
    """
    words = _WORD.findall(text[match.start : match.end])
    facts = known(word.lower() for word in words).values()
    if len(words) == 1:
        if words[0] in said and not text.islower():
            return False
        return len(said) > 1 and any(fact.name and not fact.common for fact in facts)
    if match.score >= _FULL_SURE and not any(map(str.isupper, words)):
        return not all(fact.word for fact in facts)
    return any(fact.name and not fact.word for fact in facts)


def _text_of(row: tuple[Cell, Sequence[Match]]) -> int:
    return row[0].text


def _inside(
    cells: Sequence[Cell], out: Sequence[Sequence[Match]]
) -> Iterator[tuple[Cell, list[Match]]]:
    """Each cell, text by text, with the matches that lie in it or cross its borders."""
    for number, row in groupby(sorted(cells, key=_place), lambda cell: cell.text):
        found = sorted(out[number])
        ends = [match.end for match in found]
        for cell in row:
            first = last = bisect_right(ends, cell.start)
            while last < len(found) and found[last].start < cell.end:
                last += 1
            yield cell, found[first:last]


def _place(cell: Cell) -> tuple[int, int]:
    return cell.text, cell.start


def _named(text: str, said: float) -> bool:
    """Whether a cell among names is written like one; a single word where the header asks."""
    return _full(text) or (said > 1 and _is_name(text) and text.casefold() not in _NOBODY)


def _full(text: str) -> bool:
    """Whether a text is two to five words, each with a capital where its script has them."""
    return " " in text and _is_name(text) and not text.split()[-1][0].islower()


def _is_name(text: str) -> bool:
    return _NAME.fullmatch(text) is not None and not text[0].islower()


def _score(cell: Cell, found: Iterable[Match]) -> float:
    """How sure it is that the whole cell is a name."""
    return max((m.score for m in found if m.entity == "PERSON" and _fills(cell, m)), default=0.0)


def _fills(cell: Cell, match: Match) -> bool:
    common = min(cell.end, match.end) - max(cell.start, match.start)
    return common >= _FILLED * (cell.end - cell.start)


def _moved(cell: Cell, match: Match, verdict: str) -> Match:
    if match.entity != "PERSON":
        return match
    if verdict == THINGS:
        return match._replace(score=min(match.score, LOWERED))
    raised = match.score >= _LIKELY and _fills(cell, match)
    return match._replace(score=max(match.score, RAISED)) if raised else match
