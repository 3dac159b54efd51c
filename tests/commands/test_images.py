"""``images = "ocr"`` and ``"drop"``: pictures in notebooks, from the command line."""

from __future__ import annotations

import base64
import io
import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image

from nbguard.images import known
from nbguard.policy import Policy
from tests.images.conftest import MAIL, noise, plot

if TYPE_CHECKING:
    from pathlib import Path

BROKEN = base64.b64encode(b"\x89PNG\r\n\x1a\n" + b"broken" * 20).decode()
Bundle = dict[str, Any]


def _coded(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _output(**data: Any) -> Bundle:
    named = {key.replace("_", "/"): value for key, value in data.items()}
    return {"output_type": "display_data", "metadata": {}, "data": named}


@pytest.fixture(scope="module")
def shown() -> str:
    """A plot with an address in its title."""
    return _coded(plot(title=f"Orders of {MAIL}"))


@pytest.fixture(scope="module")
def harmless() -> str:
    return _coded(plot(title="Loss over epochs"))


@pytest.fixture
def write(here: Path) -> Any:
    """Writes a policy with ``images``, and a notebook with outputs and a markdown cell."""

    def write(images: str, outputs: list[Bundle], source: str = "", **cell: Any) -> Path:
        (here / "nbguard.toml").write_text(f"images = {images!r}")
        code = {"cell_type": "code", "execution_count": 1, "source": "plot()", "outputs": outputs}
        text = {"cell_type": "markdown", "source": source, **cell}
        cells = [{"id": f"c{i}", "metadata": {}, **one} for i, one in enumerate([code, text])]
        path = here / "a.ipynb"
        path.write_text(
            json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})
        )
        return path

    return write


def _said(nbguard: Any) -> Any:
    return json.loads(nbguard("scan", "--format", "json").out)


def test_an_address_in_a_plot_is_a_finding_at_the_plot(
    nbguard: Any, write: Any, shown: str
) -> None:
    write("ocr", [_output(image_png=shown, text_plain="<Figure>")])
    report = _said(nbguard)
    [finding] = report["findings"]
    assert finding["place"] == "outputs[0].data['image/png']"
    assert (finding["entity"], finding["cell"], finding["line"]) == ("EMAIL_ADDRESS", 0, 1)
    # Characters of the text as it was read.
    assert (finding["start"], finding["end"]) == (len("Orders of "), len("Orders of ") + len(MAIL))
    assert report["summary"]["unscanned"] == {}


def test_clean_paints_over_what_was_found_and_changes_no_other_byte(
    nbguard: Any, write: Any, shown: str, harmless: str
) -> None:
    path = write(
        "ocr",
        [_output(image_png=shown, text_plain="<Figure>"), _output(image_png=harmless)],
        f"![a](data:image/png;base64,{harmless}) ![b](attachment:b.png)",
        attachments={"b.png": {"image/png": shown}},
    )
    before = path.read_text()
    assert nbguard("clean").code == 1
    after = path.read_text()
    assert after.count(harmless) == 2
    assert shown not in after
    new = re.findall(r'"image/png": "([^"]+)"', after)
    assert after == before.replace(shown, new[0])
    assert Image.open(io.BytesIO(base64.b64decode(new[0]))).format == "PNG"
    assert nbguard("scan").code == 0
    assert nbguard("clean").code == 0
    assert path.read_text() == after


def test_pictures_written_into_text_are_read_and_painted(
    nbguard: Any, write: Any, shown: str, harmless: str
) -> None:
    html = f'<p>{MAIL}</p><img src="data:image/png;base64,{shown}">'
    source = f"![a](data:image/png;base64,{harmless}) {html}"
    path = write("ocr", [_output(text_html=html)], source)
    assert _said(nbguard)["summary"]["by_entity"] == {"EMAIL_ADDRESS": 4}
    nbguard("clean")
    after = path.read_text()
    assert harmless in after
    assert MAIL not in after
    assert shown not in after
    assert nbguard("scan").code == 0


def test_lines_of_base64_are_one_picture(nbguard: Any, write: Any, shown: str) -> None:
    lines = [shown[i : i + 76] + "\n" for i in range(0, len(shown), 76)]
    path = write("ocr", [_output(image_png=lines)])
    assert _said(nbguard)["summary"]["by_entity"] == {"EMAIL_ADDRESS": 1}
    nbguard("clean")
    assert nbguard("scan").code == 0
    [cell, _] = json.loads(path.read_text())["cells"]
    assert base64.b64decode("".join(cell["outputs"][0]["data"]["image/png"]))


def test_a_mark_of_the_cell_allows_what_its_pictures_say(
    nbguard: Any, write: Any, shown: str
) -> None:
    path = write("ocr", [_output(image_png=shown)])
    tree = json.loads(path.read_text())
    tree["cells"][0]["metadata"] = {"tags": ["nbguard-allow"]}
    path.write_text(json.dumps(tree))
    assert nbguard("scan").code == 0
    tree["cells"][0]["metadata"] = {}
    path.write_text(json.dumps(tree))
    assert nbguard("scan").code == 1  # what was allowed is not remembered as harmless


@pytest.mark.parametrize("images", ["keep", "ocr"])
def test_numbers_at_an_axis_and_noise_are_left_alone(
    nbguard: Any, write: Any, harmless: str, images: str
) -> None:
    path = write(images, [_output(image_png=harmless), _output(image_png=_coded(noise()))])
    before = path.read_bytes()
    assert nbguard("clean").code == 0
    assert path.read_bytes() == before


def test_what_could_not_be_read_is_counted_and_clean_drops_it(nbguard: Any, write: Any) -> None:
    kept = _output(application_pdf="JVBERi0xLjcK")
    outputs = [_output(image_png=BROKEN, text_plain="<Figure>"), _output(image_png=BROKEN), kept]
    path = write("ocr", outputs, f"![a](data:image/png;base64,{BROKEN})")
    assert "; 1 application/pdf not looked at; 3 image/png not looked at" in nbguard("scan").out
    out = nbguard("clean").out
    assert "dropped: 3 pictures or other payloads that were not read\n" in out
    cells = json.loads(path.read_text())["cells"]
    assert cells[0]["outputs"] == [_output(text_plain="<Figure>"), kept]
    blank = base64.b64decode(cells[1]["source"].split(",")[1].rstrip(")"))
    assert Image.open(io.BytesIO(blank)).size == (1, 1)
    assert nbguard("clean").code == 0


def test_a_filter_says_what_it_dropped(nbguard: Any, write: Any) -> None:
    path = write("ocr", [_output(image_png=BROKEN)])
    ran = nbguard("clean", "-", stdin=path.read_bytes())
    assert json.loads(ran.out)["cells"][0]["outputs"] == []
    assert ran.err == "nbguard: -: dropped: 1 picture or other payload that was not read\n"


def test_drop_takes_pictures_out_of_text_too(nbguard: Any, write: Any, harmless: str) -> None:
    path = write("drop", [_output(text_html=f'<img src="data:image/png;base64,{harmless}">')])
    assert nbguard("clean").code == 1
    assert harmless not in path.read_text()
    assert nbguard("clean").code == 0


def test_a_literal_of_a_program_is_not_emptied(nbguard: Any, here: Path, harmless: str) -> None:
    (here / "nbguard.toml").write_text('images = "drop"')
    (here / "logo.py").write_text(f'LOGO = "data:image/png;base64,{harmless}"\n')
    assert nbguard("clean", "logo.py").code == 0


def test_a_picture_that_holds_nothing_is_never_read_again(
    nbguard: Any, write: Any, harmless: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write("ocr", [_output(image_png=harmless)])
    nbguard("scan")
    path.write_text(path.read_text().replace("plot()", "plot(2)"))
    monkeypatch.setattr(known, "_remembered", lambda _: pytest.fail("read again"))
    report = _said(nbguard)
    assert report["errors"] == []
    assert report["summary"]["unscanned"] == {}


def test_the_cache_holds_nothing_of_what_was_read(
    nbguard: Any, write: Any, shown: str, home: Path
) -> None:
    write("ocr", [_output(image_png=shown)])
    nbguard("scan")
    nbguard("clean", "--check")
    files = [path for path in home.rglob("*") if path.is_file()]
    assert files
    assert not any(b"wilhelmina" in path.read_bytes() for path in files)


def test_without_the_extra_the_policy_is_an_error_that_names_it(
    nbguard: Any, write: Any, shown: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("ocr", [_output(image_png=shown)])
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    code, out, err = nbguard("scan")
    assert (code, out) == (2, "")
    assert "images = 'ocr' needs: pip install 'nbguard[ocr]'" in err
    assert Policy(images="keep").images == "keep"
