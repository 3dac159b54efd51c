"""What a value is: a placeholder, a word, or something only a machine would write.

Two measures tell random from written. Shannon entropy, held against the most that the value's
length and alphabet allow, drops repetitions. The share of its letters that read as words drops
names: ``bert-base-uncased`` has the entropy of a token of its length, and no token's letters.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from itertools import pairwise

from nbguard import tokens
from nbguard.detect.rules import each
from nbguard.detect.secrets.letters import is_word

_HUMP = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_SEGMENT = re.compile(r"[A-Za-z0-9]+")
_UUID = re.compile(r"(?i)[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_HEX = re.compile(r"[0-9a-f]+|[0-9A-F]+")

# What a program or a reader fills in: {{ x }}, ${X}, $(x), $X, %(x)s, %s, <x>, {x}, #{x}, @X@.
_TEMPLATE = re.compile(
    r"\{\{[^{}]{0,80}\}\}|\$?\{[A-Za-z_][^{}\n]{0,120}\}|\{\d{0,2}\}|\$\([^()\n]{1,120}\)"
    r"|^\$[A-Za-z_]+$|\$[A-Z_]{3,60}\b|%\(\w{1,60}\)[sdr]|%[sdr]\b|%[A-Z_]{3,60}%|<[^<>\n]{1,80}>"
    r"|#\{[^{}\n]{1,80}\}|@[A-Z_]{3,60}@"
)
# Keys that Microsoft documents for its emulators, the same for everyone.
_EVERYBODYS = ("Eby8vdM02xNOcqFlqUwJPLlm", "C2y6yDjf5/R+ob0N8A7Cgv30")
_MASKED = re.compile(r"\*{3}|\.{3}|…|•{2}|[xX]{4}|-{6}|_{6}|(.)\1{7}")
_ASKING = re.compile(
    r"(?i:^(?:your|insert|enter|put|add|paste|use|replace|set|change)[-_ ])"
    r"|^(?:[Yy]our|[Ii]nsert|[Ee]nter|[Rr]eplace)[A-Z]|EXAMPLE|(?i:change_?me)"
    r"|(?i:(?:^|[_\W])(?:your|example|placeholder|redacted|dummy|sample|fixme|todo)(?:[_\W]|$))"
)
_NEUTRAL = frozenset(
    each("""
    a an the my your our this that some is it here there goes in to of for from with and or not no
    new old default user username name admin key keys api app client server service access auth
    authorization basic bearer token tokens secret secrets private public password passwd pass pwd
    pw passphrase passcode passwort kennwort contrasena contraseña clave senha parola motdepasse
    mot de passe mdp wachtwoord credential credentials cred creds login id value val string str
    text example sample test testing dummy fake mock foo bar baz foobar placeholder none null nil
    undefined nan true false empty unset na tbd todo redacted hidden masked removed omitted
    censored filtered encrypted insert enter replace change me changeme changeit db database env
    var variable config getenv environ os aws
    """)
)


def is_placeholder(value: str) -> bool:
    """Whether ``value`` stands where a secret will be, was, or is only named.

    >>> is_placeholder("your-api-key"), is_placeholder("${DB_PASSWORD}"), is_placeholder("hunter2")
    (True, True, False)
    """
    if len(set(value)) < 3 or value.startswith(_EVERYBODYS) or tokens.spans(value):
        return True
    if _MASKED.search(value) or _ASKING.search(value):
        return True
    written = _TEMPLATE.sub("", value)
    if written != value:
        return not (any(map(str.isdigit, written)) and re.search(r"[^\w\s./:-]", written))
    return _only_neutral(value)


def _only_neutral(value: str) -> bool:
    """Whether nothing is left of ``value`` once the words that name secrets are gone."""
    if any(c.isdigit() for c in value):
        return False
    words = re.findall(r"[^\W_]+", value)
    parts = [w.lower() for word in words for w in (_HUMP.findall(word) or [word])]
    return all(p in _NEUTRAL for p in parts) or "".join(parts) in _NEUTRAL


def is_random(value: str, least: int = 16) -> bool:
    """Whether ``value``, of ``least`` characters or more, is a machine's.

    >>> is_random("9f86d081884c7d659a2feaa0"), is_random("distilbert-base-uncased-v2")
    (True, False)
    """
    value = value.replace("-", "") if is_uuid(value) else value
    size = len(value)
    if size < least or not value.isascii() or _kinds(value) < 2 or not any(map(str.isalpha, value)):
        return False
    # Of two thousand drawn keys of 32 hexadecimal digits one counts on in 0.4 of its pairs.
    most_steps = 0.4 if size < 24 else 0.5
    if max(map(len, _SEGMENT.findall(value))) < min(8, 0.35 * size) or steps(value) > most_steps:
        return False
    return wordiness(value) <= 0.5 and entropy(value) >= 0.7 * math.log2(
        min(size, _alphabet(value))
    )


def is_uuid(value: str) -> bool:
    """Whether ``value`` is a UUID: it names anything, and is secret only where its key says so."""
    return bool(_UUID.fullmatch(value))


def _kinds(value: str) -> int:
    return sum(any(map(kind, value)) for kind in (str.islower, str.isupper, str.isdigit))


def _alphabet(value: str) -> int:
    """How many characters whoever drew ``value`` could choose from, at a guess."""
    return 16 if _HEX.fullmatch(value) else 10 + 26 * (_kinds(value) - 1)


def entropy(value: str) -> float:
    """Shannon entropy in bits per character.

    >>> entropy("aaaa"), entropy("abcd")
    (0.0, 2.0)
    """
    size = len(value)
    return sum(-n / size * math.log2(n / size) for n in Counter(value).values()) + 0.0


def steps(value: str) -> float:
    """The share of neighbours that repeat or count on: 1.0 for ``1234`` and for ``aaaa``."""
    pairs = [abs(ord(b) - ord(a)) <= 1 for a, b in pairwise(value)]
    return sum(pairs) / len(pairs) if pairs else 1.0


def wordiness(value: str) -> float:
    """The share of the letters and digits of ``value`` that stand in something like a word.

    >>> wordiness("my_long_function_name") > 0.8, wordiness("k8Xq2ZrV") < 0.1
    (True, True)
    """
    size = sum(map(str.isalnum, value))
    read = sum(len(run) for run in _HUMP.findall(value) if is_word(run))
    return read / size if size else 1.0
