"""The whole block is the finding, however its lines end and wherever it stands."""

from __future__ import annotations

from random import Random
from string import ascii_letters

import pytest

LINE = "".join(Random(5).choices(ascii_letters + "0123456789+/", k=64))
LABELS = ["", "RSA ", "EC ", "DSA ", "ENCRYPTED ", "OPENSSH "]


def _block(label: str = "RSA ", end: str = "\n", head: str = "", lines: int = 3) -> str:
    begin, close = (f"-----{word} {label}PRIVATE KEY-----" for word in ("BEGIN", "END"))
    return end.join([begin, *([head] if head else []), *[LINE] * lines, close])


@pytest.mark.parametrize("label", LABELS, ids=[label or "plain" for label in LABELS])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\\n", "\\\\n", "\n    ", '\\n" +\n"'], ids=ascii)
def test_block(label, end, find):
    block = _block(label, end)
    assert find(f'key = "{block}"\nprint(1)') == [("PRIVATE_KEY", block)]


@pytest.mark.parametrize(
    "block",
    [
        pytest.param(
            _block(head="Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,0123456789ABCDEF\n"),
            id="with headers",
        ),
        pytest.param(
            f"-----BEGIN {'PGP '}PRIVATE KEY BLOCK-----\nVersion: 2\n\n{LINE}\n{LINE}\n=x1Yz\n"
            "-----END PGP PRIVATE KEY BLOCK-----",
            id="PGP",
        ),
        pytest.param(
            f"---- BEGIN {'SSH2 '}ENCRYPTED PRIVATE KEY ----\nComment: x\n{LINE}\n{LINE}\n"
            "---- END SSH2 ENCRYPTED PRIVATE KEY ----",
            id="SSH2",
        ),
    ],
)
def test_other_armours(block, find):
    assert find(f"before\n{block}\nafter") == [("PRIVATE_KEY", block)]


def test_a_block_cut_short_ends_with_its_last_line(find):
    block = _block().partition("-----END")[0].rstrip()
    assert find(f"{block}\nand so on, in words") == [("PRIVATE_KEY", block)]


def test_two_blocks_are_two_findings(find):
    first, second = _block(), _block("EC ")
    assert find(f"{first}\n\n{second}") == [("PRIVATE_KEY", first), ("PRIVATE_KEY", second)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(_block(lines=0), id="no body"),
        pytest.param(
            f"if text.startswith('-----BEGIN {'RSA '}PRIVATE KEY-----'):", id="code about keys"
        ),
        pytest.param(_block().replace(LINE, "..."), id="dots"),
        pytest.param(_block().replace(LINE, "A" * 64), id="one letter"),
        pytest.param(_block().replace("PRIVATE", "PUBLIC"), id="public key"),
    ],
)
def test_left_alone(text, find):
    assert find(text) == []
