"""Every place and encoding a canary is planted in: one function each, giving notebook JSON.

A place takes the canary and returns the cell that holds it; places outside cells return None
and write into the notebook's metadata.
"""

from __future__ import annotations

import base64
import html
import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeAlias
from urllib.parse import quote

if TYPE_CHECKING:
    from benchmarks.canaries.values import Canary

Cell: TypeAlias = dict[str, Any]
Place: TypeAlias = Callable[["Canary"], Cell]


def code(*outputs: Cell, source: str = "") -> Cell:
    """A code cell."""
    rest: Cell = {"execution_count": 1, "metadata": {}, "source": source}
    return {"cell_type": "code", **rest, "outputs": list(outputs)}


def _text_cell(kind: str, source: str, **more: Any) -> Cell:
    return {"cell_type": kind, "metadata": {}, "source": source, **more}


def stream(text: str | list[str], name: str = "stdout") -> Cell:
    """A stream output."""
    return {"output_type": "stream", "name": name, "text": text}


def shown(mime: str, data: Any, **metadata: Any) -> Cell:
    """A display of one MIME type."""
    return {"output_type": "display_data", "data": {mime: data}, "metadata": metadata}


def _halves(canary: Canary) -> tuple[str, str]:
    """The text cut in the middle of the value."""
    cut = len(canary.before) + len(canary.value) // 2
    return canary.text[:cut], canary.text[cut:]


def _symbols(text: str, form: Callable[[int], str]) -> str:
    return "".join(c if c.isalnum() and c.isascii() else form(ord(c)) for c in text)


def _utf16(point: int) -> str:
    return json.dumps(chr(point))[1:-1] if point > 127 else f"\\u{point:04x}"


def _error(canary: Canary) -> Cell:
    before, after = _halves(canary)
    lines = [
        "\x1b[0;31mValueError\x1b[0m   Traceback (most recent call last)",
        f"\x1b[0;31mValueError\x1b[0m: {before}\x1b[1;32m{after}\x1b[0m",
    ]
    return code(
        {"output_type": "error", "ename": "ValueError", "evalue": canary.text, "traceback": lines}
    )


def _frame(canary: Canary) -> Cell:
    header, value = html.escape(canary.before.strip(" :=")), html.escape(canary.value)
    rows = f"<tr><th>0</th><td>{value}</td><td>0.5</td></tr>"
    head = f"<tr><th></th><th>{header}</th><th>score</th></tr>"
    table = f'<table class="dataframe"><thead>{head}</thead><tbody>{rows}</tbody></table>'
    return code(shown("text/html", f"<div>\n{table}\n</div>"))


def _nested(canary: Canary) -> Cell:
    inner = json.dumps({"detail": json.dumps({"note": canary.text})})
    return code(shown("application/json", {"body": inner}))


def _data_uri(canary: Canary) -> Cell:
    payload = base64.b64encode(canary.text.encode()).decode()
    link = f'<a download="a.csv" href="data:text/csv;base64,{payload}">table</a>'
    return code(shown("text/html", link))


def _widget_view(canary: Canary) -> Cell:
    plain = f"HTML(value={canary.text!r})"
    cell = code(shown("text/plain", plain))
    view = {"model_id": "0", "version_major": 2, "version_minor": 0, "note": canary.text}
    cell["outputs"][0]["data"]["application/vnd.jupyter.widget-view+json"] = view
    return cell


def _cell_metadata(canary: Canary) -> Cell:
    return {**code(), "metadata": {"papermill": {"note": canary.text}}}


def _plotly(canary: Canary) -> Cell:
    trace = {"type": "bar", "x": [1, 2], "text": ["n/a", canary.text]}
    return code(shown("application/vnd.plotly.v1+json", {"data": [trace], "layout": {}}))


def _vega(canary: Canary) -> Cell:
    chart = {"mark": "bar", "datasets": {"data-1": [{"note": canary.text, "y": 0.25}]}}
    return code(shown("application/vnd.vegalite.v5+json", chart))


def _tags(canary: Canary) -> str:
    before, after = map(html.escape, _halves(canary))
    return f"<p>{before}<b>{after}</b></p>"


PLACES: dict[str, Place] = {
    "code, in a string": lambda c: code(source=f"note = {json.dumps(c.text)}\n"),
    "code, in a comment": lambda c: code(source=f"x = 1  # {c.text}\n"),
    "markdown source": lambda c: _text_cell("markdown", f"## Notes\n\n{c.text}\n"),
    "raw source": lambda c: _text_cell("raw", c.text),
    "stdout": lambda c: code(stream(f"done\n{c.text}\n0.25\n")),
    "stderr": lambda c: code(stream(f"WARNING {c.text}\n", "stderr")),
    "stdout, cut between list items": lambda c: code(stream([*_halves(c), "\n"])),
    "stdout, cut between outputs": lambda c: code(*(stream(half) for half in _halves(c))),
    "stdout, coloured in the middle": lambda c: code(
        stream("\x1b[1m".join(_halves(c)) + "\x1b[0m\n")
    ),
    "text/plain": lambda c: code(shown("text/plain", c.text)),
    "text/plain, repr of a string": lambda c: code(shown("text/plain", repr(c.text))),
    "text/plain, JSON with \\u escapes": lambda c: code(
        shown("text/plain", '{"note": "' + _symbols(c.text, _utf16) + '"}')
    ),
    "text/html": lambda c: code(shown("text/html", f"<p>{html.escape(c.text)}</p>")),
    "text/html, table": _frame,
    "text/html, attribute": lambda c: code(
        shown("text/html", f'<span title="{html.escape(c.text)}">i</span>')
    ),
    "text/html, decimal entities": lambda c: code(
        shown("text/html", f"<p>{_symbols(c.text, lambda p: f'&#{p};')}</p>")
    ),
    "text/html, hexadecimal entities": lambda c: code(
        shown("text/html", f"<p>{_symbols(c.text, lambda p: f'&#x{p:X};')}</p>")
    ),
    "text/html, tags in the middle": lambda c: code(shown("text/html", _tags(c))),
    "text/html, comment": lambda c: code(shown("text/html", f"<!-- {c.text} --><i>ok</i>")),
    "text/html, JSON in a script": lambda c: code(
        shown("text/html", f"<script>var d = {json.dumps({'note': c.text})};</script>")
    ),
    "text/html, base64 data URI": _data_uri,
    "text/html, percent-encoded link": lambda c: code(
        shown("text/html", f'<a href="https://x.example/?q={quote(c.text)}">q</a>')
    ),
    "text/markdown": lambda c: code(shown("text/markdown", f"- {c.text}\n- second")),
    "text/latex": lambda c: code(shown("text/latex", f"\\text{{{c.text}}}")),
    "image/svg+xml": lambda c: code(
        shown("image/svg+xml", f"<svg><text x='1' y='2'>{html.escape(c.text)}</text></svg>")
    ),
    "application/json": lambda c: code(shown("application/json", {"rows": [{"note": c.text}]})),
    "application/json, nested twice in strings": _nested,
    "plotly": _plotly,
    "vega": _vega,
    "widget view": _widget_view,
    "traceback, coloured in the middle": _error,
    "output metadata": lambda c: code(shown("text/plain", "1", note=c.text)),
    "cell metadata": _cell_metadata,
    "attachment's name": lambda c: _text_cell(
        "markdown", "see below", attachments={f"{c.text}.png": {"image/png": "aGk="}}
    ),
    "textual attachment": lambda c: _text_cell(
        "markdown",
        "see below",
        attachments={"a.svg": {"image/svg+xml": f"<svg>{html.escape(c.text)}</svg>"}},
    ),
}


def widget_state(text: str) -> Cell:
    """A widget's state, as a notebook's metadata saves it."""
    model = {"model_name": "HTMLModel", "state": {"value": text, "layout": "IPY_MODEL_1"}}
    saved = {"state": {"0": model}, "version_major": 2, "version_minor": 0}
    return {"application/vnd.jupyter.widget-state+json": saved}
