"""RapidOCR behind one function: an image in, its lines of words out, each with where it stands."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, NamedTuple

from nbguard.errors import DetectionError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PIL.Image import Image

Quad = tuple[tuple[float, float], ...]
"""Four corners, in pixels, for words need not lie level."""

_SMALL = 1000
_WIDTH = 2000
_HEIGHT = 2000
_OVERLAP = 200
_lock = Lock()  # the engine keeps its settings, and so its state, in itself


class Word(NamedTuple):
    """A stretch of a line's text, and its box."""

    start: int
    end: int
    quad: Quad


class Line(NamedTuple):
    """A line as read: its text, its own box, its words."""

    text: str
    quad: Quad
    words: tuple[Word, ...]


def lines(image: Image) -> list[Line]:
    """The lines of an RGB image, in no certain order. Raises DetectionError if reading breaks."""
    try:
        return [line for tile in _tiles(image) for line in _lines(*tile)]
    except Exception as error:  # noqa: BLE001 its text may quote what was read
        problem = f"a picture could not be read ({type(error).__name__})"
    raise DetectionError(problem)


def _tiles(image: Image) -> Iterator[tuple[Image, int, float]]:
    """The image, or from top to bottom pieces of it: each with its offset and its scale.

    Small type is read far better at twice its size, and a tall page far better in pieces; lines
    of text are never cut across.
    """
    scale = 2.0 if max(image.size) <= _SMALL else min(1.0, _WIDTH / image.width)
    height = round(_HEIGHT / scale)
    overlap = round(_OVERLAP / scale)
    for top in range(0, max(1, image.height - overlap), height - overlap):
        piece = image.crop((0, top, image.width, min(top + height, image.height)))
        size = round(piece.width * scale), max(1, round(piece.height * scale))
        yield piece if size == piece.size else piece.resize(size), top, scale


def _lines(tile: Image, top: int, scale: float) -> Iterator[Line]:
    def placed(corners: Any) -> Quad:
        return tuple((float(x) / scale, top + float(y) / scale) for x, y in corners)

    found = _read(tile)
    texts = found.txts or ()
    # The engine leaves out lines whose words it cannot place: then none is sure to be whose.
    words = found.word_results if len(found.word_results) == len(texts) else [()] * len(texts)
    for text, box, parts in zip(
        texts, () if found.boxes is None else found.boxes, words, strict=True
    ):
        yield Line(text, placed(box), tuple(_words(text, parts, placed)))


def _words(text: str, parts: Any, placed: Any) -> Iterator[Word]:
    at = 0
    for part, _, corners in parts:
        start = text.find(part, at)
        if start >= 0 and corners is not None:
            at = start + len(part)
            yield Word(start, at, placed(corners))


def _read(tile: Image) -> Any:
    import numpy as np

    pixels = np.asarray(tile)[:, :, ::-1].copy()  # the engine takes blue first
    with _lock:
        try:
            return _engine()(pixels, return_word_box=True)
        except IndexError:  # its own slip where a line's words cannot be placed
            return _engine()(pixels, return_word_box=False)


@cache
def _engine() -> Any:
    import rapidocr
    from rapidocr import RapidOCR

    models = Path(rapidocr.__file__).with_name("models")
    settings: dict[str, Any] = {"Global.log_level": "critical", "Global.max_side_len": _HEIGHT}
    settings |= {"Det.limit_type": "max", "Det.limit_side_len": _HEIGHT}  # tiles are made to fit
    # By their own paths: what is not there is an error, and never fetched.
    for part, pattern in {"Det": "*_det_*", "Cls": "*_cls_*", "Rec": "*_rec_*"}.items():
        settings[f"{part}.model_path"] = str(next(iter(sorted(models.glob(f"{pattern}.onnx")))))
    if os.environ.get("OMP_NUM_THREADS") == "1":  # each core has a process of ours already
        settings["EngineConfig.onnxruntime.intra_op_num_threads"] = 1
    return RapidOCR(params=settings)
