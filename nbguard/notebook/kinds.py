"""How a text is read, and which MIME types are read in which way."""

from __future__ import annotations

TEXT, CODE, MARKUP, CSV, BASE64, IDENTIFIER, NAME, PICTURE = (
    "text",
    "code",
    "markup",
    "csv",
    "base64",
    "identifier",
    "name",
    "picture",
)
"""CODE changes only inside strings and comments; an IDENTIFIER keeps to letters and digits; a
NAME may end in the suffix of a file; of a PICTURE the text is what it says."""

JSON, BINARY = "json", "binary"
"""JSON is walked leaf by leaf; BINARY cannot be read, and is counted."""

_BY_TYPE = {
    "application/javascript": TEXT,
    "application/json": JSON,
    "application/octet-stream": BINARY,
    "application/pdf": BINARY,
    "application/zip": BINARY,
    "image/svg+xml": MARKUP,
    "text/csv": CSV,
    "text/html": MARKUP,
    "text/tab-separated-values": CSV,
    "text/xml": MARKUP,
    "application/xml": MARKUP,
}
_IMAGES = "image/"
_BINARY_FAMILIES = (_IMAGES, "audio/", "video/", "font/", "model/")


def is_image(mime: str) -> bool:
    """Whether a MIME type is that of a picture made of pixels."""
    return mime.lower().startswith(_IMAGES) and of_mime(mime) == BINARY


def of_mime(mime: str) -> str:
    """How a value of this MIME type is read.

    >>> of_mime("application/vnd.plotly.v1+json"), of_mime("image/png"), of_mime("text/x-any")
    ('json', 'binary', 'text')
    """
    mime = mime.lower().partition(";")[0].strip()
    if mime in _BY_TYPE:
        return _BY_TYPE[mime]
    if mime.endswith("+json"):
        return JSON
    if mime.endswith("+xml"):
        return MARKUP
    return BINARY if mime.startswith(_BINARY_FAMILIES) else TEXT
