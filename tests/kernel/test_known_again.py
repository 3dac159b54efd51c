"""Values that only a header tells, in one real kernel: known wherever they turn up."""

import random
import re

import pytest

PREPARE = """
import json, random
import numpy as np, pandas as pd, polars as pl
rng = random.Random(5)
def word(size):
    return "".join(rng.choice("bcdfgklmnprstvz") + rng.choice("aeiouy") for _ in range(size))
people = [f"{word(3)} {word(4)}".title() for _ in range(60)]
phones = [rng.randrange(2 * 10**9, 9 * 10**9) for _ in range(60)]
ssns = [rng.randrange(10**8, 6 * 10**8) for _ in range(60)]
ages = [20 + i for i in range(60)]
df = pd.DataFrame({"full_name": people, "phone": phones, "ssn": ssns, "age": ages,
                   "score": [age / 7 for age in ages], "city": ["Oslo", "Rome"] * 30})
del people, phones, ssns
"""
CELLS = [
    "df.values[:3]",
    "df.to_dict()",
    "df.phone.tolist()",
    "df.phone.astype(float).tolist()",
    "df[['phone', 'score']].values[:4]",
    "df.phone.map('{:,}'.format).tolist()",
    "for row in df.itertuples(): print(row.phone)",
    "for _, row in df.iterrows(): print(row.phone, row.full_name)",
    "print(f'{df.full_name[3]} has {df.phone[3]} and {df.ssn[4]}')",
    "pd.crosstab(df.city, df.phone)",
    "pd.crosstab(df.city, df.full_name)",
    "df.full_name.str.split(expand=True)",
    "df.full_name.str.split().str[1].tolist()",
    "df.full_name.str.upper().tolist()",
    "df.T",
    "df.iloc[0]",
    "df.assign(mail='jane.roe' + chr(64) + 'acme-corp.com').tail(3).T",
    "df.describe()",
    "df.melt(id_vars='city')",
    "pd.DataFrame(df[['phone', 'ssn']].values)",
    "df.phone.to_frame('x')",
    "pd.get_dummies(df, columns=['full_name']).iloc[:2]",
    "pl.from_pandas(df).rows()[:3]",
    "pl.from_pandas(df).select('phone').rename({'phone': 'q'})",
    "json.dumps(df.head().to_dict())",
    "from IPython.display import JSON; JSON(df.head().to_dict('records'))",
    "df.groupby('phone').size().to_dict()",
    "JSON({'x': df.phone.tolist()[:3], 'phone': int(df.phone[4])})",
    "import ipywidgets; ipywidgets.IntText(value=int(df.phone[0]))",
    "np.asarray(df.ssn)",
    "raise KeyError(df.phone[7])",
    "kept = df.phone.tolist(); del df; kept",
]


@pytest.fixture(scope="module")
def values():
    """What the kernel's frame holds, made here once more: no message may show any of it."""
    made = {}
    exec(PREPARE, made)
    frame = made["df"]
    words = {word for name in frame.full_name for word in name.split()}
    rounded = {f"{n:.8e}" for n in [*frame.phone, *frame.ssn]}
    grouped = {f"{n:,}" for n in frame.phone}
    return words | rounded | grouped | {str(n) for n in [*frame.phone, *frame.ssn]}


@pytest.fixture(scope="module")
def guarded(start_kernel):
    kernel = start_kernel()
    kernel.run("%load_ext nbguard")
    kernel.run(PREPARE)
    return kernel


def _shown(text, values):
    return {token for token in re.findall(r"[\w.+,]+", text) if token.strip(".,") in values}


@pytest.mark.parametrize("cell", CELLS)
def test_no_value_is_shown(guarded, text, values, cell):
    shown = text(guarded.run(cell))
    assert _shown(shown, values) == set()
    assert re.search(r"\[[A-Z_]+_\d+\]", shown)


def test_a_value_has_one_number_in_table_and_text(guarded, text):
    guarded.run(PREPARE)
    table = text(guarded.run("df.head(1)"))
    printed = text(guarded.run("print(df.phone[0], df.full_name[0])"))
    assert re.findall(r"\[PHONE_NUMBER_\d+\]", table)[0] in printed
    assert re.findall(r"\[PERSON_\d+\]", table)[0] in printed


@pytest.mark.parametrize(
    "cell",
    [
        "df.age.tolist()",
        "df.city.tolist()",
        "df.score.round(2).tolist()",
        "list(range(2000, 2020))",
    ],
)
def test_other_columns_are_left_alone(guarded, text, cell):
    guarded.run(PREPARE)
    shown = text(guarded.run(f"plain = str({cell}); print(plain == '{{}}'.format({cell}), {cell})"))
    assert "True" in shown
    assert not re.search(r"\[[A-Z_]+_\d+\]", shown)


def test_unloading_forgets(start_kernel, text):
    number = str(random.Random(9).randrange(2 * 10**9, 9 * 10**9))
    kernel = start_kernel()
    kernel.run("%load_ext nbguard")
    kernel.run(f"import pandas as pd; df = pd.DataFrame({{'phone': [{number}, 2125550177]}})")
    assert number not in text(kernel.run(f"print({number})"))
    kernel.run("%unload_ext nbguard")
    kernel.run("del df")
    kernel.run("%load_ext nbguard")
    assert number in text(kernel.run(f"print({number})"))
