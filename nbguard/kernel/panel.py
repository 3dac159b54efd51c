"""The panel: what was found, an operator per row, one click.

What the widget keeps (and a notebook may save) are ids, entities, counts and names of operators.
Samples, previews and revealed values travel in messages, which nothing saves.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import anywidget
import traitlets

from nbguard import audit
from nbguard.errors import NbguardError
from nbguard.kernel import fallback
from nbguard.kernel.review import KEEP, open_review

if TYPE_CHECKING:
    from collections.abc import Callable

    from nbguard.kernel.review import Review, Row
    from nbguard.kernel.session import Session

    Message = dict[str, Any]

_HERE = Path(__file__).parent
_REVEALED = 10
"""Seconds that a revealed value stays on screen."""
_IMPORT = "import nbguard\n\n"


class Panel(anywidget.AnyWidget):
    """The redaction panel of one value, which the expression ``name`` gives."""

    _esm = _HERE / "panel.js"
    _css = _HERE / "panel.css"

    title = traitlets.Unicode().tag(sync=True)
    rows = traitlets.List().tag(sync=True)
    operators = traitlets.List().tag(sync=True)
    may = traitlets.Dict().tag(sync=True)
    code = traitlets.Unicode().tag(sync=True)

    def __init__(self, shell: Any, session: Session, value: Any, name: str) -> None:
        self._shell = shell
        self._session = session
        self._made: list[dict[Any, str]] = []
        super().__init__(**self._seen(value, name))
        self._target = f"{name}_safe" if name.isidentifier() and name != "_" else "safe"
        self._verbs: dict[str, Callable[[Message], Message]] = {
            "preview": self._preview,
            "redact": self._redact,
            "redact-all": self._redact_all,
            "undo": self._undo,
            "reveal": self._reveal,
            "allow": self._allow,
        }
        self.on_msg(self._on_message)

    def _seen(self, value: Any, name: str) -> Message:
        """Look at the value; gives what the widget shows of it."""
        shield = self._session.shield
        self._review: Review = open_review(value, name, shield.guard, shield.placeholders)
        return {
            "title": f"{name}: {self._review.size}",
            "operators": list(self._review.operators),
            "may": {verb: self._may(verb) for verb in ("reveal", "allow")},
            "rows": self._shown(),
        }

    def _may(self, action: str) -> bool:
        """Whether the policy permits it for anything that was found."""
        found = {entity for row in self._review.rows for entity in row.entities}
        return any(self._session.policy.may(action, entity) for entity in found)

    def _shown(self) -> list[Message]:
        done = self._made[-1] if self._made else {}
        return [
            {
                "id": number,
                "name": str(row.key),
                "entities": dict(row.entities),
                "operator": row.operator,
                "done": done.get(row.key, ""),
            }
            for number, row in enumerate(self._review.rows)
        ]

    def _on_message(self, _widget: Any, message: Message, _buffers: Any) -> None:
        """Answer a message of the front end: {"do": verb, "id": row, "operator": name}."""
        verb = self._verbs.get(message.get("do", ""))
        if verb is None:
            return
        try:
            answer = verb(message)
        except NbguardError as error:
            answer = {"error": str(error)}
        self.send({"did": message["do"], "id": message.get("id"), **answer})

    def _preview(self, message: Message) -> Message:
        """Of each row in {"operators": {row: operator}}, some values before and after."""
        chosen = {self._number(k): self._known(o) for k, o in message["operators"].items()}
        return {
            "previews": {
                str(number): {
                    "before": self._review.before(number),
                    "after": self._review.after(number, operator),
                }
                for number, operator in chosen.items()
            }
        }

    def _redact(self, message: Message) -> Message:
        row = self._row(message)
        done = self._made[-1] if self._made else {}
        return self._make({**done, row.key: self._known(message.get("operator"))})

    def _redact_all(self, message: Message) -> Message:
        chosen = message.get("operators", {})
        return self._make(
            {row.key: self._known(chosen.get(str(i))) for i, row in enumerate(self._review.rows)}
        )

    def _undo(self, _message: Message) -> Message:
        if self._made:
            self._made.pop()
        if self._made:
            return self._make(self._made.pop())
        self._shell.user_ns.pop(self._target, None)
        self.code = ""
        self.rows = self._shown()
        return {"name": ""}

    def _reveal(self, message: Message) -> Message:
        """Some values as they are: this one message passes the guard, and nothing keeps it."""
        row = self._row(message)
        self._session.reveal(self._where(row), row.entities)
        values = [sample.text for sample in self._review.samples(message["id"])]
        return {"values": values, "seconds": _REVEALED}

    def _allow(self, message: Message) -> Message:
        """What one sample holds is allowed from now on: in the policy file, and so here."""
        row, samples = self._row(message), self._review.samples(message["id"])
        index = message.get("sample")
        if not isinstance(index, int) or not 0 <= index < len(samples):
            raise NbguardError("no such sample")
        path = self._session.allow(self._where(row), row.entity, samples[index].values)
        for trait, seen in self._seen(self._review.value, self._review.name).items():
            setattr(self, trait, seen)
        return {"file": str(path)}

    def _make(self, choices: dict[Any, str]) -> Message:
        """Put the new value into the namespace, and say which line makes it again."""
        rows = self._review.rows
        chosen = {i: choices[row.key] for i, row in enumerate(rows) if row.key in choices}
        self._shell.user_ns[self._target] = self._review.redact(chosen)
        self._made.append(choices)
        known = "nbguard" in self._shell.user_ns
        self.code = ("" if known else _IMPORT) + self._review.code(chosen, self._target)
        self.rows = self._shown()
        done = {
            row.entity: row.entities[row.entity]
            for row in rows
            if choices.get(row.key, KEEP) != KEEP
        }
        audit.record("redacted", where=f"kernel panel: {self._review.name}", entities=done)
        return {"name": self._target}

    def _where(self, row: Row) -> str:
        """The row's place for the audit log; a header may be a value itself."""
        label = self._session.shield.clean({"text": str(row.key)}).value["text"]
        return f"kernel panel: column {label}"

    def _row(self, message: Message) -> Row:
        return self._review.rows[self._number(message.get("id"))]

    def _number(self, number: Any) -> int:
        if str(number).isdigit() and int(number) < len(self._review.rows):
            return int(number)
        raise NbguardError("no such row")

    def _known(self, operator: Any) -> str:
        if operator not in self._review.operators:
            raise NbguardError(f"no such operator; there are {', '.join(self._review.operators)}")
        return str(operator)

    def _repr_mimebundle_(self, **options: Any) -> Any:
        """The widget, and a table for whoever shows no widgets."""
        bundle = super()._repr_mimebundle_(**options)
        data, metadata = bundle if isinstance(bundle, tuple) else (bundle or {}, {})
        static = {
            "text/plain": fallback.as_text(self.title, self.rows),
            "text/html": fallback.as_html(self.title, self.rows),
        }
        return {**data, **static}, metadata
