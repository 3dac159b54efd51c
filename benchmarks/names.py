"""How the embedded tagger does, and on whom: the figures of docs/model-card.md.

``python -m benchmarks.names [--corpora PATH]`` prints them. The names are drawn from the tenth of
the lists that no training text held, the sentences from templates the training never saw; with
the corpora at hand, from their held-out documents too.
"""

from __future__ import annotations

import argparse
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from pathlib import Path

from nbguard.detect import lists
from nbguard.detect.names import model, tagger
from nbguard.detect.names.training import corpora, negatives, places
from nbguard.detect.names.training.addresses import Addresses
from nbguard.detect.names.training.files import DATA
from nbguard.detect.names.training.measure import Tally, total
from nbguard.detect.names.training.mixture import joined
from nbguard.detect.names.training.names import ORIGINS, Names
from nbguard.detect.names.training.templates import Example, Filler

SEED, COPIES = 7, 12
LEAST = 0.5
LANGUAGES = {
    "spanish": (
        "El piso de arriba lo alquila {person}, que viene de {city}.",
        "Avise por favor a {person}: la entrega se retrasa hasta el jueves.",
        "Los datos muestran una ligera subida. La tabla la preparó {person}.",
    ),
    "german": (
        "Die Wohnung im dritten Stock gehört {person}, die aus {city} stammt.",
        "Bitte geben Sie {person} Bescheid: Die Lieferung verzögert sich.",
        "Die Messung ergab keinen Unterschied. Das Protokoll schrieb {person}.",
    ),
    "french": (
        "L'appartement du troisième appartient à {person}, originaire de {city}.",
        "Veuillez prévenir {person} : la livraison est retardée.",
        "Les mesures ne montrent rien. Le compte rendu est de {person}.",
    ),
    "italian": (
        "Il terzo piano è affittato da {person}, che viene da {city}.",
        "Avvisate {person}: la consegna è in ritardo.",
        "Le misure non mostrano differenze. Il verbale è di {person}.",
    ),
    "portuguese": (
        "O terceiro andar pertence a {person}, natural de {city}.",
        "Avise {person}: a entrega está atrasada.",
        "As medições não mostram diferença. A ata foi escrita por {person}.",
    ),
    "dutch": (
        "De woning op de derde verdieping is van {person}, die uit {city} komt.",
        "Laat {person} weten dat de levering later komt.",
        "De metingen laten niets zien. Het verslag is van {person}.",
    ),
}


def held_out_templates() -> dict[str, list[str]]:
    """The templates no training saw, by kind of text."""
    kinds: dict[str, list[str]] = {}
    for line in (DATA / "heldout.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            kinds[line[3:]] = []
        elif line:
            kinds[list(kinds)[-1]].append(line.replace("\\n", "\n").replace("\\t", "\t"))
    return kinds


def filler(seed: int, origin: str | None = None, invented: float = 0.0) -> Filler:
    """Fills templates with held-out names, of one origin where one is asked for."""
    rng = random.Random(seed)
    names = Names(rng, invented=invented, held_out=True)
    if origin:
        names.origin = lambda: origin  # type: ignore[method-assign]
        names.name = lambda origin=origin: Names.name(names, origin)  # type: ignore[method-assign]
    return Filler(rng, names, Addresses(rng, names, list(places.cities()), []))


def tallied(examples: Sequence[Example], entity: str = "PERSON") -> Tally:
    """Found, missed and false at the default threshold."""
    return total(examples, tagger().tag([e.text for e in examples]), entity, LEAST)


def row(name: str, count: Tally) -> str:
    """One line of a table."""
    figures = (count.precision, count.recall, count.f(1), count.f(2))
    return (
        f"| {name:<26} | "
        + " | ".join(f"{x:.3f}" for x in figures)
        + f" | {count.right + count.missed:>5} |"
    )


def by_kind(folder: Path | None) -> Iterator[str]:
    """Kinds of text: generated, and the corpora's held-out documents."""
    draw = filler(SEED)
    for kind, templates in held_out_templates().items():
        examples = [draw.fill(t, kind) for t in templates for _ in range(COPIES)]
        yield row(kind, tallied(examples))
    for source, sentences in corpora.held_out(folder).items() if folder else ():
        groups = [sentences[i : i + 8] for i in range(0, len(sentences), 8)]
        if source in ("wnut17", "broad_twitter"):
            groups = [[sentence] for sentence in sentences]
        yield row(
            source, tallied([joined([corpora.join(s, source) for s in g], " ") for g in groups])
        )


def by_origin() -> Iterator[str]:
    """The same sentences, peopled from one origin at a time: listed names, then invented ones."""
    templates = [t for kind in ("synthetic", "news", "court") for t in held_out_templates()[kind]]
    for origin in ORIGINS:
        listed, invented = (
            tallied([draw.fill(t, origin) for t in templates for _ in range(3)])
            for draw in (filler(SEED, origin), filler(SEED, origin, invented=1.0))
        )
        yield row(origin, listed)[:-1] + f"| {invented.recall:.3f} |"


def by_form() -> Iterator[str]:
    """Length and case."""
    draw = filler(SEED)
    prose = held_out_templates()["synthetic"]
    examples = [draw.fill(t, "form") for t in prose for _ in range(COPIES)]
    lengths: dict[str, Callable[[str], bool]] = {
        "one word": lambda name: " " not in name,
        "two words": lambda name: name.count(" ") == 1,
        "three words and more": lambda name: name.count(" ") > 1,
    }
    found = tagger().tag([e.text for e in examples])
    for label, fits in lengths.items():
        chosen = [
            e._replace(spans=[s for s in e.spans if fits(e.text[s[0] : s[1]])]) for e in examples
        ]
        yield f"| {label:<26} | recall {total(chosen, found, 'PERSON', LEAST).recall:.3f} |"
    for label, change in (
        ("as written", str),
        ("ALL CAPITALS", str.upper),
        ("small letters", str.lower),
    ):
        same = [e for e in examples if len(change(e.text)) == len(e.text)]
        yield row(label, tallied([e._replace(text=change(e.text)) for e in same]))


def by_language() -> Iterator[str]:
    """Sentences in the policy's languages, unlike those of the training, with names usual there."""
    for language, templates in LANGUAGES.items():
        draw = filler(SEED, language)
        yield row(language, tallied([draw.fill(t, language) for t in templates for _ in range(80)]))


def noise() -> Iterator[str]:
    """False names and addresses in printed outputs that no training saw."""
    texts = [text for i, text in enumerate(negatives.read()) if i % 10 == 9]
    found = tagger().tag(texts)
    for entity in ("PERSON", "STREET_ADDRESS"):
        false = sum(m.entity == entity and m.score >= LEAST for row in found for m in row)
        yield f"| {entity:<26} | {1000 * false / len(texts):.1f} per 1,000 outputs |"


def cost() -> Iterator[str]:
    """Size, and processor time: to load in a new process, per 1,000 characters."""
    yield f"| size                       | {model.PATH.stat().st_size / 1e6:.2f} MB |"
    code = (
        "import time; began = time.process_time(); from nbguard.detect.names import tagger;"
        "tagger(); print(time.process_time() - began)"
    )
    loads = [float(subprocess.check_output([sys.executable, "-c", code])) for _ in range(5)]
    yield f"| load, with numpy           | {1000 * statistics.median(loads):.0f} ms |"
    draw = filler(SEED)
    texts = [
        draw.fill(t, "").text
        for t in chain.from_iterable(held_out_templates().values())
        for _ in range(40)
    ]
    characters = sum(map(len, texts))
    began = time.process_time()
    lists.names()
    lists_took = 1000 * (time.process_time() - began)
    yield f"| lists, at the first name in a script without capitals | {lists_took:.0f} ms |"
    for label in ("words not met before", "words met before"):
        began = time.process_time()
        tagger().tag(texts)
        spent = time.process_time() - began
        yield f"| {label:<26} | {1e6 * spent / characters:.2f} ms per 1,000 characters |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path)
    folder = parser.parse_args().corpora
    head = "precision | recall | F1 | F2 | names"
    addresses = filler(SEED)
    rows = [addresses.fill(t, "") for t in held_out_templates()["addresses"] for _ in range(COPIES)]
    sections: list[tuple[str, Iterator[str]]] = [
        ("cost", cost()),
        (f"PERSON by kind of text: {head}", by_kind(folder)),
        ("STREET_ADDRESS", iter([row("addresses", tallied(rows, "STREET_ADDRESS"))])),
        (f"PERSON by origin: {head} | recall of invented names", by_origin()),
        ("PERSON by length and case", by_form()),
        (f"PERSON by language: {head}", by_language()),
        ("false names in outputs", noise()),
    ]
    for title, lines in sections:
        print(f"\n## {title}\n")
        for line in lines:
            print(line, flush=True)


if __name__ == "__main__":
    main()
