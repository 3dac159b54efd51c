"""Tables on screen, drawn by the libraries themselves through IPython's own formatter."""

import re

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from IPython.core.formatters import DisplayFormatter

from nbguard.kernel.frames import Frames
from nbguard.kernel.shield import Shield
from nbguard.policy import Policy

EMAILS = [f"jane.roe{i}" + "@" + "acme-corp.com" for i in range(200)]


class Shell:
    """All that Frames knows of a shell."""

    def __init__(self):
        self.display_formatter = DisplayFormatter()
        self.display_formatter.active_types = ["text/plain", "text/html"]
        self.user_ns = {}


@pytest.fixture(scope="module")
def shield():
    made = Shield(Policy())
    made.load()
    yield made
    made.stop()


@pytest.fixture
def shell():
    return Shell()


@pytest.fixture
def show(shell, shield):
    """What IPython makes of an object when tables are guarded."""
    frames = Frames(shell, shield)
    frames.install()
    yield lambda obj: shell.display_formatter.format(obj)[0]
    frames.remove()


def _frame(rows=3):
    return pd.DataFrame({"mail": EMAILS[:rows], "x": [i + 0.5 for i in range(rows)]})


TABLES = {
    "pandas frame": lambda: _frame(),
    "long pandas frame": lambda: _frame(200),
    "pandas series": lambda: _frame().mail,
    "long pandas series": lambda: _frame(200).mail,
    "pandas index": lambda: pd.Index(EMAILS[:3]),
    "long pandas index": lambda: pd.Index(EMAILS),
    "pandas frame indexed by what it hides": lambda: _frame().set_index("mail"),
    "pandas styler": lambda: _frame().style.highlight_max(subset=["x"]),
    "head of groups": lambda: _frame().groupby("x").head(1),
    "polars frame": lambda: pl.DataFrame({"mail": EMAILS[:3], "x": [1, 2, 3]}),
    "long polars frame": lambda: pl.DataFrame({"mail": EMAILS, "x": range(200)}),
    "polars series": lambda: pl.Series("mail", EMAILS[:3]),
    "pyarrow table": lambda: pa.table({"mail": EMAILS[:3]}),
    "long pyarrow table": lambda: pa.table({"mail": EMAILS}),
}


@pytest.mark.parametrize("name", TABLES)
def test_every_kind_of_table_is_masked_in_every_form(show, name):
    data = show(TABLES[name]())
    assert "acme-corp" not in str(data)
    drawn = data["text/html"] if name == "pandas styler" else data["text/plain"]
    assert "[EMAIL_ADDRESS_" in drawn
    assert "EMAIL_ADDRESS" in data["text/plain"].splitlines()[-1]


@pytest.mark.parametrize(
    "table",
    [
        pytest.param(pd.DataFrame({"x": range(200), "y": 1.5}), id="pandas frame"),
        pytest.param(pd.DataFrame([range(40)]), id="wide pandas frame"),
        pytest.param(pd.Series(range(200), name="n"), id="pandas series"),
        pytest.param(pd.Index(list("ab") * 100), id="pandas index"),
        pytest.param(pl.DataFrame({"x": range(5000)}), id="polars frame"),
        pytest.param(pl.Series("x", range(5000)), id="polars series"),
        pytest.param(pa.table({"x": list(range(3))}), id="pyarrow table"),
    ],
)
def test_a_table_that_holds_nothing_looks_the_same(show, table):
    plain = DisplayFormatter()
    plain.active_types = ["text/plain", "text/html"]
    assert show(table) == plain.format(table)[0]


def test_html_and_text_agree(show):
    data = show(_frame())
    tokens = [re.findall(r"\[EMAIL_ADDRESS_\d+\]", data[mime]) for mime in data]
    assert tokens[0] == tokens[1]


def test_the_header_says_what_was_recognised(show):
    html = show(_frame())["text/html"]
    assert re.search(r"<th>mail<br><small[^>]*>EMAIL_ADDRESS</small></th>", html)
    assert "<th>x</th>" in html


def test_a_line_below_says_how_to_review_it(show, shell):
    shell.user_ns = {"_": 1, "_12": 2, "customers": _frame()}
    shell.user_ns["_12"] = shell.user_ns["customers"]
    data = show(shell.user_ns["customers"])
    assert data["text/plain"].endswith("%nbguard panel customers")
    assert ">%nbguard panel customers</code>" in data["text/html"]
    assert show(_frame())["text/plain"].endswith("%nbguard panel")


def test_numbers_and_counts_stay(show):
    data = show(_frame(200))
    assert "[200 rows x 2 columns]" in data["text/plain"]
    assert "199.5" in data["text/plain"]


def test_styles_stay(show):
    html = show(TABLES["pandas styler"]())["text/html"]
    assert "background-color: yellow" in html


def test_hidden_rows_are_not_shipped(show):
    frame = pd.DataFrame({"n": [f"row-{i:04}" for i in range(1000)]})
    html = show(frame)["text/html"]
    assert "row-0004" in html
    assert "row-0500" not in html
    assert "row-0005" not in html


def test_a_value_in_an_innocent_column_is_masked(show):
    frame = pd.DataFrame({"note": ["fine", f"ask {EMAILS[0]}", "late"]})
    assert "acme-corp" not in str(show(frame))


def test_the_frame_itself_is_not_changed(show):
    frame = _frame()
    before = frame.copy()
    show(frame)
    pd.testing.assert_frame_equal(frame, before)


def test_a_formatter_of_the_users_own_sees_the_safe_table(shell, show):
    html = shell.display_formatter.formatters["text/html"]
    html.for_type(pd.DataFrame, lambda frame: f"<p>{frame.mail.iloc[0]}</p>")
    assert re.match(r"<p>\[EMAIL_ADDRESS_\d+\]</p>\n<small", show(_frame())["text/html"])


def test_a_drawing_that_replaces_pandas_own_gets_every_row(show, monkeypatch):
    monkeypatch.setattr(pd.DataFrame, "_repr_html_", lambda frame: f"<p>{len(frame)} rows</p>")
    assert show(_frame(200))["text/html"].startswith("<p>200 rows</p>\n<small")


def test_what_cannot_be_judged_is_withheld(show, shield, monkeypatch):
    def broken(_texts, _contexts=None):
        raise RuntimeError(EMAILS[0])

    monkeypatch.setattr(shield.guard, "match", broken)
    data = show(pd.DataFrame({"mail": [EMAILS[77]]}))
    assert "withheld" in data["text/plain"]
    assert "acme-corp" not in str(data)


@pytest.mark.parametrize("mode", ["warn", "block", "off"])
def test_other_modes_leave_tables_to_the_channel(show, shield, monkeypatch, mode):
    monkeypatch.setattr(shield, "mode", mode)
    assert "acme-corp" in show(_frame())["text/plain"]


def test_removed_it_leaves_no_trace(shell, shield):
    before = vars(shell.display_formatter).keys()
    frames = Frames(shell, shield)
    frames.install()
    frames.remove()
    assert vars(shell.display_formatter).keys() == before
