import pickle
import random
import time
from threading import Thread

import pytest

from nbguard.kernel.memory import MOST, Memory

PHONE, OTHER_PHONE = "5550100101", "5550100102"
PERSON = "Zyxa Qwvbe"


@pytest.fixture(scope="module")
def memory():
    made = Memory()
    made.learn("PHONE_NUMBER", [PHONE, "555-010-0177", "34", "2000000", "20240105", "2024-01-05"])
    made.learn("US_SSN", ["78051120"])
    made.learn("PERSON", [PERSON, "Swantje", "Rose Stone", "Mark Total", "Anne-Marie Lópezaz"])
    made.learn("PERSON", ["Kim", "May", "Test Value", "M", "王伟"])
    made.learn("UK_PASSPORT", ["AB-12345", "a1", "N/A"])
    made.learn("DATE_OF_BIRTH", ["1987-05-12"])
    made.learn("EMAIL_ADDRESS", [f"{user}@acme-corp.com" for user in ("jane.roe", "info", "ax")])
    made.learn("PERSON", ["Callahan", "Boston", "West", "Adam", "Pearson", "Brown"])
    return made


def _found(memory, text):
    matches = sorted(memory.match(text), key=lambda m: (m.start, -m.end))
    longest, end = [], 0
    for match in matches:
        if match.start >= end:
            longest.append((match.entity, text[match.start : match.end]))
            end = match.end
    return longest


@pytest.mark.parametrize(
    ("text", "entity", "value"),
    [
        (f"call {PHONE}.", "PHONE_NUMBER", PHONE),
        (f"[{PHONE}, 1]", "PHONE_NUMBER", PHONE),
        (f"np.int64({PHONE})", "PHONE_NUMBER", PHONE),
        (f"{PHONE}.0", "PHONE_NUMBER", PHONE),
        (f"user_{PHONE}.csv", "PHONE_NUMBER", PHONE),
        ("[5.55010010e+09 1.0e+00]", "PHONE_NUMBER", "5.55010010e+09"),
        ("5,550,100,101 in all", "PHONE_NUMBER", "5,550,100,101"),
        ("555-010-0177", "PHONE_NUMBER", "555-010-0177"),
        ("5550100177", "PHONE_NUMBER", "5550100177"),
        ("078051120", "US_SSN", "078051120"),
        ("78051120", "US_SSN", "78051120"),
        (f"by {PERSON}", "PERSON", PERSON),
        ("ZYXA QWVBE", "PERSON", "ZYXA QWVBE"),
        ("name_Zyxa Qwvbe", "PERSON", PERSON),
        ("dear Swantje,", "PERSON", "Swantje"),
        ("['Zyxa']", "PERSON", "Zyxa"),
        ("['Rose', 1]", "PERSON", "Rose"),
        ("Rose\n", "PERSON", "Rose"),
        ("met Rose Stone", "PERSON", "Rose Stone"),
        ("anne-marie lópezaz", "PERSON", "anne-marie lópezaz"),
        ("['王伟']", "PERSON", "王伟"),
        ("Callahan 3", "PERSON", "Callahan"),
        ("['callahan']", "PERSON", "callahan"),
        ("1 & Rose & 2", "PERSON", "Rose"),
        ("| Boston    |", "PERSON", "Boston"),
        ("1,Rose,2", "PERSON", "Rose"),
        ("Rose, 34", "PERSON", "Rose"),
        ("'Boston'", "PERSON", "Boston"),
        ("user jane.roe is new", "EMAIL_ADDRESS", "jane.roe"),
        ("passport AB-12345", "UK_PASSPORT", "AB-12345"),
    ],
)
def test_a_value_is_known_again(memory, text, entity, value):
    assert _found(memory, text) == [(entity, value)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(OTHER_PHONE, id="another number"),
        pytest.param(f"0.{PHONE}", id="digits of a fraction"),
        pytest.param(f"{PHONE}.25", id="whole part of a fraction"),
        pytest.param(f"{PHONE}7", id="part of a longer number"),
        pytest.param("[555, 10, 177]", id="its parts in a list"),
        pytest.param("34 M", id="short values"),
        pytest.param("2000000", id="round number"),
        pytest.param("20240105 2024-01-05", id="day"),
        pytest.param("1987-05-12", id="date of birth"),
        pytest.param("the rose and the stone", id="words in small letters"),
        pytest.param("Rose in price", id="word that means something else"),
        pytest.param("Kim", id="short name"),
        pytest.param("flights to Boston", id="place"),
        pytest.param("Boston, West and others", id="place that begins a sentence"),
        pytest.param("'West' 'Brown' {'optimizer': 'Adam'}", id="what columns of anything hold"),
        pytest.param("Pearson r = 0.3", id="method"),
        pytest.param("info ax", id="mailbox of nobody"),
        pytest.param("{'optimizer': 'rose'}", id="word by itself in small letters"),
        pytest.param("'May' 'Test' 'Value' Test Value", id="common words"),
        pytest.param("Zyxaxa Qwvbes", id="part of a word"),
        pytest.param("N/A a1", id="no value"),
        pytest.param("", id="nothing"),
    ],
)
def test_ordinary_text_is_left_alone(memory, text):
    assert memory.match(text) == []


def test_a_value_at_the_end_that_begins_a_longer_one():
    memory = Memory()
    memory.learn("PERSON", ["Zyxa Qwvbe", "Zyxa Qwvbe Lo"])
    assert _found(memory, "by Zyxa Qwvbe") == [("PERSON", "Zyxa Qwvbe")]
    assert _found(memory, "by Zyxa Qwvbe Lo") == [("PERSON", "Zyxa Qwvbe Lo")]
    assert _found(memory, "Qwvbe Lo") == [("PERSON", "Qwvbe")]


def test_a_large_memory_does_not_slow_a_print():
    digits = random.Random(1)
    many = Memory()
    many.learn("PHONE_NUMBER", [str(digits.randrange(10**9, 10**10)) for _ in range(100_000)])
    few = Memory()
    few.learn("PHONE_NUMBER", [PHONE])

    def seconds(memory):
        start = time.process_time()
        for i in range(2000):
            memory.match(f"row {i} of 93000 done in 0.3 s\n")
        return time.process_time() - start

    assert min(seconds(many) for _ in range(3)) < 5 * min(seconds(few) for _ in range(3))
    assert min(seconds(many) for _ in range(3)) < 0.2  # of 2,000 prints


def test_it_is_bounded():
    memory = Memory()
    memory.learn("PHONE_NUMBER", [str(10**9 + 7 * i) for i in range(MOST + 1000)])
    assert len(memory) == MOST
    memory.learn("PHONE_NUMBER", ["9876543210"])
    assert memory.match("9876543210") == []


def test_a_value_learned_twice_changes_nothing():
    memory = Memory()
    memory.learn("PHONE_NUMBER", [PHONE])
    version = memory.version
    memory.learn("PHONE_NUMBER", [PHONE])
    assert memory.version == version


def test_a_word_under_a_header_of_things_is_left_alone(memory):
    for title in ("Rose", "Callahan", "Callahan Green"):
        assert memory.match(title, of_things=True) == []
    for text in ("gift for Callahan", "Rose Stone", PHONE):
        assert memory.match(text, of_things=True) != []


def test_a_word_that_a_column_of_things_holds_too_is_left_alone():
    memory = Memory()
    memory.learn("PERSON", ["Rose", "Callahan"])
    memory.leave(["Rose", "Boston", "Callahan"])
    memory.learn("PERSON", ["Rose Ward", "Boston"])
    assert _found(memory, "'Rose'") == _found(memory, "'Boston'") == []
    assert _found(memory, "'Rose Ward'") == [("PERSON", "Rose Ward")]
    assert _found(memory, "'Callahan'") == [("PERSON", "Callahan")]


def test_it_forgets():
    memory = Memory()
    memory.learn("PHONE_NUMBER", [PHONE])
    memory.forget()
    assert memory.match(PHONE) == []
    assert len(memory) == 0


def test_its_values_are_neither_printed_nor_pickled(memory):
    assert PHONE not in repr(memory)
    with pytest.raises(TypeError, match="never pickled"):
        pickle.dumps(memory)


def test_threads_learn_and_match_at_once():
    memory = Memory()
    numbers = [str(1234567890 + 7919 * i) for i in range(4000)]
    missed = []

    def work(part):
        for number in part:
            memory.learn("PHONE_NUMBER", [number])
            if not memory.match(f"call {number}"):
                missed.append(number)

    threads = [Thread(target=work, args=(numbers[i::8],)) for i in range(8)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert missed == []
    assert len(memory) == len(numbers)
