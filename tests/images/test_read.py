from __future__ import annotations

import io

import pytest
from PIL import Image, PngImagePlugin

from nbguard.errors import DetectionError
from nbguard.images import Picture, Pictures, engine, known
from tests.images.conftest import MAIL, converted, noise, plot, table

Read = "Callable[[bytes], str]"


def test_a_title_is_read_with_its_blanks(text_of: Read, titled: bytes) -> None:
    assert f"Orders of {MAIL}" in text_of(titled)


@pytest.mark.parametrize("form", ["JPEG", "GIF", "WEBP"])
def test_other_formats_are_read(text_of: Read, titled: bytes, form: str) -> None:
    assert MAIL in text_of(converted(titled, form))


@pytest.mark.parametrize("rotation", [45, 90])
def test_turned_labels_are_read(text_of: Read, rotation: int) -> None:
    text = text_of(plot(labels=("Jane Roe", "Tom Miller", "Maria Garcia"), rotation=rotation))
    assert all(name in text for name in ("Jane Roe", "Tom Miller", "Maria Garcia"))


def test_the_columns_of_a_table_stand_one_below_the_other(text_of: Read) -> None:
    rows = [["name", "email"], ["Jane Roe", "jane@acme-corp.com"], ["Tom Miller", "tom@law.org"]]
    lines = [line for line in text_of(table(rows)).splitlines() if "  " in line]
    assert [line.split("  ")[0] for line in lines[:3]] == ["name", "Jane Roe", "Tom Miller"]
    assert [line.split("  ")[-1].strip() for line in lines[:3]] == [row[1] for row in rows]


def test_light_writing_on_a_clear_ground_is_read(text_of: Read, titled: bytes) -> None:
    dark = Image.open(io.BytesIO(titled)).convert("L")
    light = Image.new("RGBA", dark.size, "white")
    light.putalpha(dark.point(lambda level: 255 - level))
    out = io.BytesIO()
    light.save(out, "PNG")
    assert MAIL in text_of(out.getvalue())


@pytest.mark.slow
def test_a_page_taller_than_any_screen_is_read_in_pieces(text_of: Read, titled: bytes) -> None:
    part = Image.open(io.BytesIO(titled)).convert("RGB")
    page = Image.new("RGB", (part.width, 6000), "white")
    page.paste(part, (0, 5400))
    out = io.BytesIO()
    page.save(out, "PNG")
    assert MAIL in text_of(out.getvalue())


def test_texts_beside_the_pixels_are_read(text_of: Read, titled: bytes) -> None:
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Author", "Tom Miller")
    notes.add_itxt("Comment", "zażółć", zip=True)
    out = io.BytesIO()
    Image.open(io.BytesIO(titled)).save(out, "PNG", pnginfo=notes)
    lines = text_of(out.getvalue()).splitlines()
    assert {"Author: Tom Miller", "Comment: zażółć"} <= set(lines)


def test_what_a_camera_notes_is_read(text_of: Read) -> None:
    exif = Image.Exif()
    exif[0x013B] = "Tom Miller"  # the artist
    exif[0x9C9D] = "Maria Garcia".encode("utf-16-le")  # the author, as Windows writes it
    exif.get_ifd(0x8769)[0x9286] = b"ASCII\0\0\0by Jane Roe"  # the user's comment
    text = text_of(converted(noise(), "JPEG", exif=exif.tobytes(), comment=b"of Ann Lee"))
    assert all(name in text for name in ("Tom Miller", "Maria Garcia", "Jane Roe", "Ann Lee"))


def test_noise_says_nothing(text_of: Read) -> None:
    assert text_of(noise()).strip() == ""


@pytest.mark.parametrize(
    "data",
    [b"", b"\x89PNG\r\n\x1a\nbroken", b"%PDF-1.7", plot()[:3000]],
    ids=["nothing", "broken", "no picture", "cut short"],
)
def test_what_cannot_be_decoded_is_no_picture(data: bytes) -> None:
    assert Picture.read(data) is None


def test_a_moving_picture_is_none_that_can_be_read(titled: bytes) -> None:
    frames = [Image.open(io.BytesIO(data)).convert("RGB") for data in (plot(), titled)]
    out = io.BytesIO()
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:])
    assert Picture.read(out.getvalue()) is None


def test_a_picture_too_large_for_memory_is_never_decoded() -> None:
    out = io.BytesIO()
    Image.new("1", (20_000, 10_000)).save(out, "PNG")
    assert Picture.read(out.getvalue()) is None


def test_an_engine_that_breaks_is_an_error_without_what_it_read(
    monkeypatch: pytest.MonkeyPatch, titled: bytes
) -> None:
    def breaks(_: object) -> None:
        raise RuntimeError(MAIL)

    monkeypatch.setattr(engine, "_read", breaks)
    with pytest.raises(DetectionError) as caught:
        Picture.read(titled)
    assert str(caught.value) == "a picture could not be read (RuntimeError)"
    assert caught.value.__context__ is None


def test_a_picture_is_read_once(monkeypatch: pytest.MonkeyPatch, titled: bytes) -> None:
    first = Pictures().read(titled)
    monkeypatch.setattr(known.Picture, "read", lambda _: pytest.fail("read again"))
    assert Pictures().read(titled) is first
