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


@pytest.mark.parametrize("mailbox", ["xqu.zwyn", "xzwyn", "zwyn84"])
def test_a_name_in_no_list_is_found_where_its_mailbox_is_called_so(mailbox: str) -> None:
    text = f"Author: Xqu Zwyn <{mailbox}@example.com>"
    (match,) = detector(ONLY).detect([text])[0]
    assert text[match.start : match.end] == "Xqu Zwyn"


@pytest.mark.parametrize(
    "text",
    [
        "Acme Support <help@acme.com>",
        "Sales Team <sales@acme.com>",
        "Python Developers <dev@python.org>",
        "GitHub Actions <actions@github.com>",
        "The OpenTelemetry Authors <cncf@lists.example.com>",
        "Dependabot Preview <support@dependabot.com>",
        "Red Hat <secalert@redhat.com>",
        "Python Packaging Authority <pypa-dev@example.com>",
        "Amazon Prime <prime@amazon.de>",
        "Human Resources <hr@acme.com>",
        "Big Table <td>",
        "If Any <b>",
    ],
)
def test_left_alone(text: str) -> None:
    assert detector(ONLY).detect([text]) == [[]]
