import subprocess
import sys

import pytest

from nbguard.operators import Redactor
from nbguard.policy import Policy

HEAVY = ("presidio_anonymizer", "cryptography", "faker", "pandas", "polars", "pyarrow", "narwhals")


def test_the_policy_chooses_the_operator_by_entity():
    redactor = Redactor(Policy(operators={"PERSON": "redact", "US_SSN": "mask", "JWT": "keep"}))
    assert redactor.apply("PERSON", "Jane Roe") == ""
    assert redactor.apply("US_SSN", "536-22-8726") == "***-**-8726"
    assert redactor.apply("JWT", "ey.J.x") == "ey.J.x"
    assert redactor.apply("EMAIL_ADDRESS", "jane@acme.com") == "[EMAIL_ADDRESS_1]"


@pytest.mark.parametrize("operator", ["replace", "mask", "redact", "keep"])
def test_a_placeholder_is_never_redacted_again(operator):
    redactor = Redactor(Policy(operators={"PASSWORD": operator}))
    assert redactor.apply("PASSWORD", "[PASSWORD_3]") == "[PASSWORD_3]"


def test_the_default_operator_imports_nothing_heavy():
    code = (
        "import sys; from nbguard.policy import Policy; from nbguard.operators import Redactor;"
        "Redactor(Policy()).apply('PERSON', 'Jane Roe');"
        f"print([m for m in {HEAVY} if m in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"
