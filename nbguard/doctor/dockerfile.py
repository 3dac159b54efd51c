"""A Dockerfile as instructions: continued lines joined, comments gone, stages told apart."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator
from typing import NamedTuple

_INSTRUCTION = re.compile(r"\s*([A-Za-z]+)\s+(.*)", re.DOTALL)
_HEREDOC = re.compile(r"<<-?\s*[\"']?(\w+)[\"']?")
_OPTIONS = re.compile(r"(?:--[a-z-]+(?:=\S+)?\s+)*")
_DEFAULT = re.compile(r"\$\{(\w+)(?::?-([^}]*))?\}|\$(\w+)")


class Instruction(NamedTuple):
    """``line`` counts from 1, ``word`` is in capitals; ``stage`` counts from 0, -1 before any."""

    line: int
    word: str
    text: str
    stage: int

    @property
    def words(self) -> list[str]:
        """Its arguments, without options such as ``--chown``; also of the JSON form."""
        text = _OPTIONS.sub("", self.text.strip(), count=1)
        if text.startswith("["):
            try:
                return [str(word) for word in json.loads(text)]
            except ValueError:
                pass
        try:
            words = shlex.split(text)
        except ValueError:
            words = text.split()
        return words

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Of ENV, ARG and LABEL: names and values."""
        words = self.words
        if words and "=" not in words[0] and self.word == "ENV":  # the old form: ENV name value
            return [(words[0], " ".join(words[1:]))]
        return [(name, value) for name, _, value in (word.partition("=") for word in words)]


def instructions(text: str) -> list[Instruction]:
    """The instructions of a Dockerfile, with ARGs of before the first FROM filled in."""
    stage, arguments, found = -1, dict[str, str](), []
    for line, whole in _joined(text):
        match = _INSTRUCTION.fullmatch(whole)
        if not match:
            continue
        word, rest = match[1].upper(), match[2].strip()
        if word == "FROM":
            stage += 1
            rest = _filled(rest, arguments)
        if word == "ARG" and stage < 0:
            arguments.update(Instruction(line, word, rest, stage).pairs)
        found.append(Instruction(line, word, rest, stage))
    return found


def _joined(text: str) -> Iterator[tuple[int, str]]:
    """Each logical line with the number of its first; here-documents belong to theirs."""
    lines = enumerate(text.splitlines(), 1)
    for number, line in lines:
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        whole = line
        while whole.rstrip().endswith("\\"):
            following = next(lines, (0, ""))[1]
            if not following.lstrip().startswith("#"):
                whole = f"{whole.rstrip()[:-1]} {following.strip()}"
        for end in _HEREDOC.findall(whole):
            for _, inner in lines:
                if inner.strip() == end:
                    break
                whole += f"\n{inner}"
        yield number, whole


def _filled(text: str, arguments: dict[str, str]) -> str:
    return _DEFAULT.sub(lambda m: arguments.get(m[1] or m[3], m[2] or ""), text)
