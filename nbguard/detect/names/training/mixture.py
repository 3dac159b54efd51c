"""What the model is trained on: how much of each kind of text, and in what dress."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

from nbguard.detect.names.training import corpora, negatives, places, templates
from nbguard.detect.names.training.addresses import Addresses, usaddress
from nbguard.detect.names.training.files import ordinary_other
from nbguard.detect.names.training.names import Names
from nbguard.detect.names.training.templates import Example, Filler
from nbguard.detect.names.training.toys import Toys

TEMPLATES = {"prose": 7, "mail": 7, "records": 10, "structured": 12, "languages": 4, "plain": 9}
_SPACED = 0.35  # corpora keep a space around every sign; so do some users' texts
_OUTPUTS = 2500  # printed outputs a pass
LANGUAGES = ("spanish", "german", "french", "italian", "portuguese", "dutch")
_FOREIGN = 700  # sentences a language and pass
_PLAIN = 0.4  # of them that name nobody
_JUMBLED = 0.3  # of them that are ordinary words at random
_CLAUSES = 4500  # sentences put together from parts, a pass
_TABLES = 6500  # toy tables a pass
_UPPER, _LOWER = 0.05, 0.06


class Mixture:
    """Draws the examples of one pass."""

    def __init__(self, folder: Path, seed: int, held_out: bool = False) -> None:
        self.rng = random.Random(seed)
        self.names = Names(self.rng, held_out=held_out)
        real = usaddress(folder, held_out)
        self.filler = Filler(
            self.rng, self.names, Addresses(self.rng, self.names, list(places.cities()), real)
        )
        self.toys = Toys(self.rng, self.names)
        self.sentences = corpora.training(folder)
        self.outputs = [text for i, text in enumerate(negatives.read()) if i % 10 != 9]
        self.templates = {name: templates.read(name) for name in TEMPLATES}

    def examples(self, peopled: float) -> list[Example]:
        """One pass over everything, in random order."""
        found = [*self._real(peopled), *self._generated(), *self._outputs()]
        found += [self.toys.table() for _ in range(_TABLES)]
        self.rng.shuffle(found)
        return found

    def _real(self, share: float) -> Iterator[Example]:
        for source, sentences in self.sentences.items():
            if source == "broad_twitter":  # much of it, and loosely labelled: half a pass
                sentences = self.rng.sample(sentences, len(sentences) // 2)
            if source == "wikigold":
                sentences = sentences * 2
            for group in self._paragraphs(sentences, source):
                spaced = self.rng.random() < _SPACED
                parts = [
                    corpora.join(corpora.peopled(s, self.rng, self.names, share), source, spaced)
                    for s in group
                ]
                yield self._dressed(joined(parts, self.rng.choice((" ", "\n", " "))))

    def _paragraphs(
        self, sentences: list[corpora.Sentence], source: str
    ) -> Iterator[list[corpora.Sentence]]:
        at = 0
        longest = 1 if source in ("wnut17", "broad_twitter") else 4
        while at < len(sentences):
            size = self.rng.randint(1, longest)
            yield sentences[at : at + size]
            at += size

    def _generated(self) -> Iterator[Example]:
        for name, times in TEMPLATES.items():
            for template in self.templates[name]:
                for _ in range(times):
                    yield self._dressed(self._set_in(self.filler.fill(template, name)))
        for _ in range(_CLAUSES):
            yield self._dressed(self._sentences("english", ""))
        for language in LANGUAGES:
            for _ in range(_FOREIGN):
                yield self._dressed(self._sentences(language, language))

    def _sentences(self, language: str, origin: str) -> Example:
        """One to three sentences, some of which name nobody."""
        filler, parts = self.filler, []
        for _ in range(self.rng.randint(1, 3)):
            plain = filler.clauses[language].get("plain", ())
            name_nobody = plain and self.rng.random() < _PLAIN
            template = self.rng.choice(plain) if name_nobody else filler.clause(language)
            if language in ordinary_other() and self.rng.random() < _JUMBLED:
                template = self._jumble(ordinary_other()[language])
            parts.append(filler.fill(template, "clauses", origin))
        return joined(parts, self.rng.choice((" ", " ", "\n")))

    def _jumble(self, words: tuple[str, ...]) -> str:
        """Ordinary words at random, the first in capitals, with or without somebody among them.

        It teaches that a sentence begins with a capital, in languages with little text to learn
        it from.
        """
        drawn = [self.rng.choice(words) for _ in range(self.rng.randint(2, 9))]
        drawn[0] = drawn[0].capitalize()
        if self.rng.random() < 0.5:
            drawn.insert(self.rng.randint(1, len(drawn)), "{person}")
        return " ".join(drawn) + self.rng.choice((".", ".", "", "?", ":", ","))

    def _outputs(self) -> Iterator[Example]:
        """Printed outputs, each cut to some lines of it."""
        for text in self.rng.sample(self.outputs, _OUTPUTS):
            lines = text.splitlines(keepends=True)
            at = self.rng.randrange(len(lines)) if self.rng.random() < 0.5 else 0
            piece = "".join(lines[at : at + self.rng.randint(1, 12)])[:900].strip("\n")
            if piece:
                yield Example(piece, [], "outputs")

    def _set_in(self, example: Example) -> Example:
        """A template alone, or after or before another text."""
        if self.rng.random() < 0.6:
            return example
        other = self.filler.fill(
            self.rng.choice(self.templates[self.rng.choice(("prose", "mail", "plain", "records"))]),
            example.source,
        )
        pair = [example, other]
        self.rng.shuffle(pair)
        return joined(pair, self.rng.choice((" ", "\n", "\n\n")))

    def _dressed(self, example: Example) -> Example:
        """Now and then all in capitals or all in small letters."""
        draw = self.rng.random()
        if draw < _UPPER and len(example.text.upper()) == len(example.text):
            return example._replace(text=example.text.upper())
        if draw > 1 - _LOWER and len(example.text.lower()) == len(example.text):
            return example._replace(text=example.text.lower())
        return example


def joined(parts: list[Example], between: str) -> Example:
    """Several texts as one."""
    text, spans = "", []
    for part in parts:
        if text:
            text += between
        spans += [(len(text) + s, len(text) + e, label) for s, e, label in part.spans]
        text += part.text
    return Example(text, spans, parts[0].source)
