"""Guard: what is found, and what a clean leaves behind."""

from __future__ import annotations

import json
from random import Random
from typing import Any

import pytest

from benchmarks.notebooks import notebook
from nbguard.guard import Guard
from nbguard.notebook import open_document
from nbguard.policy import Policy

MAIL = "wilhelmina.quist@canary-post.com"
PNG = "iVBORw0KGgo="


def _notebook(*outputs: dict[str, Any], source: str = "df.head()", **cell: Any) -> bytes:
    code = {
        "cell_type": "code",
        "execution_count": 1,
        "metadata": {},
        "source": source,
        "outputs": list(outputs),
        **cell,
    }
    return json.dumps({"cells": [code], "metadata": {}, "nbformat": 4}, indent=1).encode()


def _stream(text: str) -> dict[str, Any]:
    return {"output_type": "stream", "name": "stdout", "text": text}


def _display(**data: str) -> dict[str, Any]:
    bundle = {name.replace("_", "/"): value for name, value in data.items()}
    return {"output_type": "display_data", "metadata": {}, "data": bundle}


def _clean(data: bytes, **policy: Any) -> Any:
    document = open_document("a.ipynb", data)
    _, cleaned = Guard(Policy(**policy)).clean_document(document, "a.ipynb")
    return json.loads(cleaned)


def _outputs(data: bytes, **policy: Any) -> list[dict[str, Any]]:
    outputs: list[dict[str, Any]] = _clean(data, **policy)["cells"][0]["outputs"]
    return outputs


def test_a_value_has_one_placeholder_in_every_place_and_encoding() -> None:
    escaped = MAIL.replace("@", "&#64;")
    data = _notebook(_stream(f"to {MAIL}"), _display(text_html=f"<b>{escaped}</b>"))
    stream, display = _outputs(data)
    assert stream["text"] == "to [EMAIL_ADDRESS_1]"
    assert display["data"]["text/html"] == "<b>[EMAIL_ADDRESS_1]</b>"


def test_a_second_clean_changes_nothing() -> None:
    document = open_document("a.ipynb", _notebook(_stream(f"to {MAIL}\n")))
    _, once = Guard().clean_document(document)
    report, twice = Guard().clean_document(open_document("a.ipynb", once))
    assert twice == once
    assert report.findings == []


def test_nothing_found_means_the_very_same_bytes() -> None:
    data = _notebook(_stream("0.25\n")).replace(b": ", b":  ")
    _, cleaned = Guard().clean_document(open_document("a.ipynb", data))
    assert cleaned == data


def test_code_outside_strings_is_reported_and_left() -> None:
    data = _notebook(source="card = 4539148803436467  # 4539148803436467")
    document = open_document("a.ipynb", data)
    report, cleaned = Guard().clean_document(document)
    assert json.loads(cleaned)["cells"][0]["source"] == "card = 4539148803436467  # [CREDIT_CARD_1]"
    assert (len(report.findings), report.left) == (2, 1)


class TestDroppingOutputs:
    """``outputs = "drop"``: the whole output that holds a finding goes."""

    def test_only_the_output_that_holds_a_finding_goes(self) -> None:
        data = _notebook(_display(text_plain="0.5"), _stream(MAIL), _display(text_plain="0.7"))
        left = [output["data"]["text/plain"] for output in _outputs(data, outputs="drop")]
        assert left == ["0.5", "0.7"]

    def test_of_streams_in_a_row_those_that_hold_a_piece_of_the_value_go(self) -> None:
        pieces = [_stream("epoch 1\n"), _stream(MAIL[:9]), _stream(MAIL[9:]), _stream("\ndone\n")]
        left = [output["text"] for output in _outputs(_notebook(*pieces), outputs="drop")]
        assert left == ["epoch 1\n", "\ndone\n"]

    def test_what_is_found_elsewhere_is_replaced(self) -> None:
        cell = _clean(_notebook(_stream(MAIL), source=f"# ask {MAIL}"), outputs="drop")["cells"][0]
        assert cell["outputs"] == []
        assert cell["source"] == "# ask [EMAIL_ADDRESS_1]"

    def test_an_allowed_output_stays(self) -> None:
        data = _notebook(_stream(MAIL), metadata={"tags": ["nbguard-allow"]})
        assert _outputs(data, outputs="drop") == [_stream(MAIL)]


class TestDroppingImages:
    """``images = "drop"``: what cannot be read goes."""

    def test_an_image_goes_and_its_text_stays(self) -> None:
        data = _notebook(_display(image_png=PNG, text_plain="<Figure>"))
        assert _outputs(data, images="drop") == [_display(text_plain="<Figure>")]

    def test_an_output_that_is_only_an_image_goes_whole(self) -> None:
        assert _outputs(_notebook(_display(image_png=PNG)), images="drop") == []

    def test_an_attached_image_goes(self) -> None:
        data = _notebook(attachments={"a.png": {"image/png": PNG}})
        assert _clean(data, images="drop")["cells"][0]["attachments"] == {"a.png": {}}

    @pytest.mark.parametrize("svg", ["<svg><text>0.5</text></svg>"])
    def test_a_drawing_can_be_read_and_stays(self, svg: str) -> None:
        output = {"output_type": "display_data", "metadata": {}, "data": {"image/svg+xml": svg}}
        assert _outputs(_notebook(output), images="drop") == [output]


def _titled(*names: str) -> bytes:
    """A notebook that is nothing but metadata: its first and last texts have keys beside them."""
    authors = [{"name": name} for name in names]
    return json.dumps({"cells": [], "metadata": {"authors": authors}, "nbformat": 4}).encode()


def test_documents_read_together_are_reported_as_one_by_one() -> None:
    words = "Raw Umber", "Red Ochre", "Ann Lee", "Teal Blue", "Jo Miller", "Sky", "Ash Grey"
    contents = [
        *map(_titled, words),
        *(notebook(Random(i), 20_000, dirty=i % 2 == 0).encode() for i in range(3)),
        _titled("Ann Lee", "Bo Chi", "Wilhelmina Quist"),
    ]
    guard = Guard()
    together = guard.scan_documents([(open_document("a.ipynb", c), "a.ipynb") for c in contents])
    alone = [guard.scan_document(open_document("a.ipynb", c), "a.ipynb") for c in contents]
    assert [report.findings for report in together] == [report.findings for report in alone]
    assert any(report.findings for report in alone)


def _failed(message: str, frames: str) -> dict[str, Any]:
    lines = [*frames.split("\n"), f"\x1b[31mValueError\x1b[39m: {message}"]
    return {
        "output_type": "error",
        "ename": "ValueError",
        "evalue": message,
        "traceback": lines,
    }


def _cleaned(output: dict[str, Any]) -> dict[str, Any]:
    _, data = Guard().clean_document(open_document("a.ipynb", _notebook(output)))
    result: dict[str, Any] = json.loads(data)["cells"][0]["outputs"][0]
    return result


# Values in quotes vote on one another: beside placeholders and words of code the name loses.
FRAMES = """----> 1 DataFrame({"name":["[PERSON_1]","[PERSON_2]"],"v":[1,2]}).astype({"name":int})
    249     if errors == "ignore":"""


def test_what_an_errors_message_holds_is_masked_in_its_traceback_whatever_stands_above() -> None:
    name = "Maria " + "Gonzalez"
    output = _cleaned(
        _failed(f"not a number: '{name}': Error while type casting column 'name'", FRAMES)
    )
    assert name not in json.dumps(output)
    assert "'[PERSON_3]'" in output["evalue"]
    assert "'[PERSON_3]'" in output["traceback"][-1]


def test_a_traceback_without_a_value_in_its_message_is_left_alone() -> None:
    output = _failed("columns overlap but no suffix specified", FRAMES)
    assert _cleaned(output) == output


def test_what_one_replacement_brings_to_light_is_replaced_too_however_often() -> None:
    chain = [{"entity": "CHAIN_A", "pattern": "aa", "score": 0.9}]
    for before, after in zip("ABCDEF", "BCDEFG", strict=True):
        pattern = rf"(?<=\[CHAIN_{before}_1\] ){after.lower() * 2}"
        chain.append({"entity": f"CHAIN_{after}", "pattern": pattern, "score": 0.9})
    guard = Guard(Policy(recognizers=chain, names="off"))
    cells = [_printing("aa bb cc dd ee ff gg\n"), _printing("bb aa cc\n")]
    document = open_document("a.ipynb", json.dumps({"cells": cells}).encode())
    report, data = guard.clean_document(document)
    assert [f.entity for f in report.findings] == ["CHAIN_A"] * 2
    texts = [cell["outputs"][0]["text"] for cell in json.loads(data)["cells"]]
    letters = " ".join(f"[CHAIN_{letter}_1]" for letter in "ABCDEFG")
    assert texts == [f"{letters}\n", "bb [CHAIN_A_1] cc\n"]


def test_a_name_that_a_text_repeats_often_goes_from_all_of_it() -> None:
    """It comes to light where placeholders stand before it, and each stands before the next."""
    name = "Quimby " + "Zoltan"
    late = {"entity": "LATE", "pattern": rf"(?<=_\d\] and ){name}", "score": 0.9}
    guard = Guard(Policy(recognizers=[late], names="off"))
    text = f"mail {MAIL}" + f" and {name}" * 30 + "\n"
    document = open_document("a.ipynb", json.dumps({"cells": [_printing(text)]}).encode())
    _, data = guard.clean_document(document)
    cleaned = json.loads(data)["cells"][0]["outputs"][0]["text"]
    assert cleaned == "mail [EMAIL_ADDRESS_1]" + " and [LATE_1]" * 30 + "\n"


def _printing(text: str) -> dict[str, Any]:
    output = {"output_type": "stream", "name": "stdout", "text": text}
    return {"cell_type": "code", "source": "", "metadata": {}, "outputs": [output]}
