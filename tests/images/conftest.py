"""Pictures drawn here: plots, a table, noise. No sample of anybody's."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from PIL import Image

if TYPE_CHECKING:
    from collections.abc import Callable

_SIZE = (4.8, 2.4)  # in inches, of 100 pixels: small, for reading takes its time
MAIL = "wilhelmina.quist@canary-post.com"


def plot(*, title: str = "", labels: tuple[str, ...] = (), rotation: int = 0) -> bytes:
    """A bar plot as matplotlib writes it."""
    figure = Figure(figsize=_SIZE)
    FigureCanvasAgg(figure)
    axes = figure.subplots()
    axes.bar(labels or range(5), [3, 1, 4, 1, 5][: len(labels) or 5])
    axes.set_title(title, fontsize=9)
    axes.tick_params(axis="x", rotation=rotation)
    figure.tight_layout()
    out = io.BytesIO()
    figure.savefig(out, format="png", dpi=100)
    return out.getvalue()


def table(rows: list[list[str]]) -> bytes:
    """A table drawn as a picture: the first row is its head."""
    figure = Figure(figsize=_SIZE)
    FigureCanvasAgg(figure)
    axes = figure.subplots()
    axes.axis("off")
    axes.table(cellText=rows[1:], colLabels=rows[0], loc="center")
    out = io.BytesIO()
    figure.savefig(out, format="png", dpi=100)
    return out.getvalue()


def noise() -> bytes:
    """What a photograph of nothing looks like."""
    pixels = np.random.default_rng(0).integers(0, 255, (300, 400, 3), dtype=np.uint8)
    out = io.BytesIO()
    Image.fromarray(pixels).save(out, "PNG")
    return out.getvalue()


def converted(data: bytes, form: str, **settings: Any) -> bytes:
    """The same picture in another format."""
    out = io.BytesIO()
    Image.open(io.BytesIO(data)).convert("RGB").save(out, form, **settings)
    return out.getvalue()


def pixels(data: bytes) -> np.ndarray[Any, Any]:
    """Height, width, and red, green, blue."""
    return np.asarray(Image.open(io.BytesIO(data)).convert("RGB")).astype(int)


@pytest.fixture(scope="session")
def titled() -> bytes:
    """A plot with an address in its title."""
    return plot(title=f"Orders of {MAIL}")


@pytest.fixture(scope="session")
def text_of() -> Callable[[bytes], str]:
    """What a picture says."""
    from nbguard.images import Picture

    def read(data: bytes) -> str:
        picture = Picture.read(data)
        assert picture is not None
        return picture.text

    return read
