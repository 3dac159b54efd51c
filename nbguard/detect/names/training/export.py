"""Torch weights to the model file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from torch import Tensor

from nbguard.detect.names import model
from nbguard.detect.names.lexicon import Lexicon

Array = np.ndarray[Any, Any]
# The network's own probability at which finding one more is worth what it costs in false ones,
# on the held-out documents and outputs; it becomes the score 0.5.
CALIBRATION = {"PERSON": 0.45, "STREET_ADDRESS": 0.5, "LOCATION": 0.5, "ORGANIZATION": 0.5}


def arrays(weights: dict[str, Tensor]) -> dict[str, Array]:
    """The network's parameters as the numpy side names and lays them out."""
    raw = {name: value.detach().numpy() for name, value in weights.items()}
    out = {
        "table": raw["table.weight"],
        "word.weight": raw["word.weight"].T,
        "word.bias": raw["word.bias"],
        "space": raw["space.weight"],
        "out.weight": raw["out.weight"].T,
        "out.bias": raw["out.bias"],
    }
    for layer in range(3):
        kernel = raw[f"convs.{layer}.weight"]  # (out, in, positions)
        out[f"conv{layer}.weight"] = kernel.transpose(2, 1, 0).reshape(-1, kernel.shape[0])
        out[f"conv{layer}.bias"] = raw[f"convs.{layer}.bias"]
    return out


def quantised(array: Array) -> tuple[Array, Array]:
    """8-bit integers and one scale a column."""
    scale = np.maximum(np.abs(array).max(axis=0), 1e-8) / 127
    return np.round(array / scale).astype(np.int8), scale.astype(np.float32)


def save(path: Path, weights: dict[str, Tensor], lexicon: Lexicon, about: dict[str, Any]) -> None:
    """Write the model file: matrices in 8 bits, the rest as it is."""
    stored: dict[str, Array] = {}
    for name, array in arrays(weights).items():
        if array.ndim == 2 and name != "space":
            stored[name], stored[f"{name}.scale"] = quantised(array)
        else:
            stored[name] = array.astype(np.float32)
    stored["lexicon.keys"], stored["lexicon.marks"] = lexicon.keys, lexicon.marks
    model.write(path, stored, {"calibration": CALIBRATION, **about})
