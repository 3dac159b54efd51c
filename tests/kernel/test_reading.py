import pytest

from nbguard.detect.mentions import may_mention
from nbguard.kernel.declared import DeclaredValues
from nbguard.kernel.memory import Memory
from nbguard.kernel.reading import SessionGuard
from nbguard.policy import Policy

LINE = "epoch 12 loss 0.3345 accuracy 0.9912 val_loss 0.2210 time 12s step 1200 of 93000\n"
EMAIL = "jane.roe" + "@" + "acme-corp.com"


@pytest.fixture(scope="module")
def guard():
    return SessionGuard(Policy(), DeclaredValues({"API_TOKEN": "zq9-zq9-zq9"}), Memory())


@pytest.mark.parametrize("times", [10, 4000], ids=["short text", "long text"])
@pytest.mark.parametrize(
    ("value", "entity"),
    [
        pytest.param(EMAIL, "EMAIL_ADDRESS", id="address"),
        pytest.param("Maria Lopez", "PERSON", id="name"),
        pytest.param("zq9-zq9-zq9", "DECLARED_VALUE", id="declared value"),
    ],
)
def test_a_value_is_found_in_a_text_of_any_length(guard, value, entity, times):
    text = LINE * times + f"The contract was signed by {value} on Monday.\n" + LINE * times
    (found,) = guard.match([text])
    assert [(m.entity, text[m.start : m.end]) for m in found] == [(entity, value)]


def test_a_long_text_is_read_beside_short_ones_in_order(guard):
    texts = [EMAIL, LINE * 4000, f"to {EMAIL}"]
    assert [[m.start for m in found] for found in guard.match(texts)] == [[0], [], [3]]


def test_a_text_read_before_is_not_read_again(guard, monkeypatch):
    first = guard.match([f"again {EMAIL}"])
    monkeypatch.setattr(SessionGuard, "_read_all", None)
    assert guard.match([f"again {EMAIL}"]) == first


def test_a_value_declared_later_is_found_in_a_text_read_before(guard):
    text = "the word is bluebell"
    assert guard.match([text]) == [[]]
    guard._declared.hide(["bluebell"])
    assert [m.entity for m in guard.match([text])[0]] == ["DECLARED_VALUE"]


LOGGED = [
    "2024-03-01 12:30:07 INFO full_name: swantje petersen",
    "2024-03-01 12:30:07 WARN login by maria lopez",
    "[ERROR] app - update profile berg zoya",
    "DEBUG: user anna smith logged in",
    "INFO Maria Lopez signed in",
    "WARNING payment of Zyxa Qwvbe done",
]


@pytest.mark.parametrize("line", LOGGED)
def test_a_name_beside_a_level_is_found_in_a_long_log(guard, line):
    log = "2024-03-01 12:30:06 INFO epoch 12 loss 0.3345 step 1200 of 93000\n" * 2000
    (found,) = guard.match([f"{log}{line}\n{log}"])
    assert [m.entity for m in found] == ["PERSON"]


@pytest.mark.parametrize(
    "line",
    [
        "2024-03-01 12:30:07,101 INFO step 12 done in 0.3 s",
        "[WARNING] loader - batch 3 of 9 was empty",
        "ERROR: connection lost after 30 s",
        "INFO 3 rows written to cache",
    ],
)
def test_a_level_alone_mentions_nobody(line):
    assert not may_mention(line)
