"""The panel as a front end sees it: messages over a comm of a real kernel."""

import json

import pytest

EMAIL = "jane.roe" + "@" + "acme-corp.com"
OTHER = "bo.lee" + "@" + "acme-corp.com"


@pytest.fixture(scope="module")
def kernel(start_kernel):
    kernel = start_kernel()
    kernel.run("%load_ext nbguard")
    kernel.run(
        "import pandas as pd\n"
        "mails = [name + chr(64) + 'acme-corp.com' for name in ('jane.roe', 'bo.lee')]\n"
        "df = pd.DataFrame({'mail': mails, 'n': [1, 2]})"
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


def _open(kernel, line="%nbguard panel df"):
    heard = kernel.run(line)
    front = Front(kernel, heard)
    front.shown = next(m["content"]["data"] for m in heard if m["msg_type"] == "execute_result")
    return front


@pytest.fixture
def front(kernel):
    return _open(kernel)


def _log(kernel):
    """The audit log, as text, once what is summed is written."""
    kernel.run("from nbguard import audit; audit.flush()")
    files = [path for path in (kernel.folder / "nbguard").rglob("*") if path.is_file()]
    return "".join(path.read_text(errors="replace") for path in files if "audit" in path.name)


def test_the_state_holds_ids_entities_and_counts_and_no_value(front):
    assert front.state["title"] == "df: 2 rows, 2 columns"
    assert front.state["rows"] == [
        {"id": 0, "name": "mail", "entities": {"EMAIL_ADDRESS": 2}}
        | {"operator": "replace", "done": ""}
    ]
    assert "acme-corp" not in json.dumps(front.state)


def test_without_widgets_a_table_is_shown(front):
    assert "mail: 2 EMAIL_ADDRESS" in front.shown["text/plain"]
    assert "<td>2 EMAIL_ADDRESS</td>" in front.shown["text/html"]
    assert "application/vnd.jupyter.widget-view+json" in front.shown


def test_a_preview_answers_with_forms_and_safe_values(front):
    answer = front.ask(do="preview", operators={"0": "mask"})
    shown = answer["previews"]["0"]
    assert "••••.•••@" in shown["before"][0]
    assert shown["after"][0].startswith("****")
    assert "acme-corp" not in json.dumps(answer)


def test_a_fake_value_is_seen_as_it_will_be(kernel):
    kernel.run("people = pd.DataFrame({'name': ['Jane Roberts', 'Peter Miller']})")
    front = _open(kernel, "%nbguard panel people")
    shown = front.ask(do="preview", operators={"0": "fake"})["previews"]["0"]["after"]
    assert not any("[" in name for name in shown)
    assert "Roberts" not in shown[0]


def test_one_click_puts_a_safe_value_into_the_namespace(front, kernel, text):
    answer = front.ask(do="redact", id=0, operator="replace")
    assert answer["name"] == "df_safe"
    line = "df_safe = nbguard.redact(df, {'mail': 'replace'})"
    assert front.state["code"] == f"import nbguard\n\n{line}"
    assert front.state["rows"][0]["done"] == "replace"
    assert "True" in text(kernel.run("df_safe.mail.str.startswith('[EMAIL_ADDRESS_').all()"))
    assert "True" in text(kernel.run("df.mail.str.endswith('acme-corp.com').all()"))


def test_the_code_runs_as_it_is(front, kernel, text):
    front.ask(do="redact", id=0, operator="mask")
    kernel.run("kept = df_safe; del df_safe")
    assert kernel.run(front.state["code"])[-1]["content"]["status"] == "ok"
    assert "True" in text(kernel.run("kept.equals(df_safe)"))
    kernel.run("del nbguard")


def test_redact_all_and_undo(front, kernel, text):
    front.ask(do="redact-all", operators={"0": "hash"})
    assert "True" in text(kernel.run("df_safe.mail.str.contains('#').all()"))
    assert front.ask(do="undo")["name"] == ""
    assert front.state["code"] == ""
    assert "False" in text(kernel.run("'df_safe' in globals()"))


def test_reveal_passes_once_and_is_kept_nowhere(front, kernel):
    answer = front.ask(do="reveal", id=0)
    assert answer["values"] == [EMAIL, OTHER]
    assert "acme-corp" not in json.dumps(front.state)
    after = front.ask(do="preview", operators={"0": "replace"})
    assert "acme-corp" not in json.dumps(after)
    log = _log(kernel)
    assert "revealed" in log
    assert "kernel panel: column mail" in log
    assert "acme-corp" not in log


def test_a_click_is_noted_without_a_value(front, kernel):
    front.ask(do="redact", id=0, operator="hash")
    log = _log(kernel)
    assert "redacted" in log
    assert "acme-corp" not in log


@pytest.mark.parametrize(
    ("message", "error"),
    [
        ({"do": "redact", "id": 0, "operator": "explode"}, "no such operator"),
        ({"do": "redact", "id": 0}, "no such operator"),
        ({"do": "redact", "id": 7, "operator": "mask"}, "no such row"),
        ({"do": "redact", "operator": "mask"}, "no such row"),
        ({"do": "reveal", "id": "-1"}, "no such row"),
        ({"do": "allow", "id": 0, "sample": 9}, "no such sample"),
        ({"do": "allow", "id": 0}, "no such sample"),
        ({"do": "preview", "operators": {"0": "rm"}}, "no such operator"),
    ],
    ids=repr,
)
def test_nonsense_is_answered_with_an_error(front, message, error):
    assert error in front.ask(**message)["error"]


def test_an_unknown_verb_is_ignored(front):
    assert front.ask(do="explode") is None


def test_allow_writes_the_policy_and_holds_at_once(front, kernel, text):
    (kernel.folder / "nbguard.toml").write_text("# ours\nallow = []\n")
    assert EMAIL not in text(kernel.run("df"))
    answer = front.ask(do="allow", id=0, sample=0)
    assert answer["file"].endswith("nbguard.toml")
    written = (kernel.folder / "nbguard.toml").read_text()
    assert written == f'# ours\nallow = ["{EMAIL}"]\n'
    shown = text(kernel.run("df"))
    assert EMAIL in shown
    assert OTHER not in shown
    assert front.ask(do="preview", operators={"0": "mask"})["previews"]["0"]["after"][0][0] == "*"
    assert "allowed" in _log(kernel)


@pytest.fixture(scope="module")
def pinned(start_kernel, tmp_path_factory):
    policy = tmp_path_factory.mktemp("etc") / "policy.toml"
    policy.write_text("")
    kernel = start_kernel(NBGUARD_POLICY=str(policy))
    kernel.run("%load_ext nbguard")
    kernel.run("mail = 'jane.roe' + chr(64) + 'acme-corp.com'")
    kernel.policy = policy
    return kernel


def test_an_administrator_forbids_revealing_and_allowing(pinned):
    front = _open(pinned, "%nbguard panel mail")
    assert front.state["may"] == {"reveal": False, "allow": False}
    assert "forbids" in front.ask(do="reveal", id=0)["error"]
    assert "forbids" in front.ask(do="allow", id=0, sample=0)["error"]
    assert pinned.policy.read_text() == ""
    assert "refused" in _log(pinned)
