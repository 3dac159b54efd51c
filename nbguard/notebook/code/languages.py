"""How languages write comments and strings: as much as telling code from text takes."""

from __future__ import annotations

from typing import NamedTuple


class Language(NamedTuple):
    """What begins a comment or a string, and how a string ends.

    ``quotes`` may span lines only where they are in ``long``. ``doubled``: a quote in a string
    is written twice, and a backslash is no escape. ``text``: all of it may change, as in a shell.
    """

    comments: tuple[str, ...] = ("#",)
    blocks: tuple[tuple[str, str], ...] = ()
    quotes: tuple[str, ...] = ('"', "'")
    long: tuple[str, ...] = ()
    doubled: bool = False
    text: bool = False


PYTHON = Language(quotes=('"""', "'''", '"', "'"), long=('"""', "'''"))
TEXT = Language(text=True)

_C = Language(("//",), (("/*", "*/"),), ('"', "'", "`"), ("`",))
_HASH = Language(long=('"', "'"))
_JULIA = Language(("#",), (("#=", "=#"),), ('"""', '"'), ('"""', '"'))
_SQL = Language(("--",), (("/*", "*/"),), ("'", '"'), ("'", '"'), doubled=True)
_JVM = Language(("//",), (("/*", "*/"),), ('"""', '"', "'"), ('"""',))
_MATLAB = Language(("%", "#"), (("%{", "%}"),), ("'", '"'), doubled=True)
_LISP = Language((";",), (("#|", "|#"),), ('"',), ('"',))
_HASKELL = Language(("--",), (("{-", "-}"),), ('"',))
_UNKNOWN = Language(("#", "//", "--"), (), ('"', "'"))

_BY_NAME = {
    **dict.fromkeys(
        ("python", "python3", "python2", "ipython", "sage", "pyspark", "cython"), PYTHON
    ),
    **dict.fromkeys(("javascript", "typescript", "js", "c", "c++", "cpp", "go", "rust"), _C),
    **dict.fromkeys(("c#", "csharp", "php", "swift", "dart", "f#", "fsharp"), _C),
    **dict.fromkeys(("java", "scala", "kotlin", "groovy"), _JVM),
    **dict.fromkeys(("r", "ruby", "perl", "elixir"), _HASH),
    **dict.fromkeys(("bash", "sh", "shell", "zsh", "powershell", "html", "markdown"), TEXT),
    **dict.fromkeys(("sql", "mysql", "postgresql", "sqlite"), _SQL),
    **dict.fromkeys(("matlab", "octave", "prolog", "erlang"), _MATLAB),
    **dict.fromkeys(("clojure", "scheme", "lisp", "common lisp", "racket"), _LISP),
    "haskell": _HASKELL,
    "julia": _JULIA,
}


def named(name: str) -> Language:
    """The language of a kernel, by the name it gives; common marks for one unheard of."""
    return _BY_NAME.get(name.lower().strip(), _UNKNOWN)
