from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.doctor.conftest import Look, Place

PYTHON = "jupyter_server_config.py"
JSON = "jupyter_server_config.json"


@pytest.mark.parametrize(
    ("check", "name", "text"),
    [
        ("jupyter-auth", PYTHON, "c = get_config()\nc.ServerApp.token = ''\n"),
        ("jupyter-auth", PYTHON, "c.IdentityProvider.token = ''"),
        ("jupyter-auth", "jupyter_notebook_config.py", 'c.NotebookApp.token = ""'),
        ("jupyter-auth", JSON, '{"ServerApp": {"token": ""}}'),
        ("jupyter-tls", PYTHON, "c.ServerApp.ip = '0.0.0.0'"),
        ("jupyter-tls", PYTHON, "c.ServerApp.ip = '*'"),
        ("jupyter-tls", JSON, '{"ServerApp": {"ip": "192.0.2.7"}}'),
        ("jupyter-origin", PYTHON, "c.ServerApp.allow_origin = '*'"),
        ("jupyter-origin", PYTHON, "c.ServerApp.allow_origin_pat = '.*'"),
        ("jupyter-xsrf", PYTHON, "c.ServerApp.disable_check_xsrf = True"),
        ("jupyter-host", PYTHON, "c.ServerApp.allow_remote_access = True"),
        ("jupyter-root", JSON, '{"ServerApp": {"allow_root": true}}'),
    ],
)
def test_found(place: Place, look: Look, folder: Path, check: str, name: str, text: str) -> None:
    (folder / name).write_text(text)
    result = look(check, place())
    assert result.state == "fail"
    assert result.problems[0].path == name


@pytest.mark.parametrize("check", ["auth", "tls", "origin", "xsrf", "host", "root"])
@pytest.mark.parametrize(
    ("name", "text"),
    [
        (PYTHON, "# c.ServerApp.token = ''\nc.ServerApp.port = 8889\n"),
        (PYTHON, "c.ServerApp.token = ''\nc.PasswordIdentityProvider.hashed_password = 'argon2:x'"),
        (PYTHON, "import os\nc.ServerApp.token = os.environ['T']\nc.ServerApp.ip = '127.0.0.1'"),
        (PYTHON, "c.ServerApp.ip = '0.0.0.0'\nc.ServerApp.certfile = '/etc/ssl/a.pem'"),
        (PYTHON, "c.ServerApp.allow_origin = 'https://lab.example'\nc.ServerApp.ip = '::1'"),
        (PYTHON, "c.ServerApp.disable_check_xsrf = False\nc.ServerApp.allow_root = False"),
        (PYTHON, "this is no Python ("),
        (JSON, '{"ServerApp": {"jpserver_extensions": {"nbguard": true}}}'),
        (JSON, "[1"),
        ("settings.py", "c.ServerApp.token = ''"),
    ],
)
def test_left_alone(
    place: Place, look: Look, folder: Path, check: str, name: str, text: str
) -> None:
    (folder / name).write_text(text)
    assert look(f"jupyter-{check}", place()).state == "pass"


def test_a_password_in_another_file_takes_the_tokens_place(
    place: Place, look: Look, folder: Path
) -> None:
    (folder / PYTHON).write_text("c.ServerApp.token = ''")
    (folder / JSON).write_text('{"IdentityProvider": {"hashed_password": "argon2:x"}}')
    assert look("jupyter-auth", place()).state == "pass"


def test_a_configuration_is_never_run(place: Place, look: Look, folder: Path) -> None:
    trap = folder / "ran"
    (folder / PYTHON).write_text(f"open({str(trap)!r}, 'w')\nc.ServerApp.token = ''\n")
    assert look("jupyter-auth", place()).problems[0].line == 2
    assert not trap.exists()


def test_the_users_own_configuration_is_looked_at(place: Place, look: Look) -> None:
    site = place()
    (site.home / ".jupyter").mkdir()
    (site.home / ".jupyter" / PYTHON).write_text("c.ServerApp.allow_origin = '*'")
    assert look("jupyter-origin", site).state == "fail"


@pytest.mark.parametrize(
    ("words", "check"),
    [
        (["jupyter-lab", "--ServerApp.token="], "jupyter-auth"),
        (
            ["/opt/bin/python", "/opt/bin/jupyter", "lab", "--IdentityProvider.token="],
            "jupyter-auth",
        ),
        (["jupyter-notebook", "--ip", "0.0.0.0"], "jupyter-tls"),
        (["jupyter-server", "--ServerApp.allow_origin=*"], "jupyter-origin"),
        (["jupyter", "lab", "--allow-root"], "jupyter-root"),
        (["jupyter", "lab", "--ServerApp.disable_check_xsrf=True"], "jupyter-xsrf"),
    ],
)
def test_processes_that_run(place: Place, look: Look, words: list[str], check: str) -> None:
    site = place()
    (site.proc / "4711").mkdir()
    (site.proc / "4711" / "cmdline").write_bytes("\0".join([*words, ""]).encode())
    (problem,) = look(check, site).problems
    assert "process 4711" in problem.said


@pytest.mark.parametrize(
    "words",
    [
        ["jupyter-lab", "--ServerApp.token=abcdef", "--ip=127.0.0.1"],
        ["python", "train.py", "--token=", "--allow-root"],
        ["vim", "jupyter_server_config.py"],
    ],
)
def test_processes_left_alone(place: Place, look: Look, words: list[str]) -> None:
    site = place()
    (site.proc / "4711").mkdir()
    (site.proc / "4711" / "cmdline").write_bytes("\0".join([*words, ""]).encode())
    for check in ("auth", "tls", "origin", "root"):
        assert look(f"jupyter-{check}", site).state == "pass"


@pytest.mark.parametrize("token", ["", "a" * 48])
def test_servers_that_wrote_down_what_they_are(place: Place, look: Look, token: str) -> None:
    site = place()
    runtime = site.home / ".local/share/jupyter/runtime"
    runtime.mkdir(parents=True)
    content = {
        "pid": 4711,
        "port": 8888,
        "token": token,
        "password": False,
        "hostname": "localhost",
    }
    (runtime / "jpserver-4711.json").write_text(json.dumps(content))
    assert look("jupyter-auth", site).state == "pass"  # it does not run any more
    (site.proc / "4711").mkdir()
    result = look("jupyter-auth", place())
    assert result.state == ("pass" if token else "fail")
    assert "a" * 48 not in repr(result)


@pytest.mark.slow
def test_a_real_server_without_a_token(place: Place, look: Look, folder: Path) -> None:
    home = place().home
    environment = os.environ | {
        "JUPYTER_RUNTIME_DIR": str(home / "runtime"), "JUPYTER_CONFIG_DIR": str(home / "config"),
        "HOME": str(home), "JUPYTER_PLATFORM_DIRS": "0",
    }  # fmt: skip
    command = [
        sys.executable, "-m", "jupyter", "server", "--no-browser", "--allow-root", "--port=0",
        "--IdentityProvider.token=", f"--ServerApp.root_dir={folder}",
    ]  # fmt: skip
    with subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL) as process:
        try:
            deadline = time.monotonic() + 90
            while not list((home / "runtime").glob("jpserver-*.json")):
                assert time.monotonic() < deadline
                assert process.poll() is None
                time.sleep(0.2)
            site = place(proc=Path("/proc"), environ={"JUPYTER_RUNTIME_DIR": str(home / "runtime")})
            said = " ".join(problem.said for problem in look("jupyter-auth", site).problems)
            assert f"process {process.pid}" in said or "running server on port" in said
        finally:
            process.terminate()
