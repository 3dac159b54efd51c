"""Tools and languages that bear people's names: Julia and Jenkins beside code are nobody."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nbguard.detect.names.features import LISTS
from nbguard.detect.rules import each

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nbguard.detect.names.spans import Run
    from nbguard.detect.names.tokens import Token

_TOOLS = frozenset(
    each(
        """Haskell Erlang Clojure Scala Kotlin Prolog Fortran Cobol Delphi Eiffel Smalltalk Simula
        Django Jupyter Kubernetes Hadoop Gradle Ansible Keras Kibana Grafana Matlab Simulink Stata
        Linux Ubuntu Debian Fedora Jython Cython Lisp Perl Nginx Redis Tomcat Jira Zeppelin"""
    )
)
"""A person called so is as good as never meant by that one word."""
_SHARED = frozenset(
    each(
        """Julia Ada Pascal Ruby Jenkins Kafka Travis Cassandra Crystal Celery Maven Puppet Swift
        Dart Elixir Rust Dask Prophet Oracle Sage Octave Weka Coq Agda Groovy Vagrant Jaeger"""
    )
)
"""People are called so, too: what stands near has to tell."""
_LANGUAGE = re.compile(
    r"languages?|programming|compil\w*|packages?|librar(?:y|ies)|modules?|scripts?|code|coded|syntax"
    r"|runtime|interpreter|kernel|repl|macros?|python|java|javascript|typescript|fortran|matlab|sql"
    r"|langage|lenguaje|linguagem|linguaggio|sprache|spr[åa]ke?t?|taal|j[ęe]zyk\w*|jazyk\w*|nyelv\w*"
    r"|kiel\w*|dil\w*|язык\w*",
    re.IGNORECASE,
)
_SERVICE = re.compile(
    r"software|versions?|frameworks?|clusters?|servers?|pipelines?|ports?|databases?|brokers?"
    r"|topics?|jobs?|builds?|installed|started|stopped|plugins?|tasks?|queues?|workers?|spark|docker",
    re.IGNORECASE,
)
_NEAR = 4  # tokens
_FIRST_NAME = 1 << LISTS.index("first")
_LAST_NAME = 1 << LISTS.index("last")
_WORDS = sum(1 << LISTS.index(name) for name in ("ordinary", "common", "technical"))
_PAIR = 2


def is_tool(read: list[Token], run: Run, marks: Sequence[int]) -> bool:
    """Whether a name is that of a language or a tool.

    ``marks[i]`` tells which lists hold the word of token ``i``.
    """
    words = [token.word for token in read[run.first : run.last + 1]]
    if len(words) > 1:
        if words[-1] in _TOOLS:
            return len(words) == _PAIR and words[0].islower()
        thing = _LANGUAGE.fullmatch(words[-1]) or not marks[run.last] & _LAST_NAME
        return not _TOOLS.isdisjoint(words) and bool(thing and marks[run.last] & _WORDS)
    if words[0] in _SHARED:
        return _beside_code(read, run.first, first_name=bool(marks[run.first] & _FIRST_NAME))
    return words[0] in _TOOLS or _is_engine(read, run.first)


def _is_engine(read: list[Token], at: int) -> bool:
    """Whether a browser says what it is like, or a card its errors: ``Uncorr. ECC``."""
    before = [token.word for token in read[max(0, at - 3) : at]]
    after = [token.word for token in read[at + 1 : at + 3]]
    return before == ["KHTML", ",", "like"] or after == [".", "ECC"]


def _beside_code(read: list[Token], at: int, *, first_name: bool) -> bool:
    """Whether languages are spoken of right beside it, or services, which have no first name."""
    near = [
        token.word for token in (*read[max(0, at - _NEAR) : at], *read[at + 1 : at + 1 + _NEAR])
    ]
    if any(word in _TOOLS or _LANGUAGE.fullmatch(word) for word in near):
        return True
    return not first_name and any(map(_SERVICE.fullmatch, near))
