"""The options that several commands share, and what they mean."""

from __future__ import annotations

import argparse
import contextlib
from typing import Any

from nbguard.errors import PolicyError
from nbguard.scanner import Scan
from nbguard.scanner.cache import open_cache
from nbguard.scanner.policies import Policies


def add_paths(parser: argparse.ArgumentParser) -> None:
    """The documents a command is about."""
    parser.add_argument(
        "paths",
        metavar="PATH",
        nargs="*",
        help="a notebook or text file; a folder (every .ipynb below it that git does not "
        'ignore; the default is "."); or "-", standard input',
    )


def add_policy(parser: argparse.ArgumentParser) -> None:
    """What counts as sensitive."""
    group = parser.add_argument_group("what counts")
    group.add_argument(
        "--policy", metavar="FILE", help="a policy file; otherwise the one nearest to each document"
    )
    group.add_argument(
        "--entities",
        metavar="A,B",
        help="exactly these entities; or, as +A,-B, changes to the policy's",
    )
    group.add_argument(
        "--min-score", metavar="X", type=_score, help="only what is at least this certain (0 to 1)"
    )


def add_work(parser: argparse.ArgumentParser) -> None:
    """How the work is done."""
    group = parser.add_argument_group("how")
    group.add_argument(
        "--jobs", metavar="N", type=_count, help="processes to use; otherwise as many as pay"
    )
    group.add_argument(
        "--no-cache", action="store_true", help="neither use nor keep what earlier runs saw"
    )


def policies(arguments: argparse.Namespace) -> Policies:
    """The policies that the options describe; raises PolicyError."""
    changes: dict[str, Any] = {}
    if arguments.entities is not None:
        changes["entities"] = [name.strip() for name in arguments.entities.split(",")]
        if not all(changes["entities"]):
            raise PolicyError("--entities holds an empty name; write A,B or +A,-B")
    if arguments.min_score is not None:
        changes["min_score"] = arguments.min_score
    if getattr(arguments, "outputs", None) is not None:
        changes["outputs"] = arguments.outputs
    return Policies(arguments.policy, **changes)


def scan(arguments: argparse.Namespace, held: Policies | None = None) -> Scan:
    """What the options make of documents: their policies, the cache unless it is not wanted."""
    cache = None if arguments.no_cache else open_cache()
    return Scan(held or policies(arguments), cache, own_process=arguments.own_process)


def _score(text: str) -> float:
    with contextlib.suppress(ValueError):
        if 0 <= float(text) <= 1:
            return float(text)
    raise argparse.ArgumentTypeError(f"a number from 0 to 1 belongs here, not {text!r}")


def _count(text: str) -> int:
    if text.isdecimal() and int(text):
        return int(text)
    raise argparse.ArgumentTypeError(f"a whole number from 1 belongs here, not {text!r}")
