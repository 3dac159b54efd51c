"""Which documents are meant, and where their bytes come from."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from nbguard import files, git

STDIN = "-"
_NOTEBOOK = ".ipynb"
_CSV = (".csv", ".tsv")
_PACKED = (".gz", ".bz2", ".zst")
_LARGE = 4 * 2**20
_NOT_OURS = {"__pycache__", "node_modules", "site-packages"}


class Source(NamedTuple):
    """A document: a file, a blob of git's index (``blob`` is its object id), or given bytes.

    ``name`` is what reports call it, and what tells a notebook from other text.
    """

    name: str
    blob: str = ""
    data: bytes | None = None

    def read(self) -> bytes:
        """The document's bytes; raises UnreadableFile, or GitError for a blob."""
        if self.data is not None:
            return self.data
        return git.blob(self.blob) if self.blob else files.read(self.name)

    @property
    def folder(self) -> str:
        """Where the search for this document's policy starts."""
        return os.path.dirname(os.path.abspath(self.name))

    def size(self) -> int:
        """The size of the file on disk in bytes, 0 where it has none."""
        try:
            return os.stat(self.name).st_size
        except OSError:
            return 0

    @property
    def is_table(self) -> bool:
        """Whether it is a file that is read as a table, batch by batch, and never whole."""
        return self.data is None and not self.blob and is_table(self.name)


def is_table(name: str) -> bool:
    """Whether a file is read as a table: Parquet and packed CSV always, CSV once it is large.

    Smaller CSV is the text that it is.
    """
    whole, ending = os.path.splitext(name.lower())
    if ending in _PACKED:
        return whole.endswith(_CSV)
    if ending == ".parquet":
        return True
    return ending in _CSV and os.path.isfile(name) and os.path.getsize(name) > _LARGE


def from_stdin(name: str = STDIN) -> Source:
    """Standard input as a document called ``name``."""
    return Source(name, data=sys.stdin.buffer.read())


def find(paths: Sequence[str]) -> list[Source]:
    """The documents that ``paths`` mean, each once, in the order given.

    A file means itself, whatever it holds; a folder every notebook below it that git does not
    ignore; ``-`` standard input. A path that does not exist becomes a source that cannot be read.
    """
    return list(dict.fromkeys(source for path in paths for source in _expand(path)))


def staged(paths: Sequence[str] = ()) -> list[Source]:
    """The staged notebooks, and of ``paths`` that are files any staged version of theirs."""
    blobs = git.staged(paths)
    top = git.top(os.getcwd()) or os.getcwd()
    named = {os.path.realpath(path) for path in paths}
    located = [(os.path.join(os.path.realpath(top), blob.path), blob) for blob in blobs]
    return [
        Source(_tidy(os.path.relpath(path)), blob=blob.oid)
        for path, blob in located
        if _is_notebook(path) or path in named
    ]


def _expand(path: str) -> Iterator[Source]:
    if path == STDIN:
        yield from_stdin()
    elif os.path.isdir(path):
        for name in _notebooks(path):
            yield Source(_tidy(os.path.join(path, name)))
    else:
        yield Source(_tidy(path))


def _notebooks(folder: str) -> list[str]:
    names = git.files(folder) if git.top(folder) else _walk(folder)
    return sorted(name for name in names if _is_notebook(name))


def _walk(folder: str) -> Iterator[str]:
    """Every file below a folder outside git, without hidden folders and virtual environments."""
    for here, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if _is_ours(os.path.join(here, name), name)]
        yield from (os.path.relpath(os.path.join(here, name), folder) for name in names)


def _is_ours(path: str, name: str) -> bool:
    hidden = name.startswith(".") or name in _NOT_OURS
    return not hidden and not os.path.exists(os.path.join(path, "pyvenv.cfg"))


def _is_notebook(name: str) -> bool:
    return name.lower().endswith(_NOTEBOOK)


def _tidy(path: str) -> str:
    return path.replace(os.sep, "/").removeprefix("./")
