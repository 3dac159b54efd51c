"""``nbguard.guard_model``: estimators, functions, clients."""

from __future__ import annotations

from dataclasses import dataclass
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from presidio_analyzer import EntityRecognizer
from sklearn.linear_model import LinearRegression

import nbguard
from nbguard.errors import DetectionError, RateLimited
from nbguard.models import Alert, gate, guard_model, report_on
from tests.loop import run

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

MAIL = "wilhelmina.quist@canary-post.com"
OTHER = "ambrose.fennel@canary-post.com"
KEY = "ghp_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8"


class Remote:
    """A model elsewhere: remembers what it was sent."""

    def __init__(self) -> None:
        self.seen: list[Any] = []

    def __call__(self, prompt: Any, **options: Any) -> Any:
        self.seen.append((prompt, options))
        return prompt

    def stream(self, pieces: list[str]) -> Iterator[str]:
        self.seen.append(pieces)
        yield from pieces

    async def later(self, prompt: str) -> str:
        self.seen.append(prompt)
        return f"re: {prompt}"

    async def trickle(self, prompt: str) -> AsyncIterator[str]:
        for letter in prompt:
            yield letter


@dataclass
class Message:
    role: str
    content: str


class Broken(EntityRecognizer):
    """A recognizer that quotes the text in its error, as some do."""

    def __init__(self) -> None:
        super().__init__(supported_entities=["BROKEN"])

    def load(self) -> None:
        pass

    def analyze(self, text: str, entities: object, nlp_artifacts: object) -> list[Any]:
        raise RuntimeError(text)


@pytest.fixture
def remote() -> Remote:
    return Remote()


@pytest.mark.parametrize(
    "prompt",
    [
        pytest.param(f"write to {MAIL}", id="a text"),
        pytest.param([{"role": "user", "content": f"write to {MAIL}"}], id="messages"),
        pytest.param({"deep": [{"er": (MAIL, 3)}]}, id="nested"),
        pytest.param([Message("user", MAIL)], id="dataclasses"),
        pytest.param(SimpleNamespace(content=MAIL), id="a namespace"),
        pytest.param(f'{{"to": "{MAIL}"}}', id="JSON"),
    ],
)
def test_the_model_never_sees_it_and_the_caller_always_does(remote: Remote, prompt: Any) -> None:
    assert guard_model(remote)(prompt, user=MAIL) == prompt
    assert MAIL not in repr(remote.seen)
    assert "[EMAIL_ADDRESS_1]" in repr(remote.seen)


def test_the_arguments_stay_as_they_were(remote: Remote) -> None:
    message = Message("user", MAIL)
    guard_model(remote)([message])
    assert message.content == MAIL


@pytest.mark.parametrize(
    "prompt", ["2 + 2?", ["a", 1, None], np.arange(3), b"\x00", object()], ids=type
)
def test_left_alone(remote: Remote, prompt: Any) -> None:
    guard_model(remote)(prompt)
    assert remote.seen[0][0] is prompt


def test_one_caller_cannot_ask_for_the_value_of_another(remote: Remote) -> None:
    model = guard_model(remote)
    model(f"I am {MAIL}")
    assert model("[EMAIL_ADDRESS_1]?") == "[EMAIL_ADDRESS_1]?"


def test_the_same_value_keeps_its_number_through_a_conversation(remote: Remote) -> None:
    model = guard_model(remote)
    model(f"from {OTHER}")
    model(f"from {MAIL} to {OTHER}")
    assert remote.seen[1][0] == "from [EMAIL_ADDRESS_2] to [EMAIL_ADDRESS_1]"


def test_inside_json_a_value_is_written_as_json() -> None:
    policy = nbguard.Policy(recognizers=[{"entity": "NICK", "pattern": 'nick"[a-z]+"'}])
    guarded = guard_model(lambda _prompt: '{"to": "[NICK_1]"}', policy=policy)
    assert guarded('it is nick"bo"') == '{"to": "nick\\"bo\\""}'


def test_a_table_leaves_masked(remote: Remote) -> None:
    import pandas as pd

    guard_model(remote)(pd.DataFrame({"mail": [MAIL], "n": [1]}))
    assert remote.seen[0][0]["mail"].tolist() == ["[EMAIL_ADDRESS_1]"]


def test_values_of_tables_are_not_remembered_for_ever(
    remote: Remote, monkeypatch: pytest.MonkeyPatch
) -> None:
    import pandas as pd

    monkeypatch.setattr(gate, "MOST_VALUES", 2)
    guarded = guard_model(remote)
    for i in (0, 1, 2, 0):
        guarded(pd.DataFrame({"mail": [f"jane.roe{i}@canary-post.com"]}))
    sent = [table.mail[0] for table, _ in remote.seen]
    assert sent == [f"[EMAIL_ADDRESS_{number}]" for number in (1, 2, 3, 4)]


@pytest.mark.parametrize("size", [1, 2, 5, 100], ids=lambda n: f"{n} letters a piece")
def test_a_stream_is_put_back_however_it_is_cut(size: int) -> None:
    whole = "[see] [EMAIL_ADDRESS_1], [EMAIL_ADDRESS_2][EMAIL_ADDRESS_1] and [EMAIL"

    @guard_model
    def answer(_prompt: str) -> Iterator[dict[str, str]]:
        for start in range(0, len(whole), size):
            yield {"delta": whole[start : start + size]}

    told = "".join(piece["delta"] for piece in answer(f"{MAIL} {OTHER}"))
    assert told == f"[see] {MAIL}, {OTHER}{MAIL} and [EMAIL"


def test_a_stream_is_live(remote: Remote) -> None:
    pieces = iter(guard_model(remote).stream([f"{MAIL} a", "b"]))
    assert next(pieces) == f"{MAIL} a"


def test_promises_and_streams_of_promises(remote: Remote) -> None:
    model = guard_model(remote)

    async def ask() -> tuple[str, str]:
        return await model.later(MAIL), "".join([p async for p in model.trickle(MAIL)])

    assert run(ask) == (f"re: {MAIL}", MAIL)
    assert remote.seen == ["[EMAIL_ADDRESS_1]"]


def test_if_detection_breaks_the_model_is_not_asked(remote: Remote) -> None:
    policy = nbguard.Policy(recognizers=[{"entity": "BROKEN", "path": f"{__name__}:Broken"}])
    with pytest.raises(DetectionError):
        guard_model(remote, policy=policy)("anything")
    assert remote.seen == []


class TestEstimator:
    @pytest.fixture
    def fitted(self) -> LinearRegression:
        return LinearRegression().fit([[0.0], [1.0]], [0.0, 2.0])

    def test_it_keeps_its_methods(self, fitted: LinearRegression) -> None:
        model = guard_model(fitted)
        assert model.predict([[3.0]]) == pytest.approx([6.0])
        assert model.coef_ == pytest.approx([2.0])
        assert model.fit([[0.0], [1.0]], [0.0, 3.0]) is model
        assert model.predict([[1.0]]) == pytest.approx([3.0])

    def test_wrong_input_never_reaches_it(self, fitted: LinearRegression) -> None:
        model = guard_model(fitted, expected_shape=(None, 1), expected_range=(0, 10))
        with pytest.raises(nbguard.InvalidInput, match="above 10"):
            model.predict([[11.0]])
        assert report_on(model) == {"calls": 0, "masked": {}, "alerts": {"invalid": 1}}

    def test_an_answer_out_of_range_is_an_alert(self, fitted: LinearRegression) -> None:
        alerts: list[Alert] = []
        model = guard_model(fitted, output_range=(0, 10), on_alert=alerts.append)
        model.predict([[1.0], [7.0]])
        assert alerts == [Alert("output_range", "element [1] is above 10")]

    def test_texts_stay_for_a_model_that_runs_here(self) -> None:
        class Local(Remote):
            fit = predict = Remote.__call__

        local = Local()
        guard_model(local).predict(MAIL)
        assert local.seen[0][0] == MAIL


def test_an_answer_that_holds_what_the_question_did_not_is_an_alert() -> None:
    alerts: list[Alert] = []
    model = guard_model(lambda _prompt: f"the key is {KEY}, says {OTHER}", on_alert=alerts.append)
    model(f"I am {MAIL}")
    (alert,) = alerts
    assert alert.kind == "output_leak"
    assert "1 GITHUB_TOKEN" in alert.message
    assert "1 EMAIL_ADDRESS" in alert.message
    assert OTHER not in alert.message


def test_people_may_be_talked_of() -> None:
    model = guard_model(lambda _prompt: "That play is by William Shakespeare.")
    model("Who wrote it?")
    assert report_on(model)["alerts"] == {}


def test_too_many_calls_are_refused(remote: Remote) -> None:
    model = guard_model(remote, max_calls="2/h")
    model("a"), model("b")
    with pytest.raises(RateLimited, match=r"try again in 3[56]\d\d s"):
        model("c")
    assert len(remote.seen) == 2


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"max_calls": "often"}, "60/min"),
        ({"outliers": "hide"}, "refuse"),
        ({"shape": 3}, "'shape'"),
    ],
    ids=["a rate", "what to do", "an option"],
)
def test_wrong_options_are_said(options: dict[str, Any], says: str) -> None:
    with pytest.raises((ValueError, TypeError), match=says):
        guard_model(len, **options)
