"""Clean exports: nbconvert reads the notebook through nbguard before anything is made of it.

    jupyter nbconvert --to nbguard-html analysis.ipynb
    jupyter nbconvert --to rst --RSTExporter.preprocessors=nbguard.export.CleanPreprocessor a.ipynb

The first form exists for HTML, PDF, LaTeX, Markdown, slides and notebooks; there the cleaning
comes right after an ``--execute`` and before anything is drawn out of the notebook into files of
its own. Nothing is exported if cleaning fails.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from nbconvert import exporters
from nbconvert.preprocessors import ExecutePreprocessor, Preprocessor
from nbformat import NotebookNode, from_dict
from traitlets import Bool

from nbguard.errors import NbguardError, describe_bug
from nbguard.guard import Guard
from nbguard.policy import Policy
from nbguard.report import plural

if TYPE_CHECKING:
    from nbguard.findings import Report

_TEXT = (".svg", ".html", ".txt", ".json", ".md")


class CleanPreprocessor(Preprocessor):  # type: ignore[misc]
    """Replaces what is sensitive, under the policy nearest to the notebook.

    Raises NbguardError, and so ends the export, if that cannot be done, or if something is left
    that cannot be replaced (in code, outside strings and comments) and ``strict`` is on.
    """

    enabled = Bool(True).tag(config=True)
    strict = Bool(True, help="refuse to export what could not be cleaned").tag(config=True)

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """The notebook cleaned, and the files that were drawn out of it before."""
        where = resources.get("metadata", {}).get("path") or "."
        guard = Guard(Policy.find(where))
        notebook = json.loads(self._clean(guard, "notebook.ipynb", json.dumps(nb).encode()))
        drawn = resources.get("outputs") or {}
        for name in [name for name in drawn if name.endswith(_TEXT)]:
            drawn[name] = self._clean(guard, name, drawn[name])
        return from_dict(notebook), resources

    def _clean(self, guard: Guard, name: str, data: bytes) -> bytes:
        report, clean = _clean(guard, name, data)
        if report.left and self.strict:
            raise NbguardError(
                f"{plural(report.left, 'finding')} in code cannot be replaced; nbguard scan shows "
                "where. Edit by hand, allow it, or export with --CleanPreprocessor.strict=False"
            )
        return clean


def _clean(guard: Guard, name: str, data: bytes) -> tuple[Report, bytes]:
    try:
        return guard.clean_document(guard.open(name, data), name)
    except NbguardError:
        raise
    except Exception as error:  # noqa: BLE001 (its text may hold data: only its type is shown)
        bug = describe_bug(error)
    # Raised out here, where the exception with the data is no longer this one's context.
    raise NbguardError(f"a bug of nbguard's: {bug}")


class _Clean:
    """Exporters with the preprocessor in its place: after what executes, before what draws."""

    def _init_preprocessors(self) -> None:
        super()._init_preprocessors()  # type: ignore[misc]
        steps: list[Any] = self._preprocessors  # type: ignore[attr-defined]
        executes = [isinstance(step, ExecutePreprocessor) for step in steps]
        at = executes.index(True) + 1 if any(executes) else 0
        steps.insert(at, CleanPreprocessor(parent=self))


class CleanHTMLExporter(_Clean, exporters.HTMLExporter):  # type: ignore[misc]
    """``--to nbguard-html``."""


class CleanLatexExporter(_Clean, exporters.LatexExporter):  # type: ignore[misc]
    """``--to nbguard-latex``."""


class CleanMarkdownExporter(_Clean, exporters.MarkdownExporter):  # type: ignore[misc]
    """``--to nbguard-markdown``."""


class CleanNotebookExporter(_Clean, exporters.NotebookExporter):  # type: ignore[misc]
    """``--to nbguard-notebook``."""


class CleanPDFExporter(_Clean, exporters.PDFExporter):  # type: ignore[misc]
    """``--to nbguard-pdf``, through LaTeX."""


class CleanSlidesExporter(_Clean, exporters.SlidesExporter):  # type: ignore[misc]
    """``--to nbguard-slides``."""


class CleanWebPDFExporter(_Clean, exporters.WebPDFExporter):  # type: ignore[misc]
    """``--to nbguard-webpdf``, through a browser."""
