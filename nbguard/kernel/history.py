"""What IPython itself writes to disk: history.sqlite, %logstart's log, %notebook, %store."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from nbguard import files
from nbguard.kernel.channel import spelled
from nbguard.kernel.patch import Patch
from nbguard.kernel.shield import Withheld
from nbguard.notebook import open_document

if TYPE_CHECKING:
    from collections.abc import Callable

    from nbguard.kernel.shield import Shield

_UNGUARDED = ("off", "warn")


class History:
    """Inputs and outputs are made safe before IPython keeps or writes them.

    ``In[]`` and ``%history`` show what was kept, and so ``%rerun`` runs it: a value that was
    typed into a cell has to be typed again.
    """

    def __init__(self, shell: Any, shield: Shield) -> None:
        self._shell = shell
        self._shield = shield
        manager = shell.history_manager
        self._inputs = Patch(manager, "store_inputs", self._store_inputs)
        self._outputs = Patch(manager, "store_output", self._store_output)
        self._log = Patch(shell.logger, "log_write", self._log_write)
        found = {name: shell.find_line_magic(name) for name in ("notebook", "store")}
        self._magics = {name: magic for name, magic in found.items() if magic}

    def install(self) -> None:
        """Guard what is written from now on."""
        for patch in (self._inputs, self._outputs, self._log):
            patch.install()
        for name, around in (("notebook", self._notebook), ("store", self._store)):
            if name in self._magics:
                self._lines[name] = around

    def remove(self) -> None:
        """Let IPython write as it did before."""
        for patch in (self._inputs, self._outputs, self._log):
            patch.remove()
        self._lines.update(self._magics)

    @property
    def _lines(self) -> dict[str, Callable[[str], Any]]:
        lines: dict[str, Callable[[str], Any]] = self._shell.magics_manager.magics["line"]
        return lines

    def _store_inputs(self, line_num: int, source: str, source_raw: str | None = None) -> None:
        raw = None if source_raw is None else self._safe(source_raw)
        same = source_raw == source and raw is not None
        self._inputs.original(line_num, raw if same else self._safe(source), raw)

    def _store_output(self, line_num: int) -> None:
        texts = self._shell.history_manager.output_hist_reprs
        if line_num in texts:
            texts[line_num] = self._safe(texts[line_num])
        self._outputs.original(line_num)

    def _log_write(self, data: str, kind: str = "input") -> None:
        active = getattr(self._shell.logger, "log_active", False)
        self._log.original(self._safe(data) if active else data, kind)

    def _safe(self, text: str) -> str:
        if self._shield.mode in _UNGUARDED:
            return text
        try:
            safe: str = self._shield.clean({"code": text}).value["code"]
        except Withheld as reason:
            return f"# [nbguard: input withheld: {reason}]"
        return safe

    def _notebook(self, line: str) -> Any:
        """``%notebook FILE``: written, and cleaned before anybody can read it."""
        if self._shield.mode in _UNGUARDED or not line.strip():
            return self._magics["notebook"](line)
        path = Path(line.split()[-1]).expanduser()
        with TemporaryDirectory(prefix="nbguard-") as private:
            draft = Path(private, path.name).with_suffix(".ipynb")
            self._magics["notebook"](str(draft))
            document = open_document(path.name, draft.read_bytes())
            files.write(str(path), self._shield.files.clean_document(document)[1])
        return None

    def _store(self, line: str) -> Any:
        """``%store NAME`` would write the values as they are: refused where there are any."""
        names = [name for name in line.split() if name in self._shell.user_ns]
        if not line.lstrip().startswith("-") and self._shield.mode not in _UNGUARDED:
            for name in names:
                if reason := self._sensitive(self._shell.user_ns[name]):
                    print(  # noqa: T201 the user is told
                        f"nbguard: {name} is not stored: {reason}. "
                        f"%nbguard redact {name} --as {name}_safe makes one that can be."
                    )
                    return None
        return self._magics["store"](line)

    def _sensitive(self, value: Any) -> str:
        """Why a value may not be written to disk; empty if it may."""
        try:
            found = self._shield.clean(_text(value)).found
        except Withheld as reason:
            return str(reason)
        return f"it holds {spelled(found)}" if found else ""


def _text(value: Any) -> str:
    """All of a value as text: a table as CSV, since its repr leaves rows out."""
    to_csv = getattr(value, "to_csv", None)
    return str(to_csv()) if callable(to_csv) else repr(value)
