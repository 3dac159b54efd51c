"""The tagger as a whole: batches, order, what it remembers, what the wheel carries."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nbguard.detect import names
from nbguard.detect.names import model, network, tagger, tagging
from nbguard.detect.names.network import ENTITIES

TRAINING = Path(names.__file__).parent / "training"
TEXTS = [
    "Anna Berg met Tom Baker in Oslo.",
    "x = 3",
    "",
    "Anna Berg met Tom Baker in Oslo.",
    "Address: 14 Church Lane, Leeds LS1 4DY",
]


def test_a_batch_gives_what_its_texts_give_alone() -> None:
    alone = [tagger().tag([text])[0] for text in TEXTS]
    together = tagger().tag(TEXTS)
    assert [[m[:3] for m in row] for row in together] == [[m[:3] for m in row] for row in alone]
    assert len(together) == len(TEXTS)


def test_where_a_long_text_is_cut_makes_no_difference(monkeypatch: pytest.MonkeyPatch) -> None:
    text = " ".join(f"In round {n} Anna Berg beat Tom Baker of Oslo." for n in range(40))
    whole = tagger().tag([text])
    monkeypatch.setattr(network, "_CHUNK", 37)
    cut = tagger().tag([text])
    assert [m[:3] for m in cut[0]] == [m[:3] for m in whole[0]]
    assert len([m for m in whole[0] if m.entity == "PERSON"]) == 80


def test_no_texts_give_no_lists() -> None:
    assert tagger().tag([]) == []


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=120) | st.sampled_from(TEXTS), max_size=4))
def test_matches_are_sound_whatever_the_text(texts: list[str]) -> None:
    for text, matches in zip(texts, tagger().tag(texts), strict=True):
        end = 0
        for match in matches:
            assert end <= match.start < match.end <= len(text)
            assert match.entity in ENTITIES
            assert 0 <= match.score <= 1
            end = match.end


def test_the_cache_of_words_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tagging, "_CACHED", 3)
    own = tagging.Tagger.load()
    expected = own.tag(TEXTS)
    assert own.tag(TEXTS) == expected
    assert own.tag(["Something else entirely"]) == [[]]
    assert own.tag(TEXTS) == expected


def test_tagging_imports_no_presidio() -> None:
    code = (
        "import sys; from nbguard.detect.names import tagger; tagger().tag(['Anna Berg']);"
        "print([m for m in ('presidio_analyzer', 'spacy', 'torch', 'faker') if m in sys.modules])"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"


def test_the_shipped_model_is_the_one_the_training_made() -> None:
    recorded = (TRAINING / "model.sha256").read_text(encoding="utf-8").split()[0]
    assert hashlib.sha256(model.PATH.read_bytes()).hexdigest() == recorded


def test_the_model_fits_the_wheel() -> None:
    assert model.PATH.stat().st_size <= 5_000_000


def test_no_name_can_be_read_out_of_the_model() -> None:
    data = model.PATH.read_bytes()
    readable = b" ".join(re.findall(rb"[A-Za-z]{5,}", data)).lower()
    for name in (b"smith", b"johnson", b"garcia", b"kowalski", b"muller", b"nguyen", b"patricia"):
        assert name not in readable


def test_what_can_be_read_in_the_model_is_its_header() -> None:
    arrays, about = model.read()
    assert {a.dtype.kind for a in arrays.values()} <= {"i", "u", "f"}
    assert set(about) == {"arrays", "calibration", "passes", "seed"}


def test_another_file_is_refused_by_name(tmp_path: Path) -> None:
    other = tmp_path / "other.bin"
    other.write_bytes(b"something else")
    with pytest.raises(ValueError, match=r"other\.bin is no model"):
        model.read(other)
