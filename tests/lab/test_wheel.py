"""What the wheel brings is all it takes: installed, Jupyter Server has the extension on."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

_TOP = Path(__file__).parents[2]


@pytest.mark.slow
def test_an_installed_wheel_is_an_enabled_extension(tmp_path: Path) -> None:
    pip = [sys.executable, "-m", "pip", "-q", "--no-input", "--disable-pip-version-check"]
    build = ["wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(tmp_path), str(_TOP)]
    subprocess.run([*pip, *build], check=True, cwd=tmp_path)
    [wheel] = tmp_path.glob("*.whl")
    prefix = tmp_path / "prefix"
    install = ["install", "--no-deps", "--no-index", "--prefix", str(prefix), str(wheel)]
    subprocess.run([*pip, *install, "--ignore-installed"], check=True, cwd=tmp_path)
    base = {"base": str(prefix), "platbase": str(prefix)}
    done = subprocess.run(
        [sys.executable, "-m", "jupyter", "server", "extension", "list"],
        env={
            **os.environ,
            "PYTHONPATH": sysconfig.get_path("purelib", vars=base),
            "JUPYTER_CONFIG_DIR": str(prefix / "etc" / "jupyter"),
        },
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    said = " ".join(re.sub(r"\x1b\[\d*m", "", done.stdout + done.stderr).split())
    assert "nbguard enabled" in said
    assert "Validating nbguard... nbguard 0.1.0 OK" in said


def test_nbguard_imports_without_jupyter_server() -> None:
    code = """
import sys
for name in ("jupyter_server", "tornado"):
    sys.modules[name] = None
import nbguard.lab
print(nbguard._jupyter_server_extension_points())
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[{'module': 'nbguard.lab'}]"
