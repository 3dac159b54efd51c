from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from nbguard.errors import PolicyError
from nbguard.scanner.policies import Policies
from nbguard.scanner.sources import Source

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def two_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, score in (("a", 0.8), ("b", 0.9)):
        (tmp_path / name / "deep").mkdir(parents=True)
        (tmp_path / name / "nbguard.toml").write_text(f"min_score = {score}\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.usefixtures("two_folders")
def test_each_document_has_the_policy_nearest_to_it() -> None:
    policies = Policies()
    assert policies.of(Source("a/deep/x.ipynb")).threshold("PERSON") == 0.8
    assert policies.of(Source("b/x.ipynb")).threshold("PERSON") == 0.9
    assert policies.of(Source("x.ipynb")).threshold("PERSON") == 0.5


@pytest.mark.usefixtures("two_folders")
def test_a_policy_by_name_holds_for_all() -> None:
    policies = Policies("a/nbguard.toml")
    assert policies.of(Source("b/x.ipynb")).threshold("PERSON") == 0.8


@pytest.mark.usefixtures("two_folders")
def test_changes_come_on_top() -> None:
    policies = Policies(entities=["-PERSON", "+LOCATION"], min_score=0.3)
    policy = policies.of(Source("a/x.ipynb"))
    assert policy.threshold("EMAIL_ADDRESS") == 0.3
    assert "PERSON" not in policy.entities
    assert {"LOCATION", "EMAIL_ADDRESS"} <= policy.entities


def test_an_unknown_entity_is_an_error() -> None:
    with pytest.raises(PolicyError, match="EMAIL_ADDRESS"):
        Policies(entities=["EMAIL_ADRESS"]).of(Source("x.ipynb"))
