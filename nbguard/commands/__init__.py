"""One file per subcommand, each with ``configure(parser)`` and ``run(arguments) -> exit code``."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nbguard.findings import Report

OK, FOUND, FAILED, BUG = 0, 1, 2, 3
INTERRUPTED, BROKEN_PIPE = 130, 141

EXIT_CODES = """\
exit codes:
  0   nothing found (clean: nothing changed)
  1   something found (clean: something changed, or would)
  2   wrong usage, a policy or a file that cannot be read; all other files are done
  3   a bug of nbguard's
"""


def exit_code(report: Report, found: object) -> int:
    """What a run ends with; ``found`` is true where something was found, or changed."""
    if any(error.bug for error in report.errors):
        return BUG
    if report.errors:
        return FAILED
    return FOUND if found else OK
