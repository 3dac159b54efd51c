import pytest
from presidio_anonymizer import (
    AnonymizerEngine,
    DeanonymizeEngine,
    OperatorConfig,
    OperatorResult,
    RecognizerResult,
)

from nbguard.errors import PolicyError
from nbguard.operators import Placeholders
from nbguard.operators.presidio import register

TEXT = "ssn 536-22-8726"


@pytest.fixture
def engine():
    engine = AnonymizerEngine()
    register(engine)
    return engine


def anonymize(engine, text, operator, **params):
    found = [RecognizerResult("US_SSN", 4, len(text), 1.0)]
    return engine.anonymize(text, found, {"US_SSN": OperatorConfig(operator, params)}).text


@pytest.mark.parametrize("operator", ["replace", "mask", "hash", "encrypt", "generalize", "fake"])
def test_every_operator_works_in_presidios_engine(engine, operator):
    text = anonymize(engine, TEXT, f"nbguard_{operator}")
    assert text.startswith("ssn ")
    assert "536-22" not in text


def test_a_session_numbers_across_texts(engine):
    session = Placeholders()
    other = anonymize(engine, "ssn 078-05-1120", "nbguard_replace", session=session)
    again = anonymize(engine, TEXT, "nbguard_replace", session=session)
    assert (other, again) == ("ssn [US_SSN_1]", "ssn [US_SSN_2]")


def test_what_was_encrypted_there_is_restored_there(engine):
    text = anonymize(engine, TEXT, "nbguard_encrypt")
    back = DeanonymizeEngine()
    register(back)
    result = back.deanonymize(
        text,
        [OperatorResult(4, len(text), "US_SSN")],
        {"US_SSN": OperatorConfig("nbguard_restore")},
    )
    assert result.text == TEXT


def test_a_wrong_argument_is_an_error(engine):
    with pytest.raises(PolicyError, match="mask:4"):
        anonymize(engine, TEXT, "nbguard_mask", argument="all")
