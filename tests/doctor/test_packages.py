from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import TYPE_CHECKING

import pytest

from nbguard.doctor.checks.licences import family

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.doctor.conftest import Look, Place

PROJECT = '[project]\nname = "x"\ndependencies = ["pandas>=2"]\n'
CONDA = "name: x\ndependencies:\n- python=3.11\n- numpy{}\n- pip:\n  - requests{}\n"


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("requirements.txt", "pandas\nnumpy==2.0.0\n", "pandas"),
        ("requirements.txt", "# list\npandas>=2,<3  # new\n", "pandas"),
        ("requirements.txt", "pandas==2.*\n", "pandas"),
        ("requirements-dev.txt", "a\nb\nc\nd\n", "a, b, c and 1 more"),
        ("sub/requirements.txt", "pandas[excel]~=2.0\n", "pandas"),
        ("environment.yml", CONDA.format("", "==2.0"), "numpy"),
        ("environment.yml", CONDA.format("=2.1", ""), "requests"),
        ("pyproject.toml", PROJECT, "no lock file"),
    ],
)
def test_packages_without_a_version(
    place: Place, look: Look, folder: Path, name: str, text: str, said: str
) -> None:
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text(text)
    (problem,) = look("pinned", place()).problems
    assert problem.path == name
    assert said in problem.said


@pytest.mark.parametrize(
    "files",
    [
        {"requirements.txt": "pandas==2.2.3\nnumpy[x]==2.0.0 ; python_version > '3'\n"},
        {"requirements.txt": "pandas==2.2.3 \\\n    --hash=sha256:aa \\\n    --hash=sha256:bb\n"},
        {"requirements.txt": "# only\n-r other.txt\n--index-url x\n\nx @ file:///wheels/x.whl\n"},
        {"requirements.txt": "pandas\n", "uv.lock": ""},
        {"environment.yml": CONDA.format("=2.1", "==2.0")},
        {"environment.yml": "- no mapping\n"},
        {"pyproject.toml": PROJECT, "poetry.lock": ""},
        {"pyproject.toml": PROJECT, "requirements.txt": "pandas==2.2.3\n"},
        {"pyproject.toml": '[project]\nname = "x"\n'},
    ],
)
def test_packages_left_alone(place: Place, look: Look, folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).write_text(text)
    assert look("pinned", place()).state in ("pass", "skip")


def test_nobody_is_asked_unless_the_user_says_so(place: Place, look: Look) -> None:
    result = look("vulnerable", place())
    assert (result.state, "--online" in result.said) == ("skip", True)


@pytest.fixture
def advisories() -> Iterator[tuple[str, list[str]]]:
    """A server that answers as OSV does: numpy has a hole, nothing else. Which were asked for."""
    asked: list[str] = []

    class Answers(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            query = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            asked.append(query["package"]["name"])
            body = json.dumps({"vulns": [HOLE]} if asked[-1] == "numpy" else {}).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Answers) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/v1/query", asked
        server.shutdown()


HOLE = {
    "id": "PYSEC-2099-1",
    "summary": "numbers may be wrong",
    "affected": [
        {
            "package": {"name": "numpy", "ecosystem": "PyPI"},
            "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "99.1"}]}],
        }
    ],
}


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_holes_that_an_advisory_names(
    place: Place, look: Look, advisories: tuple[str, list[str]]
) -> None:
    address, asked = advisories
    (problem,) = look("vulnerable", place(advisories=address)).problems
    assert problem.said.startswith("numpy ")
    assert "PYSEC-2099-1" in problem.said
    assert problem.mend == "pip install 'numpy>=99.1'"
    assert "pandas" in asked


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_service_that_does_not_answer_is_said(place: Place, look: Look) -> None:
    (problem,) = look("vulnerable", place(advisories="http://127.0.0.1:9/")).problems
    assert "cannot be asked" in problem.said


def _package(monkeypatch: pytest.MonkeyPatch, folder: Path, name: str, about: str) -> None:
    """A package that is installed in a folder on the path."""
    info = folder / f"{name}-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n{about}")
    (info / "top_level.txt").write_text(f"{name}\n")
    (info / "RECORD").write_text(f"{name}/__init__.py,,\n")
    monkeypatch.syspath_prepend(str(folder))


@pytest.mark.parametrize(
    ("about", "expected"),
    [
        ("License-Expression: GPL-3.0-or-later\n", "GPL"),
        ("License-Expression: AGPL-3.0-only\n", "AGPL"),
        ("License-Expression: MIT\n", "other"),
        ("License-Expression: MIT OR GPL-2.0-only\n", "other"),
        ("License: GNU General Public License v3\n", "GPL"),
        ("License: LGPL v2.1\n", "LGPL"),
        ("Classifier: License :: OSI Approved :: GNU Affero General Public License v3\n", "AGPL"),
        ("Classifier: License :: OSI Approved :: BSD License\n", "other"),
        ("License: UNKNOWN\n", "unknown"),
        ("", "unknown"),
    ],
)
def test_families_of_licences(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, about: str, expected: str
) -> None:
    _package(monkeypatch, tmp_path / "site", "doctorpatient", about)
    assert family("doctorpatient") == expected


def test_imports_under_licences_that_are_forbidden(
    place: Place, look: Look, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    write_notebook: Callable[..., Path],
) -> None:  # fmt: skip
    _package(monkeypatch, tmp_path / "site", "doctorpatient", "License: GPL-3.0\n")
    write_notebook(
        folder / "a.ipynb", source="%matplotlib inline\nimport os, doctorpatient.x as d\n"
    )
    write_notebook(folder / "b.ipynb", source="import pandas\nfrom numpy import array\n")
    (problem,) = look("licences", place()).problems
    assert (problem.path, "doctorpatient" in problem.said) == ("a.ipynb", True)
    (folder / "nbguard.toml").write_text('doctor = { licences = ["AGPL"] }\n')
    assert look("licences", place()).state == "pass"
