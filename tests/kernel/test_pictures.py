"""``images = "ocr"`` on the screen: what is shown is read first, or not shown."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

import pytest

from nbguard.images import Picture
from nbguard.kernel import buffers
from nbguard.kernel.shield import Shield, Withheld
from nbguard.policy import Policy
from tests.images.conftest import MAIL, plot

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.kernel.conftest import RunningKernel

_DRAW = f"""
import io, matplotlib.figure
from IPython.display import Image
figure = matplotlib.figure.Figure(figsize=(4.8, 2.4))
figure.subplots().set_title('{MAIL[:5]}' + '{MAIL[5:]}', fontsize=9)
file = io.BytesIO()
figure.savefig(file, dpi=100)
Image(file.getvalue())
"""
_BROKEN = b"\x89PNG\r\n\x1a\nbroken"


@pytest.fixture(scope="module")
def kernel(start_kernel: Callable[..., RunningKernel]) -> RunningKernel:
    kernel = start_kernel()
    (kernel.folder / "nbguard.toml").write_text('images = "ocr"')
    kernel.run("%load_ext nbguard")
    return kernel


@pytest.fixture(scope="module")
def reading() -> Iterator[Shield]:
    made = Shield(Policy(images="ocr"), seconds=60)
    made.load()
    yield made
    made.stop()


def _shown(messages: list[dict[str, Any]]) -> dict[str, Any]:
    [result] = [m for m in messages if m["msg_type"] == "execute_result"]
    data: dict[str, Any] = result["content"]["data"]
    return data


def _says(data: bytes) -> str:
    picture = Picture.read(data)
    assert picture is not None
    return picture.text


def test_a_plot_is_shown_painted_over(kernel: RunningKernel) -> None:
    png = base64.b64decode(_shown(kernel.run(_DRAW))["image/png"])
    assert "quist" not in _says(png)
    assert "0.0" in _says(png)


def test_a_picture_that_cannot_be_read_is_withheld(kernel: RunningKernel) -> None:
    data = _shown(kernel.run(f"Image({_BROKEN!r}, format='png')"))
    said = "[nbguard: output withheld: it shows a picture that cannot be read]"
    assert data == {"text/plain": said}


def test_a_widgets_picture_is_painted_over(reading: Shield) -> None:
    (safe,), found = buffers.clean([plot(title=f"Orders of {MAIL}")], reading)
    assert found == {"EMAIL_ADDRESS": 1}
    assert "quist" not in _says(safe)


def test_a_widgets_picture_that_holds_nothing_is_the_very_object(reading: Shield) -> None:
    data = plot(title="Loss over epochs")
    (safe,), found = buffers.clean([data], reading)
    assert safe is data
    assert not found


def test_a_widgets_picture_that_cannot_be_read_is_withheld(reading: Shield) -> None:
    with pytest.raises(Withheld, match="it shows a picture that cannot be read"):
        buffers.clean([_BROKEN], reading)


def test_sound_is_no_picture(reading: Shield) -> None:
    data = b"RIFF\x24\x00\x00\x00WAVEfmt "
    assert buffers.clean([data], reading).buffers[0] is data
