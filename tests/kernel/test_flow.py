import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nbguard.kernel.flow import Flow
from nbguard.kernel.shield import Shield
from nbguard.policy import Policy

EMAIL = "jane.roe" + "@" + "acme-corp.com"
CARD = "4111 1111 " + "1111 1111"

SHIELD = Shield(Policy(names="off"))
SHIELD.load()


def _through(pieces):
    """What leaves a flow that is fed the pieces and emptied at the end."""
    flow = Flow(SHIELD)
    return "".join([*(flow.feed(piece).safe for piece in pieces), flow.release().safe])


@given(st.lists(st.integers(1, 40), max_size=6))
@settings(deadline=None)
def test_a_value_is_masked_wherever_it_is_cut(cuts):
    text = f"write to {EMAIL} or pay by {CARD}\nbye"
    ends = sorted({min(cut, len(text)) for cut in cuts})
    pieces = [text[a:b] for a, b in zip([0, *ends], [*ends, len(text)], strict=True)]
    assert _through(pieces) == _through([text])
    assert EMAIL not in _through(pieces)
    assert CARD not in _through(pieces)


@given(st.lists(st.text(alphabet=" .\r\n#=abc[]█", max_size=30), max_size=6))
@settings(deadline=None)
def test_nothing_else_is_changed_or_lost(pieces):
    assert _through(pieces) == "".join(pieces)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("....", id="dots"),
        pytest.param("\r 45%|####     | 45/100 [00:01<00:01, 31.2it/s]", id="progress bar"),
        pytest.param("Downloading model ... ", id="words"),
    ],
)
def test_what_is_no_beginning_is_live(text):
    flow = Flow(SHIELD)
    flow.feed(text)
    flow.release(final=False)
    assert flow.held == ""


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("mail jane.roe@", id="half an address"),
        pytest.param("card 4111 1111 ", id="half a card number"),
        pytest.param("-----BEGIN " + "RSA PRIVATE KEY-----\nMIIE\n", id="half a key"),
    ],
)
def test_a_beginning_is_held(text):
    flow = Flow(SHIELD)
    flow.feed(text)
    flow.release(final=False)
    assert flow.held


def test_whole_lines_leave_at_once():
    flow = Flow(SHIELD)
    assert flow.feed("done\nnext").safe == "done\n"


def test_the_rest_of_a_value_is_masked_when_its_beginning_is_out():
    flow = Flow(SHIELD)
    flow.feed("mail " + EMAIL[:9])
    assert flow.release().safe == "mail " + EMAIL[:9]
    assert flow.feed(EMAIL[9:] + "\n").safe == "[EMAIL_ADDRESS_1]\n"


@pytest.mark.parametrize("rest", ["", " and more", "\n", " and more\nand "])
@given(st.integers(1, EMAIL.index(".com")))
@settings(deadline=None)
def test_the_clock_between_two_pieces_lets_no_part_of_the_rest_out(rest, cut):
    flow = Flow(SHIELD)
    out = flow.feed("mail " + EMAIL[:cut]).safe + flow.release().safe
    after = flow.feed(EMAIL[cut:] + rest).safe
    after += flow.release(final=False).safe + flow.release().safe
    assert out == "mail " + EMAIL[:cut]
    assert re.fullmatch(r"\[EMAIL_ADDRESS_\d+\]" + rest, after)


def test_a_long_line_does_not_pile_up():
    flow = Flow(SHIELD)
    flow.feed("word " * 10_000)
    assert len(flow.held) < 1000


def test_what_left_is_counted():
    flow = Flow(SHIELD)
    assert flow.feed(f"{EMAIL} {EMAIL}\n").found == {"EMAIL_ADDRESS": 2}
