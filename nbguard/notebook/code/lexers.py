"""Which lexer reads which language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nbguard.notebook.code import lexer, python
from nbguard.notebook.code.languages import PYTHON, named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nbguard.notebook.code.literals import Literal


def literals(source: str, language: str) -> Iterator[Literal]:
    """The literals of a source in the language that a kernel or a file's suffix names."""
    known = named(language)
    return python.literals(source) if known is PYTHON else lexer.literals(source, known)
