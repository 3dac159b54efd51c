import random
import subprocess
import sys

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import nbguard
from nbguard import frames
from nbguard.findings import Column
from nbguard.policy import Policy

POLICY = Policy(names="off")


def test_a_verdict_per_column(make):
    report = frames.scan(
        make({"id": [1, 2], "email": ["jane@acme.com", None], "x": ["a", "b"]}), POLICY
    )
    assert report.columns == {"id": None, "email": Column("EMAIL_ADDRESS", 0.99, 0.5), "x": None}
    (finding,) = report.findings
    assert (finding.entity, finding.kind, finding.column, finding.share) == (
        "EMAIL_ADDRESS",
        "pii",
        "email",
        0.5,
    )
    assert finding.place == "column 'email'"


def test_quasi_identifiers_are_reported_and_no_findings(make):
    data = {
        "age": [34, 51],
        "zip": ["94103", "10001"],
        "lat": [37.77, 40.71],
        "dob": ["1985-03-14", "1990-01-02"],
    }
    report = frames.scan(make(data), POLICY)
    assert report.quasi == {
        "age": "AGE",
        "zip": "POSTCODE",
        "lat": "COORDINATE",
        "dob": "DATE_OF_BIRTH",
    }
    assert [finding.entity for finding in report.findings] == ["DATE_OF_BIRTH"]


def test_one_value_among_many_that_look_alike_is_found(make):
    codes = [f"ORD-{n:06}" for n in range(20_000)]
    codes[7_777] = "jane@acme.com"
    report = frames.scan(make({"code": codes}), POLICY)
    assert report.columns["code"].entity == "EMAIL_ADDRESS"
    assert report.columns["code"].share == pytest.approx(1 / 20_000)


@pytest.mark.parametrize(
    "note",
    [
        pytest.param("call Maria Gonzalez", id="a short one"),
        pytest.param("Spoke with Maria Gonzalez about the invoice", id="a sentence"),
    ],
)
def test_a_name_in_one_remark_among_short_cells_is_found_and_redacted(note):
    frame = pd.DataFrame({"note": [note, *["ok"] * 20]})
    policy = Policy()
    assert frames.scan(frame, policy).columns["note"].entity == "PERSON"
    safe = nbguard.redact(frame, policy=policy)
    assert "Gonzalez" not in safe["note"][0]
    assert safe["note"][1] == "ok"


@pytest.mark.parametrize(
    "cells",
    [
        pytest.param(["Wireless Mouse", "Stand for two large monitors", "Mug"], id="products"),
        pytest.param(["ok", "Connection to Redis refused after 3 tries", "ok"], id="messages"),
        pytest.param(["login", "Opened the Monthly Sales Report", "logout"], id="events"),
    ],
)
def test_remarks_without_people_are_left_alone(cells):
    assert frames.scan(pd.DataFrame({"note": cells}), Policy()).columns == {"note": None}


def test_a_header_that_is_personal_data_is_a_finding_that_does_not_show_it():
    report = frames.scan(pd.DataFrame([[1]], columns=["jane@acme.com"]), POLICY)
    assert [finding.entity for finding in report.findings] == ["EMAIL_ADDRESS"]
    assert "jane" not in repr(report.findings) + str(report)


def test_two_thousand_columns(make):
    draw = random.Random(5)
    data = {f"c{i}": [draw.random() for _ in range(20)] for i in range(1990)}
    data |= {f"m{i}": [f"user{draw.randrange(99)}@acme.com"] * 20 for i in range(10)}
    report = frames.scan(make(data), POLICY)
    assert [label for label, found in report.columns.items() if found] == [
        f"m{i}" for i in range(10)
    ]


@pytest.mark.parametrize(
    "obj", [pd.DataFrame(), pl.DataFrame(), pa.table({}), pd.Series([], dtype=str)]
)
def test_empty_tables_hold_nothing(obj):
    assert frames.scan(obj, POLICY).findings == []


@pytest.mark.parametrize("obj", ["text", ["texts"], {"a": 1}, object()])
def test_what_is_no_table(obj):
    assert not frames.reads(obj)
    with pytest.raises(TypeError, match="not a table"):
        frames.scan(obj, POLICY)


def test_asking_for_a_polars_frame_imports_neither_pandas_nor_pyarrow():
    code = (
        "import sys, polars; from nbguard import frames; from nbguard.policy import Policy;"
        "frames.redact(polars.DataFrame({'m': ['jane@acme.com']}), None, Policy(names='off'));"
        "print([m for m in ('pandas', 'pyarrow', 'pyspark') if m in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


@pytest.mark.parametrize("rows", [301, 400, 2_001])
def test_one_cell_of_hundreds_is_enough(rows):
    notes = [f"box {n} had a dent and came late" for n in range(rows)]
    notes[7] = "write to jane@acme.com"
    notes[9] = "the ticket was closed, we spoke with judith miller"
    safe = nbguard.redact(pd.DataFrame({"note": notes}))["note"]
    assert safe[7] == "write to [EMAIL_ADDRESS_1]"
    assert safe[9] == "the ticket was closed, we spoke with [PERSON_1]"
    assert sum(old != new for old, new in zip(notes, safe, strict=True)) == 2


@pytest.mark.parametrize(
    "made",
    [
        pytest.param(lambda notes: pd.DataFrame({"c": pd.Categorical(notes)}), id="categories"),
        pytest.param(lambda notes: pd.DataFrame({"c": [{"a": n} for n in notes]}), id="dicts"),
        pytest.param(lambda notes: pd.DataFrame({"c": [[n] for n in notes]}), id="lists"),
        pytest.param(lambda notes: pd.DataFrame({"c": [n.encode() for n in notes]}), id="bytes"),
        pytest.param(lambda notes: pl.DataFrame({"c": [{"a": n} for n in notes]}), id="structs"),
        pytest.param(lambda notes: pa.table({"c": [[n] for n in notes]}), id="Arrow's lists"),
    ],
)
def test_one_cell_of_hundreds_is_enough_in_whatever_it_is_wrapped(made):
    notes = [f"box {n} had a dent" for n in range(401)]
    notes[7] = "write to jane@acme.com"
    assert nbguard.scan(made(notes)).columns["c"].entity == "EMAIL_ADDRESS"
    assert "jane" not in str(list(map(str, nbguard.redact(made(notes))["c"])))


def test_vectors_are_left_alone():
    frame = pd.DataFrame({"embedding": [[n / 7, n / 3] for n in range(1, 401)]})
    assert nbguard.scan(frame).columns == {"embedding": None}


@pytest.mark.parametrize("every", [2, 3, 5])
def test_rows_that_take_turns_are_all_in_the_sample(every):
    rows = [f"u{n}@acme.com" if n % every == 1 else f"box {n}" for n in range(6_000)]
    for made in (pd.DataFrame, pl.DataFrame, pa.table):
        column = nbguard.scan(made({"value": rows})).columns["value"]
        assert column.entity == "EMAIL_ADDRESS"
        assert column.share == pytest.approx(1 / every, abs=0.1)


def test_somebody_in_a_short_remark_among_addresses():
    notes = [f"mail u{n}@acme.com" if n % 2 else f"box {n} late" for n in range(3_000)]
    notes[10] = "Jennifer Lopez called back"
    safe = nbguard.redact(pd.DataFrame({"note": notes}))["note"]
    assert safe[10] == "[PERSON_1] called back"
    assert "acme.com" not in str(safe.tolist())
