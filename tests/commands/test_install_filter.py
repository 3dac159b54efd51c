from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    Git = Callable[..., str]
    WriteNotebook = Callable[..., Path]

ANN, BOB = "ann.archer@canary-post.com", "bob.baker@canary-post.com"
ATTRIBUTES = Path(".git/info/attributes")
CONFIG = Path(".git/config")


@pytest.fixture
def filtered(repository: Path, nbguard: Any) -> Path:
    """A repository whose notebooks go through the filter."""
    code, out, _ = nbguard("install", "--filter")
    assert code == 0
    assert "filter.nbguard.required" in out
    return repository


@pytest.mark.usefixtures("filtered")
def test_the_commit_is_clean_the_working_copy_keeps_its_outputs_and_status_is_quiet(
    git: Git, write_notebook: WriteNotebook
) -> None:
    path = write_notebook("folder/a b.ipynb", f"to {ANN}\n")
    before = path.read_bytes()
    git("add", ".")
    git("commit", "-q", "-m", "first")
    blob = git("show", "HEAD:folder/a b.ipynb")
    assert ANN not in blob
    assert "[EMAIL_ADDRESS_1]" in blob
    assert path.read_bytes() == before
    assert git("status", "--porcelain") == ""
    path.touch()
    assert git("status", "--porcelain") == ""
    assert git("diff") == ""


@pytest.mark.usefixtures("filtered")
def test_what_changes_outside_the_values_shows_and_nothing_else(
    git: Git, write_notebook: WriteNotebook
) -> None:
    write_notebook("a.ipynb", f"to {ANN}\n", source="one()")
    git("add", ".")
    git("commit", "-q", "-m", "first")
    write_notebook("a.ipynb", f"to {BOB}\n", source="two()")
    changed = [line for line in git("diff", "-U0").splitlines() if line[:1] in "+-"]
    assert [line.strip() for line in changed if "()" in line] == ['-    "one()"', '+    "two()"']
    assert len(changed) == 4  # and the two lines that name the file
    assert BOB not in git("diff")


@pytest.mark.usefixtures("filtered")
def test_adding_a_part_of_a_change_works(git: Git, write_notebook: WriteNotebook) -> None:
    write_notebook("a.ipynb", f"to {ANN}\n", source="one()")
    git("add", ".")
    git("commit", "-q", "-m", "first")
    write_notebook("a.ipynb", f"to {ANN}\n", source="two()")
    subprocess.run(["git", "add", "-p"], input=b"y\n", capture_output=True, check=True)
    git("commit", "-q", "-m", "second")
    assert "two()" in git("show", "HEAD:a.ipynb")
    assert ANN not in git("show", "HEAD:a.ipynb")
    assert git("status", "--porcelain") == ""


@pytest.mark.usefixtures("filtered")
def test_branches_are_checked_out_and_merged(git: Git, write_notebook: WriteNotebook) -> None:
    write_notebook("a.ipynb", f"to {ANN}\n")
    git("add", ".")
    git("commit", "-q", "-m", "first")
    git("checkout", "-q", "-b", "other")
    write_notebook("b.ipynb", f"to {BOB}\n")
    git("add", ".")
    git("commit", "-q", "-m", "second")
    git("checkout", "-q", "main")
    assert not Path("b.ipynb").exists()
    assert ANN in Path("a.ipynb").read_text()
    Path("c.txt").write_text("text")
    git("add", ".")
    git("commit", "-q", "-m", "third")
    git("merge", "-q", "-m", "merged", "other")
    assert "[EMAIL_ADDRESS_1]" in Path("b.ipynb").read_text()
    assert git("status", "--porcelain") == ""


@pytest.mark.usefixtures("filtered")
def test_a_conflict_can_be_looked_at_and_solved(git: Git, write_notebook: WriteNotebook) -> None:
    _commit_on_two_branches(git, write_notebook)
    merging = subprocess.run(["git", "merge", "side"], capture_output=True, check=False)
    assert merging.returncode == 1
    assert "<<<<<<<" in git("-c", "filter.nbguard.required=false", "diff")
    git("checkout", "--theirs", "a.ipynb")
    git("commit", "-q", "-a", "-m", "solved")
    assert "side" in git("show", "HEAD:a.ipynb")
    assert git("status", "--porcelain") == ""


def _commit_on_two_branches(git: Git, write_notebook: WriteNotebook) -> None:
    """The same line of a notebook, changed on main and on side."""
    write_notebook("a.ipynb", ANN)
    git("add", ".")
    git("commit", "-q", "-m", "first")
    git("branch", "side")
    for branch in ("main", "side"):
        git("switch", "-q", branch)
        write_notebook("a.ipynb", ANN, source=branch)
        git("commit", "-q", "-a", "-m", branch)
    git("switch", "-q", "main")


@pytest.mark.usefixtures("filtered")
def test_a_notebook_that_cannot_be_cleaned_cannot_be_added(write_notebook: WriteNotebook) -> None:
    write_notebook("a.ipynb", ANN)
    text = Path("a.ipynb").read_text()
    Path("a.ipynb").write_text(text[:-9])
    refused = subprocess.run(["git", "add", "."], capture_output=True, text=True, check=False)
    assert refused.returncode != 0
    assert "nbguard: a.ipynb: not JSON" in refused.stderr


@pytest.mark.usefixtures("filtered")
def test_where_nbguard_is_gone_nothing_is_added(git: Git, write_notebook: WriteNotebook) -> None:
    git("config", "filter.nbguard.clean", "/no/such/nbguard clean -")
    write_notebook("a.ipynb", ANN)
    assert subprocess.run(["git", "add", "."], capture_output=True, check=False).returncode != 0


@pytest.mark.usefixtures("filtered")
def test_other_files_are_left_alone(git: Git) -> None:
    Path("a.txt").write_text(f"to {ANN}\n")
    git("add", ".")
    assert git("show", ":a.txt") == f"to {ANN}\n"


@pytest.mark.usefixtures("repository")
def test_what_is_committed_already_is_cleaned_by_the_command_it_names(
    git: Git, nbguard: Any, write_notebook: WriteNotebook
) -> None:
    write_notebook("a.ipynb", ANN)
    git("add", ".")
    git("commit", "-q", "-m", "first")
    said = nbguard("install", "--filter").out
    assert "git add --renormalize ." in said
    git("add", "--renormalize", ".")
    git("commit", "-q", "-m", "second")
    assert ANN not in git("show", "HEAD:a.ipynb")
    assert ANN in Path("a.ipynb").read_text()
    assert git("status", "--porcelain") == ""


@pytest.mark.usefixtures("filtered")
def test_twice_is_once(nbguard: Any) -> None:
    before = ATTRIBUTES.read_bytes(), CONFIG.read_bytes()
    assert nbguard("install", "--filter").out == "nothing to do: it is so already\n"
    assert (ATTRIBUTES.read_bytes(), CONFIG.read_bytes()) == before


@pytest.mark.usefixtures("repository")
def test_uninstalling_leaves_what_was_there_before(nbguard: Any) -> None:
    ATTRIBUTES.parent.mkdir(exist_ok=True)
    ATTRIBUTES.write_text("# mine\n*.png binary\n")
    before = ATTRIBUTES.read_bytes(), CONFIG.read_bytes()
    nbguard("install", "--filter")
    assert ATTRIBUTES.read_text() == "# mine\n*.png binary\n*.ipynb filter=nbguard\n"
    nbguard("install", "--uninstall", "--filter")
    assert (ATTRIBUTES.read_bytes(), CONFIG.read_bytes()) == before
    assert nbguard("install", "--uninstall").out == "nothing to do: it is so already\n"


@pytest.mark.usefixtures("repository")
def test_a_filter_for_all_of_ones_repositories_is_not_this_clone_s(
    nbguard: Any, git: Git, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    git("config", "--global", "filter.nbguard.clean", "nbguard clean -")
    assert nbguard("install", "--uninstall").code == 0
    assert git("config", "--get", "filter.nbguard.clean") == "nbguard clean -\n"


@pytest.mark.usefixtures("filtered")
def test_uninstalling_leaves_no_empty_file(nbguard: Any) -> None:
    nbguard("install", "--uninstall")
    assert not ATTRIBUTES.exists()


@pytest.mark.usefixtures("repository")
@pytest.mark.parametrize(
    ("attributes", "line"),
    [
        (".gitattributes", "*.ipynb filter=nbstripout\n"),
        (".gitattributes", "large.ipynb filter=nbstripout\n"),
        ("folder/.gitattributes", "*.ipynb filter=nbstripout\n"),
    ],
    ids=["all", "one", "those of a folder"],
)
def test_another_filter_is_not_switched_off_in_silence(
    nbguard: Any, write_notebook: WriteNotebook, attributes: str, line: str
) -> None:
    write_notebook("folder/large.ipynb")
    Path(attributes).write_text(line)
    code, _, err = nbguard("install", "--filter")
    assert code == 2
    assert "nbstripout" in err
    assert not ATTRIBUTES.exists()


@pytest.mark.usefixtures("filtered")
def test_a_name_with_quotes_and_hyphens_goes_through(
    git: Git, write_notebook: WriteNotebook
) -> None:
    name = '-it\'s "a" $HOME;.ipynb'
    write_notebook(name, ANN)
    git("add", ".")
    assert ANN not in git("show", f":{name}")
    assert json.loads(git("show", f":{name}"))
