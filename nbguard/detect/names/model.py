"""The model file: what the training wrote, and how it is read."""

from __future__ import annotations

import json
import struct
from pathlib import Path
from typing import Any

import numpy as np

from nbguard.detect.names.lexicon import Lexicon
from nbguard.detect.names.network import Network

PATH = Path(__file__).parent / "model.bin"
_MAGIC = b"nbguard1"
_KINDS = {"int8": np.int8, "float32": np.float32, "uint32": np.uint32, "uint16": np.uint16}


def write(path: Path, arrays: dict[str, np.ndarray[Any, Any]], about: dict[str, Any]) -> None:
    """A header in JSON, then the arrays one after the other."""
    rows = [[name, str(a.dtype), list(a.shape)] for name, a in arrays.items()]
    header = json.dumps({"arrays": rows, **about}, sort_keys=True).encode()
    body = b"".join(np.ascontiguousarray(a).tobytes() for a in arrays.values())
    path.write_bytes(_MAGIC + struct.pack("<I", len(header)) + header + body)


def read(path: Path = PATH) -> tuple[dict[str, np.ndarray[Any, Any]], dict[str, Any]]:
    """The arrays as stored, and what the header says about them."""
    data = path.read_bytes()
    if data[:8] != _MAGIC:
        raise ValueError(f"{path.name} is no model of the name tagger")
    (length,) = struct.unpack_from("<I", data, 8)
    about = json.loads(data[12 : 12 + length])
    arrays, at = {}, 12 + length
    for name, kind, shape in about["arrays"]:
        count = int(np.prod(shape))
        arrays[name] = np.frombuffer(data, _KINDS[kind], count, at).reshape(shape)
        at += arrays[name].nbytes
    return arrays, about


def load(path: Path = PATH) -> tuple[Network, Lexicon, dict[str, Any]]:
    """The network and the lists, ready for use."""
    arrays, about = read(path)
    lexicon = Lexicon(arrays.pop("lexicon.keys"), arrays.pop("lexicon.marks"))
    scales = {name: arrays.pop(name) for name in list(arrays) if name.endswith(".scale")}
    weights = {
        name: a * scales[f"{name}.scale"] if f"{name}.scale" in scales else a
        for name, a in arrays.items()
    }
    return Network(weights), lexicon, about
