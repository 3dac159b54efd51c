"""Findings known and accepted, so that only new ones fail.

The file holds, per document and entity, one keyed hash for each occurrence of each value. The
hash is over the document's path, the entity, the value and how often the value came before it,
so it moves with its line and its cell, never stands for another value, and does not even show
that two findings are equal. Without the key it can be neither computed nor tested. The key's id
is in the file, the key is not.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from hashlib import blake2b
from typing import Any

from nbguard import files, git, keys
from nbguard.errors import KeyMissing, NbguardError, UnreadableFile
from nbguard.findings import FileError, Finding, Report
from nbguard.policy import Policy

NAME = ".nbguard-baseline.json"
_ABOUT = "Findings known to nbguard, as keyed hashes: they say nothing without the key."
_Known = dict[str, dict[str, set[str]]]


class Baseline:
    """The known findings in one file; a document's path counts from that file's folder.

    Raises KeyMissing if the file was written with another key, UnreadableFile if it is none.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self._folder = os.path.dirname(os.path.realpath(path))
        self._key = keys.load("baseline")
        self._known: _Known = {}
        self._places: dict[str, str] = {}

    @property
    def key_id(self) -> str:
        """What tells this baseline's key from others, and nothing else about it."""
        return keys.identify(self._key)

    @classmethod
    def read(cls, path: str) -> Baseline:
        """The baseline in a file that exists."""
        baseline = cls(path)
        baseline._known = _checked(files.read(path), baseline.key_id)
        return baseline

    def new(self, findings: Iterable[Finding]) -> list[Finding]:
        """The findings that are not known. One without a fingerprint never is."""
        name = self._namer()
        return [f for f in findings if not (_has_fingerprint(f) and name(f) in self._of(f))]

    def record(self, report: Report, paths: Sequence[str]) -> None:
        """Take all of a report's findings as known.

        Of what lay at or below ``paths`` before, only documents that could not be read stay.
        """
        failed = {self._place(error.path) for error in report.errors}
        below = [self._place(path) for path in paths]
        self._known = {
            place: known
            for place, known in self._known.items()
            if place in failed or not _is_below(place, below)
        }
        name = self._namer()
        for finding in filter(_has_fingerprint, report.findings):
            entities = self._known.setdefault(self._place(finding.path), {})
            entities.setdefault(finding.entity, set()).add(name(finding))

    def write(self) -> None:
        """Write the file: sorted, without dates or lines, so that only real changes show."""
        known = {
            place: {entity: sorted(names) for entity, names in sorted(entities.items())}
            for place, entities in sorted(self._known.items())
        }
        content = {"version": 1, "about": _ABOUT, "key": self.key_id, "files": known}
        try:
            files.write(self.path, (json.dumps(content, indent=2) + "\n").encode())
        except UnreadableFile as error:
            raise UnreadableFile(f"{self.path} {error}") from None

    def _of(self, finding: Finding) -> set[str]:
        return self._known.get(self._place(finding.path), {}).get(finding.entity, set())

    def _namer(self) -> Callable[[Finding], str]:
        """A function that names findings one after the other, counting equal ones."""
        before: Counter[tuple[str, str, str]] = Counter()

        def name(finding: Finding) -> str:
            value = (self._place(finding.path), finding.entity, finding.fingerprint)
            before[value] += 1
            text = "\0".join([*value, str(before[value])]).encode("utf-8", "surrogatepass")
            return blake2b(text, key=self._key, digest_size=16).hexdigest()

        return name

    def _place(self, path: str) -> str:
        """A document's path from this file's folder; looked up once per document."""
        if path not in self._places:
            place = os.path.relpath(os.path.realpath(path), self._folder)
            self._places[path] = place.replace(os.sep, "/")
        return self._places[path]


def beside(path: str) -> str:
    """Where the baseline for a document or folder is, or belongs if there is none.

    In its repository's top folder; for a submodule without one, in that of the repository around
    it, where "nbguard baseline" records both. Outside a repository here.
    """
    places = [os.path.join(top, NAME) for top in git.tops(path)]
    found = filter(os.path.exists, places)
    return next(found, places[0] if places else os.path.join(os.getcwd(), NAME))


def subtract(report: Report, file: str | None = None) -> None:
    """Take known findings out of a report: by ``file``, or by the baseline beside each document.

    A baseline that cannot be used is an error in the report and takes out nothing; one under a
    policy that lets you allow nothing takes out nothing either.
    """
    if not Policy.find(os.getcwd()).may("allow"):
        return
    known_in = cache(lambda path: file or beside(path))
    by_file: dict[str, list[Finding]] = {file: []} if file else {}
    for finding in report.findings:
        by_file.setdefault(known_in(finding.path), []).append(finding)
    new: set[Finding] = set()
    for path, findings in by_file.items():
        try:
            used = file or os.path.exists(path)
            new.update(Baseline.read(path).new(findings) if used else findings)
        except NbguardError as error:  # noqa: PERF203 (the other baselines still hold)
            report.errors.append(FileError(path, str(error)))
            new.update(findings)
    report.known += len(report.findings) - len(new)
    report.findings = [finding for finding in report.findings if finding in new]


def _has_fingerprint(finding: Finding) -> bool:
    """Without one, a finding cannot be told from others."""
    return bool(finding.fingerprint)


def _checked(data: bytes, key: str) -> _Known:
    try:
        content: Any = json.loads(data)
        version, made_with = content["version"], content["key"]
        known = {
            str(place): {str(entity): {str(name) for name in names} for entity, names in e.items()}
            for place, e in content["files"].items()
        }
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        raise UnreadableFile("not a baseline; delete it and run: nbguard baseline") from None
    if version != 1:
        raise UnreadableFile("a baseline of a newer nbguard; upgrade it: pip install -U nbguard")
    if made_with != key:
        raise KeyMissing(
            f"made with key {made_with}, but the key here is {key}, so every finding is reported. "
            "Put the team's key into NBGUARD_KEY_BASELINE, or record anew: nbguard baseline"
        )
    return known


def _is_below(place: str, folders: Sequence[str]) -> bool:
    return any(folder in (".", place) or place.startswith(f"{folder}/") for folder in folders)
