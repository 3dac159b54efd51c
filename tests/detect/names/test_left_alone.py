"""What the shipped tagger leaves alone: notebook output that names nobody."""

from __future__ import annotations

import pytest

from nbguard.detect.names import tagger
from nbguard.policy import DEFAULT_SCORE


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Virginia Beach", id="a town of a first name"),
        pytest.param("Charlotte Hornets", id="a team of a first name"),
        pytest.param("RandomForestClassifier(max_depth=3, random_state=0)", id="an estimator"),
        pytest.param(
            "Pipeline(steps=[('standardscaler', StandardScaler()), ('ridge', Ridge())])",
            id="a pipeline",
        ),
        pytest.param(
            "Layer (type)   Output Shape   Param #\ndense_1 (Dense) (None, 64) 4160", id="Keras"
        ),
        pytest.param("Conv2d(3, 8, kernel_size=(3, 3), stride=(1, 1))", id="a torch layer"),
        pytest.param("   bird  wing_mm\n0  Wren     51.2\n1   Jay    160.0", id="toy categories"),
        pytest.param(
            "Species\nsetosa        50\nVirginica     50\nName: count, dtype: int64", id="counts"
        ),
        pytest.param("Mean   Std   Min   Max\n0.5    0.1   0.2   0.9", id="column headers"),
        pytest.param("Jan 3.2\nApr 4.1\nMay 5.0\nJune 6.3\nAugust 7.7", id="months"),
        pytest.param(
            "┌──────┬───────┐\n│ gem  ┆ carat │\n│ Ruby ┆ 1.2   │\n└──────┴───────┘", id="borders"
        ),
        pytest.param(
            "Shapiro-Wilk W = 0.98, Jarque-Bera 1.2, Durbin-Watson 2.0", id="tests' names"
        ),
        pytest.param("Adam optimizer, Xavier init, Nesterov momentum", id="methods' names"),
        pytest.param("KeyError: 'Price'", id="a missing column"),
        pytest.param(
            'Traceback (most recent call last):\n  File "a.py", line 3, in main\n'
            "ValueError: could not convert string to float: 'High'",
            id="a traceback",
        ),
        pytest.param("Requirement already satisfied: numpy in ./lib", id="pip"),
        pytest.param(
            "9.67 μs ± 0 ns per loop (mean ± std. dev. of 1 run, 1 loop each)", id="timeit, once"
        ),
        pytest.param(
            "1.2 s ± 3 ms per loop (mean ± std. dev. of 7 runs, 1 loop each)", id="timeit"
        ),
        pytest.param("GPU 0: Tesla V100, 16160 MiB", id="a graphics card"),
        pytest.param("[PERSON_1] lives at [STREET_ADDRESS_1].", id="placeholders"),
        pytest.param("name: [PERSON_1]", id="a placeholder after a key"),
        pytest.param("loss 0.31602\nd.o.b. 01/17/1931\nauth", id="an abbreviated key"),
        pytest.param("Washington said on Monday that", id="a town for its government"),
        pytest.param("Austin asked for more federal money", id="a town that asks"),
        pytest.param("Kent said schools would close", id="a county that says"),
        pytest.param("Morgan Stanley said the stock was overvalued", id="a firm of two names"),
        pytest.param("Данные были загружены в систему", id="a Russian sentence"),
        pytest.param("Российская Федерация подписала договор", id="a country's whole name"),
        pytest.param("Ruby called with the wrong number of arguments", id="a language"),
        pytest.param("Flask called twice, Django calls the view", id="packages that call"),
        pytest.param("array([[0.1, 0.2], [0.3, 0.4]])", id="numbers"),
        pytest.param("var tiles = L.tileLayer('/t/{z}.png', {crs: L.CRS.EPSG3857});", id="a map"),
        pytest.param(">sp|P04637 OS=Homo sapiens OX=9606 GN=TP53 PE=1", id="a protein"),
        pytest.param("  January\nMo Tu We Th Fr Sa Su\n 1  2  3  4  5  6  7", id="a calendar"),
        pytest.param(
            "word counts: whale 1226, Ahab 517, Queequeg 252, Starbuck 198", id="words counted"
        ),
        pytest.param("def load_data(path): return pd.read_csv(path)", id="code"),
        pytest.param("Thanks @jane and #maria", id="handles and tags"),
        pytest.param("jane.doe@example.org", id="an e-mail address"),
        pytest.param("", id="nothing"),
        pytest.param("Good morning Vietnam", id="a greeted country"),
        pytest.param("Thank you Victoria Police", id="a thanked office"),
        pytest.param("let Ruby know", id="a language to be told"),
    ],
)
def test_nobody_is_named(text: str) -> None:
    matches = tagger().tag([text])[0]
    assert [
        text[m.start : m.end]
        for m in matches
        if m.entity in ("PERSON", "STREET_ADDRESS") and m.score >= DEFAULT_SCORE
    ] == []


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("   stone  n\n0  Jasper  2\n1  Pearl   4", id="in a column"),
        pytest.param("['Wren', 'Robin', 'Lark']", id="in a list"),
        pytest.param("Fleece,Popcorn,3931", id="in CSV"),
        pytest.param("Violet", id="alone"),
        pytest.param("Hello, World!", id="greeted by every first program"),
        pytest.param("Boyer-Moore", id="a method's two inventors"),
    ],
)
def test_a_word_alone_is_not_enough(text: str) -> None:
    assert all(match.score < DEFAULT_SCORE for match in tagger().tag([text])[0])


@pytest.mark.parametrize(
    "heading",
    [
        "Vessel and Neuron by Cohort",
        "Total Revenue, Gross Margin and Net Income by Quarter",
        "Survival by Tumor Grade",
        "Anomaly Score vs Baseline",
        "Figure 3: Relative Ozone with Placebo",
        "Abbildung 3: Verteilung der Wartezeiten am Schalter",
        "Figura 4: Evolución del Precio de la Vivienda",
        "Gráfico 5: Evolução da Taxa de Desemprego",
    ],
)
def test_a_capital_proves_nothing_where_every_word_has_one(heading: str) -> None:
    assert all(match.score < DEFAULT_SCORE for match in tagger().tag([heading])[0])
