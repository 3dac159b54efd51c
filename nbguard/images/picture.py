"""One picture: decoded, read, and painted over where somebody says so."""

from __future__ import annotations

import io
import warnings
from typing import TYPE_CHECKING, Any

from nbguard.images import layout

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from PIL.Image import Image as Pixels

    from nbguard.images.engine import Quad
    from nbguard.images.layout import Spot

_FORMATS = ("PNG", "JPEG", "GIF", "WEBP")
_SIGNS = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF8", b"RIFF")
_MOST_PIXELS = 40_000_000
_MARGIN = 0.15
_BRIGHT = 170
_QUALITY = 95
_EXIF_PARTS = (0x8769, 0x8825)  # what the camera adds, and where it was
_BINARY = ("exif", "icc_profile")  # the one is read tag by tag, the other holds colours


def is_picture(data: bytes) -> bool:
    """Whether the bytes begin as those of a picture that can be read do."""
    return data.startswith(_SIGNS) and (data[:4] != b"RIFF" or data[8:12] == b"WEBP")


class Picture:
    """What a picture says: ``text`` as read, then a line for each text in its metadata.

    It holds no pixels: whoever wants it painted over gives its bytes again.
    """

    __slots__ = ("_spots", "telling", "text")

    def __init__(self, text: str = "", spots: Iterable[Spot] = ()) -> None:
        self.text = text
        self._spots = tuple(spots)
        self.telling = False
        """Whether anything was found in it, allowed or not."""

    @classmethod
    def read(cls, data: bytes) -> Picture | None:
        """The picture in ``data``; None if it cannot be read: broken, moving, or too large.

        Raises DetectionError if the engine breaks.
        """
        opened = _opened(data)
        if opened is None:
            return None
        from nbguard.images import engine

        text, spots = layout.text_of(engine.lines(_flat(opened)))
        beside = "\n".join(_metadata(opened))
        spots.append(layout.Spot(len(text), len(text) + len(beside), None))
        return cls(text + beside, spots)

    def painted(self, data: bytes, spans: Iterable[tuple[int, int]]) -> bytes:
        """``data`` with solid boxes over what shows the spans of ``text``, metadata gone."""
        spans = list(spans)
        image = _opened(data)
        assert image is not None, "it was read before"
        clean = _bare(image)
        _cover(
            clean,
            [
                spot.quad
                for spot in self._spots
                if spot.quad and any(a < spot.end and spot.start < b for a, b in spans)
            ],
        )
        return _encoded(clean, image)


def _opened(data: bytes) -> Pixels | None:
    from PIL import Image, ImageOps

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # one of Pillow's says that a picture is a bomb
            image = Image.open(io.BytesIO(data), formats=_FORMATS)
            if image.width * image.height > _MOST_PIXELS or getattr(image, "n_frames", 1) > 1:
                return None
            image.load()
            upright = ImageOps.exif_transpose(image)
    except Exception:  # noqa: BLE001 whatever a decoder says of a broken file
        return None
    upright.format = image.format
    return upright


def _flat(image: Pixels) -> Pixels:
    """As a reader sees it: without transparency, on a ground that the writing stands out from."""
    from PIL import Image, ImageStat

    if image.mode.startswith("I"):
        image = image.point(lambda level: level / 256).convert("L")
    if "A" not in image.getbands() and "transparency" not in image.info:
        return image.convert("RGB")
    full = image.convert("RGBA")
    seen = ImageStat.Stat(full.convert("L"), full.getchannel("A").point(lambda a: a and 255))
    is_bright = seen.count[0] and seen.mean[0] > _BRIGHT
    ground = Image.new("RGBA", full.size, "black" if is_bright else "white")
    return Image.alpha_composite(ground, full).convert("RGB")


def _metadata(image: Pixels) -> Iterator[str]:
    """The texts that a picture carries beside its pixels: chunks, comments, EXIF, XMP."""
    exif = image.getexif()
    values: dict[Any, Any] = {**image.info, **exif}
    for part in _EXIF_PARTS:
        values.update(exif.get_ifd(part))
    for name, value in values.items():
        text = _decoded(value) if isinstance(value, bytes) else value
        if isinstance(text, str) and text.strip() and name not in _BINARY:
            yield f"{name}: {text}" if isinstance(name, str) and name.isprintable() else text


def _decoded(value: bytes) -> str:
    """Text among bytes: Windows writes EXIF in two bytes a letter, others put a code before it."""
    if value[1::2].count(0) > len(value) // 4:
        return value.decode("utf-16-le", "ignore").strip("\0")
    return value.decode("utf-8", "ignore").replace("\0", " ")


def _bare(image: Pixels) -> Pixels:
    """The pixels alone, in colours that a box can be painted in."""
    from PIL import Image

    mode = image.mode
    if mode not in ("L", "LA", "RGB", "RGBA"):
        mode = "RGBA" if "transparency" in image.info or mode == "PA" else "RGB"
    elif mode in ("L", "RGB") and "transparency" in image.info:
        mode = "RGBA"
    shown = image.convert(mode)
    bare = Image.new(mode, shown.size)
    bare.paste(shown)
    return bare


def _cover(image: Pixels, quads: Iterable[Quad]) -> None:
    from PIL import ImageDraw

    draw = ImageDraw.Draw(image)
    for quad in quads:
        draw.polygon(_grown(quad), fill=_black(image.mode), outline=_black(image.mode), width=2)


def _black(mode: str) -> Any:
    return {"L": 0, "LA": (0, 255), "RGB": (0, 0, 0), "RGBA": (0, 0, 0, 255)}[mode]


def _grown(quad: Quad) -> list[tuple[float, float]]:
    """The box with a margin of a part of its lesser side: letters may stand out of it a little."""
    middle = sum(x for x, _ in quad) / 4, sum(y for _, y in quad) / 4
    (ax, ay), (bx, by), (cx, cy) = quad[:3]
    sides = ((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5, ((cx - bx) ** 2 + (cy - by) ** 2) ** 0.5
    margin = max(2.0, _MARGIN * min(sides))
    return [
        (x + (margin if x > middle[0] else -margin), y + (margin if y > middle[1] else -margin))
        for x, y in quad
    ]


def _encoded(image: Pixels, like: Pixels) -> bytes:
    """In the format it came in; of its metadata only how many pixels make an inch."""
    out = io.BytesIO()
    settings: dict[str, Any] = {}
    if "dpi" in like.info:
        settings["dpi"] = tuple(map(float, like.info["dpi"]))
    if like.format == "JPEG":
        image = image.convert("L" if image.mode in ("L", "LA") else "RGB")
        settings["quality"] = _QUALITY
    elif like.format == "WEBP":
        settings["lossless"] = True
    image.save(out, format=like.format, **settings)
    return out.getvalue()
