"""``nbguard.scan`` and ``nbguard.redact``: one door for every kind of object.

The kind is told without importing the library it comes from: who has no polars frame never
pays for polars.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from nbguard import audit
from nbguard.errors import NbguardError, PolicyError
from nbguard.guard import Guard
from nbguard.policy import Policy
from nbguard.scanner.sources import is_table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from nbguard.findings import Report
    from nbguard.operators import Placeholders

T = TypeVar("T")


class UnknownKind(NbguardError, TypeError):
    """The object is of a kind that nbguard cannot read."""


def scan(obj: Any, *, policy: Policy | str | Path | None = None) -> Report:
    """What ``obj`` holds that is sensitive; it is not changed.

    ``obj`` is a text, a list of texts, a table (pandas, polars, pyarrow or Spark; a frame, a
    series, a LazyFrame or a dataset), a notebook node (nbformat) or the Path of a file. Spans
    count characters from 0 in the text, or in the notebook's place; a table's verdicts are in
    ``report.columns``. Parquet, and CSV above 4 MiB, is read as a table, piece by piece.
    ``policy`` is a Policy, or the path of a policy file. Raises UnknownKind (a TypeError) for
    any other object.

    >>> report = scan("write to jane.roe@acme-corp.com")
    >>> [(f.entity, f.start, f.end) for f in report.findings]
    [('EMAIL_ADDRESS', 9, 31)]
    """
    chosen = Policy.of(policy)
    guard = Guard(chosen)
    if isinstance(obj, str):
        return guard.scan_texts([obj])
    if isinstance(obj, Path) and is_table(str(obj)):
        from nbguard.frames import streams  # who has no table never pays for it

        return streams.scan_file(obj, chosen)
    if isinstance(obj, Path):
        return guard.scan_document(guard.open(obj.name, obj.read_bytes()), str(obj))
    if _is_notebook(obj):
        return guard.scan_document(guard.open("notebook.ipynb", _dump(obj)))
    if _is_texts(obj):
        return guard.scan_texts(obj)
    if _is_table(obj):
        from nbguard import frames  # who has no table never pays for it

        return frames.scan(obj, chosen)
    raise UnknownKind(_unknown(obj))


def redact(
    obj: T,
    operators: Mapping[Any, str] | None = None,
    *,
    policy: Policy | str | Path | None = None,
    session: Placeholders | None = None,
) -> T:
    """A new object of the same kind with what is sensitive replaced; ``obj`` stays as it is.

    ``operators`` maps entities, and of a table also columns, to operators and goes before the
    policy's. The same value gets the same placeholder throughout; tables redacted with one
    ``session`` (``nbguard.Placeholders()``) share theirs, so that they still join. Raises
    UnknownKind for what ``scan`` does not read, and for a Path: files are cleaned by ``nbguard
    clean``; TableError for an unknown column, PolicyError for an unknown operator.

    >>> redact(["jane.roe@acme-corp.com", "again jane.roe@acme-corp.com"])
    ['[EMAIL_ADDRESS_1]', 'again [EMAIL_ADDRESS_1]']
    """
    chosen = Policy.of(policy)
    if _is_table(obj):
        from nbguard import frames  # who has no table never pays for it

        return frames.redact(obj, operators, chosen, session)
    guard = Guard(chosen.but(operators={**chosen.operators, **operators}) if operators else chosen)
    if isinstance(obj, str):
        return guard.redact_texts([obj])[0]  # type: ignore[return-value]
    if _is_notebook(obj):
        _, data = guard.clean_document(guard.open("notebook.ipynb", _dump(obj)))
        return _load(data)  # type: ignore[no-any-return]
    if _is_texts(obj):
        return type(obj)(guard.redact_texts(obj))  # type: ignore[call-arg, arg-type]
    raise UnknownKind(_unknown(obj))


def restore(obj: T, columns: Sequence[Any] | None = None, *, key: str = "default") -> T:
    """A new text or table with what ``encrypt`` hid put back, a table's types included.

    Needs the key that encrypted it, current or older, and a policy whose roles, where it names
    some, let you restore. ``key`` names it where it is in a keyring; elsewhere it is found. Raises
    RestoreError, which names the column, where nothing is encrypted or something was changed
    since; KeyMissing; PolicyError; UnknownKind.

    >>> restore(redact("ask jane.roe@acme-corp.com", {"EMAIL_ADDRESS": "encrypt"}))
    'ask jane.roe@acme-corp.com'
    """
    from nbguard.operators.encrypt import Restorer  # imports cryptography

    policy = Policy.find(Path.cwd())
    restorer = Restorer(key, allow=lambda entity: _refuse_restoring(policy, entity))
    if isinstance(obj, str):
        result: Any = restorer.text(obj)
    elif _is_table(obj):
        from nbguard import frames

        result = frames.restore(obj, columns, restorer)
    else:
        raise UnknownKind(_unknown(obj))
    if restorer.opened:
        audit.record("restored", where="nbguard.restore", entities=restorer.opened)
    return result  # type: ignore[no-any-return]


def _refuse_restoring(policy: Policy, entity: str) -> None:
    """Raise PolicyError, and record it, where the policy forbids it."""
    if not policy.may("restore", entity):
        audit.record("refused", where="nbguard.restore", entities={entity: 1}, note="restore")
        raise PolicyError(f"the policy lets you not restore {entity} ({policy.source})")


def _is_texts(obj: object) -> bool:
    return isinstance(obj, (list, tuple)) and all(isinstance(x, str) for x in obj)


def _is_table(obj: object) -> bool:
    root = type(obj).__module__.partition(".")[0]
    if root in ("builtins", "pathlib", "nbformat"):
        return False
    from nbguard import frames  # a subclass of a frame may come from anywhere

    return frames.reads(obj)


def _is_notebook(obj: object) -> bool:
    return isinstance(obj, dict) and "nbformat" in obj


def _dump(notebook: Any) -> bytes:
    import json

    return json.dumps(notebook, ensure_ascii=False).encode("utf-8", "surrogatepass")


def _load(data: bytes) -> Any:
    import json

    import nbformat  # whoever has a notebook node has it imported already

    return nbformat.from_dict(json.loads(data))


def _unknown(obj: object) -> str:
    kind = f"{type(obj).__module__}.{type(obj).__qualname__}"
    if isinstance(obj, Path):
        return f"cannot redact a {kind}: files are cleaned by `nbguard clean`"
    return f"cannot read a {kind}: give a text, a list of texts, a table, a notebook node or a Path"
