"""The scorer judges as its definitions say; the material is what its README claims."""

from __future__ import annotations

import pytest

from benchmarks.quality import corpus, noise, score
from benchmarks.quality.markup import parse
from benchmarks.quality.names import names
from benchmarks.quality.score import Found

TEXT = "mail [[PERSON|Jane Doe]] at [[SECRET|hunter]] now"


def verdicts(*found: Found) -> list[tuple[str, str]]:
    return [(o.verdict, o.family) for o in score.judge(parse("t", "mixed", TEXT), found)]


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        pytest.param(Found(5, 13, "PERSON"), "hit", id="the very span"),
        pytest.param(Found(5, 9, "PERSON"), "hit", id="half of it"),
        pytest.param(Found(5, 8, "PERSON"), "missed", id="less than half of it"),
        pytest.param(Found(0, 24, "PERSON"), "missed", id="far too much"),
        pytest.param(Found(5, 13, "LOCATION"), "missed", id="another entity"),
    ],
)
def test_a_person_is_hit_by_an_overlap_of_one_half(found: Found, expected: str) -> None:
    assert verdicts(found)[0] == (expected, "PERSON")


def test_a_secret_may_be_covered_by_a_longer_finding() -> None:
    assert ("hit", "SECRET") in verdicts(Found(0, 27, "URL_CREDENTIALS", secret=True))


def test_what_hits_no_label_is_false_but_for_entities_nobody_asked_for() -> None:
    assert ("false", "EMAIL_ADDRESS") in verdicts(Found(0, 4, "EMAIL_ADDRESS"))
    assert ("false", "URL") not in verdicts(Found(0, 4, "URL"))


def test_two_findings_of_one_label_are_a_hit_and_a_false_one() -> None:
    judged = verdicts(Found(5, 13, "PERSON"), Found(5, 12, "PERSON"))
    assert judged.count(("hit", "PERSON")) == judged.count(("false", "PERSON")) == 1


def test_figures_follow_from_the_counts() -> None:
    figures = score.Figures(hits=8, missed=2, false=8)
    assert (figures.precision, figures.recall) == (0.5, 0.8)
    assert figures.f(1) == pytest.approx(2 * 0.5 * 0.8 / 1.3)
    assert figures.f(2) == pytest.approx(5 * 0.5 * 0.8 / (4 * 0.5 + 0.8))


@pytest.mark.parametrize(
    ("kind", "least"),
    [("mixed", 400), ("news", 60), ("court", 40), ("logs", 150), ("addresses", 100)],
)
def test_the_test_split_holds_enough_documents_of(kind: str, least: int) -> None:
    assert len(corpus.load("test", kind)) >= least


def test_a_thousand_noise_cells_are_stored() -> None:
    assert len(noise.load("test")) >= 1000


def test_the_splits_share_no_name_and_no_document() -> None:
    dev, test = ({name.full for name in names(split)} for split in ("dev", "test"))
    assert not dev & test
    texts = [{d.text for d in corpus.everything(split) if d.labels} for split in ("dev", "test")]
    assert not texts[0] & texts[1]


@pytest.mark.parametrize("split", ["dev", "test"])
def test_every_slot_is_filled_and_every_label_lies_in_its_text(split: str) -> None:
    for document in [*corpus.everything(split), *corpus.examples(split)]:
        assert "[[" not in document.text.replace("[[[", "")
        for label in document.labels:
            assert 0 <= label.start < label.end <= len(document.text)


def test_documents_are_the_same_at_every_reading() -> None:
    corpus.load.cache_clear()
    first = corpus.load("dev", "mixed")
    corpus.load.cache_clear()
    assert corpus.load("dev", "mixed") == first
