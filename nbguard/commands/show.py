"""A report in the format that was asked for, where it was asked for."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING

from nbguard.commands import screen

if TYPE_CHECKING:
    from nbguard.findings import Report

FORMATS = ("text", "json", "sarif", "html")


def show(
    report: Report, form: str, output: str | None, targets: Sequence[str], plan: str = ""
) -> None:
    """Print the report, or write it to ``output``; ``targets`` are the paths the user gave.

    ``plan`` is the file in which a plan of what to do is written besides.
    """
    if form == "text":
        _show_text(report, output, targets, plan)
    else:
        render = import_module(f"nbguard.report.as_{form}").render
        screen.publish(render(report), output)


def _show_text(report: Report, output: str | None, targets: Sequence[str], plan: str) -> None:
    from nbguard.report import as_text

    if report.findings and not output and sys.stdout.isatty():
        screen.paint(as_text.styled(report, targets, plan))
    else:
        screen.publish(as_text.render(report, targets, plan), output)
