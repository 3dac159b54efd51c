"""A notebook that is about to be written: what it holds, and what of it has to change."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from nbguard.errors import UnreadableFile
from nbguard.lab.cells import NAME, without_cells
from nbguard.lab.memory import mark
from nbguard.notebook import jsontext

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from nbguard.guard import Guard
    from nbguard.lab.bench import Bench
    from nbguard.lab.cells import Seen
    from nbguard.notebook import Document
    from nbguard.operators import Placeholders

_NO_NOTEBOOK = ("not UTF-8", "not JSON", "JSON, but no notebook")


class Verdict(NamedTuple):
    """What a notebook holds: by entity and cell, and how much cannot be replaced.

    ``changes`` is what makes it clean: the new cells by number, and the other members if they
    change; None where nothing has to.
    """

    found: list[tuple[str, int | None, int]]
    left: int
    changes: dict[str, Any] | None = None


class Cleaner:
    """Judges and cleans one notebook under one guard."""

    def __init__(self, bench: Bench, guard: Guard, path: str) -> None:
        self._bench = bench
        self._guard = guard
        self._path = path

    def of_tree(self, notebook: Any, *, change: bool) -> Verdict:
        """The verdict on a notebook as JSON gives it; ``change``: with what makes it clean."""
        if not _is_plain(notebook):
            return self._of_whole(notebook, change=change)
        seen = self._bench.scan(self._guard, notebook["cells"], notebook.get("metadata"))
        [rest] = self._bench.cells.scan(self._guard, [without_cells(notebook)])
        verdict = _verdict(seen, rest)
        dirty = [i for i, one in enumerate(seen) if self._is_dirty(one)]
        if not change or not (dirty or self._is_dirty(rest)):
            return verdict
        numbering = self._bench.numbering(self._path, [*seen, rest])
        new = self._known(dirty, seen, numbering)
        part = {**notebook, "cells": [notebook["cells"][i] for i in dirty if i not in new]}
        if part["cells"] or self._is_dirty(rest):
            clean = json.loads(self._clean(json.dumps(part).encode(), numbering))
            new |= self._remembered([i for i in dirty if i not in new], seen, clean["cells"])
            return verdict._replace(changes=_changes(notebook, {**clean, "cells": new}))
        return verdict._replace(changes=_changes(notebook, {**notebook, "cells": new}))

    def _known(
        self, numbers: Sequence[int], seen: Sequence[Seen], numbering: Placeholders
    ) -> dict[int, Any]:
        """The cells that were made clean before, and not changed since."""
        found = {i: self._bench.cleaned.get(self._key(seen[i])) for i in numbers}
        known = {i: json.loads(data) for i, data in found.items() if data}
        for i in known:
            numbering.reserve((found[i] or b"").decode())
        return known

    def _remembered(
        self, numbers: Sequence[int], seen: Sequence[Seen], cells: Sequence[Any]
    ) -> dict[int, Any]:
        for i, cell in zip(numbers, cells, strict=True):
            data = json.dumps(cell).encode()
            self._bench.cleaned.put(self._key(seen[i]), data, len(data))
        return dict(zip(numbers, cells, strict=True))

    def _key(self, seen: Seen) -> bytes:
        return mark(self._path, seen.mark)

    def of_bytes(self, data: bytes, *, change: bool) -> tuple[Verdict, bytes]:
        """The verdict on a file and its bytes cleaned; every other byte stays as it is."""
        document, tree = _opened(self._guard, data)
        if tree is not None and _is_plain(tree):
            verdict = self.of_tree(tree, change=False)
            clean = not verdict.found and self._guard.policy.images == "keep"
            if clean or not change:
                return verdict, data
        if change:
            numbering = self._bench.numbering(self._path)
            report, new = self._guard.clean_document(document, NAME, numbering)
        else:
            report, new = self._guard.scan_document(document, NAME), data
        found = _counted((f.entity, f.cell) for f in report.findings)
        return Verdict(found, report.left), new

    def _of_whole(self, notebook: Any, *, change: bool) -> Verdict:
        """Of a notebook in an older format, which is not looked at by cell."""
        verdict, data = self.of_bytes(json.dumps(notebook).encode(), change=change)
        new = json.loads(data)
        return verdict._replace(changes={"whole": new} if new != notebook else None)

    def _clean(self, data: bytes, numbering: Placeholders) -> bytes:
        return self._guard.clean_document(self._guard.open(NAME, data), NAME, numbering)[1]

    def _is_dirty(self, seen: Seen) -> bool:
        return bool(seen.found) or (self._guard.policy.images != "keep" and bool(seen.unscanned))


def _opened(guard: Guard, data: bytes) -> tuple[Document, Any]:
    """A file called a notebook, and its tree; as text where no reader would take it for one."""
    try:
        return guard.open(NAME, data), jsontext.parse(data.decode("utf-8-sig", "surrogatepass"))
    except UnreadableFile as error:
        if not str(error).startswith(_NO_NOTEBOOK):
            raise
    return guard.open("cells.txt", data), None


def _is_plain(notebook: Any) -> bool:
    """Whether the cells stand where nbformat 4 has them."""
    if not isinstance(notebook, dict) or "worksheets" in notebook:
        return False
    cells = notebook.get("cells")
    return isinstance(cells, list) and all(isinstance(cell, dict) for cell in cells)


def _verdict(seen: Sequence[Seen], rest: Seen) -> Verdict:
    found: list[tuple[str, int | None, int]] = [
        (entity, i, times) for i, one in enumerate(seen) for entity, times in one.found.items()
    ]
    found += [(entity, None, times) for entity, times in rest.found.items()]
    return Verdict(found, sum(one.left for one in [*seen, rest]))


def _counted(pairs: Iterable[tuple[str, int | None]]) -> list[tuple[str, int | None, int]]:
    return [(entity, cell, n) for (entity, cell), n in Counter(pairs).items()]


def _changes(old: dict[str, Any], new: dict[str, Any]) -> dict[str, Any]:
    """What cleaning changed: new cells by their number, and the members beside them."""
    cells = {str(i): cell for i, cell in new["cells"].items() if cell != old["cells"][i]}
    beside = {key: value for key, value in new.items() if key != "cells"}
    same = {key: value for key, value in old.items() if key != "cells"} == beside
    return {"cells": cells, "beside": None if same else beside}
