"""Policy: which entities, from which score, with which operator, what is allowed, which mode.

One immutable object travels through the whole program instead of a row of options. It comes
from ``[tool.nbguard]`` in pyproject.toml or from nbguard.toml, nearest folder upwards first.
"""

from __future__ import annotations

import difflib
import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from nbguard.entities import CATALOGUE, DEFAULT, kind_of
from nbguard.errors import PolicyError

OPERATORS = ("replace", "mask", "hash", "encrypt", "generalize", "fake", "redact", "keep")
MODES = ("mask", "warn", "block", "off")
SAVES = ("redact", "warn", "block", "off")
IMAGES = ("keep", "drop", "ocr")
OUTPUTS = ("redact", "drop")
LANGUAGES = ("en", "es", "de", "fr", "it", "pt", "nl")
DEFAULT_SCORE = 0.5

_CHOICES = {"mode": MODES, "save": SAVES, "images": IMAGES, "outputs": OUTPUTS}
_RECOGNIZER_KEYS = {"entity", "pattern", "path", "score", "context"}


class Policy:
    """What counts as sensitive and what happens to it.

    >>> policy = Policy(entities=["+LOCATION", "-IP_ADDRESS"], min_score={"PERSON": 0.7})
    >>> "LOCATION" in policy.entities, "IP_ADDRESS" in policy.entities
    (True, False)
    >>> policy.threshold("PERSON"), policy.threshold("EMAIL_ADDRESS")
    (0.7, 0.5)

    Raises PolicyError (a ValueError) that names the key and, where there is one, the nearest
    known word.
    """

    __slots__ = (
        "_allowed_patterns",
        "allow",
        "entities",
        "images",
        "languages",
        "min_score",
        "mode",
        "names",
        "operators",
        "outputs",
        "recognizers",
        "regions",
        "save",
        "source",
    )

    entities: frozenset[str]
    min_score: Mapping[str, float]
    operators: Mapping[str, str]
    allow: tuple[str, ...]
    recognizers: tuple[Mapping[str, Any], ...]
    names: str
    languages: tuple[str, ...]
    regions: tuple[str, ...]
    mode: str
    save: str
    outputs: str
    images: str
    source: str

    def __init__(
        self,
        *,
        entities: Sequence[str] = (),
        min_score: float | Mapping[str, float] = DEFAULT_SCORE,
        operators: Mapping[str, str] | None = None,
        allow: Sequence[str] = (),
        recognizers: Sequence[Mapping[str, Any]] = (),
        names: str = "embedded",
        languages: Sequence[str] = ("en",),
        regions: Sequence[str] = ("US", "GB"),
        mode: str = "mask",
        save: str = "redact",
        outputs: str = "redact",
        images: str = "keep",
        source: str = "built in",
    ) -> None:
        store = object.__setattr__
        choices = {"mode": mode, "save": save, "outputs": outputs, "images": images}
        for key, value in choices.items():
            store(self, key, _one_of(key, value, _CHOICES[key]))
        store(
            self,
            "recognizers",
            tuple(_recognizer(row) for row in _list(recognizers, "recognizers", Mapping)),
        )
        own = {row["entity"] for row in self.recognizers if "entity" in row}
        store(self, "entities", _entities(_list(entities, "entities", str), own))
        store(self, "min_score", _scores(min_score, own))
        store(self, "operators", _operators(operators or {}, own))
        store(self, "allow", tuple(_list(allow, "allow", str)))
        store(self, "names", _names(names))
        store(
            self,
            "languages",
            tuple(_one_of("languages", x, LANGUAGES) for x in _list(languages, "languages", str)),
        )
        store(self, "regions", tuple(_list(regions, "regions", str)))
        store(self, "source", source)
        store(self, "_allowed_patterns", _allowed(self.allow))

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"a Policy never changes; use policy.but({name}=...)")

    def __repr__(self) -> str:
        return f"Policy({len(self.entities)} entities, mode={self.mode!r}, from {self.source})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Policy) and self.as_dict() == other.as_dict()

    def __hash__(self) -> int:
        return hash(self.fingerprint())

    def as_dict(self) -> dict[str, Any]:
        """Every setting but ``source``, ready to make an equal Policy from."""
        return {
            "entities": sorted(self.entities) or ["-" + name for name in sorted(DEFAULT)],
            "min_score": dict(self.min_score),
            "operators": dict(self.operators),
            "allow": list(self.allow),
            "recognizers": [dict(row) for row in self.recognizers],
            "names": self.names,
            "languages": list(self.languages),
            "regions": list(self.regions),
            "mode": self.mode,
            "save": self.save,
            "outputs": self.outputs,
            "images": self.images,
        }

    def fingerprint(self) -> str:
        """A text that two policies share exactly when they mean the same."""
        return repr(sorted(self.as_dict().items()))

    def but(self, **changes: Any) -> Policy:
        """The same policy with some settings changed; ``entities`` may use + and -."""
        if "entities" in changes:
            changes["entities"] = _relative(changes["entities"], self.entities)
        return Policy(**{**self.as_dict(), "source": self.source, **changes})

    def threshold(self, entity: str) -> float:
        """The least score with which ``entity`` counts."""
        return self.min_score.get(entity, self.min_score["default"])

    def operator(self, entity: str) -> str:
        """The operator for ``entity``: ``replace``, the placeholder, unless the policy says more."""
        return self.operators.get(entity, "replace")

    def allows(self, value: str) -> bool:
        """Whether the policy's ``allow`` names this value, literally or by expression."""
        return value in self.allow or any(p.fullmatch(value) for p in self._allowed_patterns)

    @classmethod
    def load(cls, path: str | Path) -> Policy:
        """Read a policy file (nbguard.toml, or pyproject.toml with ``[tool.nbguard]``)."""
        path = Path(path)
        table = _read_toml(path)
        if path.name == "pyproject.toml":
            table = table.get("tool", {}).get("nbguard", {})
        return cls.from_dict(table, source=str(path))

    @classmethod
    def from_dict(cls, table: Mapping[str, Any], *, source: str = "built in") -> Policy:
        """Check key by key; an unknown key is an error that names the nearest known one."""
        known = [name for name in cls.__slots__ if name != "source" and not name.startswith("_")]
        try:
            for key in table:
                _one_of("key", key, known)
            return cls(**table, source=source)
        except PolicyError as error:
            raise PolicyError(f"{source}: {error}") from None

    @classmethod
    def find(cls, start: str | Path) -> Policy:
        """The policy that holds at ``start``: nearest folder upwards first, else the built-in."""
        start = Path(start).absolute()
        for folder in [start, *start.parents]:
            if (folder / "nbguard.toml").is_file():
                return cls.load(folder / "nbguard.toml")
            pyproject = folder / "pyproject.toml"
            if pyproject.is_file() and "nbguard" in _read_toml(pyproject).get("tool", {}):
                return cls.load(pyproject)
        return cls()


def _read_toml(path: Path) -> dict[str, Any]:
    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib
    try:
        with path.open("rb") as file:
            return tomllib.load(file)
    except OSError as error:
        raise PolicyError(f"{path}: cannot be read ({error.strerror})") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PolicyError(f"{path}: not TOML: {error}") from None


def _nearest(word: object, known: Sequence[str]) -> str:
    close = difflib.get_close_matches(str(word), known, n=1, cutoff=0.5)
    return f"; did you mean {close[0]!r}?" if close else f"; known: {', '.join(sorted(known)[:12])}"


def _one_of(what: str, word: object, known: Sequence[str]) -> str:
    if not isinstance(word, str) or word not in known:
        raise PolicyError(f"unknown {what} {word!r}{_nearest(word, known)}")
    return word


def _list(value: object, key: str, item: type) -> list[Any]:
    if isinstance(value, (str, bytes, Mapping)) or not isinstance(
        value, (Sequence, frozenset, set)
    ):
        raise PolicyError(f"{key} must be a list, not {type(value).__name__}")
    for x in value:
        if not isinstance(x, item):
            raise PolicyError(f"{key} holds a {type(x).__name__} where a {item.__name__} belongs")
    return list(value)


def _entities(words: Sequence[str], own: set[str]) -> frozenset[str]:
    return frozenset(_relative(words, DEFAULT | own, own))


def _relative(
    words: Sequence[str],
    base: frozenset[str] | set[str],
    own: set[str] | frozenset[str] = frozenset(),
) -> list[str]:
    """Signs change the base set; without any sign the words are the set."""
    known = [*CATALOGUE, *own, *base]
    signed = [w for w in words if w[:1] in "+-"]
    if signed and len(signed) != len(words):
        raise PolicyError("entities: either every name has a + or - before it, or none has")
    for word in words:
        _one_of("entity", word.lstrip("+-"), known)
    if words and not signed:
        return list(words)
    plus = {w[1:] for w in signed if w[0] == "+"}
    minus = {w[1:] for w in signed if w[0] == "-"}
    return sorted((base | plus) - minus)


def _score(value: object, key: str) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value <= 1:
        raise PolicyError(f"min_score of {key} must be a number from 0 to 1, not {value!r}")
    return float(value)


def _scores(value: float | Mapping[str, float], own: set[str]) -> Mapping[str, float]:
    if not isinstance(value, Mapping):
        return {"default": _score(value, "default")}
    for key in value:
        _one_of("entity in min_score", key, ["default", *CATALOGUE, *own])
    return {"default": DEFAULT_SCORE, **{key: _score(v, key) for key, v in value.items()}}


def _operators(value: Mapping[str, str], own: set[str]) -> Mapping[str, str]:
    if not isinstance(value, Mapping):
        raise PolicyError(f"operators must be a table, not {type(value).__name__}")
    for entity, operator in value.items():
        _one_of("entity in operators", entity, [*CATALOGUE, *own])
        _one_of(f"operator for {entity}", operator, OPERATORS)
    return dict(value)


def _recognizer(row: Mapping[str, Any]) -> Mapping[str, Any]:
    for key in row:
        _one_of("key in recognizers", key, sorted(_RECOGNIZER_KEYS))
    if "path" in row:
        return dict(row)
    if "entity" not in row or "pattern" not in row:
        raise PolicyError("a recognizer needs 'entity' and 'pattern', or 'path' (module:Class)")
    _compile(row["pattern"], "recognizers")
    _score(row.get("score", DEFAULT_SCORE), str(row["entity"]))
    return dict(row)


def _names(value: object) -> str:
    if value in ("embedded", "off"):
        return str(value)
    engine, _, model = str(value).partition(":")
    _one_of(
        "engine in names", engine, ("embedded", "off", "spacy", "stanza", "transformers", "gliner")
    )
    if not model:
        raise PolicyError(f"names = {value!r} names no model; write {engine}:MODEL")
    return str(value)


def _compile(pattern: object, key: str) -> re.Pattern[str]:
    try:
        return re.compile(str(pattern))
    except re.error as error:
        raise PolicyError(f"{key}: {pattern!r} is not a regular expression: {error}") from None


def _allowed(allow: Sequence[str]) -> tuple[re.Pattern[str], ...]:
    return tuple(_compile(a[3:], "allow") for a in allow if a.startswith("re:"))


def on_by_kind(entities: frozenset[str], kind: str) -> frozenset[str]:
    """The entities of one kind among ``entities``."""
    return frozenset(name for name in entities if kind_of(name) == kind)
