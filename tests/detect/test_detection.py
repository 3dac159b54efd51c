"""The door: texts in, matches out, and never a value anywhere else."""

from __future__ import annotations

import itertools
import logging
import re
import socket
import subprocess
import sys
import traceback
from collections.abc import Sequence

import pytest
from presidio_analyzer import EntityRecognizer, RecognizerResult

from nbguard.detect import detector
from nbguard.detect.detection import Detector
from nbguard.errors import DetectionError, PolicyError
from nbguard.findings import Match
from nbguard.policy import Policy

CANARY = "canary-7f3e"


def found(text: str, *context: str, **policy: object) -> list[tuple[str, str]]:
    matches = Detector(Policy(names="off", **policy)).detect([text], [context])[0]
    return [(m.entity, text[m.start : m.end]) for m in matches]


def test_one_answer_for_each_text_in_order() -> None:
    texts = ["a@acme.com", "nothing", "b@acme.com and c@acme.com", "", "a@acme.com"]
    assert [len(ms) for ms in detector(Policy(names="off")).detect(texts)] == [1, 0, 2, 0, 1]


def test_equal_policies_share_a_detector() -> None:
    assert detector(Policy(names="off")) is detector(Policy(names="off"))
    assert detector(Policy(names="off")) is not detector(Policy(names="off", languages=["de"]))


def test_matches_are_sorted_and_do_not_overlap() -> None:
    text = "Jane <jane.roe@acme.com>, 536-22-8726, +1 212 555 0187, http://8.8.8.8 " * 20
    [matches] = Detector(Policy(names="off", entities=["+URL", "+DATE_TIME"])).detect([text])
    assert all(a.end <= b.start for a, b in itertools.pairwise(matches))
    assert len(matches) == 80


class TestContext:
    @pytest.mark.parametrize(
        ("text", "context", "expected"),
        [
            pytest.param("2125550187", ["phone"], "PHONE_NUMBER", id="a header"),
            pytest.param("2125550187", ["customer_phone"], "PHONE_NUMBER", id="snake case"),
            pytest.param("2125550187", ["customerPhone"], "PHONE_NUMBER", id="camel case"),
            pytest.param("2125550187", ["contact", "Phone No."], "PHONE_NUMBER", id="nested keys"),
            pytest.param("536228726", ["SSN"], "US_SSN", id="social security"),
            pytest.param("1984-03-12", ["dob"], "DATE_OF_BIRTH", id="date of birth"),
            pytest.param("03/12/84", ["Birth Date"], "DATE_OF_BIRTH", id="short date"),
            pytest.param("Jane Roe", ["customer"], "PERSON", id="a customer"),
            pytest.param("Jane", ["first_name"], "PERSON", id="a first name"),
            pytest.param("ROE, JANE", ["patient"], "PERSON", id="capitals, family name first"),
            pytest.param("943 476 5919", ["NHS number"], "UK_NHS", id="health number"),
            pytest.param("000123456789", ["account"], "US_BANK_NUMBER", id="account"),
        ],
    )
    def test_found_under_a_header(self, text: str, context: list[str], expected: str) -> None:
        assert found(text, *context) == [(expected, text)]

    @pytest.mark.parametrize(
        ("table", "expected"),
        [
            pytest.param("id,dob\n1,1984-03-12\n2,1991-11-30", 2, id="commas"),
            pytest.param("id\tphone\n1\t2125550187", 1, id="tabs"),
            pytest.param("id;note;SSN\n1;a;536228726\n2;b;", 1, id="semicolons, an empty field"),
            pytest.param('phone,note\n"2125550187","a, b"\n', 1, id="quotes"),
            pytest.param("loaded\n\nid|phone\n1|2125550187\n\ndone", 1, id="among other lines"),
            pytest.param("id,dob\n1,1984-03-12\n\nid,day\n1,1991-11-30", 1, id="two tables"),
            pytest.param("id,day\n1,1984-03-12", 0, id="another header"),
            pytest.param("id,dob\n1,2,1984-03-12", 0, id="other fields than titles"),
        ],
    )
    def test_tables_inside_a_text(self, table: str, expected: int) -> None:
        assert len(found(table)) == expected

    @pytest.mark.parametrize(
        ("text", "context"),
        [
            pytest.param("2125550187", [], id="no header"),
            pytest.param("2125550187", ["headphones"], id="a word within a word"),
            pytest.param("2125550187", ["order_id"], id="another header"),
            pytest.param("1984-03-12", ["created"], id="another date"),
            pytest.param("Opera Mini", ["name"], id="a bare name"),
            pytest.param("Linen", ["customer"], id="one word under a loose header"),
            pytest.param("Sales Amount", ["customer"], id="words of tables"),
            pytest.param("Jane Roe", ["customer_id"], id="a thing's header"),
            pytest.param("0.2125550187", ["phone"], id="a decimal"),
            pytest.param("[PHONE_NUMBER_1]", ["phone"], id="a placeholder"),
            pytest.param("None", ["first_name"], id="none"),
        ],
    )
    def test_left_alone_under_a_header(self, text: str, context: list[str]) -> None:
        assert found(text, *context) == []

    @pytest.mark.parametrize(
        "text",
        [
            pytest.param("the publicphone 2125550187", id="within a word"),
            pytest.param("phone" + " x" * 60 + " 2125550187", id="too far before"),
            pytest.param("2125550187\nphone", id="on the next line"),
            pytest.param("phone 2125550187, order 4821553019", id="belongs to the number before"),
        ],
    )
    def test_a_word_that_does_not_count(self, text: str) -> None:
        assert (text[-10:] not in dict.fromkeys(v for _, v in found(text))) or "order" not in text
        assert len(found(text)) == text.startswith("phone 2")

    def test_a_language_brings_its_words(self) -> None:
        text = "Handy: 2125550187"
        assert found(text) == []
        assert found(text, languages=["de"]) == [("PHONE_NUMBER", "2125550187")]

    def test_a_word_that_is_not_english_counts_always(self) -> None:
        assert found("Rufnummer: 2125550187") == [("PHONE_NUMBER", "2125550187")]

    def test_a_region_brings_its_numbers(self) -> None:
        text = "612 345 678"
        assert found(text) == []
        assert found(text, regions=["ES"]) == [("PHONE_NUMBER", text)]
        assert found(text, languages=["es"]) == [("PHONE_NUMBER", text)]

    def test_a_value_across_window_ends_keeps_its_context(self) -> None:
        text = "\n".join(f"{'x ' * 40}\nphone: 2125550{i}" for i in range(100, 300))
        assert len(found(text)) == 200


class TestPolicy:
    def test_a_threshold_holds(self) -> None:
        assert found("212-555-0187")
        assert found("212-555-0187", min_score={"PHONE_NUMBER": 0.7}) == []
        assert found("call 212-555-0187", min_score={"PHONE_NUMBER": 0.7})

    def test_a_low_threshold_lets_weak_forms_in(self) -> None:
        assert found("536228726", min_score={"US_SSN": 0.1}) == [("US_SSN", "536228726")]

    def test_an_entity_that_is_off_is_not_found(self) -> None:
        assert found("see https://acme.com/x") == []
        assert found("a@acme.com", entities=["-EMAIL_ADDRESS"]) == []
        assert found("a@acme.com", entities=["URL"]) == []


class Parrot(EntityRecognizer):
    """A recognizer of a user's own: finds the word parrot."""

    def __init__(self) -> None:
        super().__init__(["PARROT"])

    def load(self) -> None:
        """Nothing to load."""

    def analyze(self, text: str, entities: object, nlp_artifacts: object) -> list[object]:
        return [RecognizerResult("PARROT", m.start(), m.end(), 0.4) for m in self._all(text)]

    def _all(self, text: str) -> list[re.Match[str]]:
        return list(re.finditer("parrot", text))


class Broken(Parrot):
    """A recognizer that quotes the text in its error, as some do."""

    def analyze(self, text: str, entities: object, nlp_artifacts: object) -> list[object]:
        raise ValueError(f"did not find {text!r}")


class Chatty(Parrot):
    """A recognizer that logs the text where Presidio logs."""

    def analyze(self, text: str, entities: object, nlp_artifacts: object) -> list[object]:
        logging.getLogger("presidio-analyzer").warning("looking at %s", text)
        return super().analyze(text, entities, nlp_artifacts)


PARROT = Parrot()
HERE = __name__


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setitem(sys.modules, "own_parrots", sys.modules[HERE])
    return "own_parrots"


ROW = {"entity": "EMPLOYEE_ID", "pattern": r"E-\d{6}", "score": 0.4, "context": ["Employee"]}


class TestOwnRecognizers:
    def test_a_pattern_with_its_context(self) -> None:
        assert found("employee E-123456", recognizers=[ROW]) == [("EMPLOYEE_ID", "E-123456")]
        assert found("invoice E-123456", recognizers=[ROW]) == []
        assert found("E-123456", "employee", recognizers=[ROW]) != []

    @pytest.mark.parametrize("name", ["Parrot", "PARROT"])
    def test_a_class_or_an_instance_by_its_path(self, here: str, name: str) -> None:
        row = {"entity": "PARROT", "path": f"{here}:{name}", "context": ["dead"]}
        policy = {"recognizers": [row], "min_score": {"PARROT": 0.5}}
        assert found("a dead parrot", **policy) == [("PARROT", "parrot")]
        assert found("a live parrot", **policy) == []

    def test_it_sees_the_whole_of_a_long_text(self, here: str) -> None:
        row = {"entity": "PARROT", "path": f"{here}:Parrot"}
        text = "\n".join(f"line {i}: parrot a{i}@acme.com" for i in range(3000))
        entities = [e for e, _ in found(text, recognizers=[row], min_score=0.3)]
        assert (entities.count("PARROT"), entities.count("EMAIL_ADDRESS")) == (3000, 3000)

    @pytest.mark.parametrize(
        ("path", "says"),
        [
            pytest.param("no_such_module:X", "cannot be imported", id="no module"),
            pytest.param("own_parrots:Nobody", "nothing called 'Nobody'", id="no such name"),
            pytest.param("own_parrots:HERE", "is no presidio_analyzer", id="no recognizer"),
            pytest.param("own_parrots", "must be written module:Class", id="no colon"),
            pytest.param("own_parrots:Match", "cannot be made without", id="needs arguments"),
        ],
    )
    @pytest.mark.usefixtures("here")
    def test_a_wrong_path_is_an_error(self, path: str, says: str) -> None:
        row = {"entity": "PARROT", "path": path}
        with pytest.raises(PolicyError, match=says):
            found("a parrot", recognizers=[row])

    def test_an_entity_it_does_not_find_is_an_error(self, here: str) -> None:
        with pytest.raises(PolicyError, match="finds PARROT, not COCKATOO"):
            found("a", recognizers=[{"entity": "COCKATOO", "path": f"{here}:Parrot"}])


class TestNothingLeaks:
    def test_an_error_neither_shows_nor_holds_the_text(self, here: str) -> None:
        row = {"entity": "PARROT", "path": f"{here}:Broken"}
        with pytest.raises(DetectionError, match="ValueError") as caught:
            found(f"parrot {CANARY}", recognizers=[row])
        error = caught.value
        assert error.__context__ is None
        assert error.__cause__ is None
        assert CANARY not in "".join(traceback.format_exception(error))

    def test_nothing_is_logged(self, here: str, caplog: pytest.LogCaptureFixture) -> None:
        row = {"entity": "PARROT", "path": f"{here}:Chatty"}
        with caplog.at_level(logging.DEBUG):
            found(f"parrot {CANARY} a@acme.com", recognizers=[row])
            logging.getLogger("presidio-analyzer").warning("somebody else's")
        assert CANARY not in caplog.text
        assert "somebody else's" in caplog.text

    def test_no_socket_is_opened(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def refuse(*_: object, **__: object) -> None:
            raise AssertionError("a socket was opened")

        for name in ("socket", "create_connection", "getaddrinfo"):
            monkeypatch.setattr(socket, name, refuse)
        row = {
            "entity": "EMAIL_ADDRESS",
            "path": "presidio_analyzer.predefined_recognizers:EmailRecognizer",
        }
        text = "jane.roe@acme-corp.com, 8.8.8.8, +1 212 555 0187, GB82 WEST 1234 5698 7654 32"
        assert len(found(text, recognizers=[row])) == 4


def _run(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.strip()


class TestTiers:
    CLEAN: Sequence[str] = (
        "import numpy as np\\nx = np.zeros((3, 4))  # nothing personal",
        "epoch 3/10 loss: 0.2731 accuracy: 0.9134",
        "[[0.123456 1700000000 42]]",
        "550e8400-e29b-41d4-a716-446655440000",
    )

    @pytest.mark.parametrize("module", ["presidio_analyzer", "phonenumbers", "stdnum", "spacy"])
    def test_clean_text_imports_nothing_heavy(self, module: str) -> None:
        code = (
            "import sys; from nbguard.detect import detector; from nbguard.policy import Policy;"
            f"detector(Policy(names='off')).detect({list(self.CLEAN)!r});"
            f"print({module!r} in sys.modules)"
        )
        assert _run(code) == "False"

    def test_presidio_is_the_engine_of_what_is_found(self) -> None:
        code = (
            "import sys; from nbguard.detect import detector; from nbguard.policy import Policy;"
            "print(detector(Policy(names='off')).detect(['a@acme.com'])[0][0].entity,"
            "'presidio_analyzer' in sys.modules)"
        )
        assert _run(code) == "EMAIL_ADDRESS True"

    def test_a_short_lived_process_does_without_spacy_and_spacy_still_works(self) -> None:
        code = (
            "import sys; from nbguard.detect import detector; from nbguard.policy import Policy;"
            "from nbguard.detect.stand_ins import short_lived; short_lived();"
            "found = detector(Policy(names='off')).detect(['a@acme.com'])[0];"
            "light = 'spacy' not in sys.modules and 'tldextract' not in sys.modules;"
            "import spacy, tldextract;"
            "print(len(found), light, [t.text for t in spacy.blank('en')('two words')],"
            "tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)('a.co.uk').suffix)"
        )
        assert _run(code) == "1 True ['two', 'words'] co.uk"

    def test_where_the_stand_ins_fail_presidio_is_imported_as_it_is(self) -> None:
        code = (
            "import sys; from nbguard.detect import stand_ins; stand_ins.short_lived();"
            "stand_ins._EmptyModule.__getattr__ = lambda *_: 1 / 0;"
            "stand_ins.import_presidio(light=True);"
            "print('spacy' in sys.modules, hasattr(sys.modules['spacy'], 'blank'))"
        )
        assert _run(code) == "True True"

    def test_a_policy_with_recognizers_of_its_own_has_all_of_presidio(self) -> None:
        code = (
            "import sys; from nbguard.detect import detector; from nbguard.policy import Policy;"
            "from nbguard.detect.stand_ins import short_lived; short_lived();"
            "row = {'entity': 'EMAIL_ADDRESS',"
            "'path': 'presidio_analyzer.predefined_recognizers:EmailRecognizer'};"
            "detector(Policy(names='off', recognizers=[row])).detect(['a@acme.com']);"
            "print('spacy' in sys.modules)"
        )
        assert _run(code) == "True"


def test_the_tagger_can_be_turned_off() -> None:
    [matches] = Detector(Policy(names="off")).detect(["Jane Roe met Maria Lopez in Leeds."])
    assert matches == []


def test_matches_are_plain_data() -> None:
    [[match]] = Detector(Policy(names="off")).detect(["x a@acme.com"])
    assert match == Match(2, 12, "EMAIL_ADDRESS", 0.95)
