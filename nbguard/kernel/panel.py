"""The panel: what was found, an operator per row, one click.

What the widget keeps (and a notebook may save) are ids, entities, counts and names of operators.
Samples, previews and revealed values travel in messages, which nothing saves.
"""

from __future__ import annotations

import html
from pathlib import Path
from typing import TYPE_CHECKING, Any

import anywidget
import traitlets

from nbguard.errors import NbguardError
from nbguard.kernel.review import OPERATORS

if TYPE_CHECKING:
    from collections.abc import Callable

    from nbguard.kernel.review import Review
    from nbguard.kernel.session import Session

    Answer = dict[str, Any]

_HERE = Path(__file__).parent
_REVEALED = 10
"""Seconds that a revealed value stays on screen."""


class Panel(anywidget.AnyWidget):
    """The redaction panel of one value."""

    _esm = _HERE / "panel.js"
    _css = _HERE / "panel.css"

    rows = traitlets.List().tag(sync=True)
    operators = traitlets.List(list(OPERATORS)).tag(sync=True)
    code = traitlets.Unicode().tag(sync=True)

    def __init__(self, shell: Any, session: Session, review: Review) -> None:
        rows = [
            {"id": i, "name": str(row.key), "entity": row.entity, "count": row.found}
            | {"operator": row.operator, "done": ""}
            for i, row in enumerate(review.rows)
        ]
        super().__init__(rows=rows)
        self._shell = shell
        self._session = session
        self._review = review
        self._target = f"{review.name}_safe" if review.name.isidentifier() else "safe"
        self._made: list[dict[int, str]] = []
        self._verbs: dict[str, Callable[[Answer], Answer]] = {
            "preview": self._preview,
            "redact": self._redact,
            "redact-all": self._redact_all,
            "undo": self._undo,
            "reveal": self._reveal,
        }
        self.on_msg(self._on_message)

    def _on_message(self, _widget: Any, message: Answer, _buffers: Any) -> None:
        """Answer a message of the front end: {"do": verb, "id": row, "operator": name}."""
        verb = self._verbs.get(message.get("do", ""))
        if verb is None:
            return
        try:
            answer = verb(message)
        except NbguardError as error:
            answer = {"error": str(error)}
        self.send({"did": message["do"], "id": message.get("id"), **answer})

    def _preview(self, message: Answer) -> Answer:
        row = message["id"]
        after = self._review.after(row, self._chosen(message))
        return {"before": self._review.before(row), "after": after}

    def _redact(self, message: Answer) -> Answer:
        done = self._made[-1] if self._made else {}
        return self._make({**done, message["id"]: self._chosen(message)})

    def _redact_all(self, message: Answer) -> Answer:
        chosen = message.get("operators", {})
        return self._make({row["id"]: self._checked(chosen[str(row["id"])]) for row in self.rows})

    def _undo(self, _message: Answer) -> Answer:
        if self._made:
            self._made.pop()
        last = self._made.pop() if self._made else {}
        if last:
            return self._make(last)
        self._shell.user_ns.pop(self._target, None)
        self._mark({})
        self.code = ""
        return {"name": ""}

    def _reveal(self, message: Answer) -> Answer:
        """Some values as they are: this one message passes the guard, and nothing keeps it."""
        row = self._review.rows[message["id"]]
        values = self._review.values(message["id"])
        self._session.reveal("kernel panel", {row.entity: len(values)})
        return {"values": values, "seconds": _REVEALED}

    def _make(self, choices: dict[int, str]) -> Answer:
        self._shell.user_ns[self._target] = self._review.redact(choices)
        self._made.append(choices)
        self._mark(choices)
        self.code = self._review.code(choices, self._target)
        return {"name": self._target}

    def _mark(self, choices: dict[int, str]) -> None:
        self.rows = [{**row, "done": choices.get(row["id"], "")} for row in self.rows]

    def _chosen(self, message: Answer) -> str:
        return self._checked(message.get("operator"))

    def _checked(self, operator: Any) -> str:
        if operator not in OPERATORS:
            raise NbguardError(f"no such operator; there are {', '.join(OPERATORS)}")
        return str(operator)

    def _repr_mimebundle_(self, **options: Any) -> Any:
        """The widget, and a table for whoever shows no widgets."""
        bundle = super()._repr_mimebundle_(**options)
        data, metadata = bundle if isinstance(bundle, tuple) else (bundle or {}, {})
        return {**data, "text/plain": self._as_text(), "text/html": self._as_html()}, metadata

    def _as_text(self) -> str:
        lines = [f"{row['name']}: {row['count']} {row['entity']}" for row in self.rows]
        return "\n".join(["nbguard", *(lines or ["nothing found"])])

    def _as_html(self) -> str:
        cells = "".join(
            f"<tr><td>{html.escape(row['name'])}</td><td>{row['entity']}</td>"
            f"<td>{row['count']}</td></tr>"
            for row in self.rows
        )
        head = "<tr><th>where</th><th>what</th><th>how many</th></tr>"
        return f"<table class='nbguard-static'>{head}{cells}</table>"
