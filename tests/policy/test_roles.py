"""Roles: who may do what, by account, group and environment."""

from __future__ import annotations

import grp
import os
import pickle
import pwd
import subprocess
import sys
from typing import Any

import pytest

from nbguard import Policy
from nbguard.errors import PolicyError
from nbguard.guard import Guard
from nbguard.notebook import open_document
from nbguard.policy.roles import ACTIONS

ME = pwd.getpwuid(os.getuid()).pw_name
MY_GROUP = grp.getgrgid(os.getgid()).gr_name


def _policy(**role: Any) -> Policy:
    return Policy(roles={"steward": {"who": [ME], **role}})


def test_without_roles_everybody_may_everything_but_see_unmasked() -> None:
    assert [action for action in ACTIONS if not Policy().may(action)] == ["see"]


def test_an_administrators_policy_without_roles_loosens_nothing() -> None:
    policy = Policy(pinned=True)
    assert [a for a in ACTIONS if policy.may(a)] == ["restore", "export"]


def test_where_there_are_roles_nobody_else_may_anything() -> None:
    policy = Policy(roles={"steward": {"who": ["nobody-of-that-name"], "may": ["reveal"]}})
    assert not any(policy.may(action) for action in ACTIONS)


@pytest.mark.parametrize("who", [ME, f"user:{ME}", f"group:{MY_GROUP}", "*"])
def test_a_role_names_its_people(who: str) -> None:
    policy = Policy(roles={"steward": {"who": [who], "may": ["reveal"]}})
    assert policy.may("reveal")
    assert not policy.may("switch_off")


@pytest.mark.parametrize("who", ["env:NO_SUCH=", "group:no-such-group", f"user:{ME}x"])
def test_and_nobody_else(who: str) -> None:
    assert not Policy(roles={"steward": {"who": [who], "may": ["reveal"]}}).may("reveal")


def test_the_environment_does_not_make_anybody_another_user(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("USER", "LOGNAME", "USERNAME"):
        monkeypatch.setenv(name, "jane")
    assert not Policy(roles={"steward": {"who": ["jane"], "may": ["reveal"]}}).may("reveal")


_MAY = """
import os
from nbguard import Policy
os.environ["TEAM"] = "red"
grants = {"bl=e": "reveal", "red": "allow"}
roles = {team: {"who": [f"env:TEAM={team}"], "may": [grants[team]]} for team in grants}
print(Policy(roles=roles).may("reveal"), Policy(roles=roles).may("allow"))
"""


def test_the_environment_is_that_of_the_start() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _MAY],
        env={**os.environ, "TEAM": "bl=e"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "True False\n"


def test_an_action_may_be_granted_of_one_entity() -> None:
    policy = _policy(may=["reveal:PERSON", "restore"])
    assert policy.may("reveal", "PERSON")
    assert not policy.may("reveal", "US_SSN")
    assert not policy.may("reveal")
    assert policy.may("restore", "US_SSN")


def test_seeing_is_by_entity() -> None:
    assert _policy(see=["PERSON"]).may("see", "PERSON")
    assert not _policy(see=["PERSON"]).may("see", "US_SSN")
    assert _policy(see=["*"]).may("see", "US_SSN")


def test_several_roles_of_one_person_add_up() -> None:
    roles = {"a": {"who": [ME], "may": ["reveal"]}, "b": {"who": ["*"], "may": ["export"]}}
    policy = Policy(roles=roles)
    assert policy.may("reveal")
    assert policy.may("export")


@pytest.mark.parametrize(
    ("roles", "says"),
    [
        ({"a": {"who": [ME], "may": ["revael"]}}, "did you mean 'reveal'"),
        ({"a": {"who": [ME], "sees": ["PERSON"]}}, "did you mean 'see'"),
        ({"a": {"who": [ME], "see": ["PERSN"]}}, "did you mean 'PERSON'"),
        ({"a": {"may": ["reveal"]}}, "names nobody"),
        ({"a": {"who": ["grp:x"]}}, "group:privacy"),
        ({"a": {"who": ["env:HUB"]}}, "env:NAME=value"),
        ({"a": ["jane"]}, "must be a table"),
        ({"a": {"who": "jane"}}, "must be a list"),
    ],
)
def test_wrong_roles_say_what_is_wrong(roles: dict[str, Any], says: str) -> None:
    with pytest.raises(PolicyError, match=says):
        Policy(roles=roles)


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({"export": "alow"}, "did you mean 'allow'"),
        ({"export": {"remte": "refuse"}}, "did you mean 'remote'"),
        ({"audit": {"webhok": ""}}, "did you mean 'webhook'"),
        ({"audit": {"webhook": "http://alerts.example/x"}}, "https"),
        ({"audit": {"alerts": ["revealed"]}}, "is no rule"),
        ({"audit": {"alerts": ["reveald>5/1h"]}}, "did you mean 'revealed'"),
        ({"audit": {"syslog": 514}}, "must be a text"),
    ],
)
def test_wrong_export_and_audit_settings_say_what_is_wrong(
    settings: dict[str, Any], says: str
) -> None:
    with pytest.raises(PolicyError, match=says):
        Policy(**settings)


def test_the_address_of_a_webhook_is_not_shown_in_an_error() -> None:
    with pytest.raises(PolicyError) as caught:
        Policy(audit={"webhook": "http://alerts.example/tr0ub4dor"})
    assert "tr0ub4dor" not in str(caught.value)


def test_every_setting_survives_a_change_and_a_pickle() -> None:
    policy = Policy(
        roles={"a": {"who": ["jane"], "see": ["PERSON"], "may": ["reveal"]}},
        export={"remote": "refuse"},
        audit={"webhook": "https://alerts.example", "alerts": ["revealed>5/1h"]},
        pinned=True,
    )
    for same in (pickle.loads(pickle.dumps(policy)), policy.but(mode="mask")):
        assert same == policy
        assert same.pinned
        assert same.export["remote"] == "refuse"
        assert same.export["local"] == "warn"


def test_whoever_may_not_allow_finds_what_a_mark_allows() -> None:
    text = b"write to jane.roe@acme-corp.com  # nbguard: allow"
    for policy, found in ((_policy(may=["allow"]), 0), (_policy(may=["reveal"]), 1)):
        report = Guard(policy).scan_document(open_document("a.py", text))
        assert len(report.findings) == found
