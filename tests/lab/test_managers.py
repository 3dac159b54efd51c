"""Managers of other kinds, and the trust in what they save."""

from __future__ import annotations

import json

import pytest

from tests.lab.conftest import CANARY, Server, StartServer, code_cell, dirty, notebook


@pytest.fixture(scope="module")
def remote(start_server: StartServer) -> Server:
    """A server whose manager copies and keeps checkpoints in ways of its own."""
    return start_server("--ServerApp.contents_manager_class=tests.lab.managers.Remote")


@pytest.mark.parametrize("mode", ["redact", "block"])
def test_a_manager_with_other_checkpoints_makes_no_raw_one(remote: Server, mode: str) -> None:
    remote.mode(mode)
    path = remote.root / f"{mode}.ipynb"
    path.write_text(json.dumps(dirty()))
    made = remote.ask("POST", f"api/contents/{path.name}/checkpoints")
    assert made.status == 201
    path.unlink()
    assert remote.holds() == []


@pytest.mark.parametrize("mode", ["redact", "block"])
def test_a_manager_with_other_checkpoints_restores_no_raw_one(remote: Server, mode: str) -> None:
    remote.mode(mode)
    name = f"restored-{mode}"
    assert remote.put(f"{name}.ipynb", notebook(code_cell())).status == 201
    kept = remote.root / ".ipynb_checkpoints" / f"{name}-checkpoint.ipynb"
    kept.write_text(json.dumps(dirty()))
    answer = remote.ask("POST", f"api/contents/{name}.ipynb/checkpoints/checkpoint")
    kept.unlink()
    assert answer.status == {"redact": 204, "block": 422}[mode]
    assert remote.holds() == []


@pytest.mark.parametrize("mode", ["redact", "block"])
def test_a_copy_that_is_not_saved_is_looked_at_too(remote: Server, mode: str) -> None:
    remote.mode(mode)
    path = remote.root / f"copied-{mode}.ipynb"
    path.write_text(json.dumps(dirty()))
    answer = remote.ask("POST", "api/contents", {"copy_from": path.name})
    path.unlink()
    assert answer.status == {"redact": 201, "block": 422}[mode]
    assert remote.holds() == []


def test_a_manager_that_comes_later_is_guarded_too(start_server: StartServer) -> None:
    server = start_server(extensions=["nbguard", "tests.lab.managers"])
    assert server.put("a.ipynb", dirty()).status == 201
    assert (server.root / "a.ipynb").exists()
    assert server.holds() == []


def test_a_guard_that_cannot_be_put_on_says_so_loudly(start_server: StartServer) -> None:
    server = start_server(code="from nbguard.lab import saving; del saving.SaveGuard.attach")
    assert "notebooks are NOT guarded when saved" in server.log()


def _trusted(server: Server, path: str) -> list[bool]:
    cells = server.ask("GET", f"api/contents/{path}").json["content"]["cells"]
    return [bool(cell["metadata"].get("trusted")) for cell in cells]


def _rich(*, trusted: bool) -> dict:
    data = {"text/html": f"<b>{CANARY}</b> trusted: {trusted}"}
    shown = {"output_type": "display_data", "metadata": {}, "data": data}
    return notebook(code_cell(outputs=[shown], metadata={"trusted": trusted}))


def test_a_notebook_that_is_trusted_stays_so_when_it_is_redacted(server: Server) -> None:
    assert server.put("trusted.ipynb", _rich(trusted=True)).status == 201
    assert server.holds() == []
    assert _trusted(server, "trusted.ipynb") == [True]


def test_a_notebook_that_is_not_trusted_does_not_become_so(server: Server) -> None:
    assert server.put("strange.ipynb", _rich(trusted=False)).status == 201
    assert _trusted(server, "strange.ipynb") == [False]


@pytest.mark.parametrize("trusted", [True, False])
def test_renaming_redacts_and_keeps_the_trust_as_it_was(server: Server, trusted: bool) -> None:
    name = f"moved-{trusted}"
    server.mode("off")
    assert server.put(f"{name}.ipynb", _rich(trusted=trusted)).status == 201
    server.mode("redact")
    answer = server.ask("PATCH", f"api/contents/{name}.ipynb", {"path": f"new-{name}.ipynb"})
    assert answer.status == 200
    assert (server.root / f"new-{name}.ipynb").exists()
    assert not [path for path in server.holds() if path == f"new-{name}.ipynb"]
    assert _trusted(server, f"new-{name}.ipynb") == [trusted]
