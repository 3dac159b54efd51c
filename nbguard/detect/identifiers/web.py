"""Web addresses: off by default, one line of policy away."""

from __future__ import annotations

from nbguard.detect.rules import Rule

_HOST = r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.){1,8}[^\W\d_]{2,24}"

RULES = (
    Rule(
        "URL",
        r"(?<![\w])(?P<value>(?:https?|ftp)://[^\s<>\"'`\\]{3,2000}[^\s<>\"'`\\.,;:!?)\]}])",
        0.8,
        ("://",),
    ),
    Rule(
        "URL",
        rf"(?<![\w.@/-])(?P<value>www\.{_HOST}(?:/[^\s<>\"'`\\]{{0,2000}}[^\s<>\"'`\\.,;:!?)\]}}])?)",
        0.7,
        ("www.",),
    ),
)
