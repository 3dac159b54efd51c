"""Whose word counts: the save mode of a session, a policy, an administrator, a role."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.lab.conftest import CANARY, Server, StartServer, code_cell, dirty, notebook

if TYPE_CHECKING:
    from pathlib import Path


def _saved(server: Server, path: str) -> dict:
    return server.guard("GET", f"status?path={path}").json["last_save"]


def test_the_nearest_policy_says_how_to_save(server: Server) -> None:
    (server.root / "strict").mkdir()
    (server.root / "strict" / "nbguard.toml").write_text('save = "block"\n')
    assert server.guard("GET", "status?path=strict/a.ipynb").json["save"] == "block"
    assert server.put("strict/a.ipynb", dirty()).status == 422
    assert server.put("loose.ipynb", dirty()).status == 201


def test_a_mode_for_one_notebook_holds_for_it_alone_and_follows_it(server: Server) -> None:
    assert server.put("one.ipynb", notebook()).status == 201
    server.mode("block", "one.ipynb")
    assert server.put("one.ipynb", dirty()).status == 422
    assert server.put("two.ipynb", dirty()).status == 201
    server.ask("PATCH", "api/contents/one.ipynb", {"path": "moved.ipynb"})
    assert server.put("moved.ipynb", dirty()).status == 422
    assert server.put("one.ipynb", dirty()).status == 201


def test_a_mode_that_a_changed_policy_forbids_no_longer_counts(server: Server) -> None:
    folder = server.root / "changed"
    folder.mkdir()
    server.mode("off", "changed/a.ipynb")
    roles = '[roles.all]\nwho = ["*"]\nmay = ["allow"]\n'
    (folder / "nbguard.toml").write_text(f'save = "block"\n{roles}')
    assert server.put("changed/a.ipynb", dirty()).status == 422
    assert server.guard("GET", "status?path=changed/a.ipynb").json["save"] == "block"


def test_warn_saves_and_tells(server: Server) -> None:
    server.mode("warn", "warned.ipynb")
    assert server.put("warned.ipynb", dirty()).status == 201
    told = _saved(server, "warned.ipynb")
    assert (told["outcome"], told["entities"]) == ("warned", {"EMAIL_ADDRESS": 1})
    assert "warned.ipynb" in server.holds()


def test_redact_tells_what_it_did_and_what_it_had_to_leave(server: Server) -> None:
    cells = code_cell("card = 4532015112830366", printed=CANARY)
    assert server.put("left.ipynb", notebook(cells)).status == 201
    told = _saved(server, "left.ipynb")
    assert told["outcome"] == "redacted"
    assert told["left"] == 1
    assert told["entities"] == {"CREDIT_CARD": 1, "EMAIL_ADDRESS": 1}


def test_an_allowed_value_is_saved_as_it_is(server: Server) -> None:
    tagged = code_cell(printed=CANARY, metadata={"tags": ["nbguard-allow"]})
    assert server.put("allowed.ipynb", notebook(tagged)).status == 201
    assert "allowed.ipynb" in server.holds()
    (server.root / "allowed.ipynb").unlink()


def test_what_was_written_is_in_the_audit_log_and_no_value_is(server: Server) -> None:
    server.mode("block", "audited.ipynb")
    server.put("audited.ipynb", dirty())
    logs = [path for path in (server.folder / "nbguard_home").rglob("*") if path.is_file()]
    lines = [line for path in logs for line in path.read_bytes().splitlines()]
    assert not any(CANARY.encode() in line for line in lines)
    assert any(b"refused" in line and b"lab: audited.ipynb" in line for line in lines)


def test_an_administrators_policy_cannot_be_loosened(
    start_server: StartServer, tmp_path: Path
) -> None:
    policy = tmp_path / "admin.toml"
    policy.write_text('save = "redact"\n')
    server = start_server(environment={"NBGUARD_POLICY": str(policy)})
    status = server.guard("GET", "status?path=a.ipynb").json
    assert status["pinned"]
    assert status["may"] == {"allow": False, "switch_off": False, "reveal": False}
    (server.root / "nbguard.toml").write_text('save = "off"\n')
    for mode in ("off", "warn"):
        answer = server.guard("PUT", "settings", {"path": "", "save": mode})
        assert answer.status == 403
    assert server.put("a.ipynb", dirty()).status == 201
    assert server.holds() == []
    source = f"# {CANARY}"
    for how in ("mark", "policy"):
        body = {"path": "a.ipynb", "cell_id": "c1", "cell": code_cell(source), "how": how}
        spot = {"place": "source", "start": 2, "end": len(source)}
        assert server.guard("POST", "allow", {**body, **spot}).status == 403
    server.mode("block")
    assert server.put("a.ipynb", dirty()).status == 422
