"""A large git history: each distinct blob read once, beside reading each commit's patch.

    python -m benchmarks.history [--commits 1500] [--repository PATH]

Generates (from a seed) the history of a team's notebooks: each commit runs one again, adds a
cell, or takes an earlier version back; now and then one is copied to another folder on a branch
of its own. Or takes a repository that is there. Then, in one run and on one core each:

- nbguard history, first and again;
- the same guard over every version of every commit, each one anew (on a part of them);
- gitleaks' way of working: ``git log -p -U0`` over everything, each commit's added lines looked at
  by the same guard as plain text (a part of the commits), since gitleaks is no Python package.

Ratios are what count; seconds are this machine's.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.notebooks import notebook
from nbguard.guard import Guard
from nbguard.history import Place, scan
from nbguard.history.ledger import Ledger
from nbguard.history.log import Log
from nbguard.history.refs import Refs
from nbguard.scanner import Scan
from nbguard.scanner.cache import Cache
from nbguard.scanner.policies import Policies
from nbguard.scanner.sources import Source

PART = 20  # of what takes long, one in so many is looked at


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--commits", type=int, default=1500)
    parser.add_argument("--repository", type=Path)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        top = arguments.repository or generate(Path(folder) / "repository", arguments.commits)
        compare(top, Path(folder))


def compare(top: Path, folder: Path) -> None:
    place = Place.at(str(top))
    log = Log.read(place, Refs.of(place))
    changed = [change for change in log.changes if change.new]
    print(f"{len(log.commits):,} commits, {len(changed):,} changed notebooks, "
          f"{len({c.new for c in changed}):,} distinct")  # fmt: skip
    ledger = str(folder / "ledger")
    cold, found = timed(lambda: history(place, ledger))
    warm, _ = timed(lambda: history(place, ledger))
    each, sample = timed(lambda: every_version(place, changed[::PART]))
    size, added = timed(lambda: sum(map(len, patches(top))))
    row("nbguard history", cold, cold, f"{found} leaks")
    row("nbguard history, again", warm, cold)
    each *= len(changed) / len(changed[::PART])
    row("every version of every commit", each, cold, f"{sample} findings in a part")
    row("git log -p, nothing looked at", size, cold, f"{added / 1e6:,.0f} MB of added lines")
    seconds, hits = timed(lambda: patches_scanned(top))
    seconds = size + (seconds - size) * PART
    row("git log -p, the same guard", seconds, cold, f"{hits} findings in a part")


def timed(job: Any) -> tuple[float, Any]:
    start = time.perf_counter()
    result = job()
    return time.perf_counter() - start, result


def row(what: str, seconds: float, unit: float, more: str = "") -> None:
    print(f"{what:34}{seconds:>9.1f} s{seconds / unit:>9.2f}  {more}")


def history(place: Place, ledger: str) -> int:
    cache = Cache("", b"benchmark" * 3, "benchmark")
    report = scan(place, Policies(), ledger=Ledger(ledger, cache), workers=1)
    return len({(f.path, f.entity, f.fingerprint) for f in report.findings})


def every_version(place: Place, changes: list[Any]) -> int:
    scanner = Scan(Policies())
    found = 0
    for change in changes:
        data = place.git("cat-file", "blob", change.new)
        found += len(scanner.examine(Source(change.path, data=data)).findings)
    return found


def patches(top: Path) -> Iterator[str]:
    """The added lines of each commit's patch, as gitleaks reads them."""
    command = ["git", "log", "-p", "-U0", "--full-history", "--all", "--", "*.ipynb"]
    with subprocess.Popen(command, cwd=top, stdout=subprocess.PIPE) as process:
        assert process.stdout
        lines: list[str] = []
        for line in process.stdout:
            if line.startswith(b"commit "):
                yield "".join(lines)
                lines = []
            elif line.startswith(b"+") and not line.startswith(b"+++"):
                lines.append(line[1:].decode("utf-8", "replace"))
        yield "".join(lines)


def patches_scanned(top: Path) -> int:
    guard = Guard()
    parts = islice(patches(top), 0, None, PART)
    return sum(len(guard.scan_texts([patch]).findings) for patch in parts)


def generate(top: Path, commits: int, seed: int = 7) -> Path:
    """A history made with git fast-import."""
    random = Random(seed)
    subprocess.run(["git", "init", "-q", "-b", "main", str(top)], check=True)
    stream = b"".join(_commits(random, commits))
    subprocess.run(["git", "fast-import", "--quiet"], cwd=top, input=stream, check=True)
    return top


def _commits(random: Random, commits: int) -> Iterator[bytes]:
    paths = [f"team{i % 5}/analysis_{i:02}.ipynb" for i in range(40)]
    texts = {path: notebook(random, 60_000, dirty=i % 5 == 4) for i, path in enumerate(paths)}
    older: list[str] = []
    for number in range(1, commits + 1):
        path = paths[number - 1] if number <= len(paths) else random.choice(paths)
        if number > len(paths):
            older.append(texts[path])
            texts[path] = _next(random, texts[path], older)
        yield _commit(number, "main", path, texts[path])
        if number % 25 == 0:  # the same blob in another commit, under another name
            copy = f"archive/{number}/{Path(path).name}"
            yield _commit(commits + number, f"side{number}", copy, texts[path], number)


def _next(random: Random, text: str, older: list[str]) -> str:
    """A notebook that was run again: one or two cells differ; sometimes an earlier version."""
    if random.random() < 0.15:
        return random.choice(older)
    content = json.loads(text)
    donor = json.loads(notebook(random, 3_000, dirty=random.random() < 0.02))["cells"]
    cells = content["cells"]
    at = random.randrange(len(cells))
    cells[at : at + 1] = random.sample(donor, min(len(donor), random.choice((1, 1, 2))))
    return json.dumps(content, indent=1) + "\n"


def _commit(number: int, branch: str, path: str, text: str, parent: int = 0) -> bytes:
    data = text.encode()
    start = b"from :%d\n" % parent if parent else b""
    return (
        b"commit refs/heads/%s\nmark :%d\n" % (branch.encode(), number)
        + b"committer A <a@users.noreply.example> %d +0000\n" % (1_700_000_000 + number * 600)
        + b"data 4\nwork\n" + start + b"M 100644 inline %s\ndata %d\n" % (path.encode(), len(data))
        + data + b"\n"
    )  # fmt: skip


if __name__ == "__main__":
    main()
