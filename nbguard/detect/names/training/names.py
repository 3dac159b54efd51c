"""Names by origin: Faker's lists, the hand-written ones, and names that no list holds.

A tagger that saw only listed names believes in lists. So a part of the names it learns from is
*invented*: drawn, letter by letter, from how the names of one origin are spelt.
"""

from __future__ import annotations

import importlib
import random
import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

import tomllib

from nbguard.detect.names.training.files import DATA

ORIGINS: dict[str, tuple[str, ...]] = {
    "english": ("en_US", "en_GB", "en_IE", "en_NZ", "ga_IE", "en"),
    "spanish": ("es_ES", "es_MX", "es_AR", "es_CL", "es_CO", "es_CA"),
    "german": ("de_DE", "de_AT", "de_CH", "de_LI", "de_LU"),
    "french": ("fr_FR", "fr_CA", "fr_CH", "fr_BE"),
    "italian": ("it_IT",),
    "portuguese": ("pt_BR", "pt_PT"),
    "dutch": ("nl_NL", "nl_BE"),
    "polish": ("pl_PL",),
    "slavic": ("cs_CZ", "sk_SK", "hr_HR", "sl_SI"),
    "nordic": ("sv_SE", "da_DK", "no_NO", "fi_FI", "is_IS"),
    "baltic": ("et_EE", "lt_LT", "lv_LV"),
    "hungarian": ("hu_HU",),
    "romanian": ("ro_RO",),
    "turkish": ("tr_TR", "az_AZ", "uz_UZ"),
    "russian": ("ru_RU", "uk_UA", "bg_BG", "mk_MK"),
    "cyrillic": ("ru_RU", "uk_UA", "bg_BG"),
    "greek": ("el_GR",),
    "greek script": ("el_GR",),
    "arabic": ("en_PK", "fr_DZ"),
    "arabic script": ("ar_AA", "ar_SA", "ar_DZ", "fa_IR"),
    "hebrew script": ("he_IL",),
    "persian": (),
    "hebrew": (),
    "indian": ("en_IN",),
    "devanagari": ("hi_IN", "mr_IN", "ne_NP"),
    "tamil": ("ta_IN",),
    "bengali": ("bn_BD",),
    "indonesian": ("id_ID",),
    "thai": ("en_TH",),
    "vietnamese": ("vi_VN",),
    "chinese": (),
    "chinese script": ("zh_CN", "zh_TW"),
    "japanese": (),
    "japanese script": ("ja_JP",),
    "korean": (),
    "korean script": ("ko_KR",),
    "nigerian": ("yo_NG", "ig_NG", "ha_NG", "en_NG", "tw_GH"),
    "east african": ("en_KE", "sw", "zu_ZA"),
    "ethiopian": (),
    "southern african": (),
    "central african": (),
    "south asian": (),
    "southeast asian": (),
    "balkan": (),
    "caucasian": (),
    "armenian": ("hy_AM",),
    "georgian": ("ka_GE",),
}
# How often an origin is drawn; the gap between origins is a figure to shrink.
WEIGHTS = {
    "english": 7.0,
    "arabic": 2.0,
    "indian": 2.0,
    "chinese": 2.0,
    "spanish": 2.0,
    "russian": 2.0,
}
_GLUED = {"chinese script", "japanese script", "korean script"}
_RARE = {"arabic script", "hebrew script", "devanagari", "tamil", "bengali", "armenian", "georgian"}
_RARE |= {"cyrillic", "greek script", *_GLUED}

_LATIN = dict(
    pair.split(":")
    for pair in [
        "а:a",
        "б:b",
        "в:v",
        "г:g",
        "д:d",
        "е:e",
        "ё:e",
        "ж:zh",
        "з:z",
        "и:i",
        "й:y",
        "к:k",
        "л:l",
        "м:m",
        "н:n",
        "о:o",
        "п:p",
        "р:r",
        "с:s",
        "т:t",
        "у:u",
        "ф:f",
        "х:kh",
        "ц:ts",
        "ч:ch",
        "ш:sh",
        "щ:shch",
        "ъ:",
        "ы:y",
        "ь:",
        "э:e",
        "ю:yu",
        "я:ya",
        "і:i",
        "ї:yi",
        "є:ye",
        "ґ:g",
        "ћ:c",
        "ђ:dj",
        "љ:lj",
        "њ:nj",
        "џ:dz",
        "ј:j",
        "α:a",
        "β:v",
        "γ:g",
        "δ:d",
        "ε:e",
        "ζ:z",
        "η:i",
        "θ:th",
        "ι:i",
        "κ:k",
        "λ:l",
        "μ:m",
        "ν:n",
        "ξ:x",
        "ο:o",
        "π:p",
        "ρ:r",
        "σ:s",
        "ς:s",
        "τ:t",
        "υ:y",
        "φ:f",
        "χ:ch",
        "ψ:ps",
        "ω:o",
    ]
)


class NameLists(NamedTuple):
    """The first and the last names of one origin."""

    first: tuple[str, ...]
    last: tuple[str, ...]


def _flatten(value: object) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (key for key in value if isinstance(key, str))
    elif isinstance(value, (list, tuple, set)):
        for item in value:
            yield from _flatten(item)


_ATTRIBUTE = re.compile(
    r"(?P<which>first|last|middle)_(?:romanized_)?names?(?:_\w+)?$|(?:\w+_)?last_names$"
)


def _faker_lists(locale: str) -> tuple[set[str], set[str]]:
    provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
    first: set[str] = set()
    last: set[str] = set()
    for attribute, value in vars(provider).items():
        match = _ATTRIBUTE.fullmatch(attribute)
        if match and not callable(value) and "kana" not in attribute:
            (first if match["which"] in ("first", "middle") else last).update(_flatten(value))
    return first, last


def latin(word: str) -> str:
    """Cyrillic and Greek in Latin letters, as passports have it."""
    letters = [_LATIN.get(letter, letter) for letter in _plain(word.lower())]
    return "-".join(part[:1].upper() + part[1:] for part in "".join(letters).split("-"))


def _plain(word: str) -> str:
    return "".join(
        c
        for c in unicodedata.normalize("NFD", word)
        if not unicodedata.combining(c) or c == "\u0306"
    )


def without_accents(word: str) -> str:
    """As the name stands in systems that know no accents."""
    decomposed = unicodedata.normalize(
        "NFD", word.replace("ł", "l").replace("Ł", "L").replace("ø", "o")
    )
    return "".join(c for c in decomposed if not unicodedata.combining(c)).replace("ı", "i")


@cache
def _romanised() -> dict[str, dict[str, str]]:
    return tomllib.loads((DATA / "romanised.toml").read_text(encoding="utf-8"))


def _own(origin: str) -> tuple[set[str], set[str]]:
    lists = _romanised().get(origin, {})
    return set(lists.get("first", "").split()), set(lists.get("last", "").split())


def _clean(words: set[str]) -> tuple[str, ...]:
    return tuple(sorted(w.strip() for w in words if w.strip() and not re.search(r"[\d(){}.,/]", w)))


@cache
def lists(origin: str) -> NameLists:
    """Every first and last name known for ``origin``, sorted."""
    first, last = _own(origin)
    for locale in ORIGINS[origin]:
        more_first, more_last = _faker_lists(locale)
        first |= more_first
        last |= more_last
    if origin in ("russian", "greek"):
        first = {latin(w) for w in first}
        last = {latin(w) for w in last}
    if origin in _GLUED:
        first = {w for w in first if not w.isascii()}
        last = {w for w in last if not w.isascii()}
    return NameLists(_clean(first), _clean(last))


class _Speller:
    """Invents words spelt like the given ones: a letter depends on the three before it."""

    def __init__(self, words: Iterable[str]) -> None:
        self.next: dict[str, list[str]] = {}
        for word in words:
            padded = "^^^" + word + "$"
            for i in range(3, len(padded)):
                self.next.setdefault(padded[i - 3 : i], []).append(padded[i])

    def word(self, rng: random.Random) -> str:
        for _ in range(20):
            letters = "^^^"
            while letters[-1] != "$" and len(letters) < 20:
                letters += rng.choice(self.next[letters[-3:]])
            if letters[-1] == "$" and 6 < len(letters) < 18:
                break
        return letters.strip("^$")


@cache
def _spellers(origin: str) -> tuple[_Speller, _Speller]:
    return _Speller(lists(origin).first), _Speller(lists(origin).last)


class Name(NamedTuple):
    """One invented person: the parts, and the form in which the whole is written."""

    first: str
    last: str
    full: str
    origin: str


_PARTICLES = {
    "dutch": ("van der", "van den", "van", "de", "ten"),
    "german": ("von", "von der", "zu"),
    "french": ("de", "de la", "du", "Le"),
    "spanish": ("de", "de la", "del", "de los"),
    "portuguese": ("da", "dos", "de", "do"),
    "italian": ("De", "Di", "Della", "Del", "D'"),
    "arabic": ("bin", "ibn", "Al", "el", "Abu", "Ben"),
    "english": ("Mac", "St.", "O'"),
}


class Names:
    """Draws names. ``invented`` is the share of words that no list holds."""

    def __init__(self, rng: random.Random, invented: float = 0.2, held_out: bool = False) -> None:
        self.rng = rng
        self.invented = invented
        self.held_out = held_out
        self._origins = list(ORIGINS)
        self._weights = [0.25 if o in _RARE else WEIGHTS.get(o, 1.0) for o in self._origins]

    def origin(self) -> str:
        """An origin, by weight."""
        return self.rng.choices(self._origins, self._weights)[0]

    def first(self, origin: str) -> str:
        """A first name."""
        return self._word(origin, 0)

    def last(self, origin: str) -> str:
        """A last name, with its particles and hyphens."""
        rng, word = self.rng, self._word(origin, 1)
        if rng.random() < 0.10 and origin in _PARTICLES:
            particle = rng.choice(_PARTICLES[origin])
            return particle + word if particle.endswith("'") else f"{particle} {word}"
        if origin in ("spanish", "portuguese") and rng.random() < 0.3:
            joint = rng.choice((" ", " ", " y ", "-")) if origin == "spanish" else " "
            return word + joint + self._word(origin, 1)
        if rng.random() < 0.04 and origin not in _GLUED:
            return f"{word}-{self._word(origin, 1)}"
        return word

    def _word(self, origin: str, which: int) -> str:
        rng = self.rng
        if rng.random() < self.invented and origin not in _RARE:
            word = _spellers(origin)[which].word(rng)
        else:
            word = rng.choice(self._listed(origin, which))
        return without_accents(word) if rng.random() < 0.3 else word

    def _listed(self, origin: str, which: int) -> tuple[str, ...]:
        return _half(origin, which, self.held_out)

    def name(self, origin: str | None = None) -> Name:
        """A person."""
        origin = origin or self.origin()
        first, last = self.first(origin), self.last(origin)
        return Name(first, last, self._full(first, last, origin), origin)

    def _full(self, first: str, last: str, origin: str) -> str:
        if origin in _GLUED:
            return self.rng.choice((last + first, last + first, f"{last} {first}"))
        return self.rng.choices(_FORMS, _FORM_WEIGHTS)[0](self, first, last, origin)

    def initial(self) -> str:
        """One capital letter."""
        return self.rng.choice("ABCDEFGHIJKLMNOPRSTVWYZ")


def _eastern(_: Names, first: str, last: str, origin: str) -> str:
    eastern = origin in ("chinese", "korean", "vietnamese", "hungarian", "japanese")
    return f"{last} {first}" if eastern else f"{first} {last}"


_FORMS = (
    lambda n, f, s, o: f"{f} {s}",
    _eastern,
    lambda n, f, s, o: f"{f} {n.first(o)} {s}",
    lambda n, f, s, o: f"{f} {n.initial()}. {s}",
    lambda n, f, s, o: f"{f[0]}. {s}",
    lambda n, f, s, o: f"{f[0]}. {n.initial()}. {s}",
    lambda n, f, s, o: f"{f[0]}.{n.initial()}. {s}",
    lambda n, f, s, o: f"{f} {s} {n.last(o)}",
    lambda n, f, s, o: f"{f}-{n.first(o)} {s}",
    lambda n, f, s, o: f"{f} {s} {n.rng.choice(('Jr.', 'Sr.', 'III', 'II', 'Jr'))}",
    lambda n, f, s, o: f"{f} {s.upper()}",
    lambda n, f, s, o: f"{f} {n.initial()} {s}",
    lambda n, f, s, o: f'{f} "{n.first(o)}" {s}',
)
_FORM_WEIGHTS = (50, 14, 6, 6, 4, 2, 1, 3, 1.5, 1.5, 1, 1, 1)


@cache
def _half(origin: str, which: int, held_out: bool) -> tuple[str, ...]:
    """Nine tenths of the words for training, one tenth kept for measuring; by a word's own sum."""
    words = lists(origin)[which]
    kept = tuple(w for w in words if (sum(map(ord, w)) % 10 == 7) == held_out)
    return kept or words
