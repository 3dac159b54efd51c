"""Private key blocks. The whole block is the value, and so is a block that is cut short.

PEM (RFC 7468), OpenSSH, OpenPGP (RFC 9580), SSH2 (RFC 4716) and PuTTY, on lines of their own or
with line ends written as backslash and n, as JSON writes them.
"""

from __future__ import annotations

import re

from nbguard.detect.rules import Rule

_BASE64 = re.compile(r"[A-Za-z0-9+/=]{16}")
_LEAST = 40

# Two hyphens end a body, so that every text is read once, however many blocks begin in it.
_BODY = r"[^-]{0,40000}(?:-(?!-)[^-]{0,40000}){0,40}"
_GAP = r"(?:[\s\"'+,>#*|.]|\\{1,4}[nrt]|\\(?=\s)){0,40}"
_REST = rf"(?:{_GAP}[A-Za-z0-9+/=]{{16,}}){{0,2000}}"


def _has_body(match: re.Match[str]) -> bool:
    """Whether key material follows the first line: code and prose name that line alone."""
    body = "".join(_BASE64.findall(match[0]))
    return len(body) >= _LEAST and len(set(body)) > 9


def _armour(dashes: str, label: str) -> str:
    begin = f"{dashes} ?BEGIN {label} ?{dashes}"
    return rf"(?P<value>{begin}(?:{_BODY}{dashes} ?END {label} ?{dashes}|{_REST}))"


RULES: tuple[Rule, ...] = (
    Rule(
        "PRIVATE_KEY",
        _armour("-----", r"(?:[A-Z0-9]{2,12} ){0,3}PRIVATE KEY(?: BLOCK)?"),
        1.0,
        hint=("private key",),
        check=_has_body,
    ),
    Rule(
        "PRIVATE_KEY",
        _armour("----", r"SSH2 (?:ENCRYPTED )?PRIVATE KEY"),
        1.0,
        hint=("ssh2",),
        check=_has_body,
    ),
    Rule(
        "PRIVATE_KEY",
        r"PuTTY-User-Key-File-[23]:[^\n]{0,80}(?:(?:\r?\n|\\n)[A-Za-z0-9+/=:. @_-]{1,120}){3,400}",
        1.0,
        hint=("putty-user-key-file",),
        check=_has_body,
    ),
    # An OpenSSH key without its first line: the body always begins with "openssh-key-v1".
    Rule(
        "PRIVATE_KEY",
        rf"\bb3BlbnNzaC1rZXktdjE[A-Za-z0-9+/=]{{16,}}{_REST}",
        0.95,
        hint=("b3blbnnzac1rzxktdje",),
    ),
)
