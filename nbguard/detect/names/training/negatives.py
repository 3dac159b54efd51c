"""Printed outputs and documentation that name nobody.

``python -m nbguard.detect.names.training.negatives`` writes ``data/outputs.txt.gz`` again; what
is in the repository was made with the versions its first entry names, so that the model can be
made again from the same text.
"""

from __future__ import annotations

import ast
import gzip
import importlib
import random
import re
import warnings
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from nbguard.detect.names.training import harvest
from nbguard.detect.names.training.files import DATA, ordinary
from nbguard.detect.names.training.names import lists

FILE = DATA / "outputs.txt.gz"
_BETWEEN = "\n\x1e\n"
_LONGEST, _PARAGRAPHS = 3000, 9000
_LIBRARIES = [
    "numpy",
    "pandas",
    "sklearn",
    "scipy",
    "matplotlib",
    "torch",
    "polars",
    "networkx",
    "seaborn",
    "statsmodels",
]
_SOMEBODY = re.compile(
    r"\b(?:[Aa]uthors?|[Rr]eferences?|Notes|et al|[A-Z]\. ?[A-Z]|[Cc]ontributed|[Tt]hanks|due to"
    r"|[Pp]roposed by|Alice|Bob|Charlie|Carol|David|Eve|John|Jane|Mary|Peter|Tom|Anna|Max|Mike"
    r"|Sam|Joe|Jack|George|Paul|Kate|Tim|James|Jones|Smith|Paula|Lily|Doe|Monty|Braund|Cumings"
    r"|Harry|Ron|Jim|Karl|Maria|Zoe|Adam|Patrick|Henry|Wes|Guido)\b"
)


def read() -> list[str]:
    """The stored outputs."""
    return gzip.decompress(FILE.read_bytes()).decode("utf-8").split(_BETWEEN)[1:]


def docstrings() -> Iterator[str]:
    """Paragraphs of the libraries' documentation, but for those that may name somebody."""
    found: set[str] = set()
    for library in _LIBRARIES:
        for path in Path(importlib.import_module(library).__path__[0]).rglob("*.py"):
            if "tests" not in path.parts and "testing" not in path.parts:
                found.update(_paragraphs(path))
    yield from random.Random(11).sample(sorted(found), min(_PARAGRAPHS, len(found)))


def _paragraphs(path: Path) -> list[str]:
    try:
        tree = ast.parse(path.read_text(encoding="utf-8"))
    except (SyntaxError, UnicodeDecodeError):
        return []
    kinds = (ast.Module, ast.ClassDef, ast.FunctionDef)
    docs = [ast.get_docstring(node) or "" for node in ast.walk(tree) if isinstance(node, kinds)]
    parts = [part for doc in docs for part in doc.split("References\n---")[0].split("\n\n")]
    long_enough = [p for p in parts if 30 < len(p) < 1500 and re.search(r"[A-Z][a-z]", p)]
    return [p for p in long_enough if not _names_somebody(p)]


@cache
def _first_names() -> frozenset[str]:
    return frozenset(lists("english").first) - {word.capitalize() for word in ordinary()}


def _names_somebody(paragraph: str) -> bool:
    pairs = re.finditer(r"\b([A-Z][a-z]+) [A-Z][a-z]+", paragraph)
    return bool(_SOMEBODY.search(paragraph)) or any(m[1] in _first_names() for m in pairs)


def main() -> None:
    """Run everything and store it."""
    versions = [f"{name} {importlib.import_module(name).__version__}" for name in _LIBRARIES]
    texts = [", ".join(versions)]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for source in (*harvest.SOURCES, docstrings):
            texts += [text[:_LONGEST] for text in source() if text.strip()]
    FILE.write_bytes(gzip.compress(_BETWEEN.join(texts).encode("utf-8"), 9, mtime=0))


if __name__ == "__main__":
    main()
