"""Some sixty ways out of a kernel, each tried with a value of its own, in one real kernel.

A value is put together at run time, so that the echo of the source does not hold it. It may not
be readable in any message on any channel, nor in what the process itself writes, nor in any file
that IPython keeps; and it must have been readable without the guard.
"""

import json
import os
import re
import sqlite3
from html import unescape

import pytest

from tests.kernel.probes import AFTERWARDS, ONLY_IN_THE_LOG, PROBES

ANSI = re.compile(r"\x1b\[[0-9;]*m")
USER = "jane.roe"
HOST = "acme-corp.com"


def _value(number):
    return f"{USER}{number}@{HOST}"


def _expression(number):
    return f"('{USER}{number}' + chr(64) + '{HOST}')"


ANY_VALUE = re.compile(rb"jane\.roe\d*@acme-corp\.com")
NUMBERS = {name: 1000 + i for i, name in enumerate(PROBES)}


def _run_all(kernel):
    """Every probe in turn; gives the messages of each."""
    heard = {}
    for name, code in PROBES.items():
        heard[name] = kernel.run(code.format(v=_expression(NUMBERS[name])))
        if name in AFTERWARDS:
            heard[name] += kernel.run(AFTERWARDS[name])
    return heard


def _readable(messages):
    """All text in some messages, read as generously as a person would."""
    streams = {"stdout": "", "stderr": ""}
    for message in messages:
        if message["msg_type"] == "stream":
            streams[message["content"]["name"]] += message["content"]["text"]
    rest = [m["content"] for m in messages if m["msg_type"] not in ("stream", "execute_input")]
    buffers = [bytes(b).decode(errors="replace") for m in messages for b in m.get("buffers", [])]
    text = "".join([*streams.values(), json.dumps(rest, default=repr), *buffers])
    plain = ANSI.sub("", unescape(text).encode().decode("unicode_escape", "replace"))
    return plain + re.sub(r"<[^>]*>", "", plain)


@pytest.fixture(scope="module")
def guarded(start_kernel):
    kernel = start_kernel()
    kernel.run("%load_ext nbguard")
    kernel.probes = _run_all(kernel)
    return kernel


@pytest.fixture(scope="module")
def unguarded(start_kernel):
    kernel = start_kernel()
    kernel.probes = _run_all(kernel)
    return kernel


@pytest.mark.parametrize("name", PROBES)
def test_it_is_readable_without_the_guard(unguarded, name):
    assert _value(NUMBERS[name]) in _readable(unguarded.probes[name]) + unguarded.log()


@pytest.mark.parametrize("name", PROBES)
def test_it_is_not_readable(guarded, name):
    assert _value(NUMBERS[name]) not in _readable(guarded.probes[name])


def test_every_probe_says_that_something_was_there(guarded):
    silent = [
        name
        for name, messages in guarded.probes.items()
        if not re.search(r"\[[A-Z_]+_\d+\]|\*{12}", _readable(messages)) and name != ONLY_IN_THE_LOG
    ]
    assert silent == []


def test_nothing_was_withheld(guarded):
    """Masked, not refused: detection worked all the time."""
    assert "withheld" not in _readable([m for ms in guarded.probes.values() for m in ms])


def test_the_process_itself_wrote_none(guarded, unguarded):
    assert ANY_VALUE.search(unguarded.log().encode())
    assert not ANY_VALUE.search(guarded.log().encode())


def test_no_file_of_ipython_holds_one(guarded):
    guarded.run(f"typed = '{USER}@{HOST}'")
    guarded.run("get_ipython().history_manager.writeout_cache()")
    kept = [path for path in guarded.folder.rglob("*") if path.is_file()]
    assert any(path.name == "history.sqlite" for path in kept)
    assert [path.name for path in kept if ANY_VALUE.search(path.read_bytes())] == []


def test_replies_to_a_front_end_hold_none(guarded):
    guarded.run(f"person = {{{_expression(1)}: {_expression(2)}}}; mail = {_expression(3)}")
    replies = [
        guarded.ask("inspect", "mail", 4),
        guarded.ask("complete", "person['", 8),
        guarded.ask("history", hist_access_type="tail", n=50),
    ]
    assert all(reply["content"]["status"] == "ok" for reply in replies)
    shown = [json.dumps(reply["content"]).encode() for reply in replies]
    assert [text for text in shown if ANY_VALUE.search(text)] == []


def test_an_expression_that_is_asked_for_holds_none(guarded):
    guarded.run(f"mail = {_expression(7)}")
    reply = guarded.ask("execute", "", user_expressions={"mine": "mail"})
    assert reply["content"]["user_expressions"]["mine"]["status"] == "ok"
    assert not ANY_VALUE.search(json.dumps(reply["content"]).encode())


def test_the_debugger_shows_none(guarded):
    pytest.importorskip("debugpy")
    guarded.run(f"seen_by_debugger = {_expression(8)}")
    replies = [_debug(guarded, "inspectVariables", {})]
    named = {"variableName": "seen_by_debugger"}
    replies.append(_debug(guarded, "richInspectVariables", named))
    assert all(reply["success"] for reply in replies)
    assert "seen_by_debugger" in json.dumps(replies)
    assert not ANY_VALUE.search(json.dumps(replies).encode())


def _debug(kernel, command, arguments):
    """The reply to a request of the debugger, which a variable inspector sends."""
    content = {"type": "request", "seq": 1, "command": command, "arguments": arguments}
    message = kernel.client.session.msg("debug_request", content)
    kernel.client.control_channel.send(message)
    return kernel.client.get_control_msg(timeout=60)["content"]


def test_a_question_holds_none(guarded):
    heard = guarded.run(f"answer = input({_expression(4)} + '? ')", answers="yes")
    assert any(m["msg_type"] == "input_request" for m in heard)
    assert _value(4) not in _readable(heard)


def test_what_was_typed_as_a_password_is_known_again(guarded, text):
    typed = "hunter2" + "Zebra!9"
    code = "import getpass; got = getpass.getpass('pw? '); print(f'got {got}', len(got))"
    assert re.match(r"got \[DECLARED_VALUE_\d+\] 14\n", text(guarded.run(code, answers=typed)))
    assert typed not in text(guarded.run("got"))


def test_a_plain_word_typed_as_a_password_is_left_alone(guarded, text):
    code = "import getpass; got = getpass.getpass('pw? '); print(f'got {got}')"
    assert text(guarded.run(code, answers="test")).startswith("got test\n")


def test_the_kernel_is_as_useful_as_before(guarded, text):
    assert "42" in text(guarded.run("6 * 7"))
    assert "True" in text(guarded.run(f"{_expression(5)} == '{USER}5' + '@' + '{HOST}'"))


@pytest.fixture(scope="module")
def broken(start_kernel):
    """A guarded kernel whose detector raises, with the text in its error."""
    kernel = start_kernel()
    kernel.run("%load_ext nbguard")
    kernel.run("print(1)")
    kernel.run(
        "from nbguard.kernel.extension import _sessions\n"
        "def broken(texts, contexts=None): raise RuntimeError(repr(texts))\n"
        "(session,) = _sessions.values()\n"
        "session.shield.guard.match = broken"
    )
    kernel.probes = _run_all(kernel)
    return kernel


@pytest.mark.parametrize("name", PROBES)
def test_it_is_not_readable_when_detection_fails(broken, name):
    assert _value(NUMBERS[name]) not in _readable(broken.probes[name])


def test_a_kernel_whose_detection_fails_still_works(broken):
    reply = broken.run("kept = 6 * 7")[-1]
    assert reply["content"]["status"] == "ok"
    assert not ANY_VALUE.search(broken.log().encode())


def test_eight_threads_of_prints_and_displays(guarded):
    heard = guarded.run(
        "import threading\n"
        f"s = {_expression(6)}\n"
        "def work():\n"
        "    for _ in range(50): print(s); display(s)\n"
        "threads = [threading.Thread(target=work) for _ in range(8)]\n"
        "[t.start() for t in threads]; [t.join() for t in threads]; None"
    )
    assert _value(6) not in _readable(heard)
    assert _readable(heard).count("EMAIL_ADDRESS") >= 800


def test_dots_appear_while_they_are_printed(guarded):
    heard = guarded.run(
        "import time\nfor _ in range(5): print('.', end='', flush=True); time.sleep(0.4)"
    )
    dots = [m["content"]["text"] for m in heard if m["msg_type"] == "stream"]
    assert len(dots) >= 4
    assert "".join(dots) == "....."


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
def test_history_is_still_a_database(guarded):
    (file,) = guarded.folder.rglob("history.sqlite")
    database = sqlite3.connect(file)
    assert database.execute("select count(*) from history").fetchone()[0] > len(PROBES)
    database.close()
