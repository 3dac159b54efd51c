"""What the libraries print when they are run: text that names nobody."""

from __future__ import annotations

import contextlib
import importlib
import inspect
import io
import pkgutil
import random
import traceback
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

import tomllib

from nbguard.detect.names.training.files import DATA

_MODULES = [
    "sklearn",
    "pandas",
    "numpy",
    "scipy.stats",
    "torch.nn",
    "matplotlib.pyplot",
    "networkx",
    "polars",
    "statsmodels.api",
    "seaborn",
    "torch.optim",
    "sklearn.metrics",
]
_LAYERS = [
    "Conv2D",
    "MaxPooling2D",
    "Dense",
    "Dropout",
    "Flatten",
    "LSTM",
    "Embedding",
    "BatchNormalization",
    "InputLayer",
    "Add",
    "GlobalAveragePooling1D",
    "Bidirectional",
    "Rescaling",
    "Activation",
]


def estimators() -> Iterator[str]:
    """Every scikit-learn estimator as it prints itself, alone, in a pipeline, in a log."""
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler
    from sklearn.utils import all_estimators

    for name, kind in all_estimators():
        with contextlib.suppress(Exception):
            estimator = kind()
            yield repr(estimator)
            yield repr(make_pipeline(StandardScaler(), estimator))
            yield f"{name}: {estimator.get_params()}"
            yield f"{name:<32}{0.9123:.4f}   {12.3:.1f} s"


def datasets() -> Iterator[str]:
    """The bundled data sets: described, counted, correlated."""
    from sklearn import datasets as bundled

    for name in ("iris", "wine", "breast_cancer", "diabetes", "digits"):
        frame = getattr(bundled, f"load_{name}")(as_frame=True).frame.iloc[:, :12]
        yield from _views(frame)
        yield str(list(frame.columns))


def _views(frame: Any) -> Iterator[str]:
    info = io.StringIO()
    frame.info(buf=info)
    yield info.getvalue()
    summary, correlation = frame.describe(), frame.corr(numeric_only=True).round(2)
    for view in (frame.head(), frame.tail(), summary, summary.T, correlation, frame.dtypes):
        yield repr(view)
        yield view.to_string()
    yield frame.head().to_html()
    yield frame.head().to_csv()


def tables() -> Iterator[str]:
    """Small frames of toy categories, in every way pandas and polars print them."""
    categories = tomllib.loads((DATA / "toys.toml").read_text(encoding="utf-8"))
    rng = random.Random(5)
    for _ in range(220):
        names, size = rng.sample(sorted(categories), 2), rng.randint(2, 6)
        columns: dict[str, list[Any]] = {
            name: [rng.choice(categories[name]) for _ in range(size)] for name in names
        }
        number = rng.choice(("Total", "price", "Score", "n", "Mean Value", "Count"))
        columns[number] = [round(rng.uniform(0, 900), 2) for _ in range(size)]
        yield from _printed(columns, names[0])


def _printed(columns: dict[str, list[Any]], first: str) -> Iterator[str]:
    import pandas as pd
    import polars as pl

    frame = pd.DataFrame(columns)
    counts = frame[first].value_counts()
    means = frame.groupby(first).mean(numeric_only=True)
    yield from map(repr, (frame, counts, means, list(frame[first]), frame[first].unique()))
    yield from (frame.to_csv(index=False), frame.to_html(), frame.to_string(index=False))
    yield from (str(frame.to_dict("records")), frame.to_json(orient="records"))
    yield str(pl.DataFrame(columns))
    yield f"Counter({dict(counts)})"


def errors() -> Iterator[str]:
    """Tracebacks of usual mistakes."""
    import numpy as np
    import pandas as pd

    frame = pd.DataFrame({"Age": [1, 2], "City": ["Lyon", "Bern"]})
    empty: dict[str, int] = {}
    mistakes: list[Callable[[], object]] = [
        lambda: frame["Price"],
        lambda: np.ones(3) @ np.ones(4),
        lambda: int("Grace"),
        lambda: empty["Model"],
        lambda: [][3],
        lambda: importlib.import_module("sklearnn"),
        lambda: frame.loc["Total"],
        lambda: 1 / 0,
        lambda: frame.Ages,
        lambda: frame.astype(float),
        lambda: np.linalg.inv(np.zeros((2, 2))),
        lambda: pd.to_datetime("Rose"),
        lambda: frame.merge(frame, on="Region"),
        lambda: pd.concat([]),
        lambda: np.reshape(np.arange(6), (4, 4)),
    ]
    for mistake in mistakes:
        yield from _caught(mistake)


def _caught(mistake: Callable[[], object]) -> Iterator[str]:
    try:
        mistake()
    except Exception as error:  # noqa: BLE001 (the errors are the harvest)
        yield traceback.format_exc()
        yield f"{type(error).__name__}: {error}"


def networks() -> Iterator[str]:
    """Torch modules, and summaries as Keras prints them."""
    import torch
    from torch import nn

    for kind in [v for v in vars(nn).values() if inspect.isclass(v) and issubclass(v, nn.Module)]:
        for arguments in ((), (8,), (8, 4), (8, 4, 3)):
            with contextlib.suppress(Exception):
                yield repr(kind(*arguments))
                break
    yield repr(nn.Transformer(32, 4, 2, 2))
    yield repr(torch.rand(4, 4))
    rng = random.Random(7)
    for _ in range(40):
        yield from _summary(rng.sample(_LAYERS, 5), rng)


def _summary(layers: list[str], rng: random.Random) -> Iterator[str]:
    lines, boxes = [], []
    for layer in layers:
        cells = f"{layer.lower()}_{rng.randint(1, 9)} ({layer})", f"(None, {rng.randint(8, 512)})"
        lines.append(f" {cells[0]:<32}{cells[1]:<26}{rng.randint(0, 90000)}")
        boxes.append(f"│ {cells[0]:<32}│ {cells[1]:<22}│ {rng.randint(0, 90000):>10,} │")
    head = f" {'Layer (type)':<32}{'Output Shape':<26}Param #"
    foot = "Total params: 1,234,567 (4.71 MB)\nNon-trainable params: 0 (0.00 B)"
    yield "\n".join(['Model: "sequential"', "_" * 65, head, "=" * 65, *lines, "=" * 65, foot])
    yield "\n".join(["┃ Layer (type)       ┃ Output Shape       ┃       Param # ┃", *boxes])
    losses = f"accuracy: {rng.random():.4f} - loss: {rng.random():.4f}"
    yield f"Epoch {rng.randint(1, 9)}/10\n{rng.randint(10, 900)}/900 {'━' * 20} 3s - {losses}"


def summaries() -> Iterator[str]:
    """Statistical summaries and tests."""
    import numpy as np
    import statsmodels.api as sm
    from scipy import stats

    rng = np.random.default_rng(3)
    x = sm.add_constant(rng.normal(size=(60, 3)))
    y = x @ np.array([1, 2, 0, 1.5]) + rng.normal(size=60)
    for fit in (sm.OLS(y, x).fit(), sm.GLM(y, x).fit(), sm.Logit(y > 1, x).fit(disp=0)):
        yield str(fit.summary())
    for name in [
        "ttest_ind",
        "mannwhitneyu",
        "ks_2samp",
        "pearsonr",
        "spearmanr",
        "kendalltau",
        "kruskal",
    ]:
        yield f"{name}: {getattr(stats, name)(y, x[:, 1])!r}"


def plots() -> Iterator[str]:
    """What matplotlib prints of itself."""
    import matplotlib as mpl

    mpl.use("Agg")
    from matplotlib import pyplot as plt

    figure, axes = plt.subplots(2, 2)
    yield from map(repr, (figure, axes, axes[0, 0].plot([1, 2]), axes[0, 0].hist([1, 2, 2])))
    yield "<Axes: title={'center': 'Sales by Region'}, xlabel='Month', ylabel='Revenue'>"
    yield "\n".join(sorted(plt.colormaps()))
    yield str(mpl.rcParams)
    yield ", ".join(sorted(mpl.colors.CSS4_COLORS))
    yield "\n".join(f"{c!r}: {h!r}" for c, h in mpl.colors.XKCD_COLORS.items())


def classes() -> Iterator[str]:
    """What modules hold: their names, with and without signatures."""
    for library in _MODULES:
        module: ModuleType = importlib.import_module(library)
        names = [n for n in dir(module) if not n.startswith("_")]
        yield str(names[:120])
        yield "\n".join(names[:80])
        for name in names[:150]:
            with contextlib.suppress(Exception):
                yield f"{name}{inspect.signature(getattr(module, name))}"[:400]
        if hasattr(module, "__path__"):
            yield "\n".join(m.name for m in pkgutil.iter_modules(module.__path__))


SOURCES = (estimators, datasets, tables, errors, networks, summaries, plots, classes)
