"""Users, modes, environments, gates, policies: found beside left alone."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from nbguard.cli import main

if TYPE_CHECKING:
    from tests.doctor.conftest import Look, Place

    Git = Callable[..., str]
    Write = Callable[..., Path]

MAIL = "wilhelmina.quist@canary-post.com"
TOKEN = "ghp_" + "aB3dE5gH7jK9mN1pQ3sT5vW7yZ9bC1dE3fG5"


@pytest.mark.parametrize(("user", "state"), [(0, "fail"), (1000, "pass")])
def test_root(place: Place, look: Look, user: int, state: str) -> None:
    assert look("root", place(user=user)).state == state


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that everybody on the machine can get to."""
    with tempfile.TemporaryDirectory(dir="/tmp") as name:
        Path(name).chmod(0o755)
        yield Path(name)


def test_a_notebook_that_everybody_can_read(place: Place, look: Look, open_folder: Path) -> None:
    notebook = open_folder / "a.ipynb"
    notebook.write_text("{}")
    notebook.chmod(0o644)
    result = look("open-notebooks", place(open_folder))
    assert result.state == "fail"
    assert result.problems[0].mend == f"chmod o-rwx {open_folder}"
    open_folder.chmod(0o750)  # what the doctor says
    assert look("open-notebooks", place(open_folder)).state == "pass"
    open_folder.chmod(0o755)
    notebook.chmod(0o640)
    assert look("open-notebooks", place(open_folder)).state == "pass"


def test_keys_that_others_can_read(place: Place, look: Look, home: Path) -> None:
    site = place()
    files = [home / "keys" / "default.key", site.home / ".ssh" / "id_ed25519", site.home / ".netrc"]
    for file in files:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("x")
        file.chmod(0o640)
    (site.home / ".ssh" / "id_ed25519.pub").write_text("x")
    assert len(look("open-keys", site).problems) == 3
    for file in files:
        file.chmod(0o600)
    assert look("open-keys", site).state == "pass"


def test_a_dotenv_that_everybody_can_read(place: Place, look: Look, open_folder: Path) -> None:
    (open_folder / ".env").write_text("x")
    (open_folder / ".env").chmod(0o644)
    (open_folder / ".env.example").write_text("x")
    assert [p.path for p in look("open-keys", place(open_folder)).problems] == [".env"]


def test_secrets_in_the_environment_without_their_values(place: Place, look: Look) -> None:
    given = {"GH_TOKEN": TOKEN, "DB_PASSWORD": "zR7!canaryHarbor-19", "LANG": "C.UTF-8"}
    result = look("environment", place(environ=given))
    said = " ".join(problem.said for problem in result.problems)
    assert len(result.problems) == 2
    assert "GH_TOKEN holds a secret (GITHUB_TOKEN)" in said
    assert TOKEN not in repr(result)
    assert "canaryHarbor" not in repr(result)


def test_an_environment_left_alone(place: Place, look: Look) -> None:
    given = {
        "PATH": "/usr/bin:/bin", "HOME": "/home/jo", "LANG": "C.UTF-8", "SHLVL": "1", "PWD": "/tmp",
        "NBGUARD_KEY": "ab" * 32, "JUPYTERHUB_API_TOKEN": "0123456789abcdef" * 2,
        "TOKENIZERS_PARALLELISM": "false", "PASSWORD": "", "API_KEY": "${API_KEY}",
    }  # fmt: skip
    assert look("environment", place(environ=given)).state == "pass"


def test_a_repository_without_a_gate(
    place: Place, look: Look, repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert look("commit-gate", place(repository)).state == "fail"
    assert main(["install", "--hook"]) == 0
    assert look("commit-gate", place(repository)).state == "pass"
    assert main(["install", "--uninstall", "--hook"]) == 0
    assert main(["install", "--filter"]) == 0
    assert look("commit-gate", place(repository)).state == "pass"
    capsys.readouterr()


def test_a_line_that_husky_runs_is_a_gate(place: Place, look: Look, repository: Path) -> None:
    subprocess.run(["git", "config", "core.hooksPath", ".husky/_"], cwd=repository, check=True)
    (repository / ".husky" / "_").mkdir(parents=True)
    (repository / ".husky" / "_" / "h").write_text("")
    assert look("commit-gate", place(repository)).state == "fail"
    assert main(["install", "--hook"]) == 0
    assert look("commit-gate", place(repository)).state == "pass"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (".pre-commit-config.yaml", "repos:\n- repo: local\n  hooks:\n  - id: nbguard-scan\n"),
        (".github/workflows/ci.yml", "steps:\n- run: nbguard scan --format sarif\n"),
        (".gitlab-ci.yml", "scan:\n  script: nbguard scan\n"),
    ],
)
def test_other_gates(place: Place, look: Look, repository: Path, name: str, text: str) -> None:
    (repository / name).parent.mkdir(parents=True, exist_ok=True)
    (repository / name).write_text("nothing here\n")
    assert look("commit-gate", place(repository)).state == "fail"
    (repository / name).write_text(text)
    assert look("commit-gate", place(repository)).state == "pass"


def test_a_filter_that_this_clone_does_not_know(place: Place, look: Look, repository: Path) -> None:
    (repository / ".gitattributes").write_text("*.ipynb filter=nbguard\n")
    (problem,) = look("commit-gate", place(repository)).problems
    assert problem.mend == "nbguard install --filter"


def test_outside_git_there_is_nothing_to_gate(place: Place, look: Look) -> None:
    for check in ("commit-gate", "findings-in-git", "outputs-in-git", "secret-files-in-git"):
        assert look(check, place()).state == "skip"


def test_what_is_committed(
    place: Place, look: Look, repository: Path, git: Git, write_notebook: Write
) -> None:
    write_notebook("dirty.ipynb", MAIL)
    write_notebook("clean.ipynb", "hello")
    write_notebook("empty.ipynb", "")
    (repository / ".env").write_text("A=1")
    git("add", ".")
    assert look("findings-in-git", place(repository)).state == "skip"  # no commit yet
    git("commit", "-q", "-m", "one")
    (problem,) = look("findings-in-git", place(repository)).problems
    assert (problem.path, problem.mend) == ("dirty.ipynb", "nbguard clean dirty.ipynb")
    assert MAIL not in repr(problem)
    assert "2 notebooks" in look("outputs-in-git", place(repository)).problems[0].said
    assert [p.path for p in look("secret-files-in-git", place(repository)).problems] == [".env"]


def test_what_is_committed_and_well(
    place: Place, look: Look, repository: Path, git: Git, write_notebook: Write,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    write_notebook("known.ipynb", MAIL)
    write_notebook("empty.ipynb", "")
    (repository / ".env.example").write_text("A=\n")
    assert main(["baseline"]) == 0
    assert main(["install", "--hook"]) == 0
    git("add", ".")
    git("commit", "-q", "-m", "one", "--no-verify")
    write_notebook("working copy only.ipynb", MAIL)
    for check in ("findings-in-git", "outputs-in-git", "secret-files-in-git"):
        assert look(check, place(repository)).state == "pass"
    capsys.readouterr()


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("", "pass"),
        ('entities = ["+LOCATION"]\n', "pass"),
        ('mode = "warn"\n', "pass"),
        ('mode = "off"\n', "fail"),
        ('save = "off"\n', "fail"),
        ("mode = \n", "fail"),
        ('modus = "mask"\n', "fail"),
    ],
)
def test_policies(place: Place, look: Look, folder: Path, text: str, state: str) -> None:
    (folder / "nbguard.toml").write_text(text)
    assert look("policy", place()).state == state


def test_a_check_that_the_policy_switches_off(place: Place, look: Look, folder: Path) -> None:
    (folder / "nbguard.toml").write_text('doctor = { skip = ["root"] }\n')
    result = look("root", place(user=0))
    assert (result.state, result.said) == ("skip", "switched off by the policy")


def test_the_kernels_guard(
    place: Place, look: Look, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    site = place()
    assert look("kernel-guard", site).state == "fail"
    monkeypatch.setenv("IPYTHONDIR", str(site.home / ".ipython"))
    assert main(["install", "--kernel"]) == 0
    assert look("kernel-guard", site).state == "pass"
    capsys.readouterr()


def test_the_kernels_guard_in_a_configuration(place: Place, look: Look) -> None:
    site = place()
    config = site.prefix / "etc" / "ipython" / "ipython_config.py"
    config.parent.mkdir(parents=True)
    config.write_text("c.InteractiveShellApp.extensions = ['autoreload']\n")
    assert look("kernel-guard", site).state == "fail"
    config.write_text("c.InteractiveShellApp.extensions = ['autoreload', 'nbguard']\n")
    assert look("kernel-guard", site).state == "pass"


def test_the_labs_guard(place: Place, look: Look) -> None:
    site = place()
    assert look("lab-guard", site).state == "fail"
    (site.prefix / "share/jupyter/labextensions/nbguard").mkdir(parents=True)
    config = site.prefix / "etc/jupyter/jupyter_server_config.d/nbguard.json"
    config.parent.mkdir(parents=True)
    config.write_text('{"ServerApp": {"jpserver_extensions": {"nbguard": true}}}')
    assert look("lab-guard", site).state == "pass"
    config.write_text('{"ServerApp": {"jpserver_extensions": {"nbguard": false}}}')
    assert look("lab-guard", site).state == "fail"
