"""Numbers in sentences about calling."""

from __future__ import annotations

import pytest

from nbguard.detect import detector
from nbguard.policy import Policy

ONLY = Policy(entities=["PHONE_NUMBER"], names="off")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Rückruf unter 08202224759 erbeten", "08202224759"),
        ("Rappeler au 0176870858", "0176870858"),
        ("Richiamare al 3791205519 dopo le 5", "3791205519"),
        ("Zadzwoń na 601234567", "601234567"),
        ("Ishita called on Monday, number 08979276759", "08979276759"),
        ("please call, the number is 2123456789", "2123456789"),
        ("Reach them at (415)\n555-2671, as a console breaks it", "(415)\n555-2671"),
    ],
)
def test_found(text: str, number: str) -> None:
    (match,) = detector(ONLY).detect([text])[0]
    assert text[match.start : match.end] == number


@pytest.mark.parametrize(
    "text",
    [
        "he called batch number 12345678",
        "order number 2123456789 was late",
        "appel le 12345678 fois",
        "call number 5 of 10",
        "n (415)\n\n555-2671",
    ],
)
def test_left_alone(text: str) -> None:
    assert detector(ONLY).detect([text]) == [[]]
