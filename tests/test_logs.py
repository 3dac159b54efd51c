"""``RedactingFilter`` and ``RedactingFormatter``, with standard loggers and with others."""

from __future__ import annotations

import io
import json
import logging
import threading
from datetime import datetime, timezone
from logging.handlers import MemoryHandler
from pathlib import Path
from typing import TYPE_CHECKING, Any

import loguru
import pytest
import structlog
from presidio_analyzer import EntityRecognizer

import nbguard

if TYPE_CHECKING:
    from collections.abc import Iterator

MAIL = "wilhelmina.quist@canary-post.com"
SSN = "536-22-8726"
CARD = 4539578763621486


class Json(logging.Formatter):
    """Prints every field that a record has, as structured handlers do."""

    def format(self, record: logging.LogRecord) -> str:
        return json.dumps({**vars(record), "line": super().format(record)}, default=repr)


class Log:
    """A logger with one handler, and what that wrote."""

    def __init__(self, formatter: logging.Formatter | None = None) -> None:
        self.stream = io.StringIO()
        self.handler = logging.StreamHandler(self.stream)
        self.handler.setFormatter(formatter or logging.Formatter("%(levelname)s %(message)s"))
        self.logger = logging.Logger("canary")
        self.logger.addHandler(self.handler)

    @property
    def text(self) -> str:
        return self.stream.getvalue()


class Broken(EntityRecognizer):
    """A recognizer that quotes the text in its error, and logs it, as some do."""

    def __init__(self) -> None:
        super().__init__(supported_entities=["BROKEN"])

    def load(self) -> None:
        pass

    def analyze(self, text: str, entities: object, nlp_artifacts: object) -> list[Any]:
        logging.getLogger("presidio-analyzer").warning("looking at %s", text)
        raise RuntimeError(text)


BROKEN = nbguard.Policy(recognizers=[{"entity": "BROKEN", "path": f"{__name__}:Broken"}])


@pytest.fixture
def log() -> Log:
    log = Log()
    log.handler.addFilter(nbguard.RedactingFilter())
    return log


@pytest.fixture
def structured() -> Log:
    log = Log(Json())
    log.handler.addFilter(nbguard.RedactingFilter())
    return log


def test_a_message_and_its_arguments(log: Log) -> None:
    log.logger.info("from %s, again %s, n=%d", MAIL, MAIL, 3)
    log.logger.warning(f"to {MAIL}")
    assert log.text == (
        "INFO from [EMAIL_ADDRESS_1], again [EMAIL_ADDRESS_1], n=3\nWARNING to [EMAIL_ADDRESS_1]\n"
    )


@pytest.mark.parametrize(
    "message",
    ["epoch 3/10 loss=0.4312", "GET /api/items/41 200 in 3.2 ms", "100 % done", "%(name)s"],
)
def test_left_alone(log: Log, message: str) -> None:
    log.logger.info(message)
    assert log.text == f"INFO {message}\n"


def test_a_traceback_with_its_causes(log: Log) -> None:
    try:
        try:
            raise KeyError(MAIL)
        except KeyError as error:
            raise ValueError(f"no such user: {MAIL}") from error
    except ValueError:
        log.logger.exception("failed")
    assert "quist" not in log.text
    assert "ValueError: no such user: [EMAIL_ADDRESS_1]" in log.text
    assert "KeyError" in log.text


def test_extra_fields_however_deep(structured: Log) -> None:
    class Customer:
        def __repr__(self) -> str:
            return f"<Customer {MAIL}>"

    when = datetime(2026, 11, 26, tzinfo=timezone.utc)
    structured.logger.info(
        "saved",
        extra={
            "customer": {"mail": [MAIL], MAIL: 1},
            "ssn": SSN,
            "card_number": CARD,
            "who": Customer(),
            "when": when,
            "rows": 41,
            "file": Path("data/customers.csv"),
        },
    )
    assert "quist" not in structured.text
    assert SSN not in structured.text
    assert str(CARD) not in structured.text
    written = json.loads(structured.text)
    assert written["customer"] == {"mail": ["[EMAIL_ADDRESS_1]"], "[EMAIL_ADDRESS_1]": 1}
    assert written["rows"] == 41
    assert written["when"] == repr(when)
    assert written["file"] == "data/customers.csv"


def test_fields_with_pairs_as_keys_and_fields_that_hold_themselves(structured: Log) -> None:
    ring: dict[Any, Any] = {("mail", MAIL): 1}
    ring["again"] = [ring]
    structured.logger.info("saved", extra={"ring": ring})
    assert "quist" not in structured.text
    assert json.loads(structured.text)["ring"] == {
        "('mail', '[EMAIL_ADDRESS_1]')": 1,
        "again": ["..."],
    }


def test_a_field_that_is_nested_too_deeply_stops_no_program(structured: Log) -> None:
    deep: list[Any] = [MAIL]
    for _ in range(5_000):
        deep = [deep]
    structured.logger.info("saved", extra={"deep": deep})
    assert "quist" not in structured.text
    assert "withheld: RecursionError" in structured.text


def test_stacks_and_the_names_of_threads(structured: Log) -> None:
    run = threading.Thread(
        target=structured.logger.info, args=("x",), kwargs={"stack_info": True}, name=MAIL
    )
    run.start()
    run.join()
    assert "quist" not in structured.text
    assert json.loads(structured.text)["threadName"] == "[EMAIL_ADDRESS_1]"


def test_arguments_that_do_not_fit_are_not_printed(
    log: Log, capsys: pytest.CaptureFixture[str]
) -> None:
    log.logger.info("%d rows", MAIL)
    assert "quist" not in log.text + "".join(capsys.readouterr())
    assert "withheld" in log.text


def test_a_line_that_cannot_be_formatted_is_not_printed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    log = Log(nbguard.RedactingFormatter("%(user)s %(message)s"))
    log.logger.info("to %s", MAIL)
    log.logger.info("%d rows", MAIL)
    assert "quist" not in log.text + "".join(capsys.readouterr())
    assert log.text.count("withheld") == 2


def test_a_handler_that_waits_holds_nothing_raw() -> None:
    log, memory = Log(), MemoryHandler(10)
    memory.setTarget(log.handler)
    memory.addFilter(nbguard.RedactingFilter())
    log.logger.handlers = [memory]
    log.logger.info("to %s", MAIL)
    assert "quist" not in repr([vars(record) for record in memory.buffer])
    memory.close()
    assert log.text == "INFO to [EMAIL_ADDRESS_1]\n"


@pytest.mark.parametrize("make", [nbguard.RedactingFilter, nbguard.RedactingFormatter])
def test_if_detection_breaks_a_notice_is_logged(make: Any, capfd: Any) -> None:
    log = Log(Json())
    guard = make(policy=BROKEN)
    if isinstance(guard, logging.Filter):
        log.handler.addFilter(guard)
    else:
        log.handler.setFormatter(guard)
    try:
        raise ValueError(MAIL)
    except ValueError:
        log.logger.exception("to %s", MAIL, extra={"mail": MAIL})
    assert "quist" not in log.text + "".join(capfd.readouterr())
    assert "nbguard: log message withheld: DetectionError" in log.text


def test_what_detection_logs_does_not_come_round_again(log: Log) -> None:
    presidio = logging.getLogger("presidio-analyzer")
    handler = logging.StreamHandler(log.stream)
    handler.addFilter(nbguard.RedactingFilter(BROKEN))
    presidio.addHandler(handler)
    try:
        handler.handle(logging.makeLogRecord({"msg": f"to {MAIL}"}))
    finally:
        presidio.removeHandler(handler)
    assert "quist" not in log.text


def test_a_formatter_makes_the_line_safe_whoever_made_it() -> None:
    log = Log(nbguard.RedactingFormatter(formatter=Json()))
    log.logger.info("to %s", MAIL, extra={"mail": MAIL})
    assert json.loads(log.text)["mail"] == "[EMAIL_ADDRESS_1]"
    assert "quist" not in log.text


def test_many_threads_share_one_numbering(log: Log) -> None:
    def work() -> None:
        for _ in range(20):
            log.logger.info("to %s", MAIL)

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(log.text.splitlines()) == {"INFO to [EMAIL_ADDRESS_1]"}
    assert len(log.text.splitlines()) == 160


class TestRecipes:
    """As docs/logs.md has them."""

    @pytest.fixture
    def guard(self) -> nbguard.RedactingFilter:
        return nbguard.RedactingFilter()

    @pytest.fixture
    def loguru_logger(self) -> Iterator[Any]:
        logger = loguru.logger
        logger.remove()
        yield logger
        logger.remove()

    def test_loguru(self, loguru_logger: Any) -> None:
        stream = io.StringIO()
        handler = logging.StreamHandler(stream)
        handler.addFilter(nbguard.RedactingFilter())
        loguru_logger.add(handler, format="{message}", backtrace=False, diagnose=False)
        try:
            raise ValueError(MAIL)
        except ValueError:
            loguru_logger.bind(mail=MAIL).exception("to {}", MAIL)
        assert "quist" not in stream.getvalue()
        assert "to [EMAIL_ADDRESS_1]" in stream.getvalue()

    def test_structlog(self, guard: nbguard.RedactingFilter) -> None:
        stream = io.StringIO()
        logger = structlog.wrap_logger(
            structlog.PrintLogger(stream),
            processors=[
                structlog.processors.format_exc_info,
                lambda _logger, _method, event: guard.clean(event),
                structlog.processors.JSONRenderer(),
            ],
        )
        try:
            raise ValueError(MAIL)
        except ValueError:
            logger.exception("failed", mail=MAIL)
        assert "quist" not in stream.getvalue()
        assert json.loads(stream.getvalue())["mail"] == "[EMAIL_ADDRESS_1]"
