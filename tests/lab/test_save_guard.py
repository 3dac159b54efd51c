"""Every way to write a notebook, in every save mode: what is on the disk afterwards."""

from __future__ import annotations

import base64
import itertools
import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from tests.lab.conftest import CANARY, Answer, Server, StartServer, code_cell, dirty, notebook

if TYPE_CHECKING:
    from pathlib import Path

_NUMBERS = itertools.count()
_TEXT = json.dumps(dirty())
_BYTES = _TEXT.encode()
_FILE = {"type": "file", "format": "text"}


@pytest.fixture(scope="module", params=["AsyncLargeFileManager", "LargeFileManager"])
def server(request: pytest.FixtureRequest, start_server: StartServer) -> Server:
    """A server whose contents manager waits, and one whose does not."""
    where = "jupyter_server.services.contents.largefilemanager"
    return start_server(f"--ServerApp.contents_manager_class={where}.{request.param}")


class Place:
    """A folder of the server for one test; paths are below it."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.name = f"t{next(_NUMBERS)}"
        self.folder: Path = server.root / self.name
        self.folder.mkdir()

    def put(self, name: str, content: Any, **model: Any) -> Answer:
        return self.server.put(f"{self.name}/{name}", content, **model)

    def raw(self, name: str, data: bytes = _BYTES) -> Path:
        """A file that came by another way: git, a terminal."""
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
        return path

    def rename(self, old: str, new: str) -> Answer:
        body = {"path": f"{self.name}/{new}"}
        return self.server.ask("PATCH", f"api/contents/{self.name}/{old}", body)

    def copy(self, name: str) -> Answer:
        body = {"copy_from": f"{self.name}/{name}"}
        return self.server.ask("POST", f"api/contents/{self.name}", body)

    def checkpoint(self, name: str, restored: str = "") -> Answer:
        path = f"api/contents/{self.name}/{name}/checkpoints"
        return self.server.ask("POST", f"{path}/{restored}" if restored else path)

    def holds(self) -> list[str]:
        """The files of this place that hold the canary."""
        files = [name for name in self.server.holds() if name.startswith(f"{self.name}/")]
        return [name.removeprefix(f"{self.name}/") for name in files]


@pytest.fixture
def place(server: Server) -> Place:
    return Place(server)


def save(place: Place) -> Answer:
    assert place.put("a.ipynb", notebook(code_cell())).status == 201
    return place.put("a.ipynb", dirty())


def save_as(place: Place) -> Answer:
    return place.put("new.ipynb", dirty())


def save_in_an_older_format(place: Place) -> Answer:
    sheet = {"cells": [{**code_cell(printed=CANARY), "input": "run()", "language": "python"}]}
    old = {"worksheets": [sheet], "metadata": {}, "nbformat": 3, "nbformat_minor": 0}
    return place.put("old.ipynb", json.dumps(old), **_FILE)


def save_under_another_suffix(place: Place) -> Answer:
    return place.put("a.json", dirty())


def put_as_text(place: Place) -> Answer:
    return place.put("plain.ipynb", _TEXT, **_FILE)


def put_as_base64(place: Place) -> Answer:
    coded = base64.b64encode(_BYTES).decode()
    return place.put("coded.ipynb", coded, type="file", format="base64")


def put_in_capitals(place: Place) -> Answer:
    return place.put("LOUD.IPYNB", _TEXT, **_FILE)


def put_what_is_no_notebook(place: Place) -> Answer:
    return place.put("notes.ipynb", f"ask {CANARY}\n", **_FILE)


def put_through_a_link(place: Place) -> Answer:
    place.raw("linked.ipynb", json.dumps(notebook()).encode())
    (place.folder / "link.txt").symlink_to(place.folder / "linked.ipynb")
    return place.put("link.txt", _TEXT, **_FILE)


def upload_in_pieces(place: Place) -> Answer:
    middle = _TEXT.index(CANARY) + 9
    pieces = [_TEXT[:4], _TEXT[4:middle], _TEXT[middle:]]
    for number, piece in zip((1, 2, -1), pieces, strict=True):
        answer = place.put("big.ipynb", piece, chunk=number, **_FILE)
        if number > 0:
            assert answer.status in (200, 201), answer.body
            assert not (place.folder / "big.ipynb").exists() or place.server is None
    return answer


def upload_in_coded_pieces(place: Place) -> Answer:
    for number, piece in ((1, _BYTES[:100]), (-1, _BYTES[100:])):
        coded = base64.b64encode(piece).decode()
        answer = place.put("big.ipynb", coded, type="file", format="base64", chunk=number)
    return answer


def rename_from_text(place: Place) -> Answer:
    assert place.put("a.txt", _TEXT, **_FILE).status == 201
    return place.rename("a.txt", "a.ipynb")


def rename_with_a_checkpoint(place: Place) -> Answer:
    place.raw(".ipynb_checkpoints/a-checkpoint.txt")
    assert place.put("a.txt", "{}", **_FILE).status == 201
    return place.rename("a.txt", "a.ipynb")


def rename_what_was_raw(place: Place) -> Answer:
    place.raw("a.ipynb")
    return place.rename("a.ipynb", "b.ipynb")


def rename_to_text(place: Place) -> Answer:
    place.raw("a.ipynb")
    return place.rename("a.ipynb", "b.txt")


def checkpoint_of_what_was_raw(place: Place) -> Answer:
    place.raw("a.ipynb")
    answer = place.checkpoint("a.ipynb")
    place.raw("a.ipynb", b"{}")
    return answer


def restore_a_raw_checkpoint(place: Place) -> Answer:
    assert place.put("a.ipynb", notebook(code_cell())).status == 201
    place.raw(".ipynb_checkpoints/a-checkpoint.ipynb")
    return place.checkpoint("a.ipynb", "checkpoint")


def copy_what_was_raw(place: Place) -> Answer:
    place.raw("a.ipynb")
    answer = place.copy("a.ipynb")
    (place.folder / "a.ipynb").unlink()
    return answer


def copy_a_folder(place: Place) -> Answer:
    for name in ("inner/a.ipynb", "inner/.ipynb_checkpoints/a-checkpoint.ipynb"):
        (place.folder / name).parent.mkdir(parents=True)
        place.raw(name)
    answer = place.copy("inner")
    for path in (place.folder / "inner").rglob("*.ipynb"):
        path.unlink()
    return answer


Route = Callable[[Place], Answer]

ROUTES: list[Route] = [
    save,
    save_as,
    save_in_an_older_format,
    save_under_another_suffix,
    put_as_text,
    put_as_base64,
    put_in_capitals,
    put_what_is_no_notebook,
    put_through_a_link,
    upload_in_pieces,
    upload_in_coded_pieces,
    rename_from_text,
    rename_what_was_raw,
    rename_to_text,
    rename_with_a_checkpoint,
    checkpoint_of_what_was_raw,
    restore_a_raw_checkpoint,
    copy_what_was_raw,
    copy_a_folder,
]
# What was on the disk before stays there when a move is refused.
_STAYS = {
    rename_from_text: ["a.txt"],
    rename_what_was_raw: ["a.ipynb"],
    rename_to_text: ["a.ipynb"],
    rename_with_a_checkpoint: [".ipynb_checkpoints/a-checkpoint.txt"],
    restore_a_raw_checkpoint: [".ipynb_checkpoints/a-checkpoint.ipynb"],
}
# A checkpoint is made by opening a notebook: it is made clean, so that nothing has to be said.
_QUIET = (checkpoint_of_what_was_raw,)


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.__name__)
def test_redact_leaves_nothing_on_the_disk(place: Place, route: Route) -> None:
    place.server.mode("redact")
    answer = route(place)
    assert answer.status in (200, 201, 204), answer.body
    assert place.holds() == []


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.__name__)
def test_block_refuses_and_leaves_nothing_new_on_the_disk(place: Place, route: Route) -> None:
    place.server.mode("block")
    answer = route(place)
    if route in _QUIET:
        assert answer.status == 201
        assert place.holds() == []
        return
    assert answer.status == 422
    message = answer.json["message"]
    assert message.startswith("nbguard: not saved")
    assert "EMAIL_ADDRESS" in message
    assert CANARY not in message
    assert place.holds() == _STAYS.get(route, [])


@pytest.mark.parametrize("mode", ["warn", "off"])
@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.__name__)
def test_warn_and_off_write_what_they_are_given(place: Place, route: Route, mode: str) -> None:
    place.server.mode(mode)
    answer = route(place)
    assert answer.status in (200, 201, 204), answer.body
    assert place.holds()
