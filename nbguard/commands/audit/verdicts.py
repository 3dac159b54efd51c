"""What ``nbguard audit --verify`` says."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from nbguard.report import plural, printable

if TYPE_CHECKING:
    from nbguard.audit.chain import Problem, Verdict


def as_text(verdict: Verdict) -> str:
    """A line for each thing that is wrong, and one for the whole."""
    lines = [*verdict.torn, *verdict.problems]
    entries = f"{verdict.entries:,} {'entry' if verdict.entries == 1 else 'entries'}"
    of = f"{entries} in {plural(verdict.files, 'file')}"
    whole = (
        f"the chain holds: {of}, every one as it was written"
        if verdict.holds
        else f"the chain is broken: {plural(len(verdict.problems), 'problem')}; {of} genuine"
    )
    return "".join(f"{printable(str(line))}\n" for line in [*lines, whole])


def as_json(verdict: Verdict) -> str:
    """The same for programs."""

    def rows(problems: list[Problem]) -> list[dict[str, object]]:
        return [problem._asdict() for problem in problems]

    whole = {
        "version": 1,
        "holds": verdict.holds,
        "entries": verdict.entries,
        "files": verdict.files,
        "problems": rows(verdict.problems),
        "torn": rows(verdict.torn),
    }
    return json.dumps(whole, indent=1) + "\n"
