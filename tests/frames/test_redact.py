import copy
import datetime
from pathlib import Path

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from nbguard import frames
from nbguard.errors import PolicyError, TableError
from nbguard.operators import Placeholders
from nbguard.policy import Policy

POLICY = Policy(names="off")
DATA = {
    "id": [1, 2, 3, 4],
    "email": ["jane@acme.com", "bo@acme.com", None, "JANE@acme.com"],
    "ssn": [536228726, 219448811, 536228726, 12345678],
    "note": ["call 415-555-0132 please", "fine", "bo@acme.com wrote", None],
    "price": [0.753384, 1.5, 12345.6789, 4111.25],
}


def redact(frame, operators=None, policy=POLICY, session=None):
    return frames.redact(frame, operators, policy, session)


def test_columns_that_hold_something_are_rewritten_and_others_left(make, cells):
    frame = make(DATA)
    safe = redact(frame)
    assert type(safe) is type(frame)
    assert cells(safe, "email") == [
        "[EMAIL_ADDRESS_1]",
        "[EMAIL_ADDRESS_2]",
        None,
        "[EMAIL_ADDRESS_1]",
    ]
    assert cells(safe, "ssn") == ["[US_SSN_1]", "[US_SSN_2]", "[US_SSN_1]", "[US_SSN_3]"]
    assert cells(safe, "id") == DATA["id"]
    assert cells(safe, "price") == DATA["price"]


def test_a_text_keeps_its_words_and_shares_the_numbers_of_other_columns(make, cells):
    notes = cells(redact(make(DATA)), "note")
    assert notes == ["call [PHONE_NUMBER_1] please", "fine", "[EMAIL_ADDRESS_2] wrote", None]


def test_the_frame_that_was_given_does_not_change(make, same):
    frame = make(DATA)
    before = copy.deepcopy(frame)
    redact(frame, {"email": "fake", "note": "drop"})
    assert same(frame, before)


@pytest.mark.parametrize(
    "operator", ["replace", "mask", "hash", "encrypt", "fake", "generalize", "redact"]
)
def test_no_operator_leaves_a_value(make, cells, operator):
    safe = redact(make(DATA), {"email": operator, "US_SSN": operator})
    shown = " ".join(map(str, cells(safe, "email") + cells(safe, "ssn")))
    for secret in ("jane@", "bo@", "536228726", "536-22", "219448811"):
        assert secret not in shown


def test_a_second_redaction_changes_nothing(make, same):
    once = redact(make(DATA))
    assert same(redact(once), once)


def test_operators_go_by_column_before_entity_before_policy(make, cells):
    policy = Policy(names="off", operators={"EMAIL_ADDRESS": "redact"})
    data = {"a": ["jane@acme.com"], "b": ["jane@acme.com"], "c": ["x@y.org"]}
    assert cells(redact(make(data), policy=policy), "a") == [""]
    safe = redact(make(data), {"a": "keep", "EMAIL_ADDRESS": "generalize"}, policy)
    assert cells(safe, "a") == ["jane@acme.com"]
    assert cells(safe, "b") == ["*@acme.com"]


def test_a_named_column_is_rewritten_whatever_it_holds(make, cells):
    safe = redact(make({"account no": ["A-1", "B-2", "A-1"]}), {"account no": "replace"})
    assert cells(safe, "account no") == ["[ACCOUNT_NO_1]", "[ACCOUNT_NO_2]", "[ACCOUNT_NO_1]"]


def test_generalize_reads_the_header(make, cells):
    data = {"age": [34, 51], "zip": ["94103", "10001"], "dob": ["1985-03-14", "1990-01-02"]}
    safe = redact(make(data), dict.fromkeys(data, "generalize"))
    assert cells(safe, "age") == ["30-39", "50-59"]
    assert cells(safe, "zip") == ["94***", "10***"]
    assert cells(safe, "dob") == ["1985", "1990"]


def test_generalize_reads_the_type_where_no_header_helps(make, cells):
    data = {"paid": [1234, 99], "rate": [1.5, 12.5], "seen": ["2020-03-14", "2021-01-02"]}
    safe = redact(
        make(data), {"paid": "generalize:100", "rate": "generalize", "seen": "generalize"}
    )
    assert cells(safe, "paid") == ["1200-1299", "0-99"]
    assert cells(safe, "rate") == ["0-9", "10-19"]
    assert cells(safe, "seen") == ["2020", "2021"]


def test_drop_takes_the_column_out(make, cells):
    safe = redact(make(DATA), {"email": "drop"})
    assert cells(safe, "id") == DATA["id"]
    with pytest.raises((KeyError, pl.exceptions.ColumnNotFoundError)):
        cells(safe, "email")


def test_two_tables_still_join_after_one_session(make, cells):
    session = Placeholders()
    people = redact(make({"mail": ["jane@acme.com", "bo@acme.com"]}), session=session)
    orders = redact(make({"buyer": ["bo@acme.com", "Jane@acme.com"]}), session=session)
    assert cells(people, "mail") == cells(orders, "buyer")[::-1]


def test_two_tables_join_by_hash_without_a_session(make, cells):
    people = redact(make({"mail": ["jane@acme.com", "bo@acme.com"]}), {"mail": "hash"})
    orders = redact(make({"buyer": ["bo@acme.com", "Jane@acme.com"]}), {"buyer": "hash"})
    assert cells(people, "mail") == cells(orders, "buyer")[::-1]


def test_ssns_of_numbers_and_of_texts_join(make, cells):
    safe = redact(make({"ssn": [12345678], "social_security": ["012-34-5678"]}), {"US_SSN": "hash"})
    assert cells(safe, "ssn") == cells(safe, "social_security")


def test_null_words_and_what_is_allowed_stay(make, cells):
    policy = Policy(names="off", allow=["support@acme.com"])
    data = {"mail": ["jane@acme.com", "n/a", "support@acme.com", "", "unknown"]}
    assert cells(redact(make(data), policy=policy), "mail") == [
        "[EMAIL_ADDRESS_1]",
        "n/a",
        "support@acme.com",
        "",
        "unknown",
    ]


@pytest.mark.parametrize(
    ("operators", "error", "words"),
    [
        pytest.param({"emial": "hash"}, TableError, "'emial'; did you mean 'email'", id="column"),
        pytest.param({"email": "hahs"}, PolicyError, "'hahs'; did you mean 'hash'", id="operator"),
        pytest.param({"email": "mask:x"}, PolicyError, "column 'email'.*mask:4", id="argument"),
    ],
)
def test_wrong_words_are_errors_that_name_the_column_and_the_remedy(make, operators, error, words):
    with pytest.raises(error, match=words):
        redact(make(DATA), operators)


@pytest.mark.parametrize("data", [{}, {"email": []}], ids=["no columns", "no rows"])
def test_empty_frames_stay_empty(make, same, data):
    frame = make(data)
    assert same(redact(frame), frame)


def test_bytes_stay_bytes(make, cells):
    safe = redact(make({"raw": [b"jane@acme.com", b"\xff\x00", None]}))
    assert cells(safe, "raw")[0] == b"[EMAIL_ADDRESS_1]"
    assert cells(safe, "raw")[2] is None


class TestPandas:
    def test_the_index_counts_too(self):
        frame = pd.DataFrame(
            {"n": [1, 2]}, index=pd.Index(["jane@acme.com", "bo@acme.com"], name="who")
        )
        safe = redact(frame)
        assert list(safe.index) == ["[EMAIL_ADDRESS_1]", "[EMAIL_ADDRESS_2]"]
        assert safe.index.name == "who"

    def test_a_level_of_a_multi_index_is_rewritten_and_the_others_stay(self):
        index = pd.MultiIndex.from_tuples(
            [("jane@acme.com", 1), ("bo@acme.com", 2)], names=["m", "k"]
        )
        safe = redact(pd.DataFrame({"n": [1, 2]}, index=index))
        assert safe.index.tolist() == [("[EMAIL_ADDRESS_1]", 1), ("[EMAIL_ADDRESS_2]", 2)]

    def test_columns_of_several_levels(self):
        frame = pd.DataFrame(
            [["jane@acme.com", 1]], columns=pd.MultiIndex.from_tuples([("a", "mail"), ("a", "n")])
        )
        safe = redact(frame)
        assert safe[("a", "mail")].tolist() == ["[EMAIL_ADDRESS_1]"]
        assert safe.columns.equals(frame.columns)

    def test_duplicate_and_numeric_labels(self):
        frame = pd.DataFrame([["jane@acme.com", "bo@acme.com", 5]], columns=["x", "x", 7])
        safe = redact(frame)
        assert safe.values.tolist() == [["[EMAIL_ADDRESS_1]", "[EMAIL_ADDRESS_2]", 5]]
        assert list(safe.columns) == ["x", "x", 7]

    def test_duplicate_index_labels(self):
        frame = pd.DataFrame({"mail": ["jane@acme.com", "bo@acme.com"], "n": [1, 2]}, index=[3, 3])
        assert redact(frame)["mail"].tolist() == ["[EMAIL_ADDRESS_1]", "[EMAIL_ADDRESS_2]"]

    def test_headers_that_are_personal_data(self):
        frame = pd.DataFrame([[1, 2]], columns=["jane@acme.com", "total"])
        assert list(redact(frame).columns) == ["[EMAIL_ADDRESS_1]", "total"]

    def test_headers_that_are_a_list_of_people(self):
        names = ["Jane Roberts", "Michael Smith", "Laura Miller"]
        frame = pd.DataFrame([[1, 2, 3]], columns=names)
        assert list(redact(frame).columns) == ["[PERSON_1]", "[PERSON_2]", "[PERSON_3]"]

    def test_what_is_no_name_among_them(self):
        names = [f"{first} Smith" for first in ("Jane", "Laura", "Peter", "Anna", "Ruth", "Carl")]
        names = [*names, *(f"{name} Miller" for name in ("Jane", "Laura", "Peter", "Anna", "Ruth"))]
        frame = pd.DataFrame([range(12)], columns=[*names, "total"], index=["n"])
        safe = redact(frame)
        assert list(safe.columns) == [*(f"[PERSON_{i}]" for i in range(1, 12)), "total"]
        assert safe.index.name is None

    @pytest.mark.parametrize("names", [False, True], ids=["names alone", "among other values"])
    def test_a_first_row_that_was_no_header(self, names):
        rows = {
            "Jane Roe": ["Priya Patel", "Hans Becker", "Olivia Brown", "Pierre Dubois", "Ana Diaz"],
            "Jane": ["Carlos", "Priya", "Olivia", "Sofia", "Pierre"],
            "jane@acme.com": [f"user{i}@acme.com" for i in range(5)],
            "please call Jane Roe about it": ["ok", "yes", "no", "later", "never"],
        }
        frame = pd.DataFrame(rows if names else {"Jane Roe": rows["Jane Roe"]})
        safe = redact(frame, policy=Policy())
        assert "Jane" not in " ".join(safe.columns)

    @pytest.mark.parametrize("label", ["Sales Rep", "Christian Name", "Major", "Grace Period"])
    def test_a_header_above_names_that_is_none_stays(self, label):
        names = ["Priya Patel", "Hans Becker", "Olivia Brown", "Ana Diaz", "Pierre Dubois"]
        safe = redact(pd.DataFrame({label: names}))
        assert list(safe.columns) == [label]
        assert safe[label][0] == "[PERSON_1]"

    def test_nested_cells(self):
        cell = {"to": ["jane@acme.com", 1], "n": None}
        safe = redact(pd.DataFrame({"doc": [cell, ["bo@acme.com"], None, np.array(["x"])]}))
        assert safe["doc"].tolist() == [
            {"to": ["[EMAIL_ADDRESS_1]", 1], "n": None},
            ["[EMAIL_ADDRESS_2]"],
            None,
            ["x"],
        ]
        assert cell["to"][0] == "jane@acme.com"

    def test_floats_that_came_from_nullable_integers(self):
        frame = pd.DataFrame({"phone": [4155550132.0, np.nan, 2125550199.0]})
        safe = redact(frame, {"phone": "mask"})["phone"]
        assert safe.tolist()[0] == "******0132"
        assert pd.isna(safe[1])

    @pytest.mark.parametrize("dtype", ["object", "str", "category", "string[pyarrow]"])
    def test_the_dtype_of_texts_stays(self, dtype):
        series = pd.Series(["jane@acme.com", None], dtype=dtype, name="mail")
        safe = redact(series)
        assert safe.dtype.name == series.dtype.name
        assert safe[0] == "[EMAIL_ADDRESS_1]"
        assert pd.isna(safe[1])

    def test_a_series_keeps_its_name_and_index(self):
        series = pd.Series(["jane@acme.com"], index=[9], name="mail")
        safe = redact(series)
        assert (safe.name, safe.index.tolist(), safe[9]) == ("mail", [9], "[EMAIL_ADDRESS_1]")

    def test_mixed_cells(self):
        frame = pd.DataFrame({"x": ["jane@acme.com", 5, "bo@acme.com", None]})
        safe = redact(frame)["x"].tolist()
        assert [safe[0], safe[2], safe[3]] == ["[EMAIL_ADDRESS_1]", "[EMAIL_ADDRESS_3]", None]

    def test_objects_are_read_by_what_they_print(self):
        paths = [Path("/home/jroe/x.csv"), None, Path("data.csv")]
        assert redact(pd.DataFrame({"p": paths}))["p"].tolist()[1:] == paths[1:]
        assert "jroe" not in str(redact(pd.DataFrame({"p": paths}))["p"][0])

    def test_times_and_intervals_stay(self):
        frame = pd.DataFrame({"t": pd.to_timedelta([1, 2], "s"), "i": pd.interval_range(0, 2)})
        assert redact(frame).equals(frame)

    def test_an_object_that_cannot_be_read_is_an_error_that_names_the_column(self):
        class Shy:
            def __str__(self):
                raise ValueError("jane@acme.com")

        with pytest.raises(TableError, match="column 'x': a Shy cannot be read") as caught:
            redact(pd.DataFrame({"x": [Shy()]}))
        assert "jane" not in str(caught.value)


class TestPolars:
    def test_a_series(self):
        safe = redact(pl.Series("mail", ["jane@acme.com", None]))
        assert safe.to_list() == ["[EMAIL_ADDRESS_1]", None]
        assert safe.name == "mail"

    def test_categories_and_nested_columns(self):
        frame = pl.DataFrame(
            {
                "c": pl.Series(["jane@acme.com", "jane@acme.com"], dtype=pl.Categorical),
                "l": [["bo@acme.com"], []],
                "s": [{"m": "bo@acme.com", "n": 1}, {"m": None, "n": 2}],
            }
        )
        safe = redact(frame)
        assert safe["c"].to_list() == ["[EMAIL_ADDRESS_1]"] * 2
        assert safe["l"].to_list() == [["[EMAIL_ADDRESS_2]"], []]
        assert safe["s"].to_list()[0] == {"m": "[EMAIL_ADDRESS_2]", "n": 1}


class TestArrow:
    def test_chunks_dictionaries_and_metadata(self):
        cells = pa.chunked_array([["jane@acme.com"], ["bo@acme.com", None]])
        table = pa.table({"m": cells, "d": cells.dictionary_encode()}).replace_schema_metadata(
            {"k": "v"}
        )
        safe = redact(table)
        expected = ["[EMAIL_ADDRESS_1]", "[EMAIL_ADDRESS_2]", None]
        assert safe["m"].to_pylist() == safe["d"].to_pylist() == expected
        assert safe.schema.metadata == {b"k": b"v"}

    def test_a_record_batch_and_an_array(self):
        batch = pa.RecordBatch.from_pydict({"m": ["jane@acme.com"]})
        assert isinstance(redact(batch), pa.RecordBatch)
        assert redact(pa.array(["jane@acme.com"])).to_pylist() == ["[EMAIL_ADDRESS_1]"]

    def test_nested_columns_keep_their_type(self):
        table = pa.table({"l": [["bo@acme.com"], None], "t": [datetime.date(2020, 1, 1)] * 2})
        safe = redact(table)
        assert safe["l"].to_pylist() == [["[EMAIL_ADDRESS_1]"], None]
        assert safe.schema.equals(table.schema)


@pytest.mark.parametrize("rows", [3, 3000])
def test_a_name_in_a_column_of_short_notes_is_replaced(rows):
    notes = ["call Jane Roberts", "ok", "mail omar@acme-corp.com"]
    notes += [f"box {i} is fine" for i in range(rows - 3)] + ["ask Peter Miller"] * 20
    safe = redact(pd.DataFrame({"note": notes}), {"PERSON": "redact"}, Policy())
    assert not safe.note.str.contains("Roberts|acme-corp").any()


@pytest.mark.parametrize("kind", [pa.string_view(), pa.binary_view()])
def test_views_of_arrow_are_read(kind):
    cells = ["jane@acme.com", None, "bo@acme.com"]
    safe = redact(pa.table({"mail": pa.array(cells, pa.string()).cast(kind)}))
    assert "acme" not in str(safe["mail"].to_pylist())
    assert safe["mail"].null_count == 1


AUTHORS = ["Jane Roe", "Carlos Mendoza", "Priya Patel", "Olivia Brown", "Pierre Dubois", "Ana Diaz"]


def test_lists_of_names(make):
    lists = [[a, b] for a, b in zip(AUTHORS, AUTHORS[::-1], strict=True)]
    tags = [["bug", "good first issue"], ["docs"], [], ["Rose Gold"], ["Paris"], ["bug"]]
    frame = make({"authors": lists, "tags": tags})
    safe = redact(pd.DataFrame({"authors": lists, "tags": tags}))
    assert safe["tags"].tolist() == tags
    assert [len(cell) for cell in safe["authors"]] == [2] * 6
    assert not [name for name in AUTHORS if name in str(redact(frame)) + str(safe["authors"][0])]
