"""The choke point, with a real Jupyter session in front of a socket that keeps what it gets."""

import threading
import time
from datetime import datetime, timezone

import pytest
from jupyter_client.session import Session

from nbguard.kernel.channel import Channel
from nbguard.kernel.shield import Shield
from nbguard.policy import Policy

EMAIL = "jane.roe" + "@" + "acme-corp.com"


class Socket:
    """Keeps the messages that are sent to it, as a client would read them."""

    def __init__(self, session):
        self._session = session
        self.messages = []

    def send_multipart(self, parts, **_options):
        parts = parts[parts.index(b"<IDS|MSG>") + 1 :]
        self.messages.append(self._session.deserialize([bytes(part) for part in parts]))

    def contents(self):
        return [message["content"] for message in self.messages]

    def text(self):
        return "".join(c["text"] for c in self.contents() if c.get("name") == "stdout")


@pytest.fixture
def session():
    return Session(key=b"key")


@pytest.fixture
def socket():
    return Socket(Session(key=b"key", check_pid=False))


@pytest.fixture
def channel(session, shield):
    return Channel(session, shield)


@pytest.fixture
def guarded(session, channel):
    channel.install()
    yield session
    channel.remove()


MESSAGES = {
    "display_data": {"data": {"text/plain": EMAIL, "text/html": f"<b>{EMAIL}</b>"}, "metadata": {}},
    "update_display_data": {"data": {"application/json": {"a": [EMAIL]}}, "metadata": {}},
    "execute_result": {"data": {"text/markdown": EMAIL}, "metadata": {"m": EMAIL}},
    "error": {"ename": "E", "evalue": EMAIL, "traceback": ["line", EMAIL]},
    "execute_input": {"code": f"x = '{EMAIL}'", "execution_count": 1},
    "execute_reply": {"status": "ok", "payload": [{"data": {"text/plain": EMAIL}}]},
    "inspect_reply": {"status": "ok", "found": True, "data": {"text/plain": EMAIL}},
    "complete_reply": {"status": "ok", "matches": [f'"{EMAIL}"'], "cursor_start": 1},
    "history_reply": {"status": "ok", "history": [(1, 2, EMAIL)]},
    "input_request": {"prompt": f"{EMAIL}?", "password": False},
    "comm_open": {"comm_id": "c" * 32, "data": {"state": {"value": EMAIL}}},
    "comm_msg": {"comm_id": "c" * 32, "data": {"method": "update", "state": {"value": EMAIL}}},
    "comm_close": {"comm_id": "c" * 32, "data": {"why": EMAIL}},
    "debug_reply": {"success": True, "body": {"variables": [{"name": "x", "value": EMAIL}]}},
    "a_kind_of_tomorrow": {"whatever": [{EMAIL: 1}]},
}


@pytest.mark.parametrize("kind", MESSAGES)
def test_every_kind_of_message_is_masked(guarded, socket, kind):
    guarded.send(socket, kind, MESSAGES[kind])
    (content,) = socket.contents()
    assert EMAIL not in str(content)
    assert "[EMAIL_ADDRESS_1]" in str(content)
    assert content.keys() == MESSAGES[kind].keys()


@pytest.mark.parametrize("kind", MESSAGES)
def test_a_message_that_holds_nothing_is_the_same(guarded, socket, kind):
    content = {"comm_id": "c" * 32, "data": {"text/plain": "5 rows x 3 columns"}, "n": [1, 2.5]}
    guarded.send(socket, kind, content)
    assert socket.contents() == [content]


def test_the_users_own_object_is_not_changed(guarded, socket):
    data = {"application/json": {"mail": EMAIL}}
    guarded.send(socket, "display_data", {"data": data})
    assert data == {"application/json": {"mail": EMAIL}}


def test_what_json_cannot_say_is_checked_in_the_form_it_is_sent(guarded, socket):
    moment = datetime(2026, 1, 2, tzinfo=timezone.utc)
    guarded.send(socket, "display_data", {"data": {"a": (EMAIL, moment)}, "metadata": {1: EMAIL}})
    (content,) = socket.contents()
    assert EMAIL not in str(content)
    assert "2026-01-02" in str(content)


def test_what_cannot_be_sent_at_all_raises_as_without_us(guarded, socket):
    with pytest.raises((TypeError, ValueError)):
        guarded.send(socket, "display_data", {"data": {"text/plain": object()}})


def test_a_value_split_over_stream_messages_is_masked(guarded, socket):
    for piece in ("mail ", EMAIL[:9], EMAIL[9:], " now"):
        guarded.send(socket, "stream", {"name": "stdout", "text": piece})
    guarded.send(socket, "status", {"execution_state": "idle"})
    assert socket.text() == "mail [EMAIL_ADDRESS_1] now"


def test_an_unfinished_line_appears_within_half_a_second(guarded, socket):
    start = time.perf_counter()
    guarded.send(socket, "stream", {"name": "stdout", "text": "...."})
    while not socket.messages and time.perf_counter() - start < 5:
        time.sleep(0.01)
    assert time.perf_counter() - start < 0.5
    assert socket.text() == "...."


def test_text_held_back_comes_before_what_follows_it(guarded, socket):
    guarded.send(socket, "stream", {"name": "stdout", "text": "first"})
    guarded.send(socket, "display_data", {"data": {"text/plain": "second"}})
    assert [m["msg_type"] for m in socket.messages] == ["stream", "display_data"]


def test_placeholders_are_the_same_throughout_a_session(guarded, socket):
    guarded.send(socket, "execute_result", {"data": {"text/plain": EMAIL}})
    guarded.send(socket, "stream", {"name": "stderr", "text": f"{EMAIL.upper()}\n"})
    assert all("[EMAIL_ADDRESS_1]" in str(content) for content in socket.contents())


@pytest.mark.parametrize("kind", ["display_data", "stream"])
def test_warn_shows_and_counts(guarded, shield, socket, kind):
    shield.mode = "warn"
    content = {"name": "stdout", "text": EMAIL} if kind == "stream" else MESSAGES[kind]
    guarded.send(socket, kind, content)
    assert EMAIL in str(socket.contents()[0])
    assert "EMAIL_ADDRESS" in socket.contents()[1]["text"]


@pytest.mark.parametrize("kind", ["display_data", "stream", "error", "execute_reply"])
def test_block_replaces_the_whole_output(guarded, shield, socket, kind):
    shield.mode = "block"
    content = {"name": "stdout", "text": f"{EMAIL}\n"} if kind == "stream" else MESSAGES[kind]
    guarded.send(socket, kind, content)
    assert EMAIL not in str(socket.contents())
    assert "EMAIL_ADDRESS_1" not in str(socket.contents())
    assert len(socket.contents()) == 1


def test_off_passes_everything(guarded, shield, socket):
    shield.mode = "off"
    guarded.send(socket, "display_data", MESSAGES["display_data"])
    assert socket.contents() == [MESSAGES["display_data"]]


def test_one_request_can_be_shown_as_it_is(guarded, channel, socket):
    channel.show("cell-7")
    parent = {"header": {"msg_id": "cell-7"}}
    guarded.send(socket, "stream", {"name": "stdout", "text": EMAIL}, parent=parent)
    guarded.send(socket, "stream", {"name": "stdout", "text": f"{EMAIL}\n"})
    assert [EMAIL in c["text"] for c in socket.contents()] == [True, False]


@pytest.fixture(params=["raises", "hangs"])
def broken(request, shield, monkeypatch):
    """A detector that does not work."""
    end = threading.Event()

    def match(_texts, _contexts=None):
        if request.param == "hangs":
            end.wait()
        raise RuntimeError(f"cannot read {EMAIL}")

    monkeypatch.setattr(shield, "seconds", 0.05)
    monkeypatch.setattr(shield.guard, "match", match)
    yield
    end.set()


@pytest.mark.parametrize("kind", [k for k in MESSAGES if not k.startswith("comm_")])
@pytest.mark.usefixtures("broken")
def test_without_detection_a_notice_stands_in(guarded, socket, kind):
    guarded.send(socket, kind, MESSAGES[kind])
    (content,) = socket.contents()
    assert EMAIL not in str(content)
    assert content.get("status") == MESSAGES[kind].get("status")
    assert socket.messages[0]["msg_type"] == kind


@pytest.mark.parametrize("kind", ["comm_open", "comm_msg", "comm_close"])
@pytest.mark.usefixtures("broken")
def test_without_detection_a_widget_message_is_dropped(guarded, socket, kind):
    guarded.send(socket, kind, MESSAGES[kind])
    assert socket.contents() == []


@pytest.mark.usefixtures("broken")
def test_without_detection_a_stream_and_a_status_still_arrive(guarded, socket):
    guarded.send(socket, "stream", {"name": "stdout", "text": f"{EMAIL}\n"})
    guarded.send(socket, "status", {"execution_state": "idle"})
    assert [m["msg_type"] for m in socket.messages] == ["stream", "status"]
    assert EMAIL not in str(socket.contents())


def test_output_of_detection_itself_is_withheld(guarded, shield, socket):
    shield.run(lambda: guarded.send(socket, "display_data", MESSAGES["display_data"]), 0)
    assert EMAIL not in str(socket.contents())
    assert "withheld" in str(socket.contents())


def test_an_interrupt_stops_the_users_loop_but_shows_nothing(guarded, shield, socket, monkeypatch):
    def interrupted(_tree):
        raise KeyboardInterrupt

    monkeypatch.setattr(shield, "clean", interrupted)
    with pytest.raises(KeyboardInterrupt):
        guarded.send(socket, "display_data", MESSAGES["display_data"])
    guarded.send(socket, "execute_reply", MESSAGES["execute_reply"])
    assert EMAIL not in str(socket.contents())
    assert len(socket.contents()) == 2


def test_removed_it_leaves_no_trace(session, shield, socket):
    session.send(socket, "status", {"execution_state": "busy"})
    before = dict(vars(session))
    threads = threading.active_count()
    channel = Channel(session, shield)
    channel.install()
    session.send(socket, "stream", {"name": "stdout", "text": "held"})
    channel.remove()
    shield.stop()
    assert vars(session).keys() == before.keys()
    assert socket.text() == "held"
    session.send(socket, "display_data", MESSAGES["display_data"])
    assert socket.contents()[-1] == MESSAGES["display_data"]
    time.sleep(0.2)
    assert threading.active_count() <= threads


def test_wrapped_by_somebody_else_it_passes_everything_on(session, shield, socket):
    channel = Channel(session, shield)
    channel.install()
    ours = session.send
    vars(session)["send"] = lambda *args, **options: ours(*args, **options)
    channel.remove()
    session.send(socket, "display_data", MESSAGES["display_data"])
    assert socket.contents() == [MESSAGES["display_data"]]


def test_eight_threads_at_once(guarded, socket):
    def work():
        for _ in range(20):
            guarded.send(socket, "stream", {"name": "stdout", "text": f"{EMAIL}\n"})
            guarded.send(socket, "display_data", MESSAGES["display_data"])

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert EMAIL not in str(socket.contents())
    assert str(socket.contents()).count("[EMAIL_ADDRESS_1]") == 8 * 20 * 3


def test_a_shield_that_loads_for_ever_withholds(session, socket, monkeypatch):
    monkeypatch.setattr("nbguard.kernel.shield._LOADING", 0.05)
    channel = Channel(session, Shield(Policy(names="off")))
    channel.install()
    session.send(socket, "display_data", MESSAGES["display_data"])
    channel.remove()
    assert "still loading" in str(socket.contents())
