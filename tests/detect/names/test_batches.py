"""Many texts, and long ones, are read in batches; what is found does not depend on them."""

from __future__ import annotations

import pytest

from nbguard.detect.names import tagger, tagging

NOTE = "Please call Maria Lopez about the order.\n"


def _found(text: str) -> list[tuple[str, int]]:
    (matches,) = tagger().tag([text])
    return [(text[m.start : m.end], m.start) for m in matches]


def test_a_text_longer_than_the_longest(monkeypatch: pytest.MonkeyPatch) -> None:
    text = NOTE * 40
    whole = _found(text)
    monkeypatch.setattr(tagging, "_LONGEST", 200)
    assert _found(text) == whole
    assert len(whole) == 40


def test_a_name_that_is_told_by_the_lines_around_a_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    text = (
        "Dear Ms Petersen,\nthe box is here.\nKind regards\nSwantje Petersen\nLeiter Einkauf\n" * 30
    )
    whole = _found(text)
    monkeypatch.setattr(tagging, "_OVERLAP", 300)
    for longest in range(300, 300 + len(text) // 30, 9):
        monkeypatch.setattr(tagging, "_LONGEST", longest)
        assert _found(text) == whole


def test_a_text_without_lines_and_blanks_is_cut_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    names = "|".join(["Maria Lopez", "x" * 90, "Ana Diaz"] * 20)
    whole = _found(names)
    monkeypatch.setattr(tagging, "_OVERLAP", 150)
    for longest in (211, 250, 333):
        monkeypatch.setattr(tagging, "_LONGEST", longest)
        assert _found(names) == whole


@pytest.mark.parametrize("size", [1, 100, 10_000])
def test_many_texts(size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tagging, "_BATCH", size)
    texts = [NOTE.strip(), "nothing", "", "Ana Diaz wrote.", *(f"{NOTE}{i}" for i in range(30))]
    assert [bool(found) for found in tagger().tag(texts)] == [True, False, False, *[True] * 31]


def test_a_cut_is_at_a_line_end_where_there_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tagging, "_LONGEST", 10)
    text = "ab\ncd ef" + "x" * 25
    parts = [text[a:b] for a, b in tagging._pieces(text)]
    assert "".join(parts) == text
    assert parts[0] == "ab\n"
