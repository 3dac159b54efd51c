"""The summary for programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import nbguard

if TYPE_CHECKING:
    from nbguard.audit.summary import Row, Summary


def render(summary: Summary) -> str:
    """The summary as one JSON object."""

    def rows(groups: list[Row]) -> list[dict[str, object]]:
        return [row._asdict() for row in groups]

    whole = {
        "version": 1,
        "tool": {"name": "nbguard", "version": nbguard.__version__},
        "entries": len(summary.entries),
        "by_event": rows(summary.events),
        "by_day": rows(summary.days),
        "by_user": rows(summary.users),
        "by_entity": rows(summary.entities),
    }
    return json.dumps(whole, indent=1) + "\n"
