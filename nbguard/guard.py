"""Guard: policy, detection and redaction behind one object. Start reading here.

Every surface (command line, hook, export, later kernel and Lab) asks a Guard; none asks
Presidio. A guard reads a document's places in one batch, decides once which of overlapping
hits wins, and, when told to clean, replaces through the reading that found the value, so that
it goes in the very encoding it came in.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from nbguard import tokens
from nbguard.detect import detector, escaped, resolve
from nbguard.entities import kind_of
from nbguard.errors import UnreadableFile
from nbguard.findings import Finding, Match, Report
from nbguard.fingerprints import fingerprinter
from nbguard.notebook import open_document
from nbguard.notebook.where import Step
from nbguard.operators import Placeholders, Redactor
from nbguard.policy import Policy

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import Any

    from nbguard.images import Known
    from nbguard.notebook import Document, Mark, Path, Pictures, Place, Reading

_MOST_PASSES = 12
_Mark = tuple["int | None", str, str, "tuple[str, ...]", str]


class Hit(NamedTuple):
    """A match, the reading that showed it, and where it lies in its place."""

    place: Place
    reading: Reading
    match: Match
    start: int
    end: int

    @property
    def value(self) -> str:
        """The sensitive value, decoded; it never leaves the guard."""
        return self.reading.text[self.match.start : self.match.end]


class Guard:
    """Finds and replaces what one policy calls sensitive.

    >>> guard = Guard()
    >>> guard.redact_texts(["write to jane.roe@acme-corp.com"])
    ['write to [EMAIL_ADDRESS_1]']
    """

    def __init__(self, policy: Policy | None = None, known: Known | None = None) -> None:
        self.policy = policy or Policy()
        self._known = known
        self._marks_count = self.policy.may("allow")
        self._allowing: set[int] = set()

    def open(self, name: str, data: bytes) -> Document:
        """The document in ``data``, its pictures read where the policy wants that.

        Raises UnreadableFile, and DetectionError where reading a picture breaks.
        """
        return open_document(name, data, self.pictures())

    def pictures(self) -> Pictures | None:
        """What reads the pictures of a document; None where the policy does not want them read."""
        if self.policy.images != "ocr":
            return None
        from nbguard import images  # most policies keep pictures as they are

        return images.Pictures(self._known)

    def match(
        self, texts: Sequence[str], contexts: Sequence[Sequence[str]] | None = None
    ) -> list[list[Match]]:
        """Per text, what counts under the policy, is not allowed by it and not yet redacted."""
        found = detector(self.policy).detect(texts, contexts)
        return [
            [m for m in not_redacted(text, ms) if not self._allows(text[m.start : m.end])]
            if ms
            else ms
            for text, ms in zip(texts, found, strict=True)
        ]

    def read(
        self, texts: Sequence[str], contexts: Sequence[Sequence[str]] | None = None
    ) -> list[list[Match]]:
        r"""As ``match``, for texts as they are written: a cell may hold JSON, ``J\u00fcrgen``.

        A document's readings are decoded already.
        """
        return escaped.detected(self.match, texts, contexts or [()] * len(texts))

    def nameless(self) -> Guard:
        """The same but for names, which cost the most: for texts that mention nobody."""
        return Guard(self.policy.but(names="off"))

    def known(self, texts: Sequence[str]) -> list[list[Match]]:
        """Per text, values that are sensitive whatever it says of them: none, but in a session."""
        return [[] for _ in texts]

    def _allows(self, value: str) -> bool:
        if not self.policy.allows(value):
            return False
        self._allowing |= self.policy.allowing(value)
        return True

    def redact_texts(self, texts: Sequence[str]) -> list[str]:
        """The texts with what is sensitive replaced; numbering is shared among them."""
        redactor = Redactor(self.policy)
        for text in texts:
            redactor.reserve(text)
        found = self.read(texts)
        return redactor.splice_all(texts, found)

    def scan_texts(self, texts: Sequence[str]) -> Report:
        """What the texts hold; ``place`` is ``[i]`` where there are several."""
        report = Report(places=len(texts))
        keyed = fingerprinter()
        for i, (text, matches) in enumerate(zip(texts, self.read(texts), strict=True)):
            ends = _line_ends(text)
            where = f"[{i}]" if len(texts) > 1 else ""
            report.findings += [
                _finding(m, keyed(m.entity, text[m.start : m.end]), ends, place=where)
                for m in matches
            ]
        return report

    def scan_document(self, document: Document, path: str = "") -> Report:
        """What the document holds; it is not changed."""
        self._allowing = set()
        return self._report(document, list(self.find(document.places)), path)

    def scan_documents(self, documents: Sequence[tuple[Document, str]]) -> list[Report]:
        """Each one's report under its path, from one batch: what they share is read once.

        The same as one by one. Cells of a table judge each other, and a text without a header
        ends a table: such a text stands between documents.
        """
        owners = {id(place): i for i, (one, _) in enumerate(documents) for place in one.places}
        between = open_document("", b"-").places
        hits: list[list[Hit]] = [[] for _ in documents]
        for hit in self.find(p for one, _ in documents for p in (*between, *one.places)):
            hits[owners[id(hit.place)]].append(hit)
        return [
            self._report(document, own, path)
            for (document, path), own in zip(documents, hits, strict=True)
        ]

    def clean_document(
        self,
        document: Document,
        path: str = "",
        session: Placeholders | None = None,
        *,
        force: bool = False,
    ) -> tuple[Report, bytes]:
        """What was found, and the document's bytes without it; ``session`` numbers placeholders.

        The result is read again until nothing more is to be replaced, so that a second clean
        changes nothing: placeholders move the columns that told what a table holds. Raises
        UnreadableFile if that point is not reached. Findings that cannot be replaced (code
        outside strings and comments) are in the report all the same, and counted as ``left``.
        ``force`` replaces those too: the code may no longer run.
        """
        redactor = Redactor(self.policy, session)
        report = None
        settled: set[_Mark] = set()
        for turn in range(_MOST_PASSES):
            places = [place for place in document.places if _mark(place) not in settled]
            hits = list(self.find(places, everywhere=turn > 1))
            if report is None:
                report = self._report(document, hits, path)
                report.dropped = self._count_unwanted(document)
            if doomed := self._doomed(document, hits):
                data = document.without(doomed)
            elif self._change(document, hits, redactor, force=force):
                data = document.render()
            else:
                report.left = sum(not h.place.replaceable(h.start, h.end) for h in hits)
                _remember(document)
                return report, document.render()
            if self.policy.images == "keep":  # a picture's text is not all that may change of it
                settled |= {_mark(place) for place in _without(places, hits)}
            document = self.open(document.name, data)
        raise UnreadableFile("cannot be cleaned: each pass leaves something new to replace")

    def _change(
        self, document: Document, hits: Sequence[Hit], redactor: Redactor, *, force: bool
    ) -> bool:
        """Record every replacement that is due; False: there is none."""
        keeps = self.policy.images == "keep"
        cleared = 0 if keeps else sum(place.clear_unread() for place in document.places)
        return (
            self.replace(document.places, hits, redactor)
            or bool(cleared)
            or (force and self._replace_in_code(document.places, hits, redactor))
        )

    def _doomed(self, document: Document, hits: Sequence[Hit]) -> set[Path]:
        """What the policy wants out of the document whole."""
        doomed = self._unwanted(document)
        if self.policy.outputs == "drop":
            doomed |= document.outputs_at((hit.place, hit.start, hit.end) for hit in hits)
        return doomed

    def _unwanted(self, document: Document) -> set[Path]:
        """Payloads that the policy wants out, or read where that cannot be done."""
        if self.policy.images == "keep":
            return set()
        return document.binaries() if self.policy.images == "drop" else document.unread()

    def _count_unwanted(self, document: Document) -> int:
        inside = () if self.policy.images == "keep" else document.places
        return len(self._unwanted(document)) + sum(place.unread() for place in inside)

    def replace(self, places: Sequence[Place], hits: Sequence[Hit], redactor: Redactor) -> bool:
        """Record in the hits' places what stands in their values' stead; False: no change."""
        todo = [hit for hit in hits if hit.place.replaceable(hit.start, hit.end)]
        if todo:
            for place in places:
                redactor.reserve(place.text)
        changed = False
        for hit in todo:
            new = redactor.apply(hit.match.entity, hit.value)
            if new != hit.value:
                changed |= hit.reading.replace(hit.match.start, hit.match.end, new)
        return changed

    def _replace_in_code(
        self, places: Sequence[Place], hits: Sequence[Hit], redactor: Redactor
    ) -> bool:
        """The same for hits in code, as if it were text."""
        code = [hit.place for hit in hits if not hit.place.replaceable(hit.start, hit.end)]
        for place in code:
            place.as_text()
        return self.replace(places, list(self.find(dict.fromkeys(code))), redactor)

    def find(self, places: Iterable[Place], *, everywhere: bool = False) -> Iterator[Hit]:
        """What counts in the places, one by one, overlaps between readings resolved.

        With ``everywhere`` a value that is found in a text counts wherever it stands there: a
        name that a text repeats can come to light once for each time it was replaced.
        """
        pairs = [(place, reading) for place in places for reading in place.readings]
        found = self.match([r.text for _, r in pairs], [r.context for _, r in pairs])
        found = _told_again(pairs, found)
        if everywhere:
            found = [_repeated(r.text, ms) for (_, r), ms in zip(pairs, found, strict=True)]
        by_place: dict[int, list[Hit]] = {}
        for (place, reading), matches in zip(pairs, found, strict=True):
            if matches and (picture := reading.picture):
                picture.telling = True
            for match in matches:
                start, end = reading.locate(match.start, match.end)
                if not (self._marks_count and place.allows(start, end, match.entity)):
                    hit = Hit(place, reading, match, start, end)
                    by_place.setdefault(id(place), []).append(hit)
        for hits in by_place.values():
            yield from _winners(hits)

    def _report(self, document: Document, hits: Sequence[Hit], path: str) -> Report:
        report = Report(files=1, cells=document.cells, places=len(document.places))
        report.unscanned.update(document.unscanned)
        _remember(document)
        if hits:
            lines = document.file_lines([(hit.place, hit.start) for hit in hits])
            report.findings = [
                finding._replace(path=path, file_line=line)
                for finding, line in zip(findings(hits), lines, strict=True)
            ]
        report.unused = [_shown(mark) for mark in document.marks if not mark.used]
        report.allowing = set(self._allowing)
        return report


def findings(hits: Iterable[Hit]) -> Iterator[Finding]:
    """Each hit as a finding, where it lies in its document but for path and line of the file."""
    keyed = fingerprinter()
    for place, group in groupby(hits, key=lambda hit: hit.place):
        ends = _line_ends(place.text)
        at = {"place": place.where, "cell": place.cell, "cell_id": place.cell_id}
        for h in group:
            match = h.match._replace(start=h.start, end=h.end)
            yield _finding(match, keyed(match.entity, h.value), ends, **at)


def _mark(place: Place) -> _Mark:
    """What a place is known by when its document was read again."""
    return place.cell, place.where, place.kind, place.context, place.text


def _without(places: Iterable[Place], hits: Iterable[Hit]) -> Iterator[Place]:
    """The places in which nothing was found."""
    dirty = {id(hit.place) for hit in hits}
    return (place for place in places if id(place) not in dirty)


def _remember(document: Document) -> None:
    """Pictures that were looked at and hold nothing need not be read again."""
    if document.unscanned.pictures:
        document.unscanned.pictures.remember()


def _shown(mark: Mark) -> str:
    """An allowance by where it stands."""
    cell = "" if mark.cell is None else f"cell {mark.cell}, "
    names = f"[{', '.join(sorted(mark.entities))}]" if mark.entities else ""
    return f"{cell}{'tag' if mark.line is None else f'line {mark.line}'}: allow{names}"


def _told_again(
    pairs: Sequence[tuple[Place, Reading]], found: list[list[Match]]
) -> list[list[Match]]:
    """With what an error's message holds in its traceback too, whose frames can hide a name."""
    told: dict[int, dict[str, Match]] = {}
    for (place, reading), matches in zip(pairs, found, strict=True):
        if matches and isinstance(place.step, Step) and place.step.key == "evalue":
            values = {reading.text[match.start : match.end]: match for match in matches}
            told.setdefault(id(place.step.owner), {}).update(values)
    if not told:
        return found
    return [
        resolve([*matches, *_again(reading.text, told.get(_error(place), {}))])
        for (place, reading), matches in zip(pairs, found, strict=True)
    ]


def _error(place: Place) -> int:
    """Which error's traceback the place is; 0 for every other place."""
    step = place.step
    return id(step.owner) if isinstance(step, Step) and step.key == "traceback" else 0


def _repeated(text: str, matches: list[Match]) -> list[Match]:
    """The matches, and every other place of ``text`` where one of their values stands."""
    values = {text[match.start : match.end]: match for match in matches}
    return resolve([*matches, *_again(text, values)]) if values else matches


def _again(text: str, values: Mapping[str, Match]) -> Iterator[Match]:
    for value, match in values.items():
        for again in re.finditer(rf"(?<!\w){re.escape(value)}(?!\w)", text):
            yield match._replace(start=again.start(), end=again.end())


def _line_ends(text: str) -> list[int]:
    return [m.start() for m in re.finditer("\n", text)]


def _finding(match: Match, fingerprint: str, ends: Sequence[int], **at: Any) -> Finding:
    """The finding of ``match``; ``ends`` are its text's line ends, ``at`` says where that is."""
    start, end, entity, score = match
    return Finding(
        start=start,
        end=end,
        entity=entity,
        score=round(score, 2),
        kind=kind_of(entity),
        line=bisect_left(ends, start) + 1,
        fingerprint=fingerprint,
        **at,
    )


def not_redacted(text: str, matches: Sequence[Match]) -> Sequence[Match]:
    """Without the matches that lie inside a placeholder, a hash, a cipher or a fake."""
    safe = tokens.spans(text)
    ends = [end for _, end in safe]
    last = len(safe)

    def redacted(match: Match) -> bool:
        nearest = bisect_left(ends, match.end)
        return nearest < last and safe[nearest][0] <= match.start

    return [match for match in matches if not redacted(match)] if safe else matches


def _winners(hits: Sequence[Hit]) -> list[Hit]:
    """Of hits that overlap in one place, those that detection's own rule prefers."""
    by_span: dict[Match, Hit] = {}
    for hit in hits:
        by_span.setdefault(Match(hit.start, hit.end, hit.match.entity, hit.match.score), hit)
    return [by_span[match] for match in resolve(list(by_span))]
