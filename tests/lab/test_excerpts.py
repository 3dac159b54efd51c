"""The masked line that a finding stands in."""

from __future__ import annotations

import json
from itertools import groupby

from nbguard.guard import Guard
from nbguard.lab.excerpts import excerpts, shown

MAIL = "maria.lopez@canary-corp.com"


def _lines(kind: str, text: str) -> list[str]:
    data = {"output_type": "display_data", "metadata": {}, "data": {kind: text}}
    cell = {"cell_type": "code", "source": "", "metadata": {}, "outputs": [data]}
    guard = Guard()
    document = guard.open("a.ipynb", json.dumps({"cells": [cell]}).encode())
    hits = guard.find(document.places)
    groups = [list(group) for _, group in groupby(hits, key=lambda hit: hit.place)]
    return [shown(line, "[OWN]") for line in excerpts(guard, groups)]


def test_each_finding_of_a_table_has_its_row_around_it() -> None:
    rows = "".join(f"<tr><td>{i}</td><td>m{i}.{MAIL}</td><td>ok</td></tr>" for i in range(300))
    lines = _lines("text/html", f"<table><tr><th>n</th><th>mail</th><th>s</th></tr>{rows}</table>")
    assert len(lines) == 300
    for i in range(1, 299):
        assert f" {i} [OWN] ok {i + 1} " in " ".join(lines[i].split())


def test_a_line_holds_no_other_value_and_is_short() -> None:
    lines = _lines("text/plain", " ".join(f"{i}{MAIL}" for i in range(300)))
    assert len(lines) == 300
    assert all(len(line) <= 80 and "canary" not in line for line in lines)
    assert lines[150].count("[EMAIL_ADDRESS]") >= 2


def test_findings_in_tags_leave_nothing_of_the_tag() -> None:
    [first, second] = _lines(
        "text/html", f'<p>ask <a title="{MAIL}" href="mailto:{MAIL}">her</a> now'
    )
    assert first.split() == ["ask", "[OWN]", "[EMAIL_ADDRESS]", "her", "now"]
    assert second.split() == ["ask", "[EMAIL_ADDRESS]", "[OWN]", "her", "now"]


def test_what_only_tags_hid_is_masked_beside_a_finding() -> None:
    split = MAIL.replace("@", "<wbr>@")
    lines = _lines("text/html", f"<p>{MAIL} and {split}</p>")
    assert all("canary" not in line for line in lines)
