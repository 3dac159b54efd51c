"""What ``pip install`` brings: the built extension, and a server that knows it; no Node needed."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

TOP = Path(__file__).parents[2]
BUILT = TOP / "labextension" / "built"
DATA = "nbguard-0.1.0.data/data/"
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel and the source archive."""
    folder = tmp_path_factory.mktemp("dist")
    _run(sys.executable, "-m", "hatchling", "build", "-d", str(folder), cwd=TOP)
    return folder


@pytest.fixture(scope="module")
def installed(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel alone, installed into a folder of its own."""
    prefix = tmp_path_factory.mktemp("installed")
    [wheel] = built.glob("*.whl")
    pip = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--no-index"]
    _run(*pip, "--ignore-installed", "--no-warn-script-location", "--prefix", prefix, wheel)
    return prefix


def test_the_wheel_holds_the_built_files_once(built: Path):
    [wheel] = built.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    for path in BUILT.rglob("*"):
        if path.is_file():
            name = path.relative_to(BUILT).as_posix()
            assert f"{DATA}share/jupyter/labextensions/nbguard/{name}" in names
            assert len([other for other in names if other.endswith(f"/{name}")]) == 1
    assert not [name for name in names if "node_modules" in name or name.endswith(".ts")]


def test_the_source_archive_builds_without_node(built: Path):
    [archive] = built.glob("*.tar.gz")
    with tarfile.open(archive) as opened:
        names = opened.getnames()
    assert any("labextension/built/static/remoteEntry" in name for name in names)
    assert any("labextension/src/index.ts" in name for name in names)
    assert not [name for name in names if "node_modules" in name or "/lib/" in name]


@pytest.mark.parametrize("which", ["labextension", "server extension"])
def test_jupyter_lists_it_as_enabled_where_there_is_no_node(installed: Path, which: str):
    site = next(installed.rglob("site-packages"))
    env = {
        **os.environ,
        "PATH": str(Path(sys.executable).parent),
        "PYTHONPATH": str(site),
        "JUPYTER_PATH": str(installed / "share/jupyter"),
        "JUPYTER_CONFIG_DIR": str(installed / "etc/jupyter"),
    }
    jupyter = str(Path(sys.executable).with_name("jupyter"))
    said = _run(jupyter, *which.split(), "list", cwd=installed, env=env)
    mine = "\n".join(line for line in said.splitlines() if "nbguard" in line)
    assert "enabled" in mine
    assert "OK" in mine


def _run(*args: str | Path, **options: object) -> str:
    done = subprocess.run(
        [*map(str, args)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        **options,  # type: ignore[call-overload]
    )
    assert done.returncode == 0, done.stdout
    return str(done.stdout)
