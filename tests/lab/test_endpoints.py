"""The end points, asked as the front end asks them, and as nobody may."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any

import pytest

from tests.lab.conftest import CANARY, TOKEN, Answer, Server, code_cell, notebook

_STATUS = {"version", "save", "pinned", "policy", "entities", "may", "last_save"}


def _cells(**cells: Any) -> dict[str, Any]:
    rows = [{"id": name, "cell": cell} for name, cell in cells.items()]
    return {"path": "a.ipynb", "cells": rows, "metadata": {}, "nbformat": 4}


def _scan(server: Server, **cells: Any) -> Any:
    answer = server.guard("POST", "scan", _cells(**cells))
    assert answer.status == 200, answer.body
    return answer.json


def _redact(server: Server, only: Any, **cells: Any) -> Any:
    answer = server.guard("POST", "redact", {**_cells(**cells), "only": only})
    assert answer.status == 200, answer.body
    return answer.json


def _allow(server: Server, how: str, cell: Any, place: str = "source", **spot: int) -> Answer:
    body = {"path": "a.ipynb", "cell_id": "c1", "cell": cell, "place": place, "how": how, **spot}
    return server.guard("POST", "allow", body)


def _spot(text: str, value: str = CANARY) -> dict[str, int]:
    return {"start": text.index(value), "end": text.index(value) + len(value)}


def test_status_tells_the_rules(server: Server) -> None:
    status = server.guard("GET", "status?path=a.ipynb").json
    assert set(status) == _STATUS
    assert (status["save"], status["pinned"], status["policy"]) == ("redact", False, "built in")
    assert status["may"] == {"allow": True, "switch_off": True, "reveal": True}
    assert "EMAIL_ADDRESS" in status["entities"]


def test_a_scan_tells_what_where_and_in_which_masked_line(server: Server) -> None:
    answer = _scan(server, one=code_cell(printed=f"write to {CANARY} soon\n"), two=code_cell())
    [finding] = answer["cells"]["one"]
    assert finding["entity"] == "EMAIL_ADDRESS"
    assert (finding["place"], finding["start"], finding["line"]) == ("outputs[0].text", 9, 1)
    assert finding["context"].strip() == "write to [EMAIL_ADDRESS_1] soon"
    assert finding["replaceable"]
    assert finding["cell_id"] == "one"
    assert answer["cells"]["two"] == []
    assert answer["save"] == "redact"


def test_findings_come_in_the_order_of_the_screen_whatever_that_of_the_keys(server: Server) -> None:
    cell = code_cell(source=f'mail = "{CANARY}"', printed=f"write to {CANARY}\n")
    answer = _scan(server, one=dict(sorted(cell.items())))
    assert [f["place"] for f in answer["cells"]["one"]] == ["source", "outputs[0].text"]


def test_no_value_is_in_a_scans_answer(server: Server) -> None:
    table = (
        f"<table><tr><th>mail</th></tr><tr><td>{CANARY}</td></tr><tr><td>{CANARY}</td></tr></table>"
    )
    bundle = {"output_type": "display_data", "metadata": {}, "data": {"text/html": table}}
    source = f"a, b = '{CANARY}', '{CANARY}'"
    cells = {
        "one": code_cell(source, outputs=[bundle]),
        "two": code_cell(f"# {CANARY} twice {CANARY}"),
    }
    answer = server.guard("POST", "scan", _cells(**cells))
    assert len(answer.json["cells"]["one"]) == 4
    assert CANARY.encode() not in answer.body
    for row in answer.json["cells"]["one"] + answer.json["cells"]["two"]:
        assert len(row["context"]) <= 80
        assert "[EMAIL_ADDRESS_1]" in row["context"]


def test_the_same_value_has_one_fingerprint_and_one_number_in_all_cells(server: Server) -> None:
    other = "john.smith@other-corp.com"
    answer = _scan(
        server,
        one=code_cell(printed=f"{CANARY}\n"),
        two=code_cell(printed=f"{other}\n"),
        three=code_cell(f"# {CANARY}"),
    )
    rows = [answer["cells"][name][0] for name in ("one", "two", "three")]
    assert rows[0]["fingerprint"] == rows[2]["fingerprint"] != rows[1]["fingerprint"]
    assert "[EMAIL_ADDRESS_1]" in rows[2]["context"]
    assert "[EMAIL_ADDRESS_2]" in rows[1]["context"]


def test_images_are_counted_by_cell(server: Server) -> None:
    picture = {"output_type": "display_data", "metadata": {}, "data": {"image/png": "iVBORw0K"}}
    answer = _scan(server, one=code_cell(outputs=[picture]), two=code_cell())
    assert answer["unscanned"] == {"one": {"image/png": 1}}


def test_what_stands_in_the_notebooks_metadata_is_told_apart(server: Server) -> None:
    body = {**_cells(), "metadata": {"author": CANARY}}
    answer = server.guard("POST", "scan", body).json
    [finding] = answer["notebook"]
    assert (finding["place"], finding["cell_id"]) == ("metadata['author']", None)


def test_redact_all_changes_only_the_cells_that_hold_something(server: Server) -> None:
    answer = _redact(server, None, one=code_cell(printed=CANARY), two=code_cell())
    assert list(answer["cells"]) == ["one"]
    assert answer["cells"]["one"]["outputs"][0]["text"] == "[EMAIL_ADDRESS_1]"
    assert (answer["redacted"], answer["left"]) == (1, 0)


def test_redact_one_leaves_the_others(server: Server) -> None:
    source = f"# {CANARY} and john.smith@other-corp.com"
    only = {"cell_id": "one", "place": "source", **_spot(source)}
    answer = _redact(server, only, one=code_cell(source), two=code_cell(f"# {CANARY}"))
    assert list(answer["cells"]) == ["one"]
    assert "john.smith@other-corp.com" in answer["cells"]["one"]["source"]
    assert CANARY not in answer["cells"]["one"]["source"]


def test_redact_an_entity_leaves_other_entities(server: Server) -> None:
    source = f"# {CANARY} has the card 4532015112830366"
    answer = _redact(server, {"entity": "CREDIT_CARD"}, one=code_cell(source))
    assert CANARY in answer["cells"]["one"]["source"]
    assert "4532015112830366" not in answer["cells"]["one"]["source"]


def test_redact_by_fingerprint_takes_the_value_everywhere(server: Server) -> None:
    cells = {
        "one": code_cell(printed=f"{CANARY}\n"),
        "two": code_cell(f"# {CANARY} or john.smith@other-corp.com"),
    }
    mark = _scan(server, **cells)["cells"]["one"][0]["fingerprint"]
    answer = _redact(server, {"fingerprints": [mark]}, **cells)
    assert CANARY not in json.dumps(answer)
    assert "john.smith@other-corp.com" in answer["cells"]["two"]["source"]


def test_a_number_of_another_cell_is_never_given_to_another_value(server: Server) -> None:
    path = {"path": "numbers.ipynb"}
    taken = _cells(one=code_cell(printed="[EMAIL_ADDRESS_1]"), two=code_cell(printed=CANARY))
    server.guard("POST", "scan", {**taken, **path})
    body = {**_cells(two=code_cell(printed=CANARY)), **path, "only": None}
    answer = server.guard("POST", "redact", body).json
    assert answer["cells"]["two"]["outputs"][0]["text"] == "[EMAIL_ADDRESS_2]"


def test_code_outside_strings_is_left_and_counted(server: Server) -> None:
    answer = _redact(server, None, one=code_cell("card = 4532015112830366"))
    assert (answer["cells"], answer["redacted"], answer["left"]) == ({}, 0, 1)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (code_cell(f"x = '{CANARY}'"), f"x = '{CANARY}'  # nbguard: allow[EMAIL_ADDRESS]"),
        (
            code_cell(f"x = '{CANARY}'  # nbguard: allow[PERSON] the author"),
            f"x = '{CANARY}'  # nbguard: allow[PERSON, EMAIL_ADDRESS] the author",
        ),
        (
            {"cell_type": "markdown", "metadata": {}, "source": f"Ask {CANARY}.\nOr not."},
            f"Ask {CANARY}.  <!-- nbguard: allow[EMAIL_ADDRESS] -->\nOr not.",
        ),
        (
            code_cell(f"%%sql\nselect '{CANARY}'"),
            f"%%sql\nselect '{CANARY}'  -- nbguard: allow[EMAIL_ADDRESS]",
        ),
    ],
)
def test_a_mark_is_a_comment_on_the_line(server: Server, cell: Any, expected: str) -> None:
    answer = _allow(server, "mark", cell, **_spot(cell["source"]))
    assert answer.json["cell"]["source"] == expected
    assert _scan(server, one=answer.json["cell"])["cells"]["one"] == []


@pytest.mark.parametrize(
    "source",
    [f'x = """\n{CANARY}\n"""', f"x = f('{CANARY}', \\\n  1)", f"%mail {CANARY}"],
    ids=["inside a string", "before a backslash", "in a magic"],
)
def test_no_mark_is_put_where_it_would_change_what_the_code_does(
    server: Server, source: str
) -> None:
    answer = _allow(server, "mark", code_cell(source), **_spot(source))
    assert answer.status == 400
    assert "policy" in answer.json["message"]
    assert CANARY.encode() not in answer.body


def test_the_tag_allows_a_cells_outputs(server: Server) -> None:
    cell = code_cell(printed=f"{CANARY}\n", metadata={"tags": ["mine"]})
    spot = {"start": 0, "end": len(CANARY)}
    answer = _allow(server, "tag", cell, "outputs[0].text", **spot)
    assert answer.json["cell"]["metadata"]["tags"] == ["mine", "nbguard-allow"]
    assert _scan(server, one=answer.json["cell"])["cells"]["one"] == []


def test_the_policy_gains_the_value(server: Server) -> None:
    folder = server.root / "allowing"
    folder.mkdir()
    (folder / "nbguard.toml").write_text("# ours\nsave = 'block'\n")
    source = f"# {CANARY}"
    body = {"path": "allowing/a.ipynb", "cell_id": "c1", "cell": code_cell(source)}
    body |= {"place": "source", "how": "policy", **_spot(source)}
    answer = server.guard("POST", "allow", body)
    assert Path(answer.json["policy"]) == folder / "nbguard.toml"
    assert (
        folder / "nbguard.toml"
    ).read_text() == f"# ours\nsave = 'block'\nallow = [\"{CANARY}\"]\n"
    assert server.put("allowing/a.ipynb", notebook(code_cell(source))).status == 201


@pytest.mark.parametrize(
    "body",
    [
        b"no JSON " + CANARY.encode(),
        [],
        {"cells": [{"id": 1}]},
        {"path": 3},
        {"path": "a.ipynb", "cells": CANARY},
    ],
)
@pytest.mark.parametrize("name", ["scan", "redact", "allow"])
def test_what_cannot_be_understood_is_refused_and_not_quoted(
    server: Server, name: str, body: Any
) -> None:
    answer = server.guard("POST", name, body)
    assert answer.status == 400
    assert CANARY.encode() not in answer.body
    assert answer.json["message"]


def test_a_finding_that_is_gone_cannot_be_allowed(server: Server) -> None:
    answer = _allow(server, "mark", code_cell("x = 1"), start=0, end=3)
    assert (answer.status, "scan again" in answer.json["message"]) == (400, True)


def test_a_chosen_save_mode_is_given_up_again(server: Server) -> None:
    asked = {"path": "chosen.ipynb", "save": "block"}
    assert server.guard("PUT", "settings", asked).json == {"save": "block"}
    assert server.guard("PUT", "settings", {**asked, "save": None}).json == {"save": "redact"}


def test_a_save_mode_that_there_is_not_is_refused(server: Server) -> None:
    assert server.guard("PUT", "settings", {"path": "", "save": "maybe"}).status == 400


@pytest.mark.parametrize(
    ("method", "name"),
    [
        ("GET", "status"),
        ("POST", "scan"),
        ("POST", "redact"),
        ("POST", "allow"),
        ("PUT", "settings"),
    ],
)
def test_nobody_is_answered_without_a_token(server: Server, method: str, name: str) -> None:
    answer = server.ask(method, f"nbguard/api/{name}", {}, headers={"Accept": "*/*"})
    assert answer.status == 403


@pytest.mark.parametrize(("method", "name"), [("POST", "scan"), ("PUT", "settings")])
def test_a_browser_that_is_logged_in_needs_the_xsrf_token(
    server: Server, method: str, name: str
) -> None:
    cookie = _log_in(server)
    body = {**_cells(), "save": "redact"}
    without = server.ask(method, f"nbguard/api/{name}", body, headers={"Cookie": cookie})
    assert without.status == 403
    xsrf = SimpleCookie(cookie)["_xsrf"].value
    headers = {"Cookie": cookie, "X-XSRFToken": xsrf}
    assert server.ask(method, f"nbguard/api/{name}", body, headers=headers).status == 200


def _log_in(server: Server) -> str:
    """The cookies of a browser that came with the token in its address."""
    line = HTTPConnection("127.0.0.1", server.port, timeout=30)
    jar = SimpleCookie()
    for page in ("/login", f"/login?token={TOKEN}"):
        line.request("GET", page, headers={"Cookie": _sent(jar)})
        reply = line.getresponse()
        reply.read()
        for value in reply.headers.get_all("Set-Cookie") or []:
            jar.load(value)
    line.close()
    return _sent(jar)


def _sent(jar: SimpleCookie) -> str:
    return "; ".join(f"{name}={morsel.value}" for name, morsel in jar.items() if morsel.value)


def test_a_request_that_is_too_large_is_refused(server: Server) -> None:
    answer = server.guard("POST", "scan", b"[" + b" " * (64 * 2**20) + b"]")
    assert (answer.status, "64 MiB" in answer.json["message"]) == (413, True)


def test_too_many_requests_are_refused_for_a_second(server: Server) -> None:
    def ask(_: int) -> int:
        return server.ask("GET", "nbguard/api/status").status

    with ThreadPoolExecutor(8) as pool:
        statuses = list(pool.map(ask, range(200)))
    assert set(statuses) == {200, 429}


def test_nothing_that_was_scanned_is_in_the_servers_log(server: Server) -> None:
    assert "nbguard" in server.log()
    assert CANARY not in server.log()
