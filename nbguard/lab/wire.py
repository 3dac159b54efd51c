"""Messages between the server and its worker process: a head of JSON, and a body of bytes."""

from __future__ import annotations

import json
import struct
from typing import IO, Any, NamedTuple

_LENGTHS = struct.Struct("!IQ")


class Message(NamedTuple):
    """What one side says to the other; ``head`` holds no value from a notebook."""

    head: dict[str, Any]
    body: bytes = b""


def send(pipe: IO[bytes], message: Message) -> None:
    """Write a message whole. Raises OSError where nobody listens any more."""
    head = json.dumps(message.head).encode()
    pipe.write(_LENGTHS.pack(len(head), len(message.body)) + head)
    pipe.write(message.body)
    pipe.flush()


def receive(pipe: IO[bytes]) -> Message:
    """Read a message whole. Raises EOFError where the other side is gone."""
    head, body = _LENGTHS.unpack(_exactly(pipe, _LENGTHS.size))
    return Message(json.loads(_exactly(pipe, head)), _exactly(pipe, body))


def _exactly(pipe: IO[bytes], size: int) -> bytes:
    data = pipe.read(size)
    if len(data) < size:
        raise EOFError
    return data
