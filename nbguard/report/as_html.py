"""A report for a browser: one file that asks nothing of any server and runs no script."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from importlib.resources import files
from itertools import groupby
from typing import TYPE_CHECKING

import nbguard
from nbguard.entities import CATALOGUE, kind_of
from nbguard.report import looked_at, plural
from nbguard.report.blocks import Block, Row, blocks

if TYPE_CHECKING:
    from nbguard.findings import Report

# The report quotes file names and places, which are other people's text: even if one slipped
# through escaping, the browser may neither run nor fetch anything.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_OPEN_FILES = 20
_FOOTER = "No value is in here, and none can be read from it."


def render(report: Report) -> str:
    """The report as one HTML page."""
    parts = (_head, _errors, _entities, _files, _unused)
    return page(_title(report), "\n".join(line for part in parts for line in part(report)))


def page(title: str, body: str, style: str = "", *, look: str = "", footer: str = _FOOTER) -> str:
    """A page of nbguard's; ``body`` is escaped already, ``style`` goes behind the common one.

    ``look`` is the class of what stands in the middle, ``footer`` a sentence below it.
    """
    common = files("nbguard.report").joinpath("page.css").read_text("utf-8")
    return f"""\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="{_POLICY}">
<title>nbguard: {escape(title)}</title>
<style>
{common}{style}</style>
</head>
<body>
<main class="{look}">
{body}
</main>
<footer>nbguard {nbguard.__version__}. {footer}</footer>
</body>
</html>
"""


def _title(report: Report) -> str:
    if report.findings:
        paths = {finding.path for finding in report.findings}
        return f"{plural(len(report.findings), 'finding')} in {plural(len(paths), 'file')}"
    return "nothing found" if report.files else "no file was looked at"


def _head(report: Report) -> Iterator[str]:
    state = "found" if report.findings else "failed" if report.errors else "clear"
    title = _title(report)
    yield f'<header class="{state}"><h1>{title[0].upper() + title[1:]}</h1>'
    yield f"<p>{escape(looked_at(report))}</p></header>"
    yield '<dl class="tiles">'
    for name, count in _tiles(report):
        yield f"<div><dt>{name}</dt><dd>{count:,}</dd></div>"
    yield "</dl>"


def _tiles(report: Report) -> list[tuple[str, int]]:
    walked = report.history
    seen = [("files", report.files)]
    if walked:
        seen = [("commits", walked.commits), ("files", walked.paths), ("versions", walked.blobs)]
    tiles = [
        *seen,
        ("cells", report.cells),
        ("places", report.places),
        ("findings", len(report.findings)),
        ("not looked at", sum(report.unscanned.values())),
    ]
    if report.known:
        tiles.append(("known", report.known))
    return tiles + ([("errors", len(report.errors))] if report.errors else [])


def _errors(report: Report) -> Iterator[str]:
    if report.errors:
        yield "<section><h2>Could not be looked at</h2><ul class=errors>"
        for error in report.errors:
            yield f"<li><b>{escape(error.path)}</b> {escape(error.message)}</li>"
        yield "</ul></section>"


def _entities(report: Report) -> Iterator[str]:
    if not report.findings:
        return
    counts = report.by_entity()
    most = max(counts.values())
    yield "<section><h2>What was found</h2><table class=bars>"
    for entity, count in counts.items():
        about = CATALOGUE[entity].about if entity in CATALOGUE else "an entity of the policy's own"
        yield (
            f"<tr><th scope=row>{_badge(entity, kind_of(entity))}</th><td>{escape(about)}</td>"
            f"<td class=number>{count:,}</td>"
            f'<td class=bar><i style="width:{100 * count / most:.1f}%"></i></td></tr>'
        )
    yield "</table></section>"


def _files(report: Report) -> Iterator[str]:
    by_path = {
        path: list(group) for path, group in groupby(blocks(report.findings), lambda b: b.path)
    }
    if not by_path:
        return
    yield "<section><h2>Where</h2>"
    state = " open" if len(by_path) <= _OPEN_FILES else ""
    for path, group in by_path.items():
        count = plural(sum(row.times for block in group for row in block.rows), "finding")
        yield f"<details{state}><summary>{escape(path)} <span>{count}</span></summary>"
        for block in group:
            yield from _block(block)
        yield "</details>"
    yield "</section>"


def _unused(report: Report) -> Iterator[str]:
    if report.unused:
        yield "<section><h2>Allows nothing</h2><ul>"
        yield from (f"<li>{escape(allowance)}</li>" for allowance in report.unused)
        yield "</ul></section>"


def _block(block: Block) -> Iterator[str]:
    yield "<div class=wide>"
    if block.told:
        yield f"<p class=told>{escape(block.told)}</p>"
    yield "<table><thead><tr><th>cell<th>place<th>lines<th>entity"
    yield "<th class=number>count<th class=number>score</tr></thead><tbody>"
    yield from map(_row, block.rows)
    yield "</tbody></table></div>"


def _row(row: Row) -> str:
    return (
        f"<tr><td>{row.cell}</td><td><code>{escape(row.place)}</code></td><td>{row.lines}</td>"
        f"<td>{_badge(row.entity, row.kind)}</td><td class=number>{row.times:,}</td>"
        f"<td class=number>{row.score:.2f}</td></tr>"
    )


def _badge(entity: str, kind: str) -> str:
    return f'<span class="entity {escape(kind)}">{escape(entity)}</span>'
