"""The panel as a front end sees it: messages over a comm of a real kernel."""

import json

import pytest

EMAIL = "jane.roe" + "@" + "acme-corp.com"


@pytest.fixture(scope="module")
def kernel(start_kernel):
    kernel = start_kernel()
    kernel.run("%load_ext nbguard")
    kernel.run(
        "import pandas as pd\n"
        "df = pd.DataFrame({'mail': ['jane.roe' + chr(64) + 'acme-corp.com'] * 2, 'n': [1, 2]})"
    )
    return kernel


class Front:
    """What the panel's script does: opens with the state, asks, and reads the answers."""

    def __init__(self, kernel, heard):
        opened = [m["content"] for m in heard if m["msg_type"] == "comm_open"]
        (self.comm,) = [c for c in opened if "_esm" in c["data"]["state"]]
        self._kernel = kernel
        self.state = self.comm["data"]["state"]

    def ask(self, **content):
        client = self._kernel.client
        data = {"method": "custom", "content": content}
        message = client.session.msg("comm_msg", {"comm_id": self.comm["comm_id"], "data": data})
        client.shell_channel.send(message)
        heard = []
        while True:
            answer = client.get_iopub_msg(timeout=30)
            if answer["parent_header"].get("msg_id") != message["header"]["msg_id"]:
                continue
            heard.append(answer)
            if answer["content"].get("execution_state") == "idle":
                break
        self._kernel.heard += heard
        for sent in (m["content"]["data"] for m in heard if m["msg_type"] == "comm_msg"):
            if sent["method"] == "update":
                self.state |= sent["state"]
        answers = [m["content"]["data"] for m in heard if m["msg_type"] == "comm_msg"]
        return next((a["content"] for a in answers if a["method"] == "custom"), None)


@pytest.fixture
def front(kernel):
    heard = kernel.run("%nbguard panel df")
    front = Front(kernel, heard)
    front.shown = next(m["content"]["data"] for m in heard if m["msg_type"] == "execute_result")
    return front


def test_the_state_holds_ids_entities_and_counts_and_no_value(front):
    assert front.state["rows"] == [
        {"id": 0, "name": "mail", "entity": "EMAIL_ADDRESS", "count": 2}
        | {"operator": "replace", "done": ""}
    ]
    assert "acme-corp" not in json.dumps(front.state)


def test_without_widgets_a_table_is_shown(front):
    assert "mail: 2 EMAIL_ADDRESS" in front.shown["text/plain"]
    assert "<td>EMAIL_ADDRESS</td>" in front.shown["text/html"]
    assert "application/vnd.jupyter.widget-view+json" in front.shown


def test_a_preview_answers_with_forms_and_safe_values(front):
    answer = front.ask(do="preview", id=0, operator="mask")
    assert answer["did"] == "preview"
    assert "••••.•••@" in answer["before"][0]
    assert "acme-corp" not in json.dumps(answer)


def test_one_click_puts_a_safe_value_into_the_namespace(front, kernel, text):
    answer = front.ask(do="redact", id=0, operator="replace")
    assert answer["name"] == "df_safe"
    assert front.state["code"] == "df_safe = nbguard.redact(df, {'mail': 'replace'})"
    assert front.state["rows"][0]["done"] == "replace"
    assert "True" in text(kernel.run("df_safe.mail.str.startswith('[EMAIL_ADDRESS_').all()"))
    assert "True" in text(kernel.run("df.mail.str.endswith('acme-corp.com').all()"))


def test_redact_all_and_undo(front, kernel, text):
    front.ask(do="redact-all", operators={"0": "hash"})
    assert "True" in text(kernel.run("df_safe.mail.str.contains('#').all()"))
    assert front.ask(do="undo")["name"] == ""
    assert front.state["code"] == ""
    assert "False" in text(kernel.run("'df_safe' in globals()"))


def test_reveal_passes_once_and_is_kept_nowhere(front):
    answer = front.ask(do="reveal", id=0)
    assert answer["values"][0] == EMAIL
    assert "acme-corp" not in json.dumps(front.state)
    after = front.ask(do="preview", id=0, operator="replace")
    assert "acme-corp" not in json.dumps(after)


@pytest.mark.parametrize(
    "message",
    [
        {"do": "redact", "id": 0, "operator": "explode"},
        {"do": "redact", "id": 0},
    ],
    ids=["unknown operator", "no operator"],
)
def test_nonsense_is_answered_with_an_error(front, message):
    assert "no such operator" in front.ask(**message)["error"]


def test_an_unknown_verb_is_ignored(front):
    assert front.ask(do="explode") is None
