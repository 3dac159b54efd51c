"""Every string of a notebook is a place with a name, whatever version wrote it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from nbguard.notebook import Document, Place, open_document


def opened(notebook: Any) -> Document:
    return open_document("a.ipynb", json.dumps(notebook).encode())


def of_cell(**cell: Any) -> list[Place]:
    return list(opened({"cells": [{"cell_type": "code", **cell}], "metadata": {}}).places)


def names(places: list[Place]) -> dict[str, str]:
    return {place.where: place.text for place in places}


def test_the_places_of_a_cell() -> None:
    stream = {"output_type": "stream", "name": "stderr", "text": ["a\n", "b"]}
    result = {
        "output_type": "execute_result",
        "execution_count": 3,
        "data": {"text/plain": "c", "text/html": ["<b>", "d"], "application/json": {"e": ["f"]}},
        "metadata": {"image/png": {"alt": "g"}},
    }
    error = {"output_type": "error", "ename": "E", "evalue": "h", "traceback": ["i", "j"]}
    places = of_cell(
        id="first-cell",
        metadata={"tags": ["t"]},
        source=["x\n", "y"],
        attachments={"a.txt": {"text/plain": "k"}},
        outputs=[stream, result, error],
    )
    assert names(places) == {
        "id": "first-cell",
        "metadata['tags'][0]": "t",
        "source": "x\ny",
        "attachments['a.txt']['text/plain']": "k",
        "outputs[0].text": "a\nb",
        "outputs[1].data['text/plain']": "c",
        "outputs[1].data['text/html']": "<b>d",
        "outputs[1].data['application/json']['e'][0]": "f",
        "outputs[1].metadata['image/png']['alt']": "g",
        "outputs[2].ename": "E",
        "outputs[2].evalue": "h",
        "outputs[2].traceback": "i\nj",
    }
    assert {place.cell for place in places} == {0}
    assert {place.cell_id for place in places} == {"first-cell"}


def test_the_places_of_the_notebook_itself_have_no_cell() -> None:
    state = {"a1": {"model_name": "HTMLModel", "state": {"value": "x"}}}
    widgets = {"application/vnd.jupyter.widget-state+json": {"state": state}}
    places = opened(
        {"cells": [], "metadata": {"authors": [{"name": "y"}], "widgets": widgets}}
    ).places
    prefix = "metadata['widgets']['application/vnd.jupyter.widget-state+json']['state']['a1']"
    assert names(list(places)) == {
        "metadata['authors'][0]['name']": "y",
        f"{prefix}['model_name']": "HTMLModel",
        f"{prefix}['state']['value']": "x",
    }
    assert {place.cell for place in places} == {None}


def test_nbformat_3() -> None:
    pyout = {
        "output_type": "pyout",
        "prompt_number": 1,
        "text": "a",
        "html": ["<b>", "c"],
        "png": "x",
    }
    stream = {"output_type": "stream", "stream": "stdout", "text": "d"}
    pyerr = {"output_type": "pyerr", "ename": "E", "evalue": "f", "traceback": ["g"]}
    code = {"cell_type": "code", "language": "python", "input": ["h\n"], "prompt_number": 1}
    sheet = {"cells": [{**code, "outputs": [pyout, stream, pyerr]}], "metadata": {"n": "i"}}
    document = opened({"metadata": {"name": "j"}, "worksheets": [sheet], "nbformat": 3})
    assert names(list(document.places)) == {
        "metadata['name']": "j",
        "input": "h\n",
        "outputs[0].text": "a",
        "outputs[0].html": "<b>c",
        "outputs[1].text": "d",
        "outputs[2].ename": "E",
        "outputs[2].evalue": "f",
        "outputs[2].traceback": "g",
        "worksheets[0].metadata['n']": "i",
    }
    assert document.cells == 1
    assert document.unscanned == {"image/png": 1}


class TestStreams:
    def stream(self, name: str, text: Any) -> dict[str, Any]:
        return {"output_type": "stream", "name": name, "text": text}

    def test_pieces_that_follow_each_other_are_one_text(self) -> None:
        places = of_cell(
            outputs=[self.stream("stdout", ["ja", "ne"]), self.stream("stdout", "@x.org")]
        )
        assert names(places) == {"outputs[0].text": "jane@x.org"}

    @pytest.mark.parametrize(
        "between",
        [
            pytest.param({"output_type": "stream", "name": "stderr", "text": "!"}, id="stderr"),
            pytest.param(
                {"output_type": "display_data", "data": {}, "metadata": {}}, id="a display"
            ),
        ],
    )
    def test_other_outputs_part_them(self, between: dict[str, Any]) -> None:
        places = of_cell(outputs=[self.stream("stdout", "a"), between, self.stream("stdout", "b")])
        assert {"outputs[0].text": "a", "outputs[2].text": "b"}.items() <= names(places).items()

    def test_the_outputs_of_an_output_widget_are_outputs(self) -> None:
        held = {"outputs": [self.stream("stdout", "ja"), self.stream("stdout", "ne")]}
        document = opened({"cells": [], "metadata": {"widgets": {"state": held}}})
        assert [place.text for place in document.places] == ["jane"]


class TestKeys:
    def test_a_key_that_could_hold_something_is_a_place_and_never_part_of_a_name(self) -> None:
        places = of_cell(metadata={"plain": 1, "jane@x.org": {"a": "b"}})
        assert names(places) == {
            "metadata.keys()[1]": "jane@x.org",
            "metadata[key 1]['a']": "b",
        }

    @pytest.mark.parametrize(
        "key", ["Jane Doe", "4111111111111111", "jane@x.org", "C:\\Users\\x", ""]
    )
    def test_only_plain_keys_are_spelled_out(self, key: str) -> None:
        assert "metadata[key 0]" in names(of_cell(metadata={key: "v"}))

    @pytest.mark.parametrize("key", ["email", "x_1", "12", "image.png", "text/html", "k-9"])
    def test_plain_keys_are_no_places(self, key: str) -> None:
        assert list(names(of_cell(metadata={key: "v"}))) == [f"metadata['{key}']"]

    def test_an_attachments_name_is_read(self) -> None:
        places = of_cell(attachments={"Jane Doe.png": {"image/png": "QUJD"}})
        assert names(places) == {"attachments.keys()[0]": "Jane Doe.png"}

    def test_a_name_is_read_without_its_suffix_too(self) -> None:
        (place,) = of_cell(attachments={"jane@x.org.png": {}})
        assert [reading.text for reading in place.readings] == ["jane@x.org.png", "jane@x.org"]


class TestWhatCannotBeRead:
    def test_binary_types_are_counted(self) -> None:
        data = {"image/png": "QUJD", "application/pdf": ["QUJD"], "text/plain": "x"}
        document = opened({"cells": [{"outputs": [{"output_type": "display_data", "data": data}]}]})
        assert [place.text for place in document.places] == ["x"]
        assert document.unscanned == {"image/png": 1, "application/pdf": 1}

    def test_an_svg_is_text(self) -> None:
        data = {"image/svg+xml": "<svg/>"}
        document = opened({"cells": [{"outputs": [{"output_type": "display_data", "data": data}]}]})
        assert [place.text for place in document.places] == ["<svg/>"]
        assert document.unscanned == {}

    def test_a_binary_payload_in_a_data_uri_is_left_out_and_counted(self) -> None:
        html = f'<img alt="x" src="data:image/png;base64,{"iVBORw0K" * 20}">'
        document = opened(
            {"cells": [{"outputs": [{"output_type": "display_data", "data": {"text/html": html}}]}]}
        )
        read = " ".join(reading.text for place in document.places for reading in place.readings)
        assert "alt=" in read
        assert "iVBOR" not in read
        assert document.unscanned == {"image/png": 1}

    def test_a_binary_buffer_is_left_out_and_counted(self) -> None:
        buffer = {"encoding": "base64", "path": ["value"], "data": "AAECAwQFBgc="}
        document = opened({"cells": [], "metadata": {"widgets": {"buffers": [buffer]}}})
        read = [reading.text for place in document.places for reading in place.readings]
        assert read == ["base64", "value"]
        assert document.unscanned == {"application/octet-stream": 1}


class TestContext:
    def contexts(self, data: Any) -> dict[str, tuple[str, ...]]:
        output = {"output_type": "display_data", "data": {"application/json": data}}
        return {
            reading.text: reading.context
            for place in of_cell(outputs=[output])
            for reading in place.readings
        }

    def test_records(self) -> None:
        assert self.contexts({"rows": [{"name": "J"}]}) == {"J": ("rows", "name")}

    def test_columns(self) -> None:
        assert self.contexts({"email": {"0": "j@x", "1": "k@x"}}) == {
            "j@x": ("email", "0"),
            "k@x": ("email", "1"),
        }

    def test_rows_without_keys(self) -> None:
        split = {"columns": ["name", "n"], "index": [0, 1], "data": [["J", 1.5], ["K", 2.5]]}
        assert self.contexts(split)["K"] == ("name",)

    def test_vega(self) -> None:
        assert self.contexts({"data": {"values": [{"phone": "555"}]}}) == {
            "555": ("data", "values", "phone")
        }

    def test_at_most_three_keys(self) -> None:
        assert self.contexts({"a": {"b": {"c": {"d": "x"}}}}) == {"x": ("b", "c", "d")}

    def test_metadata(self) -> None:
        (place,) = of_cell(metadata={"author": {"name": "J"}})
        assert place.readings[0].context == ("author", "name")


@pytest.mark.parametrize("cell_id", ["9f3c0a1b", "8c1d5a0e-1111-4222-8333-444455556666"])
def test_a_random_id_is_no_place(cell_id: str) -> None:
    assert of_cell(id=cell_id) == []


def test_an_id_stays_an_id() -> None:
    document = opened({"cells": [{"id": "jane-roe"}]})
    (reading,) = document.places[0].readings
    reading.replace(0, 8, "[PERSON_1]")
    assert json.loads(document.render()) == {"cells": [{"id": "PERSON_1"}]}


def test_deeply_nested_data_needs_no_recursion() -> None:
    tree: Any = "deep"
    for _ in range(400):
        tree = [{"a": tree}]
    assert [place.text for place in of_cell(metadata=tree)] == ["deep"]
