"""A notebook of 500 cells and 20 MB stays fluid; loosely, for the machine may be busy."""

from __future__ import annotations

from benchmarks.labextension import seen
from tests.browser.lab import start_lab


def test_a_large_notebook_is_scanned_while_one_types(browser, start_server):
    server = start_lab(start_server)
    server.api("nbguard/api/scan", "POST", {"path": "", "cells": []})  # the worker is there
    on, off = seen(browser, server), seen(browser, server, extension=False)
    assert on.first < 30  # 3 on a machine with nothing else to do
    assert on.rescan < 1000
    assert on.key < 3 * off.key + 20
