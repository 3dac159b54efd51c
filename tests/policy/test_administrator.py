"""The administrator's policy goes first; what is below it can tighten, and never loosen."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from nbguard import Policy, cli
from nbguard.entities import DEFAULT
from nbguard.errors import PolicyError
from nbguard.policy import administrator, merging

AS_ROOT = pytest.mark.skipif(os.name != "posix" or os.getuid() != 0, reason="needs root")


@pytest.fixture
def above(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The administrator's file, named by the environment."""
    file = tmp_path / "admin" / "policy.toml"
    file.parent.mkdir()
    file.touch()
    monkeypatch.setenv("NBGUARD_POLICY", str(file))
    return file


@pytest.fixture
def below(tmp_path: Path) -> Path:
    """The user's own file."""
    folder = tmp_path / "work"
    folder.mkdir()
    return folder / "nbguard.toml"


CASES = {
    "a looser mode": ('mode = "block"', 'mode = "off"', {"mode": "block"}),
    "a stricter mode": ('mode = "warn"', 'mode = "mask"', {"mode": "mask"}),
    "a looser save": ('save = "redact"', 'save = "off"', {"save": "redact"}),
    "a stricter save": ('save = "redact"', 'save = "block"', {"save": "block"}),
    "outputs kept": ('outputs = "drop"', 'outputs = "redact"', {"outputs": "drop"}),
    "images kept": ('images = "drop"', 'images = "keep"', {"images": "drop"}),
    "images dropped": ('images = "keep"', 'images = "drop"', {"images": "drop"}),
    "names off": ('names = "embedded"', 'names = "off"', {"names": "embedded"}),
    "names on": ('names = "off"', 'names = "embedded"', {"names": "embedded"}),
    "fewer entities": ("", 'entities = ["-PERSON"]', {"entities": DEFAULT}),
    "exactly one entity": ("", 'entities = ["URL"]', {"entities": DEFAULT | {"URL"}}),
    "an entity more": (
        'entities = ["PERSON"]', 'entities = ["+URL"]', {"entities": {"PERSON", "URL"}}
    ),
    "nothing said of entities": (
        'entities = ["PERSON"]', 'mode = "mask"', {"entities": {"PERSON"}}
    ),
    "a higher score": ("min_score = 0.5", "min_score = 0.9", {"min_score": {"default": 0.5}}),
    "a lower score": ("min_score = 0.5", "min_score = 0.3", {"min_score": {"default": 0.3}}),
    "a lower score of one": (
        "min_score = { PERSON = 0.8, US_SSN = 0.7 }", "min_score = { PERSON = 0.6 }",
        {"min_score": {"default": 0.5, "PERSON": 0.6, "US_SSN": 0.7}},
    ),
    "an operator that keeps": ("", 'operators = { PERSON = "keep" }', {"operators": {}}),
    "an operator of one's own": (
        'operators = { PERSON = "redact" }', 'operators = { PERSON = "mask", US_SSN = "hash" }',
        {"operators": {"PERSON": "redact", "US_SSN": "hash"}},
    ),
    "an allowed value": ('allow = ["a@b.org"]', 'allow = ["re:.*"]', {"allow": ("a@b.org",)}),
    "languages": ('languages = ["en"]', 'languages = ["de"]', {"languages": ("en", "de")}),
    "a looser export": (
        'export = "refuse"', 'export = "allow"', {"export": dict.fromkeys(
            ("local", "remote", "public", "clipboard", "database"), "refuse")},
    ),
    "a receiver of alerts": (
        'audit = { alerts = ["revealed>5/1h"] }',
        'audit = { webhook = "https://x.example", alerts = ["revealed>1/1h"] }',
        {"audit": {"alerts": ["revealed>5/1h", "revealed>1/1h"]}},
    ),
}  # fmt: skip


@pytest.mark.parametrize(("upper", "lower", "expected"), CASES.values(), ids=CASES)
def test_a_users_policy_tightens_and_never_loosens(
    upper: str, lower: str, expected: dict[str, object], above: Path, below: Path
) -> None:
    above.write_text(upper)
    below.write_text(lower)
    for policy in (Policy.find(below.parent), Policy.holding(below)):
        assert {key: getattr(policy, key) for key in expected} == expected
        assert policy.pinned
        assert str(above) in policy.source
        assert str(below) in policy.source


def test_a_users_roles_grant_nothing(above: Path, below: Path) -> None:
    below.write_text('[roles.me]\nwho = ["*"]\nsee = ["*"]\nmay = ["switch_off", "restore"]\n')
    policy = Policy.find(below.parent)
    assert [a for a in ("see", "switch_off", "restore", "export") if policy.may(a)] == ["restore"]
    above.write_text('[roles.all]\nwho = ["*"]\nmay = ["export"]\n')
    policy = Policy.find(below.parent)
    assert [a for a in ("see", "switch_off", "restore", "export") if policy.may(a)] == ["export"]


def test_whoever_may_allow_allows(above: Path, below: Path) -> None:
    above.write_text('[roles.all]\nwho = ["*"]\nmay = ["allow"]\n')
    below.write_text('allow = ["a@b.org"]')
    assert Policy.find(below.parent).allow == ("a@b.org",)


@pytest.mark.usefixtures("above")
def test_a_recognizer_of_ones_own_is_added(below: Path) -> None:
    below.write_text('recognizers = [{ entity = "STAFF_ID", pattern = "E-\\\\d{6}" }]')
    policy = Policy.find(below.parent)
    assert policy.entities == DEFAULT | {"STAFF_ID"}
    assert policy.asked(entities=["+URL"]).entities == DEFAULT | {"STAFF_ID", "URL"}


@pytest.mark.usefixtures("above")
def test_options_of_the_command_line_do_not_loosen_either(
    below: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = below.parent / "a.txt"
    file.write_text("to wilhelmina.quist@canary-post.com")
    assert cli.main(["scan", str(file), "--entities", "-EMAIL_ADDRESS", "--min-score", "1"]) == 1
    assert "EMAIL_ADDRESS" in capsys.readouterr().out


@AS_ROOT
def test_the_systems_policy_goes_before_the_one_that_the_environment_names(
    tmp_path: Path, above: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    system = tmp_path / "policy.toml"
    system.write_text('mode = "mask"\nsave = "block"\n')
    monkeypatch.setattr(administrator, "SYSTEM", system)
    above.write_text('mode = "off"\nsave = "off"\noutputs = "drop"\n')
    policy = Policy.find(tmp_path)
    assert (policy.mode, policy.save, policy.outputs) == ("mask", "block", "drop")


@pytest.mark.parametrize("open_part", ["file", "folder"])
def test_a_system_policy_that_others_could_write_is_an_error(
    open_part: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "nbguard"
    folder.mkdir()
    file = folder / "policy.toml"
    file.touch()
    (file if open_part == "file" else folder).chmod(0o777)
    monkeypatch.setattr(administrator, "SYSTEM", file)
    with pytest.raises(PolicyError, match=r"root's alone, .* sudo chown root"):
        Policy.find(tmp_path)


@AS_ROOT
def test_a_system_policy_behind_a_link_into_a_users_folder_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "policy.toml").touch()
    os.chown(mine, 65534, 65534)
    (tmp_path / "policy.toml").symlink_to(mine / "policy.toml")
    monkeypatch.setattr(administrator, "SYSTEM", tmp_path / "policy.toml")
    with pytest.raises(PolicyError, match="mine is not root's alone"):
        Policy.find(tmp_path)


_AS_NOBODY = """
import grp, os, pwd
from pathlib import Path
from nbguard.policy import Policy, administrator
administrator.SYSTEM = Path(os.environ["SYSTEM"])
Policy.load(os.environ["NBGUARD_POLICY"])
os.setgroups([])
os.setgid(65534)
os.setuid(65534)
policy = Policy.find(".")
print(policy.mode, policy.may("switch_off"), policy.may("export"))
"""


@pytest.fixture
def public_folder() -> Iterator[Path]:
    """A folder that every user can read and only root can write."""
    with tempfile.TemporaryDirectory(dir="/var/lib") as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@AS_ROOT
def test_another_user_cannot_loosen_the_systems_policy(public_folder: Path) -> None:
    """As nobody, with every variable and file that a user can set."""
    system = public_folder / "policy.toml"
    system.write_text('mode = "block"\n[roles.a]\nwho = ["user:root"]\nmay = ["export"]\n')
    mine = public_folder / "mine" / "nbguard.toml"
    mine.parent.mkdir()
    mine.write_text('mode = "off"\n[roles.a]\nwho = ["*"]\nmay = ["export"]\n')
    variables = {"SYSTEM": str(system), "USER": "root", "NBGUARD_POLICY": str(mine)}
    done = subprocess.run(
        [sys.executable, "-c", _AS_NOBODY],
        cwd=mine.parent,
        env={**os.environ, **variables},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "block False False\n"


def test_no_administrator_no_difference(below: Path) -> None:
    below.write_text('mode = "off"')
    policy = Policy.find(below.parent)
    assert policy.mode == "off"
    assert not policy.pinned


def test_every_setting_has_a_rule_under_an_administrator() -> None:
    assert set(Policy().as_dict()) == set(merging._RULES)


def test_who_is_told_of_a_leak_adds_up_and_checks_stay_on(above: Path, below: Path) -> None:
    above.write_text('incident = { notify = ["dpo"] }\ndoctor = { skip = ["jupyter-tls"] }\n')
    below.write_text(
        'incident = { notify = ["team"] }\ndoctor = { skip = ["root"], licences = ["GPL"] }\n'
    )
    policy = Policy.find(below.parent)
    assert policy.incident["notify"] == ("dpo", "team")
    assert policy.doctor["skip"] == ("jupyter-tls",)
    assert policy.doctor["licences"] == ("GPL",)
