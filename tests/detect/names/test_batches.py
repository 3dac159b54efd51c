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
