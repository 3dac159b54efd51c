"""What is unsafe about the place where notebooks run, why, and the command that mends it."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module

from nbguard.doctor.check import FAIL, PASS, SKIP, Check, Problem, Result, Skip
from nbguard.doctor.site import Site
from nbguard.errors import NbguardError, describe_bug

__all__ = ["FAIL", "PASS", "SKIP", "Check", "Problem", "Result", "Site", "every_check", "examine"]

_MODULES = (
    "process",
    "servers",
    "permissions",
    "environment",
    "gate",
    "committed",
    "guarded",
    "packages",
    "licences",
    "containers",
    "compose",
    "buckets",
)


def every_check() -> list[Check]:
    """Every check there is, in the order in which they are shown."""
    return [
        check
        for name in _MODULES
        for check in import_module(f"nbguard.doctor.checks.{name}").CHECKS
    ]


def examine(site: Site, chosen: Iterable[Check]) -> list[Result]:
    """The result of each check; one that the policy switches off is skipped, and says so."""
    return [_result(check, site) for check in chosen]


def _result(check: Check, site: Site) -> Result:
    if check.id in site.skipped:
        return Result(check, SKIP, said="switched off by the policy")
    try:
        problems = tuple(check.run(site))
    except Skip as reason:
        return Result(check, SKIP, said=str(reason))
    except NbguardError as error:
        return Result(check, FAIL, (Problem("", f"cannot be looked at: {error}"),))
    except Exception as error:  # noqa: BLE001 (the other checks still have something to say)
        return Result(check, SKIP, said=f"a bug of nbguard's: {describe_bug(error)}", bug=True)
    return Result(check, FAIL if problems else PASS, problems)
