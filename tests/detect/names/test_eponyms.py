"""Things that bear people's names, references, and the people beside them."""

import pytest

from nbguard.detect.names import tagger


def people(text):
    (found,) = tagger().tag([text])
    return [text[m.start : m.end] for m in found if m.entity == "PERSON" and m.score >= 0.5]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Deming regression, Hosmer-Lemeshow test", id="a test of two"),
        pytest.param("Karush-Kuhn-Tucker conditions hold.", id="conditions of three"),
        pytest.param("Mathieu functions; Lambert W function", id="a function with its letter"),
        pytest.param("Calculate Kendall's tau, a measure", id="one that is a given name as well"),
        pytest.param("Mann-Whitney rank test on two samples", id="a word between"),
        pytest.param("see the Hertzsprung-Russell diagram", id="a diagram"),
        pytest.param("Typhoon Haiyan (2013), Storm Desmond", id="storms"),
        pytest.param("Author: Unknown\nPrepared by: Analytics", id="an author nobody knows"),
        pytest.param("GPU  Name  Persistence-M | Volatile Uncorr. ECC |", id="a graphics card"),
        pytest.param("model name\t: AMD EPYC", id="a processor"),
        pytest.param(
            '    .. [1] K. Weisz and Tom Baker, "On sums",\n           Journal, 2004.',
            id="a reference in a docstring",
        ),
    ],
)
def test_a_thing_that_bears_a_name_is_nobody(text):
    assert people(text) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param("the Garcia-Lopez family", ["Garcia-Lopez"], id="a family"),
        pytest.param("Dr. Hosmer-Lemeshow tests", ["Hosmer-Lemeshow"], id="a doctor who tests"),
        pytest.param("Anna Schmidt-Weber test results", ["Anna Schmidt-Weber"], id="whose results"),
        pytest.param("Spoke of Anna's reaction", ["Anna"], id="whose reaction"),
        pytest.param("Ask Anna Berg about the Nelder-Mead method", ["Anna Berg"], id="beside one"),
        pytest.param(
            ".. [1] A title, Journal, 2004.\n\nWritten by Jane Roe in 2005.",
            ["Jane Roe"],
            id="below a reference",
        ),
        pytest.param(".. [Jane Roe] called", ["Jane Roe"], id="in a mark without a year"),
    ],
)
def test_people_beside_such_things_are_found(text, names):
    assert people(text) == names
