"""A page of headings, texts, lists, tables and commands, as Markdown and as HTML.

Names of files, branches and people come from a repository, which may be a stranger's: they are
marked as such, and neither form lets them be anything but text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape
from typing import NamedTuple

from nbguard.report import printable
from nbguard.report.as_html import page

_FOREIGN = re.compile("\x02(.*?)\x03", re.DOTALL)
_FOOTER = "No value is in here; names of files, branches and people are."


class Part(NamedTuple):
    """``kind`` is h1, h2, p, li, todo, table or code; a table's first row is its head."""

    kind: str
    lines: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


def foreign(text: str) -> str:
    """Somebody else's text inside ours."""
    return "\x02" + printable(text).replace("\x02", "").replace("\x03", "") + "\x03"


def text(*lines: str, kind: str = "p") -> Part:
    """A paragraph, a list, a heading."""
    return Part(kind, lines)


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Part:
    """A table."""
    return Part("table", rows=(tuple(head), *map(tuple, rows)))


def markdown(parts: Sequence[Part]) -> str:
    """The page as Markdown."""
    return "\n\n".join("\n".join(_markdown(part)) for part in parts) + "\n"


def html(parts: Sequence[Part], title: str) -> str:
    """The page as one HTML file that asks nothing of any server and runs no script."""
    body = "\n".join(line for part in parts for line in _html(part))
    return page(title, body, look="plan", footer=_FOOTER)


def _markdown(part: Part) -> Iterator[str]:
    marks = {"h1": "# ", "h2": "## ", "li": "- ", "todo": "- [ ] "}
    if part.kind == "table":
        head, *rows = part.rows
        yield _row(head)
        yield _row(["---"] * len(head))
        yield from map(_row, rows)
    elif part.kind == "code":
        yield from ("```sh", *part.lines, "```")
    else:
        yield from (marks.get(part.kind, "") + _md(line) for line in part.lines)


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(_md(cell).replace('|', chr(92) + '|') for cell in cells)} |"


def _md(line: str) -> str:
    return _FOREIGN.sub(lambda m: f"`{m[1].replace('`', chr(39))}`" if m[1] else "", line)


def _html(part: Part) -> Iterator[str]:
    if part.kind == "table":
        head, *rows = part.rows
        yield "<div class=wide><table><thead><tr>"
        yield "".join(f"<th>{_inline(cell)}</th>" for cell in head) + "</tr></thead><tbody>"
        for row in rows:
            yield "<tr>" + "".join(f"<td>{_inline(cell)}</td>" for cell in row) + "</tr>"
        yield "</tbody></table></div>"
    elif part.kind == "code":
        yield f"<pre><code>{escape(chr(10).join(part.lines))}</code></pre>"
    elif part.kind in ("li", "todo"):
        box = "<input type=checkbox> " if part.kind == "todo" else ""
        yield f"<ul class={part.kind}>"
        yield from (f"<li>{box}{_inline(line)}</li>" for line in part.lines)
        yield "</ul>"
    else:
        yield from (f"<{part.kind}>{_inline(line)}</{part.kind}>" for line in part.lines)


def _inline(line: str) -> str:
    """Our own text with ``code`` and **weight**; what is foreign is code, and nothing else."""
    pieces = re.split("(\x02.*?\x03)", line, flags=re.DOTALL)
    return "".join(
        f"<code>{escape(piece[1:-1])}</code>" if piece.startswith("\x02") else _own(piece)
        for piece in pieces
    )


def _own(piece: str) -> str:
    piece = re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(piece))
    return re.sub(r"\*\*([^*]+)\*\*", r"<strong>\1</strong>", piece)
