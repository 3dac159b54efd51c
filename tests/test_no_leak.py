"""The guard must not leak: canaries go in, and every place it writes to is searched for them.

Searched: standard output and error of every command in every format, report and baseline files,
everything below ``NBGUARD_HOME`` (keys, cache), the temporary folder, exceptions and their
chains, log records, and the repr of everything public.
"""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
import traceback
from typing import TYPE_CHECKING

import pytest

import nbguard
from nbguard.guard import Guard
from nbguard.policy import Policy

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CANARIES = {
    "EMAIL_ADDRESS": "wilhelmina.quist@canary-post.com",
    "PHONE_NUMBER": "+49 30 901820147",
    "CREDIT_CARD": "4539 1488 0343 6467",
    "IBAN_CODE": "DE89 3704 0044 0532 0130 00",
    "US_SSN": "536-90-4399",
    "PASSWORD": "zR7!canaryHarbor-19",
    "USER_PATH": "wquistcanary",
    "PERSON": "Wilhelmina Quist",
}
TEXT = (
    "mail: {EMAIL_ADDRESS}\nphone: {PHONE_NUMBER}\ncard: {CREDIT_CARD}\niban: {IBAN_CODE}\n"
    "ssn: {US_SSN}\npassword = '{PASSWORD}'\nfile: /home/{USER_PATH}/x.csv\nname: {PERSON}\n"
).format(**CANARIES)
# Pieces, too: half a value is a leak.
PIECES = [piece for value in CANARIES.values() for piece in (value, value[:-2], value[2:])]


def _notebook(text: str) -> dict[str, object]:
    output = {"output_type": "stream", "name": "stdout", "text": text}
    cell = {
        "cell_type": "code",
        "id": "c1",
        "execution_count": 1,
        "metadata": {},
        "source": "print(open('report.txt').read())",
        "outputs": [output],
    }
    return {"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "tmp").mkdir()
    (tmp_path / "work").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))
    (tmp_path / "work" / "a.ipynb").write_text(json.dumps(_notebook(TEXT)))
    (tmp_path / "work" / "b.txt").write_text(TEXT)
    (tmp_path / "work" / "broken.ipynb").write_text(json.dumps(_notebook(TEXT))[:-40])
    monkeypatch.chdir(tmp_path / "work")
    return tmp_path


def _written(home: Path, folder: Path) -> Iterator[tuple[str, str]]:
    """Every file the guard may have written, with its bytes as text."""
    for root in (home, folder / "tmp"):
        for path in root.rglob("*"):
            if path.is_file():
                yield str(path), path.read_bytes().decode("utf-8", "replace")
    for path in folder.glob("work/out*"):
        yield str(path), path.read_text()


def _assert_clean(where: str, text: str) -> None:
    leaked = [i for i, piece in enumerate(PIECES) if piece in text]
    assert not leaked, f"{where} shows canary piece number {leaked[0]}"


COMMANDS = {
    **{f"scan as {f}": ["scan", ".", "b.txt", "--format", f] for f in ("text", "json", "sarif")},
    "scan as html": ["scan", ".", "b.txt", "--format", "html", "--output", "out.html"],
    "a baseline": ["baseline", ".", "--output", "out.json"],
    "clean --check": ["clean", ".", "b.txt", "--check"],
    "clean": ["clean", ".", "b.txt"],
    "a missing file": ["scan", "missing.ipynb"],
    "a policy that names a value": ["scan", ".", "--policy", "wrong.toml"],
}


@pytest.mark.parametrize("arguments", COMMANDS.values(), ids=COMMANDS.keys())
def test_commands_write_no_value(arguments: list[str], home: Path, folder: Path) -> None:
    (folder / "work" / "wrong.toml").write_text(f'allow = ["re:{CANARIES["EMAIL_ADDRESS"]}("]')
    command = [sys.executable, "-m", "nbguard", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, env=dict(os.environ))
    assert done.returncode in (1, 2), done.stderr
    _assert_clean("standard output", done.stdout)
    _assert_clean("standard error", done.stderr)
    for path, text in _written(home, folder):
        _assert_clean(path, text)


BROKEN = """
from presidio_analyzer import EntityRecognizer

class Broken(EntityRecognizer):
    def __init__(self):
        super().__init__(supported_entities=["BROKEN"])
    def load(self):
        pass
    def analyze(self, text, entities, nlp_artifacts=None):
        raise RuntimeError("cannot digest " + text)
"""


def test_a_broken_recognizer_fails_closed_and_says_nothing(
    home: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = folder / "work"
    (work / "brokenrecognizer.py").write_text(BROKEN)
    (work / "nbguard.toml").write_text(
        'recognizers = [{ entity = "BROKEN", path = "brokenrecognizer:Broken" }]'
    )
    monkeypatch.setenv("PYTHONPATH", str(work))
    before = (work / "a.ipynb").read_bytes()
    for command in ("scan", "clean"):
        done = subprocess.run(
            [sys.executable, "-m", "nbguard", command, "a.ipynb"], capture_output=True, text=True
        )
        assert done.returncode == 2, done.stderr
        assert "a.ipynb" in done.stdout + done.stderr
        _assert_clean("standard output", done.stdout)
        _assert_clean("standard error", done.stderr)
    assert (work / "a.ipynb").read_bytes() == before
    for path, text in _written(home, folder):
        _assert_clean(path, text)


def test_a_filter_that_fails_prints_nothing(folder: Path) -> None:
    raw = (folder / "work" / "broken.ipynb").read_bytes()
    done = subprocess.run(
        [sys.executable, "-m", "nbguard", "clean", "-"], input=raw, capture_output=True
    )
    assert done.returncode == 2
    assert done.stdout == b""
    _assert_clean("standard error", done.stderr.decode())


def test_reports_and_logs_hold_no_value(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    report = nbguard.scan(TEXT)
    assert {"EMAIL_ADDRESS", "CREDIT_CARD", "PASSWORD"} <= {f.entity for f in report.findings}
    for shown in (str(report), repr(report), report._repr_html_(), repr(report.findings)):
        _assert_clean("a report", shown)
    _assert_clean("a log", caplog.text)


def test_an_exception_and_its_chain_hold_no_value(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "work" / "brokenrecognizer2.py").write_text(BROKEN)
    monkeypatch.syspath_prepend(str(folder / "work"))
    row = {"entity": "BROKEN", "path": "brokenrecognizer2:Broken"}
    with pytest.raises(nbguard.NbguardError) as caught:
        nbguard.scan(TEXT, policy=nbguard.Policy(recognizers=[row]))
    _assert_clean("the exception", "".join(traceback.format_exception(caught.value)))


LOOKING_BACK = {
    **{
        f"history as {f}": ["history", "--all-files", "--format", f]
        for f in ("text", "json", "sarif")
    },
    "history as html": ["history", "--all-files", "--format", "html", "--output", "out.html"],
    "a plan": ["history", "--all-files", "--plan", "out.md"],
    "a plan as html": ["history", "--all-files", "--plan", "out-plan.html"],
    "the doctor": ["doctor", "--format", "json"],
}


@pytest.mark.parametrize("arguments", LOOKING_BACK.values(), ids=LOOKING_BACK.keys())
def test_what_looks_back_writes_no_value(
    arguments: list[str], home: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = folder / "work"
    monkeypatch.setenv("DB_PASSWORD", CANARIES["PASSWORD"])
    (work / "compose.yml").write_text(
        f"services: {{a: {{environment: {{PASSWORD: '{CANARIES['PASSWORD']}'}}}}}}\n"
    )
    identity = ["-c", "user.name=Somebody", "-c", "user.email=somebody@users.noreply.example"]
    for words in (["init", "-q"], ["add", "-A"], [*identity, "commit", "-q", "-m", "one"]):
        subprocess.run(["git", *words], cwd=work, check=True)
    command = [sys.executable, "-m", "nbguard", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, env=dict(os.environ))
    assert done.returncode == 1, done.stderr
    _assert_clean("standard output", done.stdout)
    _assert_clean("standard error", done.stderr)
    for path, text in _written(home, folder):
        _assert_clean(path, text)


def test_no_test_is_called_by_a_value(request: pytest.FixtureRequest) -> None:
    names = [item.nodeid for item in request.session.items]
    found = Guard(Policy(names="off")).match(names)
    assert [name.partition("[")[0] for name, some in zip(names, found, strict=True) if some] == []
