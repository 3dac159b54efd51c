"""What a command shows a person: lines, errors, progress. Reports go to standard output."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from nbguard import files
from nbguard.errors import UnreadableFile
from nbguard.report import printable

if TYPE_CHECKING:
    from rich.console import RenderableType

    from nbguard.findings import Report
    from nbguard.scanner import Progress


def say(line: str) -> None:
    """Tell the person at the keyboard something that is not the report."""
    print(line, file=sys.stderr)  # noqa: T201


def say_errors(report: Report) -> None:
    """One line for each file that could not be looked at."""
    for error in report.errors:
        say(f"nbguard: {printable(error.path)}: {error.message}")


def publish(text: str, output: str | None) -> None:
    """A report to where it was asked for: a file, written whole, or standard output."""
    if output:
        try:
            files.write(output, text.encode("utf-8", "backslashreplace"))
        except UnreadableFile as error:
            raise UnreadableFile(f"{printable(output)} {error}") from None
        say(f"report written to {printable(output)}")
    else:
        sys.stdout.write(text)


def paint(what: RenderableType) -> None:
    """Something of rich's on the terminal."""
    from rich.console import Console  # 40 ms that a pipe never pays

    Console().print(what, soft_wrap=True)


@contextlib.contextmanager
def progress(of: str = "files") -> Iterator[Progress | None]:
    """A progress bar where standard error is a terminal, in files or bytes; nothing elsewhere."""
    if not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield None
        return
    bar = _Bar(of)
    try:
        yield bar
    finally:
        bar.stop()


class _Bar:
    """Rich's bar, there once there is something to wait for, and drawn by no thread of its own."""

    def __init__(self, unit: str) -> None:
        self._bar: Any = None
        self._unit = unit

    def __call__(self, done: int, of: int) -> None:
        if self._bar is None and of > 1:
            self._start(of)
        if self._bar:
            self._bar.update(0, completed=done, refresh=True)

    def _start(self, of: int) -> None:
        from rich.console import Console  # 40 ms that a pipe never pays
        from rich.progress import (
            BarColumn,
            DownloadColumn,
            MofNCompleteColumn,
            Progress,
            TimeRemainingColumn,
        )

        counted = (
            (DownloadColumn(),) if self._unit == "bytes" else (MofNCompleteColumn(), self._unit)
        )
        columns = (BarColumn(), *counted, TimeRemainingColumn())
        console = Console(stderr=True)
        self._bar = Progress(*columns, console=console, auto_refresh=False, transient=True)
        self._bar.add_task("", total=of)
        self._bar.start()

    def stop(self) -> None:
        if self._bar:
            self._bar.stop()
