"""A view knows its way back, also where one piece of source is several characters."""

from __future__ import annotations

import re

import pytest

from nbguard.notebook.layers import html, percent
from nbguard.notebook.views import Decoded, Edit, View, apart, settle, splice, substituting


def written(view: View, *edits: Edit) -> str:
    """The root's text after edits of the view."""
    view.edits = list(edits)
    root = list(view.lineage())[-1]
    return splice(root.text, settle([view]))


def halves(text: str) -> Decoded:
    """Each ``#`` stands for ``ab``; on the way back both are written in capitals."""
    decode = substituting(re.compile("#"), lambda _: "ab")
    return Decoded(View(text), decode, lambda new, _: new.upper())


@pytest.mark.parametrize(
    ("edit", "source"),
    [
        pytest.param(Edit(1, 3, "x"), "-X-", id="all of a piece"),
        pytest.param(Edit(1, 2, "x"), "-XB-", id="its beginning: the rest is written again"),
        pytest.param(Edit(2, 3, "x"), "-AX-", id="its end"),
        pytest.param(Edit(0, 2, "x"), "XB-", id="from before into it"),
        pytest.param(Edit(2, 4, ""), "-A", id="out of it, leaving nothing"),
    ],
)
def test_a_piece_that_is_several_characters(edit: Edit, source: str) -> None:
    assert written(halves("-#-"), edit) == source


def test_several_pieces_that_touch_are_one() -> None:
    assert written(halves("##"), Edit(0, 4, "x")) == "X"


def test_the_first_piece_takes_the_text_and_what_lies_between_stays() -> None:
    (shown, _) = html.views(View('a<b x="1">b</b>c'))
    assert written(shown, Edit(0, 3, "<")) == '&lt;<b x="1"></b>'


def test_views_of_views_are_encoded_on_every_level() -> None:
    (shown,) = html.views(View("<p>q=a%26amp%3Bb</p>"))[:1]
    (decoded,) = percent.views(shown)
    assert decoded.text == "\nq=a&amp;b\n"
    assert written(decoded, Edit(3, 10, "<&>")) == "<p>q=%3C%26%3E</p>"


def test_an_implied_line_break_is_no_text() -> None:
    (shown,) = html.views(View("a<p>b"))
    assert shown.text == "a\nb"
    assert written(shown, Edit(1, 2, "x")) == "a<p>b"
    assert written(shown, Edit(0, 3, "x")) == "x<p>"


def test_every_span_is_located_in_order() -> None:
    (shown,) = html.views(View("a&amp;<b>c</b>&#64;<br>d"))
    spans = [shown.locate(i, i + 1) for i in range(len(shown.text))]
    assert spans == sorted(spans)
    assert shown.locate(0, len(shown.text)) == (0, 24)


def test_edits_that_overlap_are_not_made_twice() -> None:
    edits = [Edit(4, 6, "c"), Edit(0, 2, "a"), Edit(1, 3, "b")]
    assert apart(edits) == [Edit(0, 2, "a"), Edit(4, 6, "c")]
