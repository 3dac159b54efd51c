"""The worker process: the engine lives here, so that the server never stalls.

It talks over its standard input and output, and ends with whoever started it. Nothing else it
or a library prints goes anywhere: a traceback can quote what was scanned.
"""

from __future__ import annotations

import contextlib
import os
from typing import IO, TYPE_CHECKING

from nbguard.errors import NbguardError, describe_bug
from nbguard.lab import answers, asked, wire
from nbguard.lab.allowing import Forbidden
from nbguard.lab.bench import Bench
from nbguard.lab.wire import Message

if TYPE_CHECKING:
    from collections.abc import Callable

_JOBS: dict[str, Callable[[Bench, Message], Message]] = {
    "allow": answers.allow,
    "clean": answers.clean,
    "redact": answers.redact,
    "scan": answers.scan,
    "warm": answers.warm,
}


def main() -> None:
    """Answer requests until the pipe is closed."""
    requests, replies = _own_pipes()
    bench = Bench()
    with contextlib.suppress(EOFError, OSError, KeyboardInterrupt):
        while True:
            wire.send(replies, answer(bench, wire.receive(requests)))


def answer(bench: Bench, request: Message) -> Message:
    """The answer to one request; whatever goes wrong is one too, with a status and a message."""
    try:
        return _JOBS[request.head["job"]](bench, request)
    except asked.BadRequest as error:
        return _refusal(400, str(error))
    except Forbidden as error:
        return _refusal(403, str(error))
    except NbguardError as error:
        return _refusal(422, str(error))
    except RecursionError:
        return _refusal(422, "nested too deeply")
    except MemoryError:
        return _refusal(422, "too large for the memory there is")
    except Exception as error:  # noqa: BLE001 its text may quote what was scanned
        return _refusal(500, f"a bug of nbguard's: {describe_bug(error)}")


def _refusal(status: int, message: str) -> Message:
    return Message({"status": status, "message": message})


def _own_pipes() -> tuple[IO[bytes], IO[bytes]]:
    """The two pipes, out of reach of whatever else reads or prints here."""
    requests = os.fdopen(os.dup(0), "rb")
    replies = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nowhere, standard)
    return requests, replies
