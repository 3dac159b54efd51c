"""The Lab extension's own checks, run in a copy by npm, and the built files beside its source."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "labextension"
BUILT = SOURCE / "built"
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clean copy with its dependencies: of those installed already, links."""
    if shutil.which("npm") is None:
        pytest.skip("no npm here")
    folder = tmp_path_factory.mktemp("labextension")
    kept = shutil.ignore_patterns("node_modules", "lib", "built")
    shutil.copytree(SOURCE, folder, ignore=kept, dirs_exist_ok=True)
    if (SOURCE / "node_modules").exists():
        modules = folder / "node_modules"
        shutil.copytree(SOURCE / "node_modules", modules, symlinks=True, copy_function=_link)
    else:
        _npm(folder, "ci", "--ignore-scripts")
    return folder


def test_it_keeps_its_own_rules(copy: Path):
    _npm(copy, "run", "lint")


def test_its_unit_tests_pass(copy: Path):
    said = _npm(copy, "test")
    assert int(re.search(r"^# pass (\d+)", said, re.MULTILINE)[1]) > 40


def test_the_built_files_are_those_of_the_source(copy: Path):
    _npm(copy, "run", "build")
    assert _files(copy / "built") == _files(BUILT), "type: npm run build, in labextension/"


def test_the_lock_file_names_no_host():
    lock = (SOURCE / "package-lock.json").read_text()
    assert "://" not in lock
    assert '"resolved"' not in lock


def test_its_version_is_the_packages():
    project = (SOURCE.parent / "pyproject.toml").read_text()
    version = re.search(r'^version = "(.+)"', project, re.MULTILINE)[1]
    assert json.loads((SOURCE / "package.json").read_text())["version"] == version
    assert json.loads((BUILT / "package.json").read_text())["version"] == version


def _npm(folder: Path, *args: str) -> str:
    done = subprocess.run(
        ["npm", *args],
        cwd=folder,
        capture_output=True,
        text=True,
        env={**os.environ, "NODE_OPTIONS": "", "NO_COLOR": "1"},
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:  # another file system
        shutil.copy2(source, target)


def _files(folder: Path) -> dict[str, str]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_text() for path in paths}
