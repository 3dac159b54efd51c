from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from PIL import Image, PngImagePlugin

from nbguard.images import Picture
from tests.images.conftest import MAIL, converted, pixels, plot

if TYPE_CHECKING:
    from collections.abc import Callable


def _painted(data: bytes, value: str) -> bytes:
    picture = Picture.read(data)
    assert picture is not None
    start = picture.text.index(value)
    return picture.painted(data, [(start, start + len(value))])


@pytest.mark.parametrize("form", ["PNG", "JPEG", "GIF", "WEBP"])
def test_what_was_found_is_gone_and_the_rest_is_as_it_was(
    text_of: Callable[[bytes], str], titled: bytes, form: str
) -> None:
    data = titled if form == "PNG" else converted(titled, form)
    safe = _painted(data, MAIL)
    assert Image.open(io.BytesIO(safe)).format == form
    text = text_of(safe)
    assert "Orders of" in text
    assert not any(word in text for word in ("wilhelmina", "quist", "canary", "post"))
    changed = abs(pixels(data) - pixels(safe)).max(axis=2) > (30 if form == "JPEG" else 0)
    rows, columns = changed.nonzero()
    assert rows.max() < 40  # the title's line, of 240
    assert columns.min() > 150


def test_boxes_are_solid(titled: bytes) -> None:
    safe = pixels(_painted(titled, MAIL))
    changed = (pixels(titled) != safe).any(axis=2)
    rows, columns = changed.nonzero()
    box = safe[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1]
    assert not box.any()


@pytest.mark.parametrize("rotation", [45, 90])
def test_a_turned_label_goes_whole(text_of: Callable[[bytes], str], rotation: int) -> None:
    data = plot(labels=("Jane Roe", "Tom Miller"), rotation=rotation)
    text = text_of(_painted(data, "Roe"))
    assert "Tom Miller" in text
    assert "Jane" not in text
    assert "Roe" not in text


def test_metadata_goes_with_whatever_was_found_and_the_density_stays(titled: bytes) -> None:
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Author", "Tom Miller")
    out = io.BytesIO()
    Image.open(io.BytesIO(titled)).save(out, "PNG", pnginfo=notes, dpi=(100, 100))
    safe = _painted(out.getvalue(), "Tom Miller")
    assert b"Tom" not in safe
    assert (pixels(safe) == pixels(titled)).all()
    info = Image.open(io.BytesIO(safe)).info
    assert set(info) == {"dpi"}
    assert info["dpi"] == pytest.approx((100, 100), abs=0.1)


def test_a_clear_ground_stays_clear(titled: bytes) -> None:
    out = io.BytesIO()
    image = Image.open(io.BytesIO(titled)).convert("RGBA")
    image.putalpha(image.convert("L").point(lambda level: 0 if level == 255 else 255))
    image.save(out, "PNG")
    safe = Image.open(io.BytesIO(_painted(out.getvalue(), MAIL)))
    assert safe.getpixel((0, 0))[3] == 0


def test_a_picture_lying_on_its_side_is_painted_upright(
    text_of: Callable[[bytes], str], titled: bytes
) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned by 90 degrees
    out = io.BytesIO()
    turned = Image.open(io.BytesIO(titled)).convert("RGB").rotate(90, expand=True)
    turned.save(out, "JPEG", exif=exif.tobytes())
    safe = _painted(out.getvalue(), MAIL)
    assert Image.open(io.BytesIO(safe)).size == (480, 240)
    assert "Orders of" in text_of(safe)
    assert MAIL not in text_of(safe)
