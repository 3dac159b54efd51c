import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nbguard.detect import literals

LITERALS = ["ghp_", "sk-", "pwd", ".x"]
TEXT = st.text(st.sampled_from("ghp_skwd-.xGHPİ "), max_size=12)


@pytest.mark.parametrize("engine", ["_by_polars", "_by_arrow"])
@settings(deadline=None)
@given(texts=st.lists(TEXT, min_size=1))
def test_every_engine_finds_the_same(engine, texts):
    expected = [i for i, text in enumerate(texts) if any(x in text.lower() for x in LITERALS)]
    assert getattr(literals, engine)(texts, LITERALS) == expected
    assert sorted(set(literals._by_python("\n".join(texts).lower(), LITERALS))) == expected


def test_no_engine_is_imported_for_it():
    code = (
        "import sys; from nbguard.detect.literals import having; having(['a'], ['b']);"
        "print([m for m in ('polars', 'pyarrow') if m in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"
