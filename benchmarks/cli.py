"""The command line beside its peers: what a hook, a filter and a scan of everything cost.

    python -m benchmarks.cli --nbstripout A/bin/nbstripout --detect-secrets B/bin/detect-secrets

Each peer belongs in an environment of its own (nbstripout imports Jupyter where it finds it).
Commands that are compared take turns, so that a busy machine is busy for both; figures are
medians of the wall clock, ratios are those of medians.
"""

from __future__ import annotations

import argparse
import compileall
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from random import Random

import nbguard
from benchmarks.notebooks import notebook, write_folder

NBGUARD = str(Path(sys.executable).with_name("nbguard"))
Command = Sequence[str]


def main() -> None:
    """Measure, and print a table and where the time goes."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--nbstripout", required=True, help="the peer's program")
    parser.add_argument("--detect-secrets", required=True, help="the peer's program")
    parser.add_argument("--runs", type=int, default=15, help="runs of each small measurement")
    parser.add_argument("--megabytes", type=int, default=60, help="size of the folder")
    arguments = parser.parse_args()
    # As an installed wheel is, and as the peers are: compiled, whatever this environment forbids.
    compileall.compile_dir(Path(nbguard.__file__).parent, quiet=2)
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        os.environ["NBGUARD_HOME"] = str(Path(folder) / "home")
        Path("clean.ipynb").write_text(notebook(Random(1), 200_000))
        Path("dirty.ipynb").write_text(notebook(Random(2), 200_000, dirty=True))
        write_folder(Path("all"), size=arguments.megabytes * 10**6, count=164)
        _compare(arguments)
        _where_the_time_goes()


def _compare(arguments: argparse.Namespace) -> None:
    strip = [arguments.nbstripout, "--dry-run"]
    secrets = [arguments.detect_secrets, "scan", "--all-files", "all"]
    every = [str(path) for path in sorted(Path("all").glob("*.ipynb"))]
    scan, anew = [NBGUARD, "scan"], [NBGUARD, "scan", "--no-cache"]
    print(f"{'':34}{'nbguard':>9}{'peer':>9}{'ratio':>7}{'at most':>9}")
    for name in ("clean.ipynb", "dirty.ipynb"):
        _row(f"{name}, seen", [*scan, name], [*strip, name], 0.6, arguments.runs)
    clean = [NBGUARD, "clean", "clean.ipynb"]
    _row("clean.ipynb, seen, clean", clean, [*strip, "clean.ipynb"], 0.6, arguments.runs)
    _row("clean.ipynb, new", [*anew, "clean.ipynb"], [*strip, "clean.ipynb"], 1.5, arguments.runs)
    _row("dirty.ipynb, new", [*anew, "dirty.ipynb"], [*strip, "dirty.ipynb"], 8, arguments.runs)
    total = sum(Path(path).stat().st_size for path in every) / 1e6
    print(f"{len(every)} notebooks, {total:.0f} MB")
    _row("  new, beside detect-secrets", [*anew, "all"], secrets, 0.25, 1)
    _row("  seen, beside nbstripout", [*scan, "all"], [*strip, *every], 1.0, 5)


def _row(name: str, ours: Command, theirs: Command, most: float, runs: int) -> None:
    _time(ours)  # fills the cache, and the system's own
    times = [(_time(ours), _time(theirs)) for _ in range(runs)]
    own, peer = (statistics.median(column) for column in zip(*times, strict=True))
    verdict = "" if own / peer <= most else "  MISSED"
    print(f"{name:34}{own:8.3f}s{peer:8.3f}s{own / peer:7.2f}{most:9.2f}{verdict}", flush=True)


def _time(command: Command) -> float:
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return time.perf_counter() - start


def _where_the_time_goes() -> None:
    """The same runs in slices: Python, our imports, others' imports, and the work itself."""
    python = statistics.median(_time([sys.executable, "-c", "pass"]) for _ in range(9))
    print(f"\nwhere the time goes (Python alone: {python:.3f}s)")
    print(f"{'':34}{'whole':>9}{'imports':>9}{'work':>9}   dearest imports")
    for name, words in {
        "clean.ipynb, seen": ["scan", "clean.ipynb"],
        "clean.ipynb, new": ["scan", "--no-cache", "clean.ipynb"],
        "dirty.ipynb, new": ["scan", "--no-cache", "dirty.ipynb"],
    }.items():
        whole = statistics.median(_time([NBGUARD, *words]) for _ in range(7))
        imports = _imports([sys.executable, "-X", "importtime", NBGUARD, *words])
        spent = min(sum(imports.values()), whole - python)
        dearest = sorted(imports, key=lambda package: -imports[package])[:4]
        shown = ", ".join(f"{package} {imports[package] * 1000:.0f} ms" for package in dearest)
        rest = whole - python - spent
        print(f"{name:34}{whole:8.3f}s{spent:8.3f}s{rest:8.3f}s   {shown}")


def _imports(command: Command) -> dict[str, float]:
    """Seconds spent in each top-level package's own modules, by Python's own account."""
    said = subprocess.run(command, capture_output=True, text=True, check=False).stderr
    spent: dict[str, float] = {}
    for own, module in re.findall(r"^import time: +(\d+) \|[ \d]+\| +(\S+)$", said, re.MULTILINE):
        package = module.partition(".")[0]
        package = "Python's own" if package in sys.stdlib_module_names else package
        spent[package] = spent.get(package, 0) + int(own) / 1e6
    return spent


if __name__ == "__main__":
    main()
