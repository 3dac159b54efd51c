"""A real client library against a real server on this machine: what it is sent, what it gives."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

import openai
import pytest

from nbguard.models import guard_model, report_on
from tests.loop import run

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.slow
MAIL = "wilhelmina.quist@canary-post.com"
ASK = {"model": "m", "messages": [{"role": "user", "content": f"write to {MAIL}"}]}


class Echo(BaseHTTPRequestHandler):
    """A model that calls a tool with the last message, and says it again."""

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.bodies.append(body)  # type: ignore[attr-defined]
        asked = json.loads(body)
        text = asked["messages"][-1]["content"]
        if asked.get("stream"):
            pieces = [_chunk(text[i : i + 3]) for i in range(0, len(text), 3)]
            answer = "".join(f"data: {json.dumps(piece)}\n\n" for piece in pieces)
            self._send("text/event-stream", answer + "data: [DONE]\n\n")
        else:
            self._send("application/json", json.dumps(_completion(text)))

    def _send(self, kind: str, text: str) -> None:
        data = text.encode()
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        pass


def _completion(text: str) -> dict[str, Any]:
    function = {"name": "send", "arguments": json.dumps({"to": text})}
    call = {"id": "c", "type": "function", "function": function}
    message = {"role": "assistant", "content": text, "tool_calls": [call]}
    choice = {"index": 0, "message": message, "finish_reason": "stop"}
    return {"id": "1", "object": "chat.completion", "created": 1, "model": "m", "choices": [choice]}


def _chunk(text: str) -> dict[str, Any]:
    choice = {"index": 0, "delta": {"content": text}, "finish_reason": None}
    return {**_completion(""), "object": "chat.completion.chunk", "choices": [choice]}


@pytest.fixture(scope="module")
def server() -> Iterator[Any]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Echo)
    server.bodies = []  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def address(server: Any) -> Iterator[str]:
    server.bodies.clear()
    yield f"http://127.0.0.1:{server.server_address[1]}/v1"
    assert server.bodies
    assert all(b"quist" not in body for body in server.bodies)


def test_an_answer_and_its_tool_calls(address: str) -> None:
    with guard_model(openai.OpenAI(base_url=address, api_key="none")) as client:
        message = client.chat.completions.create(**ASK).choices[0].message
    assert message.content == f"write to {MAIL}"
    assert json.loads(message.tool_calls[0].function.arguments) == {"to": f"write to {MAIL}"}
    assert report_on(client)["masked"] == {"EMAIL_ADDRESS": 1}


def test_a_stream(address: str) -> None:
    with guard_model(openai.OpenAI(base_url=address, api_key="none")) as client:
        pieces = list(client.chat.completions.create(**ASK, stream=True))
    assert len(pieces) > 3
    assert "".join(p.choices[0].delta.content for p in pieces) == f"write to {MAIL}"


def test_without_waiting(address: str) -> None:
    async def ask() -> tuple[str, str]:
        async with guard_model(openai.AsyncOpenAI(base_url=address, api_key="none")) as client:
            whole = await client.chat.completions.create(**ASK)
            stream = await client.chat.completions.create(**ASK, stream=True)
            pieces = [piece.choices[0].delta.content async for piece in stream]
        return whole.choices[0].message.content, "".join(pieces)

    assert run(ask) == (f"write to {MAIL}",) * 2
