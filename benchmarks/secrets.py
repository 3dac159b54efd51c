"""Secrets: our recognizers beside detect-secrets, on examples made up at run time.

    pip install nbguard detect-secrets==1.5.0
    python -m benchmarks.secrets

Found: the pages' examples (``docs/recognizers/secrets-*.md``) and names with values in the
notations of code and configuration. Harmless: the pages' examples of what is left alone, the
lines of the standard library that hold a telling word, and what programs print. Names, values and
pages are ours, and our rules were mended on them, so they flatter us; the rest does not.
"""

from __future__ import annotations

import ast
import base64
import dis
import hashlib
import io
import re
import sys
import sysconfig
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple

from benchmarks.samples import fill

PAGES = Path(__file__).parents[1] / "docs" / "recognizers"
STDLIB = Path(sysconfig.get_paths()["stdlib"])
TELLING = re.compile(r"(?i)pass|pwd|key|token|secret|auth|cred")

NAMES = {
    "password": ["password", "DB_PASSWORD", "dbPassword", "smtp_pass", "user.passwd", "root-pwd"],
    "token": [
        "api_key",
        "apiKey",
        "API_TOKEN",
        "access_token",
        "authToken",
        "x-api-key",
        "client_secret",
    ],
}
VALUES = {
    "password": ["hunter{digits:2}", "{random:12}", "S3cr3t!{lower:4}", "Sun-{digits:4}!"],
    "token": ["{hex:32}", "{random:40}", "{lower:32}", "{url:43}", "{uuid}"],
}
# By the kind of file in which detect-secrets expects each notation.
NOTATIONS = {
    ".py": [
        'NAME = "VALUE"',
        "NAME='VALUE'",
        "connect(host, NAME='VALUE')",
        'settings["NAME"] = "VALUE"',
        '{"NAME": "VALUE"}',
        'os.getenv("NAME", "VALUE")',
    ],
    ".env": ["NAME=VALUE", "export NAME=VALUE", 'NAME="VALUE"'],
    ".yaml": ["NAME: VALUE", "  NAME: 'VALUE'", "- name: NAME¶  value: VALUE"],
    ".json": ['{"NAME": "VALUE"}', '  "NAME": "VALUE",'],
    ".ini": ["NAME = VALUE"],
    ".js": ["const NAME = 'VALUE';", 'NAME: "VALUE",'],
    ".go": ['NAME := "VALUE"', 'var NAME string = "VALUE"'],
    ".xml": ["<NAME>VALUE</NAME>", '<add key="NAME" value="VALUE"/>'],
    ".sh": ["tool --NAME VALUE", "curl 'https://acme.com/?NAME=VALUE&page=2'"],
    ".r": ['NAME <- "VALUE"'],
}


class Sample(NamedTuple):
    """A text, the kind of file it stands in, and whether a secret is in it."""

    text: str
    suffix: str
    secret: bool
    group: str


def keyed(random: Random) -> Iterator[Sample]:
    for suffix, notations in NOTATIONS.items():
        for notation in notations:
            for level, names in NAMES.items():
                for name in names:
                    value = random.choice(VALUES[level])
                    text = notation.replace("NAME", name).replace("VALUE", value)
                    yield Sample(fill(text, random), suffix, True, "name and value")


def pages(random: Random) -> Iterator[Sample]:
    for page in sorted(PAGES.glob("secrets-*.md")):
        for heading, block in re.findall(
            r"(Found|Left alone)\n\n```text\n(.*?)\n```", page.read_text(), re.DOTALL
        ):
            for line in block.splitlines():
                found = heading == "Found"
                yield Sample(
                    fill(line, random),
                    ".py",
                    found,
                    "the pages' examples" if found else "what they leave alone",
                )


def standard_library() -> Iterator[Sample]:
    for path in sorted(STDLIB.glob("*.py")):
        for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
            if TELLING.search(line):
                yield Sample(line, ".py", False, "lines of the standard library")


def printed(random: Random) -> Iterator[Sample]:
    """What programs print: hashes, identifiers, images, bytecode, tables, progress."""
    lines = [f"commit {hashlib.sha1(bytes([i])).hexdigest()}" for i in range(100)]
    lines += [f"{hashlib.sha256(bytes([i])).hexdigest()}  file{i}.csv" for i in range(100)]
    lines += [f"run {uuid.UUID(int=random.getrandbits(128))} finished" for _ in range(100)]
    lines += [
        f"data:image/png;base64,{base64.b64encode(random.randbytes(90)).decode()}"
        for _ in range(100)
    ]
    lines += [
        f'"integrity": "sha512-{base64.b64encode(random.randbytes(64)).decode()}",'
        for _ in range(100)
    ]
    lines += [
        f"tokens: {i}%| {i}/100 [00:0{i % 10}<00:09, {random.random():.6f}it/s]" for i in range(100)
    ]
    lines += [f"{i}  {random.gauss(0, 1):.6f}  {random.gauss(0, 1):.6f}" for i in range(100)]
    lines += [repr(sysconfig.get_config_vars()), *map(repr, sorted(sys.modules))]
    code = io.StringIO()
    dis.dis(
        compile(ast.unparse(ast.parse(Path(ast.__file__).read_text())), "ast.py", "exec"), file=code
    )
    lines += code.getvalue().splitlines()[:3000]
    return (Sample(line, ".txt", False, "printed by programs") for line in lines if line.strip())


Find = Callable[[Sequence[Sample]], list[bool]]


def ours(samples: Sequence[Sample]) -> list[bool]:
    from nbguard.detect import detector
    from nbguard.entities import CATALOGUE
    from nbguard.policy import Policy

    secrets = [name for name, entity in CATALOGUE.items() if entity.kind == "secret"]
    return [bool(m) for m in detector(Policy(entities=secrets)).detect([s.text for s in samples])]


def theirs(samples: Sequence[Sample]) -> list[bool]:
    from detect_secrets.core.scan import scan_file
    from detect_secrets.settings import default_settings

    found = []
    with tempfile.TemporaryDirectory() as folder, default_settings():
        for sample in samples:
            path = Path(folder) / f"sample{sample.suffix}"
            path.write_text(sample.text, encoding="utf-8")
            found.append(any(True for _ in scan_file(str(path))))
    return found


def whole_files(limit: int = 4_000_000) -> list[Sample]:
    texts, size = [], 0
    for path in sorted(STDLIB.glob("*.py")):
        texts.append(path.read_text(encoding="utf-8", errors="replace"))
        size += len(texts[-1])
        if size > limit:
            break
    return [Sample(text, ".py", False, "whole files") for text in texts]


def main() -> None:
    random = Random(7)
    samples = [*keyed(random), *pages(random), *standard_library(), *printed(random)]
    tools: dict[str, Find] = {"nbguard": ours, "detect-secrets": theirs}
    answers = {name: find(samples) for name, find in tools.items()}
    print(f"{'':46}{'samples':>8}" + "".join(f"{name:>16}" for name in tools))
    for group in dict.fromkeys(sample.group for sample in samples):
        places = [i for i, sample in enumerate(samples) if sample.group == group]
        what = "found" if samples[places[0]].secret else "false alarms"
        shares = "".join(
            f"{sum(a[i] for i in places) / len(places):>16.1%}" for a in answers.values()
        )
        print(f"{group + ', ' + what:46}{len(places):>8}{shares}")
    files = whole_files()
    megabytes = sum(len(file.text) for file in files) / 1e6
    speeds = "".join(f"{megabytes / _seconds(find, files):>11.1f} MB/s" for find in tools.values())
    print(f"{'speed':46}{len(files):>8}{speeds}")


def _seconds(find: Find, files: Sequence[Sample]) -> float:
    start = time.process_time()
    find(files)
    return time.process_time() - start


if __name__ == "__main__":
    main()
