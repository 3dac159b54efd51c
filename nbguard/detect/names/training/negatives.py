"""Text that names nobody, as notebooks print it: made by running the libraries.

``python -m nbguard.detect.names.training.negatives`` writes ``data/outputs.txt.gz`` again; what
is in the repository was made with the versions its first line names, so that the model can be
made again from the same text.
"""

from __future__ import annotations

import ast
import contextlib
import gzip
import importlib
import inspect
import io
import pkgutil
import random
import re
import traceback
import warnings
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from nbguard.detect.names.training.names import lists
from nbguard.detect.names.training.templates import DATA

FILE = DATA / "outputs.txt.gz"
_BETWEEN = "\n\x1e\n"


@cache
def ordinary() -> frozenset[str]:
    """Words that are mostly written small in running text."""
    return frozenset((DATA / "ordinary.txt").read_text(encoding="utf-8").split())


@cache
def _first_names() -> frozenset[str]:
    return frozenset(lists("english").first) - {word.capitalize() for word in ordinary()}


def read() -> list[str]:
    """The stored outputs."""
    return gzip.decompress(FILE.read_bytes()).decode("utf-8").split(_BETWEEN)[1:]


def estimators() -> Iterator[str]:
    """Every scikit-learn estimator as it prints itself, alone, fitted and in a pipeline."""
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
    """The bundled data sets: described, counted, sampled, correlated, grouped."""
    import pandas as pd
    from sklearn import datasets as bundled

    for load in (bundled.load_iris, bundled.load_wine, bundled.load_breast_cancer, bundled.load_diabetes, bundled.load_digits):
        data = load(as_frame=True)
        frame = data.frame.iloc[:, :12]
        yield from _frame(frame)
        yield str(list(frame.columns))
    yield from _frame(pd.DataFrame({"Country": ["France", "Spain", "Italy"], "Sales": [1.5, 2.5, 3.5], "Month": ["Jan", "Feb", "Mar"]}))


def _frame(frame: Any) -> Iterator[str]:
    info = io.StringIO()
    frame.info(buf=info)
    yield info.getvalue()
    for view in (frame.head(), frame.describe(), frame.describe().T, frame.corr(numeric_only=True).round(2), frame.isna().sum(), frame.dtypes, frame.nunique(), frame.tail()):
        yield repr(view)
        yield view.to_string()
    yield frame.head().to_html()
    yield frame.head().to_csv()


_CATEGORIES: dict[str, tuple[str, ...]] = {
    "species": ("setosa", "versicolor", "virginica", "Adelie", "Gentoo", "Chinstrap"),
    "City": ("London", "Paris", "Berlin", "Boston", "Austin", "Santiago", "San Jose", "St. Louis", "Charlotte", "Jackson"),
    "State": ("Georgia", "Virginia", "Carolina", "Dakota", "Washington", "Montana", "Maine", "Delaware"),
    "Team": ("Red", "Blue", "Green", "Lions", "Tigers", "Bears", "Eagles", "Rangers", "Kings"),
    "Product": ("Widget", "Gadget", "Phone", "Tablet", "Laptop", "Mouse", "Keyboard", "Jack", "Drill"),
    "Embarked": ("Southampton", "Cherbourg", "Queenstown"),
    "Day": ("Thur", "Fri", "Sat", "Sun", "Monday", "April", "May", "June", "August"),
    "Rank": ("Captain", "Major", "General", "Private", "Admiral"),
    "Title": ("Mr", "Mrs", "Miss", "Master", "Rev", "Dr", "Col", "Lady", "Sir", "Don"),
    "Model": ("Linear", "Ridge", "Lasso", "Random Forest", "XGBoost", "Naive Bayes", "Gradient Boosting", "Huber"),
    "Brand": ("Ford", "Honda", "Dodge", "Chrysler", "Lincoln", "Mercedes", "Porsche", "Ferrari", "Bentley", "Austin"),
    "Fruit": ("Apple", "Banana", "Cherry", "Olive", "Ginger", "Basil", "Rosemary", "Sage", "Clementine"),
    "Gem": ("Ruby", "Pearl", "Amber", "Jade", "Opal", "Crystal", "Jasper", "Diamond"),
    "Company": ("Apple", "Amazon", "Tesla", "Siemens", "Philips", "Dell", "Morgan Stanley", "Wells Fargo", "Johnson & Johnson", "Procter & Gamble"),
    "Language": ("Python", "Julia", "Ruby", "Ada", "Pascal", "Haskell", "Scala", "Rust", "Java", "Perl", "Elm", "Crystal"),
    "Wine": ("Merlot", "Chardonnay", "Riesling", "Shiraz", "Pinot Noir", "Chianti"),
    "Weather": ("Sunny", "Rainy", "Storm", "Gale", "Misty", "Snow", "Frost"),
    "Genre": ("Drama", "Comedy", "Thriller", "Rock", "Jazz", "Grace", "Soul", "Gospel"),
    "Metric": ("Precision", "Recall", "Gini", "Brier", "Pearson", "Spearman", "Kendall", "Cohen Kappa", "Matthews"),
    "Color": ("Red", "Blue", "Violet", "Hazel", "Scarlet", "Brown", "Gray", "White", "Black", "Rose", "Olive"),
}  # fmt: skip


def tables() -> Iterator[str]:
    """Small frames of toy categories, in every way pandas and polars print them."""
    import pandas as pd
    import polars as pl

    rng = random.Random(5)
    for _ in range(220):
        names = rng.sample(sorted(_CATEGORIES), 2)
        size = rng.randint(2, 6)
        columns: dict[str, list[Any]] = {n: [rng.choice(_CATEGORIES[n]) for _ in range(size)] for n in names}
        columns[rng.choice(("Total", "price", "Score", "n", "Mean Value", "Count"))] = [round(rng.uniform(0, 900), 2) for _ in range(size)]
        frame = pd.DataFrame(columns)
        first = names[0]
        yield from (repr(frame), repr(frame[first].value_counts()), repr(frame.groupby(first).mean(numeric_only=True)), repr(list(frame[first])), repr(frame[first].unique()))
        yield rng.choice((frame.to_csv(index=False), frame.to_html(), frame.to_string(index=False), str(frame.to_dict("records")), frame.to_json(orient="records"), str(frame.to_dict())))
        yield repr(pd.get_dummies(frame[names]))
        yield str(pl.DataFrame(columns))
        yield "\n".join(f"{v}: {rng.random():.3f}" for v in frame[first])
        yield f"Counter({dict(frame[first].value_counts())})"


def errors() -> Iterator[str]:
    """Tracebacks of usual mistakes."""
    import numpy as np
    import pandas as pd

    frame = pd.DataFrame({"Age": [1, 2], "City": ["Lyon", "Bern"]})
    mistakes: list[Callable[[], object]] = [
        lambda: frame["Price"], lambda: np.ones(3) @ np.ones(4), lambda: int("Grace"), lambda: {}["Model"], lambda: [][3],
        lambda: importlib.import_module("sklearnn"), lambda: frame.loc["Total"], lambda: 1 / 0, lambda: getattr(frame, "Ages"),  # noqa: B009
        lambda: frame.astype(float), lambda: np.linalg.inv(np.zeros((2, 2))), lambda: pd.to_datetime("Rose"), lambda: open("/data/Sales.csv"),  # noqa: PTH123, SIM115
        lambda: frame.merge(frame, on="Region"), lambda: "a" + 1, lambda: pd.concat([]), lambda: np.reshape(np.arange(6), (4, 4)),  # type: ignore[operator]
    ]  # fmt: skip
    for mistake in mistakes:
        try:
            mistake()
        except Exception as error:  # noqa: BLE001 (the errors are the harvest)
            yield traceback.format_exc()
            yield f"{type(error).__name__}: {error}"


def networks() -> Iterator[str]:
    """Torch modules and Keras-like summaries."""
    import torch
    from torch import nn

    kinds = [v for v in vars(nn).values() if inspect.isclass(v) and issubclass(v, nn.Module)]
    for kind in kinds:
        for arguments in ((), (8,), (8, 4), (8, 4, 3)):
            with contextlib.suppress(Exception):
                yield repr(kind(*arguments))
                break
    yield repr(nn.Transformer(32, 4, 2, 2))
    yield repr(nn.Sequential(nn.Conv2d(3, 8, 3), nn.ReLU(), nn.Flatten(), nn.Linear(8, 2)))
    yield repr(torch.rand(4, 4))
    rng = random.Random(7)
    layers = ["Conv2D", "MaxPooling2D", "Dense", "Dropout", "Flatten", "LSTM", "Embedding", "BatchNormalization", "GlobalAveragePooling1D", "Bidirectional", "InputLayer", "Add", "Rescaling", "Activation"]
    for _ in range(40):
        chosen = rng.sample(layers, 5)
        rows = [f" {c.lower()}_{rng.randint(1, 9)} ({c})".ljust(32) + f"(None, {rng.randint(8, 512)})".ljust(26) + str(rng.randint(0, 90000)) for c in chosen]
        yield "\n".join(['Model: "sequential"', "_" * 65, " Layer (type)".ljust(32) + "Output Shape".ljust(26) + "Param #", "=" * 65, *rows, "=" * 65, "Total params: 1,234,567 (4.71 MB)", "Trainable params: 1,234,567 (4.71 MB)", "Non-trainable params: 0 (0.00 B)"])
        bar = "━" * rng.randint(10, 30)
        yield f"Epoch {rng.randint(1, 9)}/10\n\x1b[1m{rng.randint(10, 900)}/{rng.randint(10, 900)}\x1b[0m {bar} {rng.randint(1, 9)}s - accuracy: {rng.random():.4f} - loss: {rng.random():.4f} - val_accuracy: {rng.random():.4f}"
        boxes = [f"│ {c.lower()}_{rng.randint(1, 9)} ({c})".ljust(34) + f"│ (None, {rng.randint(8, 512)})".ljust(24) + f"│ {rng.randint(0, 90000):>10,} │" for c in chosen]
        yield "\n".join(["┏" + "━" * 33 + "┳" + "━" * 23 + "┓", "┃ Layer (type)                    ┃ Output Shape          ┃       Param # ┃", *boxes])


def summaries() -> Iterator[str]:
    """Statistical summaries: statsmodels, scipy, sympy, networkx, matplotlib reprs."""
    import matplotlib as mpl
    import numpy as np
    import statsmodels.api as sm
    from scipy import stats

    mpl.use("Agg")
    from matplotlib import pyplot as plt

    rng = np.random.default_rng(3)
    x = sm.add_constant(rng.normal(size=(60, 3)))
    y = x @ np.array([1, 2, 0, 1.5]) + rng.normal(size=60)
    for fit in (sm.OLS(y, x).fit(), sm.GLM(y, x).fit(), sm.Logit(y > 1, x).fit(disp=0), sm.RLM(y, x).fit()):
        yield str(fit.summary())
    for test in (stats.ttest_ind, stats.mannwhitneyu, stats.ks_2samp, stats.pearsonr, stats.spearmanr, stats.kendalltau, stats.wilcoxon, stats.kruskal, stats.levene, stats.bartlett):
        yield f"{test.__name__}: {test(y, x[:, 1])!r}"
    figure, axes = plt.subplots(2, 2)
    yield from (repr(figure), repr(axes), repr(axes[0, 0].plot([1, 2])), repr(axes[0, 0].hist(y, 5)), "<Axes: title={'center': 'Sales by Region'}, xlabel='Month', ylabel='Revenue'>")
    yield "\n".join(sorted(plt.colormaps()))
    yield str(mpl.rcParams)[:3000]
    yield ", ".join(sorted(mpl.colors.CSS4_COLORS))
    yield "\n".join(f"{c!r}: {h!r}" for c, h in mpl.colors.XKCD_COLORS.items())[:6000]


_PROMPT = re.compile(r"^(>>>|\.\.\.)", re.MULTILINE)
_PEOPLE = re.compile(
    r"\b(Alice|Bob|Charlie|Carol|David|Eve|John|Jane|Mary|Peter|Tom|Anna|Max|Mike|Sam|Joe|Jack|George|Paul|Ringo|Kate|Tim|James|Jones|Smith|Paula|Lily|Ana|Anne|"
    r"Doe|Monty|Braund|Cumings|Harry|Ron|Jim|Karl|Maria|Zoe|Adam|Patrick|Henry|Wes|Guido|Karate|Author\w*|Reference\w*|Notes|et al|[A-Z]\. ?[A-Z]|[Cc]ontributed|[Tt]hanks|[Pp]roposed by|due to)\b"
)  # fmt: skip


def docstrings() -> Iterator[str]:
    """Examples' output and paragraphs out of the libraries' own documentation.

    Paragraphs that may name somebody are left out: those with references, initials, usual names.
    """
    rng = random.Random(11)
    found: list[str] = []
    for library in ("numpy", "pandas", "sklearn", "scipy", "matplotlib", "torch", "polars", "networkx", "seaborn", "statsmodels"):
        for path in sorted(Path(importlib.import_module(library).__path__[0]).rglob("*.py")):
            if "tests" not in path.parts and "testing" not in path.parts:
                found += _paragraphs(path)
    return iter(rng.sample(sorted(set(found)), min(9000, len(set(found)))))


def _paragraphs(path: Path) -> list[str]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            tree = ast.parse(path.read_text(encoding="utf-8"))
        except (SyntaxError, UnicodeDecodeError):
            return []
    kinds = (ast.Module, ast.ClassDef, ast.FunctionDef)
    docs = [ast.get_docstring(node) or "" for node in ast.walk(tree) if isinstance(node, kinds)]
    parts = [part for doc in docs for part in doc.split("References\n---")[0].split("\n\n")]
    return [p for p in parts if 30 < len(p) < 1500 and re.search(r"[A-Z][a-z]", p) and not _names_somebody(p)]


def _names_somebody(paragraph: str) -> bool:
    if _PEOPLE.search(paragraph):
        return True
    return any(m[1] in _first_names() for m in re.finditer(r"\b([A-Z][a-z]+) [A-Z][a-z]+", paragraph))


def classes() -> Iterator[str]:
    """Lists of what modules hold: class names, function names, signatures."""
    for library in ("sklearn", "pandas", "numpy", "scipy.stats", "torch.nn", "matplotlib.pyplot", "networkx", "polars", "statsmodels.api", "seaborn", "torch.optim", "sklearn.metrics"):
        module: ModuleType = importlib.import_module(library)
        names = [n for n in dir(module) if not n.startswith("_")]
        yield str(names[:120])
        yield "\n".join(names[:80])
        for name in names[:150]:
            with contextlib.suppress(Exception):
                yield f"{name}{inspect.signature(getattr(module, name))}"[:400]
        if hasattr(module, "__path__"):
            yield "\n".join(m.name for m in pkgutil.iter_modules(module.__path__))


SOURCES = (estimators, datasets, tables, errors, networks, summaries, classes, docstrings)


def main() -> None:
    """Run everything and store it."""
    versions = [f"{n} {importlib.import_module(n).__version__}" for n in ("numpy", "pandas", "sklearn", "scipy", "torch", "matplotlib", "statsmodels", "polars")]
    texts = [", ".join(versions)]
    for source in SOURCES:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            texts += [t[:3000] for t in source() if t.strip()]
    FILE.write_bytes(gzip.compress(_BETWEEN.join(texts).encode("utf-8"), 9, mtime=0))


if __name__ == "__main__":
    main()
