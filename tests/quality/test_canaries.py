"""A part of the canaries: all places, the commonest entities. The whole: -m benchmarks.canaries."""

from __future__ import annotations

import json

import pytest

from benchmarks.canaries.check import run
from benchmarks.canaries.search import haystack


def test_no_canary_survives_a_clean_and_no_innocent_is_touched() -> None:
    result = run(seed=1, entities=6)
    assert result.planted > 200
    assert result.leaks == []
    assert len(result.touched) < 0.01 * result.innocents
    assert (result.unstable, result.broken) == (0, 0)


@pytest.mark.parametrize(
    "hidden",
    [
        pytest.param("jane@x.org", id="plain"),
        pytest.param("jane&#64;x.org", id="decimal entity"),
        pytest.param("ja<b>ne</b>@x.org", id="tags in the middle"),
        pytest.param("jane\x1b[1m@x.org", id="colour in the middle"),
        pytest.param("?q=jane%40x.org", id="percent-encoded"),
        pytest.param('{"a": "jane\\u0040x.org"}', id="JSON escape"),
        pytest.param(json.dumps({"a": json.dumps({"b": "jane\\u0040x.org"})}), id="nested JSON"),
        pytest.param(["jane", "@x.org"], id="list items"),
        pytest.param("data:;base64,am9obiBhbmQgamFuZUB4Lm9yZw==", id="base64"),
    ],
)
def test_the_search_sees_through(hidden: object) -> None:
    notebook = {"cells": [{"outputs": [{"data": {"text/html": hidden}}]}]}
    assert "jane@x.org" in haystack(json.dumps(notebook).encode())
