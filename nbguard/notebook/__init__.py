"""Documents: every text in a notebook, found, read in each form it hides in, and replaced.

Nothing here knows what is sensitive. A document is opened, its places are read, and what a
caller finds in a reading is replaced through that reading, in the encoding it came in:

>>> source = b'{"cells": [{"cell_type": "raw", "source": "by jane&#64;x.org"}]}'
>>> document = open_document("a.ipynb", source)
>>> place = document.places[0]
>>> place.cell, place.where, place.text
(0, 'source', 'by jane&#64;x.org')
>>> reading = place.readings[-1]
>>> reading.text
'by jane@x.org'
>>> start, end = reading.locate(3, 13)
>>> place.text[start:end], place.allows(start, end, "EMAIL_ADDRESS"), place.replaceable(start, end)
('jane&#64;x.org', False, True)
>>> reading.replace(3, 13, "[EMAIL_ADDRESS_1]")
True
>>> document.render()
b'{"cells": [{"cell_type": "raw", "source": "by [EMAIL_ADDRESS_1]"}]}'

A place can have several readings (as it stands, without tags, unescaped, each table cell with
its header as ``context``); the same value may turn up in more than one, at the same span of the
place. ``render`` gives the very bytes that were read where nothing was replaced.
"""

from __future__ import annotations

from nbguard.notebook.document import NotebookDocument
from nbguard.notebook.jsontext import Path
from nbguard.notebook.marks import Mark
from nbguard.notebook.payloads import Payloads, Pictures
from nbguard.notebook.places import Place
from nbguard.notebook.readings import Reading
from nbguard.notebook.text import TextDocument

__all__ = ["Document", "Mark", "Path", "Payloads", "Pictures", "Place", "Reading", "open_document"]

Document = NotebookDocument | TextDocument

_SUFFIX = ".ipynb"
_STDIN = "-"


def open_document(name: str, data: bytes, pictures: Pictures | None = None) -> Document:
    """Read a document: a notebook by structure, anything else as text.

    ``name`` decides, by its suffix; standard input (``-``) is a notebook if it looks like one.
    ``pictures`` reads pictures; without it they are only counted.
    Raises UnreadableFile, with the reason and nothing of the content.
    """
    is_notebook = name.lower().endswith(_SUFFIX) or (name == _STDIN and _looks_like_one(data))
    return (NotebookDocument if is_notebook else TextDocument)(name, data, pictures)


def _looks_like_one(data: bytes) -> bool:
    start = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    return start == b"{" and (b'"cells"' in data or b'"worksheets"' in data)
