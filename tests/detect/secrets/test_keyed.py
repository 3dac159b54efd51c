"""A name and a value, in every notation: the value is found, all of it and nothing else."""

from __future__ import annotations

import pytest

PASSWORD = "zR7!quiet-72"
KEY = "9f86d081884c7d65" + "9a2feaa0c55ad015"
AWS = "qB3/kX9wZr7TyU2m" + "Lp5+VnJ8hGd4FsC6aE1RoQiW"
NOTATIONS = {
    "assignment": 'NAME = "VALUE"',
    "single quotes": "NAME = 'VALUE'",
    "triple quotes": 'NAME = """VALUE"""',
    "bytes": 'NAME = b"VALUE"',
    "type hint": 'NAME: str = "VALUE"',
    "wrapped": 'NAME = SecretStr("VALUE")',
    "comparison": 'if NAME == "VALUE":',
    "keyword argument": 'connect(host, NAME="VALUE", port=1)',
    "item": 'config["NAME"] = "VALUE"',
    "dictionary": "{'user': 'jane', 'NAME': 'VALUE'}",
    "default of getenv": 'os.getenv("NAME", "VALUE")',
    "setter": 'set_NAME("VALUE")',
    "JSON": '{"NAME":"VALUE"}',
    "JSON inside a string": '"{\\"NAME\\": \\"VALUE\\"}"',
    "JSON inside the value of another name": "{\"auth\": \"{'NAME': 'VALUE'}\"}",
    "name and value apart": '{"name": "NAME", "value": "VALUE"}',
    "environment file": "NAME=VALUE",
    "shell": "export NAME=VALUE",
    "INI": "NAME = VALUE",
    "YAML": "db:\n  NAME: VALUE\n  port: 5432",
    "YAML with a comment": "NAME: VALUE  # do not share",
    "Kubernetes": "- name: NAME\n  value: VALUE",
    "Dockerfile": "ENV NAME VALUE",
    "C": '#define NAME "VALUE"',
    "Go": 'NAME := "VALUE"',
    "Go, typed": 'var NAME string = "VALUE"',
    "Ruby": '"NAME" => "VALUE"',
    "R": 'NAME <- "VALUE"',
    "Makefile": "NAME ?= VALUE",
    "element": "<NAME>VALUE</NAME>",
    "attribute": '<add key="NAME" value="VALUE"/>',
    "property list": "<key>NAME</key>\n<string>VALUE</string>",
    "Markdown table": "| NAME | VALUE |",
    "flag": "tool --NAME VALUE",
    "flag with a sign": "tool --NAME=VALUE",
    "connection string": "Server=db;NAME=VALUE;Encrypt=yes",
}


def _cases(name: str, value: str) -> list[object]:
    return [
        pytest.param(text.replace("NAME", name).replace("VALUE", value), id=label)
        for label, text in NOTATIONS.items()
    ]


@pytest.mark.parametrize("text", _cases("db_password", PASSWORD))
def test_password(text, find):
    assert find(text) == [("PASSWORD", PASSWORD)]


@pytest.mark.parametrize("text", _cases("api_key", KEY))
def test_secret(text, find):
    assert find(text) == [("GENERIC_SECRET", KEY)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("password: a>b,c&d;e1.", "a>b,c&d;e1", id="signs inside"),
        pytest.param("(password=hunter2)", "hunter2", id="in brackets"),
        pytest.param("password=hunter2, user=jane", "hunter2", id="before a comma"),
        pytest.param("https://x.io/?password=hunter2&page=2", "hunter2", id="before a parameter"),
        pytest.param("<b>password: hunter2</b>", "hunter2", id="before a tag"),
        pytest.param('password = "it\'s 4 us"', "it's 4 us", id="the other quote inside"),
        pytest.param("the password is hunter2!", "hunter2!", id="a sentence ends in a sign"),
        pytest.param("The password is hunter2.", "hunter2", id="a sentence ends in a full stop"),
    ],
)
def test_the_whole_value_and_no_more(text, value, find):
    assert find(text) == [("PASSWORD", value)]


@pytest.mark.parametrize(
    ("text", "passwords"),
    [
        pytest.param("passwords = ['hunter2', \"letmein99\"]", ["hunter2", "letmein99"], id="list"),
        pytest.param(
            '{"password": [\n  "hunter2",\n  "sunshine"\n]}', ["hunter2", "sunshine"], id="JSON"
        ),
        pytest.param(
            "df['pwd'] = np.array(['hunter2', 'Secret99'])", ["hunter2", "Secret99"], id="array"
        ),
        pytest.param(
            "passwords = ['hunter2']; users = ['jane12', 'joe12']", ["hunter2"], id="next list"
        ),
        pytest.param("users = ['jane12', 'joe12']  # no passwords", [], id="another list"),
        pytest.param("tokens = ['foo', '19June2000']", [], id="tokens of a text"),
        pytest.param("rules = {'password': ['required', 'min:8']}", [], id="rules"),
        pytest.param("f(password=x[0], names=['jane12'])", [], id="list of another name"),
    ],
)
def test_list(text, passwords, find):
    assert find(text) == [("PASSWORD", value) for value in passwords]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("password = get_password(user)", id="call"),
        pytest.param("password = self.config.password", id="attribute"),
        pytest.param("password = passwords[0]", id="index"),
        pytest.param("connect(password=new_password)", id="variable"),
        pytest.param("PASSWORD = None", id="None"),
        pytest.param("20\t14370\trs60\tG\tA\t29\tPASS\tNS=3;DP=14;AF=0.5;DB;H2", id="a variant"),
        pytest.param("ERROR_PASSWORD: Final = -2146893773", id="typed constant"),
        pytest.param("ERROR_INVALID_PASSWORD = 1326", id="constant"),
        pytest.param("def login(user: str, password: str) -> None:", id="signature"),
        pytest.param('password = getpass("Password for jane: ")', id="prompt"),
        pytest.param('"password": "Password must have 8 characters"', id="label"),
        pytest.param('"password": "sha256"', id="algorithm"),
        pytest.param('"password": "mask"', id="operator"),
        pytest.param('password_path = "/run/secrets/db"', id="path"),
        pytest.param('password = "/run/secrets/db"', id="path under the name itself"),
        pytest.param('password = "op://vault/db/password"', id="reference"),
        pytest.param("PWD=/home/me/work", id="working directory"),
        pytest.param("low_pass = 0.25, n_pass=12, passed: 3", id="passes"),
        pytest.param("find_password('jane2')", id="getter"),
        pytest.param('columns = ["user", "password", "email2"]', id="neighbours in a list"),
        pytest.param("| user | password | email |", id="header of a table"),
        pytest.param("mypy: pwd: $cwd)", id="variable of a shell"),
        pytest.param('type="password" name="password" id="password1"', id="form"),
        pytest.param("token = tokenizer.decode(ids[0])", id="tokenizer"),
        pytest.param("{'input_tokens': 1523, 'output_tokens': 64}", id="usage"),
        pytest.param("sorted(d, key=lambda kv: kv[1])", id="sort key"),
        pytest.param(f"key: {KEY}", id="a hash after a bare key"),
        pytest.param(f"cache_key={KEY}", id="cache key"),
        pytest.param(f"next_page_token: {KEY}", id="page token"),
        pytest.param("api_key = 'bert-base-uncased-v2-large'", id="words after an API key"),
    ],
)
def test_left_alone(text, find):
    assert find(text) == []


@pytest.mark.parametrize(
    ("value", "header", "entity"),
    [
        pytest.param("hunter2x", "password", "PASSWORD", id="password"),
        pytest.param(
            "sunshine", "user_password", "PASSWORD", id="a word under a header of two words"
        ),
        pytest.param(KEY, "api_key", "GENERIC_SECRET", id="key"),
        pytest.param(AWS, "aws_secret", "AWS_SECRET_KEY", id="AWS"),
    ],
)
def test_a_cell_under_a_telling_header(value, header, entity, find):
    assert find(value, [header]) == [(entity, value)]
    assert find(value, ["city"]) == []


@pytest.mark.parametrize(
    ("value", "header"),
    [
        pytest.param("unhappiness", "token", id="token of a text"),
        pytest.param("********", "password", id="masked"),
        pytest.param("[PASSWORD_3]", "password", id="redacted"),
        pytest.param("1234567890123456", "token", id="number"),
    ],
)
def test_a_cell_left_alone(value, header, find):
    assert find(value, [header]) == []
