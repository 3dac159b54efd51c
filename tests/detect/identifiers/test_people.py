"""Names that stand before their mailbox."""

from __future__ import annotations

import pytest

from nbguard.detect import detector
from nbguard.policy import Policy

ONLY = Policy(entities=["PERSON"], names="off")


@pytest.mark.parametrize("name", ["April Chambers", "Diamond Daniel", "J. R. Wade", "Roe, Jane"])
def test_found(name: str) -> None:
    text = f"From: {name} <x81@example.com>"
    (match,) = detector(ONLY).detect([text])[0]
    assert text[match.start : match.end] == name


@pytest.mark.parametrize(
    "text",
    [
        "Acme Support <help@acme.com>",
        "Sales Team <sales@acme.com>",
        "Python Developers <dev@python.org>",
        "Big Table <td>",
        "If Any <b>",
    ],
)
def test_left_alone(text: str) -> None:
    assert detector(ONLY).detect([text]) == [[]]
