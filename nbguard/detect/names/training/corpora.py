"""The labelled corpora: read, put back into running text, and peopled anew.

Held out for measuring and never trained on: wnut17's dev file, broad_twitter's test file,
crossner's test files, the last fifth of wikigold.
"""

from __future__ import annotations

import random
import re
from pathlib import Path

from nbguard.detect.names.training import places
from nbguard.detect.names.training.names import Name, Names
from nbguard.detect.names.training.templates import Example

_KINDS = {
    "PERSON": "PER person politician writer scientist researcher musicalartist",
    "LOCATION": "LOC location country",
    "ORGANIZATION": "ORG corporation organisation university politicalparty band magazine "
    "academicjournal",
}
_ENTITY = {kind: entity for entity, kinds in _KINDS.items() for kind in kinds.split()}
Sentence = list[tuple[str, str]]  # word and BIO label


def _rows(path: Path) -> list[Sentence]:
    sentences: list[Sentence] = [[]]
    for line in path.read_text(encoding="utf-8").splitlines():
        parts = line.split()
        if len(parts) < 2:
            sentences.append([])
        else:
            sentences[-1].append((parts[0], parts[-1]))
    return [_mapped(s) for s in sentences if s and s[0][0] != "-DOCSTART-"]


def _mapped(sentence: Sentence) -> Sentence:
    """Our entities' names, BIO throughout; @handles and #tags are nobody's name."""
    out: Sentence = []
    before, handle = "", False
    for word, label in sentence:
        prefix, _, kind = label.partition("-")
        entity = _ENTITY.get(kind, "")
        handle = word[0] in "@#" or (bool(out) and out[-1][0] in ("@", "#"))
        begins = prefix == "B" or entity != before
        if not entity or (handle and word not in ".,"):
            out.append((word, "O"))
            before = ""
            continue
        out.append((word, ("B-" if begins else "I-") + entity))
        before = entity
    return out


def training(folder: Path) -> dict[str, list[Sentence]]:
    """The sentences to learn from, by corpus."""
    wikigold = _rows(folder / "wikigold" / "wikigold.conll")
    crossner = [
        _rows(p) for p in sorted((folder / "crossner").glob("*.conll")) if ".test." not in p.name
    ]
    return {
        "wnut17": _rows(folder / "wnut17" / "train.conll"),
        "broad_twitter": _rows(folder / "broad_twitter" / "train.conll"),
        "wikigold": wikigold[: len(wikigold) * 4 // 5],
        "crossner": [sentence for rows in crossner for sentence in rows],
    }


def held_out(folder: Path) -> dict[str, list[Sentence]]:
    """The sentences to measure on, by corpus."""
    wikigold = _rows(folder / "wikigold" / "wikigold.conll")
    crossner = [_rows(p) for p in sorted((folder / "crossner").glob("*.test.conll"))]
    return {
        "wnut17": _rows(folder / "wnut17" / "dev.conll"),
        "broad_twitter": _rows(folder / "broad_twitter" / "test.conll"),
        "wikigold": wikigold[len(wikigold) * 4 // 5 :],
        "crossner": [sentence for rows in crossner for sentence in rows],
    }


_NO_SPACE_BEFORE = re.compile(r"[.,!?;:%)\]}…”’]+$|'(?:s|S|t|re|ve|ll|d|m)$|n't$")
_NO_SPACE_AFTER = re.compile(r"[(\[{$£€#@“‘]$")
_HYPHENS = ("-", "–", "/")


def join(sentence: Sentence, source: str, spaced: bool = False) -> Example:
    """Words to running text; ``spaced`` leaves a space around every sign, as corpora have it."""
    text, glue, quote = "", True, False
    spans: list[tuple[int, int, str]] = []
    for word, label in sentence:
        closing = word == '"' and quote
        if word == '"':
            quote = not quote
        if text and not (not spaced and (glue or closing or _NO_SPACE_BEFORE.match(word))):
            text += " "
        glue = bool(_NO_SPACE_AFTER.match(word)) or (word == '"' and quote)
        start, text = len(text), text + word
        if label.startswith("I-") and spans:
            spans[-1] = (spans[-1][0], len(text), label[2:])
        elif label != "O":
            spans.append((start, len(text), label[2:]))
    return Example(text, spans, source)


def peopled(sentence: Sentence, rng: random.Random, names: Names, share: float) -> Sentence:
    """The same sentence with other people, places and organisations in it."""
    known: dict[str, str] = {}
    out: Sentence = []
    for entity, words in _chunks(sentence):
        out.extend(_replaced(entity, words, rng, names, share, known))
    return out


def _chunks(sentence: Sentence) -> list[tuple[str, list[str]]]:
    chunks: list[tuple[str, list[str]]] = []
    for word, label in sentence:
        if label.startswith("I-") and chunks and chunks[-1][0] == label[2:]:
            chunks[-1][1].append(word)
        else:
            chunks.append((label[2:], [word]))
    return chunks


def _replaced(
    entity: str,
    words: list[str],
    rng: random.Random,
    names: Names,
    share: float,
    known: dict[str, str],
) -> Sentence:
    new = words
    if entity == "PERSON" and rng.random() < share:
        new = _person(words, rng, names, known)
    elif entity == "LOCATION" and rng.random() < share * 0.4:
        new = rng.choice(places.BIG if rng.random() < 0.3 else places.cities()).split()
    if not entity:
        return [(word, "O") for word in new]
    return [(word, ("I-" if i else "B-") + entity) for i, word in enumerate(new)]


def _person(words: list[str], rng: random.Random, names: Names, known: dict[str, str]) -> list[str]:
    whole = " ".join(words)
    if whole not in known:
        name = names.name()
        _remember(words, name, known)
        if len(words) == 1:
            known[whole] = name.last if rng.random() < 0.6 else name.first
        else:
            known[whole] = name.full
    new = known[whole]
    if whole.isupper() and len(whole) > 3:
        new = new.upper()
    return (new.lower() if whole.islower() else new).split()


def _remember(words: list[str], name: Name, known: dict[str, str]) -> None:
    if len(words) > 1:
        known.setdefault(words[0], name.first)
        known.setdefault(words[-1], name.last)
