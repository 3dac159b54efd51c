"""Notebooks as analysts leave them, drawn from a seed: prose, code, tables, logs, pictures.

Two thirds of the bytes are pictures, as in real ones; every fifth notebook of a folder prints
customers' data.
"""

from __future__ import annotations

import base64
import html
import json
from random import Random
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

_PROSE = (
    "We compare the two models on the held-out split and keep the one with the lower error.",
    "The table below shows the first rows. Missing values were dropped before the join.",
    "Training takes about four minutes on one card; the loss flattens after epoch twelve.",
    "Weekly seasonality is strong, so the baseline already explains most of the variance.",
    "Next steps: tune the learning rate, add the weather features, and repeat with more folds.",
)
_CODE = (
    "import pandas as pd\nimport numpy as np\nfrom sklearn.model_selection import train_test_split",
    "df = pd.read_parquet('data/sales.parquet')\ndf.head()",
    "X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.2, random_state=42)",
    "model.fit(X_train, y_train, epochs=20, batch_size=256)",
    "fig, ax = plt.subplots(figsize=(8, 5))\nax.plot(history['loss'], label='loss')\nax.legend()",
    "def rmse(a, b):\n    return float(np.sqrt(((a - b) ** 2).mean()))\n\nrmse(y_test, predicted)",
)
_COLUMNS = ("store", "week", "units", "price", "discount", "stock", "returns", "margin")
_FIRST = ("Amara", "Bogdan", "Chiara", "Dilnoza", "Eoin", "Farida", "Goran", "Hye-jin")
_LAST = ("Okafor", "Petrescu", "Ricci", "Yusupova", "Gallagher", "Haddad", "Novak", "Park")


def write_folder(folder: Path, *, size: int, count: int, seed: int = 7) -> None:
    """``count`` notebooks of ``size`` bytes together, every fifth of them with findings."""
    folder.mkdir(parents=True)
    for i in range(count):
        path = folder / f"{i:03}.ipynb"
        path.write_text(notebook(Random(seed * 1000 + i), size // count, dirty=i % 5 == 4))


def notebook(random: Random, size: int, *, dirty: bool = False) -> str:
    """One notebook of about ``size`` bytes, as Jupyter would save it."""
    cells = [_markdown(random), _code(random, [_table(random)])]
    room = size
    while room > 0:
        made = [_markdown(random), *(_code(random, _outputs(random)) for _ in range(3))]
        room -= len(json.dumps(made))
        cells += made
    if dirty:
        cells.insert(2, _code(random, [_customers(random), _stream(_addresses(random))]))
    content = {"cells": cells, "metadata": {"kernelspec": {"name": "python3"}}}
    return json.dumps(content | {"nbformat": 4, "nbformat_minor": 5}, indent=1) + "\n"


def _id(random: Random) -> str:
    return f"{random.getrandbits(32):08x}"


def _markdown(random: Random) -> dict[str, Any]:
    text = "## Results\n\n" + "\n".join(random.sample(_PROSE, 3))
    return {"cell_type": "markdown", "id": _id(random), "metadata": {}, "source": _lines(text)}


def _code(random: Random, outputs: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "cell_type": "code",
        "id": _id(random),
        "execution_count": random.randrange(1, 99),
        "metadata": {},
        "source": _lines(random.choice(_CODE)),
        "outputs": outputs,
    }


def _outputs(random: Random) -> list[dict[str, Any]]:
    kind = random.random()
    if kind < 0.3:
        return [_picture(random)]
    return [_table(random)] if kind < 0.6 else [_stream(_log(random))]


def _picture(random: Random) -> dict[str, Any]:
    data = base64.b64encode(random.randbytes(random.randrange(15_000, 60_000))).decode()
    plain = "<Figure size 800x500 with 1 Axes>"
    return _display({"image/png": data + "\n", "text/plain": [plain]})


def _log(random: Random) -> str:
    return "".join(
        f"Epoch {epoch}/20 - loss: {random.random():.6f} - val_loss: {random.random():.6f}"
        f" - lr: {random.random() / 100:.2e} - {random.randrange(9999)}ms/step\n"
        for epoch in range(1, 21)
    )


def _table(random: Random) -> dict[str, Any]:
    rows = [[f"{random.uniform(0, 1000):.6f}" for _ in _COLUMNS] for _ in range(30)]
    return _frame(_COLUMNS, rows)


def _customers(random: Random) -> dict[str, Any]:
    return _frame(("name", "email", "phone", "units"), [_customer(random) for _ in range(12)])


def _customer(random: Random) -> list[str]:
    first, last = random.choice(_FIRST), random.choice(_LAST)
    mail = f"{first}.{last}@mailbox-{random.randrange(99)}.com".lower()
    phone = f"+49 30 {random.randrange(10**7, 10**8)}"
    return [f"{first} {last}", mail, phone, str(random.randrange(99))]


def _addresses(random: Random) -> str:
    return "".join(f"sent to {_customer(random)[1]}\n" for _ in range(5))


def _frame(columns: tuple[str, ...], rows: list[list[str]]) -> dict[str, Any]:
    """A frame as pandas shows it, in HTML and in plain text."""
    head = "".join(f"<th>{name}</th>" for name in columns)
    body = "\n".join(
        f"    <tr>\n      <th>{i}</th>\n"
        + "".join(f"      <td>{html.escape(cell)}</td>\n" for cell in row)
        + "    </tr>"
        for i, row in enumerate(rows)
    )
    table = (
        f'<table border="1" class="dataframe">\n<thead><tr>{head}</tr></thead>\n{body}\n</table>'
    )
    plain = "\n".join("  ".join(cell.rjust(14) for cell in row) for row in [list(columns), *rows])
    return _display({"text/html": _lines(f"<div>\n{table}\n</div>"), "text/plain": _lines(plain)})


def _display(data: dict[str, Any]) -> dict[str, Any]:
    return {"output_type": "display_data", "data": data, "metadata": {}}


def _stream(text: str) -> dict[str, Any]:
    return {"output_type": "stream", "name": "stdout", "text": _lines(text)}


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)
