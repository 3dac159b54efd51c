"""No text can make the rules slow: time grows with its length, and with nothing else."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING

import pytest

from nbguard.detect.secrets import RULES

if TYPE_CHECKING:
    from nbguard.detect.rules import Rule

PEM = "-----BEGIN RSA " + "PRIVATE KEY-----"
PIECES = [
    *("a", "A1", "-", "=", '"', "\\", "\n", "://", "://a:", "eyJ", "AKIA", "{{", "sk-", "AAAA"),
    *("key=", "key: ", 'key="', 'key=\\"', 'key="{{', "key=a;", "password=", "password is "),
    *("password ", "password','", "<password>", " -u a:b", "mysql -p", "secret access key "),
    *(PEM, f"{PEM}\nAAAA"),
    *("PuTTY-User-Key-File-2:\na\n", "login a password ", "t1.a", "okta", "dd_", "auth=('a','"),
    *("'a',", "['a',", "passwords=['aaaa',", "[", 'password": [\n'),
]
_SIZE = 200_000
_MOST_SECONDS = 1.5  # a mega-character within seconds; anything quadratic takes hours


def _seconds(rule: Rule, text: str) -> float:
    pattern = re.compile(rule.regex, rule.flags)
    start = time.process_time()
    for match in pattern.finditer(text):
        if rule.check:
            rule.check(match)
    return time.process_time() - start


@pytest.mark.parametrize("piece", PIECES, ids=ascii)
def test_linear(piece):
    text = (piece * _SIZE)[:_SIZE]
    lower = text.lower()
    for rule in RULES:
        if not rule.hint or any(hint in lower for hint in rule.hint):
            assert _seconds(rule, text) < _MOST_SECONDS, rule.entity


@pytest.mark.parametrize("rule", RULES, ids=[f"{i} {rule.entity}" for i, rule in enumerate(RULES)])
def test_linear_on_its_own_hints(rule):
    for hint in rule.hint:
        for piece in {hint, hint.upper(), hint.capitalize() + "="}:
            assert _seconds(rule, (piece * _SIZE)[:_SIZE]) < _MOST_SECONDS


def test_hints_are_lower_case():
    assert all(hint == hint.lower() for rule in RULES for hint in rule.hint)
