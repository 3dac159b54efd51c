"""The results for people and for programs; each form is a pure function."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import nbguard
from nbguard.doctor.check import FAIL, PASS, SKIP, Check, Problem, Result
from nbguard.report import plural, printable
from nbguard.report.as_sarif import artifact, log

if TYPE_CHECKING:
    from rich.console import RenderableType

_LEVEL = {"high": "error", "medium": "warning", "low": "note"}
_SEVERITY = {"high": "8.0", "medium": "5.0", "low": "2.0"}
_MARKS = {PASS: ("ok", "green"), FAIL: ("FAIL", "bold red"), SKIP: ("skip", "dim")}


def as_text(results: Sequence[Result]) -> str:
    """What fails in full, the rest in a line each."""
    lines = [line for result in results for line, _ in _lines(result)]
    return "\n".join([*lines, "", summary(results)]) + "\n"


def styled(results: Sequence[Result]) -> RenderableType:
    """The same for a terminal, in colours."""
    from rich.console import Group  # 40 ms that a pipe never pays
    from rich.text import Text

    lines = [Text(line, style) for result in results for line, style in _lines(result)]
    return Group(*lines, Text(), Text(summary(results), "bold"))


def summary(results: Sequence[Result]) -> str:
    """How many checks passed, failed and were skipped."""
    count = Counter(result.state for result in results)
    failed = f"{count[FAIL]} failed" if count[FAIL] else "none failed"
    return f"{plural(len(results), 'check')}: {failed}, {count[PASS]} passed, {count[SKIP]} skipped"


def as_json(results: Sequence[Result]) -> str:
    """The results as one JSON object."""
    count = Counter(result.state for result in results)
    content = {
        "version": 1,
        "tool": {"name": "nbguard", "version": nbguard.__version__},
        "summary": {state: count[state] for state in (PASS, FAIL, SKIP)},
        "checks": [_object(result) for result in results],
    }
    return json.dumps(content, indent=2) + "\n"


def as_sarif(results: Sequence[Result]) -> str:
    """The results as SARIF: a rule for each check, a result for each problem."""
    rules = [_rule(result.check) for result in results]
    found = [
        _found(i, result.check, problem)
        for i, result in enumerate(results)
        for problem in result.problems
    ]
    invocation = {
        "executionSuccessful": not any(result.bug for result in results),
        "toolExecutionNotifications": [{"level": "note", "message": {"text": summary(results)}}],
    }
    return log(rules, found, invocation)


def _lines(result: Result) -> Iterator[tuple[str, str]]:
    mark, colour = _MARKS[result.state]
    check = result.check
    if result.state != FAIL:
        said = f" ({result.said})" if result.said else ""
        yield f"{mark:<6}{check.title}{said}", colour
        return
    yield f"{mark:<6}{check.title}   [{check.id}, {check.severity}]", colour
    for problem in result.problems:
        yield f"      {_where(problem)}{printable(problem.said)}", ""
        if problem.mend:
            yield f"        {printable(problem.mend)}", "cyan"
    yield f"      why:  {check.why}", "dim"
    if not all(problem.mend for problem in result.problems):
        yield f"      mend: {check.mend}", "cyan"


def _where(problem: Problem) -> str:
    line = f":{problem.line}" if problem.line else ""
    return f"{printable(problem.path)}{line}: " if problem.path else ""


def _object(result: Result) -> dict[str, Any]:
    check = result.check
    return {
        "id": check.id,
        "title": check.title,
        "state": result.state,
        "severity": check.severity,
        "why": check.why,
        "mend": check.mend,
        "said": result.said,
        "problems": [_problem(problem, check) for problem in result.problems],
    }


def _problem(problem: Problem, check: Check) -> dict[str, Any]:
    return {
        "path": problem.path,
        "line": problem.line or None,
        "message": problem.said,
        "mend": problem.mend or check.mend,
    }


def _rule(check: Check) -> dict[str, Any]:
    return {
        "id": check.id,
        "shortDescription": {"text": check.title},
        "fullDescription": {"text": check.why},
        "help": {"text": check.mend, "markdown": f"{check.why}\n\n`{check.mend}`"},
        "defaultConfiguration": {"level": _LEVEL[check.severity]},
        "properties": {"tags": ["security"], "security-severity": _SEVERITY[check.severity]},
    }


def _found(rule: int, check: Check, problem: Problem) -> dict[str, Any]:
    # GitHub shows only what lies in a file; what lies in none is said of the folder.
    physical: dict[str, Any] = {"artifactLocation": artifact(problem.path or ".")}
    if problem.path:
        physical["region"] = {"startLine": problem.line or 1}
    return {
        "ruleId": check.id,
        "ruleIndex": rule,
        "level": _LEVEL[check.severity],
        "message": {"text": f"{problem.said}. Mend: {problem.mend or check.mend}"},
        "locations": [{"physicalLocation": physical}],
    }
