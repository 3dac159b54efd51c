"""Exports put on in this process, under any policy."""

from types import SimpleNamespace

import pytest

from nbguard.audit.journal import Journal
from nbguard.kernel.exports import Exports
from nbguard.kernel.shield import Shield
from nbguard.policy import Policy


@pytest.fixture
def guarded(tmp_path, monkeypatch):
    """Puts the exports on under a policy; gives what the user was told."""
    monkeypatch.chdir(tmp_path)
    on = []

    def put_on(**settings):
        policy = Policy(names="off", **settings)
        told = []
        exports = Exports(SimpleNamespace(policy=policy, shield=Shield(policy)), told.append)
        exports.install()
        on.append(exports)
        return told

    def take_off():
        for exports in on:
            exports.remove()

    put_on.off = take_off
    yield put_on
    take_off()


@pytest.fixture
def log():
    """The entries of the audit log, as (event, where, entities, note)."""

    def read():
        says = [line.says for line in Journal().lines()]
        return [(s["event"], s["where"], s["entities"], s["note"]) for s in says]

    return read
