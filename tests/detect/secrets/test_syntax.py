"""The credential part of a URL, a header, a command: exactly it."""

from __future__ import annotations

import base64

import pytest


def _basic(plain: str) -> str:
    return base64.b64encode(plain.encode()).decode()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param(
            "postgresql+psycopg2://jane:hunter2@db:5432/crm", "jane:hunter2", id="database"
        ),
        pytest.param("redis://:hunter2@cache", ":hunter2", id="no user"),
        pytest.param(
            "mongodb+srv://jane:a@b:c9@x.net/y?z=1", "jane:a@b:c9", id="signs in the password"
        ),
        pytest.param(
            "https://jane:p%40ss9@acme.com/a@b", "jane:p%40ss9", id="escapes, and an @ later"
        ),
        pytest.param("jdbc:mysql://jane:hunter2@db/x", "jane:hunter2", id="JDBC"),
        pytest.param("jdbc:oracle:thin:scott/tiger9@db", "scott/tiger9", id="Oracle"),
        pytest.param("ftp://jane:hunter2@[::1]/", "jane:hunter2", id="IPv6"),
        pytest.param("(see 'amqp://jane:hunter2@mq')", "jane:hunter2", id="in quotes"),
    ],
)
def test_url(text, value, find):
    assert find(text) == [("URL_CREDENTIALS", value)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("https://user:password@host", id="demonstration"),
        pytest.param("https://{user}:{password}@host", id="f-string"),
        pytest.param("postgresql://jane:***@db", id="masked by SQLAlchemy"),
        pytest.param("postgresql://[URL_CREDENTIALS_1]@db", id="redacted"),
        pytest.param("https://acme.com:8080/@jane", id="port"),
        pytest.param("https://acme.com/a:b@c", id="path"),
        pytest.param("see https://acme.com: mail jane@acme.com", id="colon after a URL"),
        pytest.param("ssh://git@github.com/a/b", id="user alone"),
        pytest.param("s3://bucket/key@version", id="bucket"),
    ],
)
def test_url_left_alone(text, find):
    assert find(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param(
            f"Authorization: Basic {_basic('jane:hunter2')}", _basic("jane:hunter2"), id="header"
        ),
        pytest.param(
            f'{{"auth": "{_basic("jane:hunter2")}"}}', _basic("jane:hunter2"), id="docker"
        ),
        pytest.param("curl -s -u jane:hunter2 https://x.io", "jane:hunter2", id="curl"),
        pytest.param('curl --user "jane:hunter2" https://x.io', "jane:hunter2", id="curl, quoted"),
    ],
)
def test_basic(text, found, find):
    assert find(text) == [("BASIC_AUTH", found)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"Authorization: Basic {_basic('user:password')}", id="placeholder inside"),
        pytest.param("Basic understanding of statistics", id="prose"),
        pytest.param("Basic dHJ1ZWxpa2U", id="base64 of a word"),
        pytest.param("docker run -u 1000:1000 image", id="user and group"),
        pytest.param("curl -u jane https://x.io:80", id="user alone"),
    ],
)
def test_basic_left_alone(text, find):
    assert find(text) == []


def test_a_jwt_in_base64(find):
    jwt = "eyJhbGciOiJIUzI1NiJ9" + ".eyJzdWIiOiJqYW5lIn0.c2lnbmVkIGJ5IG5vYm9keQ"
    value = base64.b64encode(jwt.encode()).decode()
    assert find(f"data: {value}") == [("JWT", value)]
    assert (
        find(base64.b64encode(b"eyJ no token at all, but a sentence of that length").decode()) == []
    )


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("eyJhbGciOiJIUzI1NiJ9", id="header alone"),
        pytest.param("eyJhIjoxfQ.eyJiIjoyfQ.c2lnbmF0dXJl", id="JSON that is no header"),
        pytest.param("eyJxyzzyxyzzy.eyJ1234567890.abcdefgh", id="no JSON"),
    ],
)
def test_no_jwt(text, find):
    assert find(text) == []
