import pandas as pd
import pytest

from nbguard.errors import NbguardError
from nbguard.needed import minimize
from nbguard.policy import Policy

POLICY = Policy(names="off")
FRAME = pd.DataFrame(
    {
        "email": ["jane@acme.com"],
        "ssn": ["536-22-8726"],
        "age": [34],
        "spent": [5.5],
        7: ["x@y.org"],
    }
)


@pytest.mark.parametrize(
    ("code", "used"),
    [
        pytest.param("df['email'].nunique()", {"email"}, id="item"),
        pytest.param("df.email.nunique()", {"email"}, id="attribute"),
        pytest.param("df.query('age > 30')", {"age"}, id="query"),
        pytest.param("sns.lineplot(df, x='age', y='spent')", {"age"}, id="plot"),
        pytest.param("df.assign(ssn=None)", {"ssn"}, id="keyword"),
        pytest.param("df[7]", {7}, id="a number"),
        pytest.param("%matplotlib inline\n!ls\ndf.spent.mean()", set(), id="magics"),
        pytest.param("df.email ssn", {"email", "ssn"}, id="no Python"),
        pytest.param("# email\ndf.spent.sum()", set(), id="a comment uses nothing"),
    ],
)
def test_what_the_code_names_is_used(code, used):
    found = minimize(FRAME, code, POLICY)
    assert set(found.used) == used
    assert set(found.unused) == {"email", "ssn", "age", 7} - used
    assert found.keep == [label for label in FRAME.columns if label not in found.unused]


@pytest.mark.parametrize(
    ("label", "code"),
    [
        pytest.param("home mail", "df.query('`home mail` == 5')", id="a query with blanks"),
        pytest.param(("who", "mail"), "df['who', 'mail']", id="two levels"),
    ],
)
def test_a_label_of_several_words_is_used(label, code):
    frame = pd.DataFrame([["x@y.org"]]).set_axis(pd.Index([label]), axis=1)
    assert set(minimize(frame, code, POLICY).used) == {label}
    assert set(minimize(frame, "df['mail']", POLICY).unused) == {label}


def test_several_cells_and_the_advice():
    found = minimize(FRAME, ["df.email", "df[7]; df['age']"], POLICY)
    assert (
        str(found)
        == "ssn: US_SSN, never used\nload only what is used: usecols=['email', 'age', 'spent', 7]"
    )


def test_no_code_is_an_error():
    with pytest.raises(NbguardError, match="no code"):
        minimize(FRAME, ["", " "], POLICY)


def test_what_a_magic_names_is_used():
    frame = pd.DataFrame({"phone": ["+1 415 555 0132"], "mail": ["jane@acme.com"]})
    assert minimize(frame, "%timeit frame.phone.str.len()").unused == {"mail": "EMAIL_ADDRESS"}
