"""Each setting of a policy, checked; the error names the key and the nearest known word."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from nbguard.entities import CATALOGUE, DEFAULT
from nbguard.errors import PolicyError

PLAIN = ("replace", "redact", "keep")
OPERATORS = ("replace", "mask", "hash", "encrypt", "generalize", "fake", "redact", "keep")
CHOICES = {
    "mode": ("mask", "warn", "block", "off"),
    "save": ("redact", "warn", "block", "off"),
    "outputs": ("redact", "drop"),
    "images": ("keep", "drop", "ocr"),
    "export": ("allow", "warn", "redact", "refuse"),
}
DESTINATIONS = ("local", "remote", "public", "clipboard", "database")
"""Where a table can be written to, and the policy's ``export`` say how."""
LANGUAGES = ("en", "es", "de", "fr", "it", "pt", "nl")
ENGINES = ("embedded", "off", "spacy", "stanza", "transformers", "gliner")
DEFAULT_SCORE = 0.5
_OCR = ("rapidocr", "onnxruntime", "PIL")
_SHOWN = 24
_RECOGNIZER_KEYS = ("entity", "pattern", "path", "score", "context")


def _nearest(word: object, known: Sequence[str]) -> str:
    import difflib  # only an error needs it, and every command pays for what is imported above

    close = difflib.get_close_matches(str(word), known, n=1, cutoff=0.5)
    if close:
        return f"; did you mean {close[0]!r}?"
    words = sorted(set(known))
    more = f" and {len(words) - _SHOWN} more" if len(words) > _SHOWN else ""
    return f"; known: {', '.join(words[:_SHOWN])}{more}"


def one_of(what: str, word: object, known: Sequence[str]) -> str:
    """Give ``word`` back if it is known; else an error that names the nearest known one."""
    if not isinstance(word, str) or word not in known:
        raise PolicyError(f"unknown {what} {word!r}{_nearest(word, known)}")
    return word


def images_word(word: object) -> str:
    """What happens to pictures; to have them read, what reads them must be there."""
    if one_of("images", word, CHOICES["images"]) == "ocr":
        from importlib.util import find_spec  # few policies ask for it

        if not all(map(find_spec, _OCR)):
            raise PolicyError("images = 'ocr' needs: pip install 'nbguard[ocr]'")
    return str(word)


def list_of(value: object, key: str, item: type) -> list[Any]:
    """Give the items back if ``value`` is a list or set of ``item``, and not a bare string."""
    if isinstance(value, (str, bytes, Mapping)) or not isinstance(
        value, (Sequence, frozenset, set)
    ):
        raise PolicyError(f"{key} must be a list, not {type(value).__name__}")
    for x in value:
        if not isinstance(x, item):
            raise PolicyError(f"{key} holds a {type(x).__name__} where a {item.__name__} belongs")
    return list(value)


def entity_set(words: Sequence[str], own: set[str]) -> frozenset[str]:
    """The entities that count: ``words`` applied to the default set and the user's own."""
    return frozenset(relative(words, DEFAULT | own))


def relative(words: Sequence[str], base: frozenset[str] | set[str]) -> list[str]:
    """Signs change the base set; without any sign the words are the set."""
    for word in words:
        one_of("entity", word.lstrip("+-"), [*CATALOGUE, *base])
    signed = {word[0] for word in words if word[:1] in "+-"}
    if words and not signed:
        return list(words)
    if not all(word[0] in "+-" for word in words):
        raise PolicyError("entities: either every name has a + or - before it, or none has")
    plus = {word[1:] for word in words if word[0] == "+"}
    minus = {word[1:] for word in words if word[0] == "-"}
    return sorted((base | plus) - minus)


def _score(value: object, key: str) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value <= 1:
        raise PolicyError(f"min_score of {key} must be a number from 0 to 1, not {value!r}")
    return float(value)


def score_table(value: float | Mapping[str, float], own: set[str]) -> Mapping[str, float]:
    """Least scores by entity; a plain number is everybody's."""
    if not isinstance(value, Mapping):
        return {"default": _score(value, "default")}
    for key in value:
        one_of("entity in min_score", key, ["default", *CATALOGUE, *own])
    return {"default": DEFAULT_SCORE, **{key: _score(v, key) for key, v in value.items()}}


def operator_table(value: Mapping[str, str], own: set[str]) -> Mapping[str, str]:
    """Operators by entity, every one of them known."""
    if not isinstance(value, Mapping):
        raise PolicyError(f"operators must be a table, not {type(value).__name__}")
    for entity, operator in value.items():
        one_of("entity in operators", entity, [*CATALOGUE, *own])
        name = operator.partition(":")[0] if isinstance(operator, str) else operator
        one_of(f"operator for {entity}", name, OPERATORS)  # what follows a colon tunes it
        if name in PLAIN and operator != name:
            raise PolicyError(f"operator for {entity}: {name} takes no argument")
    return dict(value)


def recognizer_row(row: Mapping[str, Any]) -> Mapping[str, Any]:
    """One recognizer of the user's own: its entity, and a pattern or a Presidio class."""
    for key in row:
        one_of("key in recognizers", key, sorted(_RECOGNIZER_KEYS))
    if "entity" not in row or ("pattern" in row) == ("path" in row):
        raise PolicyError("a recognizer needs 'entity', and 'pattern' or 'path' (module:Class)")
    if "path" in row:
        return dict(row)
    _compile(row["pattern"], "recognizers")
    _score(row.get("score", DEFAULT_SCORE), str(row["entity"]))
    return dict(row)


def lists_table(
    value: Mapping[str, Sequence[str]], name: str, known: Sequence[str]
) -> dict[str, tuple[str, ...]]:
    """A table of lists of words, such as ``incident`` and ``doctor``."""
    if not isinstance(value, Mapping):
        raise PolicyError(f"{name} must be a table, not {type(value).__name__}")
    for key in value:
        one_of(f"key in {name}", key, known)
    return {key: tuple(list_of(words, f"{name}.{key}", str)) for key, words in value.items()}


def languages_of(value: object) -> list[str]:
    """The languages whose words and identifiers count."""
    return [one_of("language", word, LANGUAGES) for word in list_of(value, "languages", str)]


def names_engine(value: object) -> str:
    """``embedded``, ``off``, or ``engine:model`` with an engine that Presidio can drive."""
    if value in ("embedded", "off"):
        return str(value)
    engine, _, model = str(value).partition(":")
    one_of("engine in names", engine, ENGINES)
    if not model:
        raise PolicyError(f"names = {value!r} names no model; write {engine}:MODEL")
    return str(value)


def _compile(pattern: object, key: str) -> re.Pattern[str]:
    try:
        return re.compile(str(pattern))
    except re.error as error:
        # The pattern itself stays out of the message: an allowed value may be personal data.
        raise PolicyError(f"{key}: not a regular expression: {error.msg} at {error.pos}") from None


def allowed_patterns(allow: Sequence[str]) -> dict[int, re.Pattern[str]]:
    """The compiled expressions among ``allow``, by position: those that begin with ``re:``."""
    return {i: _compile(a[3:], "allow") for i, a in enumerate(allow) if a.startswith("re:")}


def export_table(value: str | Mapping[str, str]) -> dict[str, str]:
    """What happens to a sensitive table on its way out, per destination."""
    if not isinstance(value, Mapping):
        value = {"default": value}
    for place, verdict in value.items():
        one_of("destination in export", place, ["default", *DESTINATIONS])
        one_of(f"export to {place}", verdict, CHOICES["export"])
    usual = value.get("default", "warn")
    return {place: value.get(place, usual) for place in DESTINATIONS}


def audit_table(value: Mapping[str, Any]) -> dict[str, Any]:
    """Who else hears of what happened: syslog, a webhook, and for which thresholds."""
    if not isinstance(value, Mapping):
        raise PolicyError(f"audit must be a table, not {type(value).__name__}")
    for key in value:
        one_of("key in audit", key, ("syslog", "webhook", "alerts"))
    for key in ("syslog", "webhook"):
        if not isinstance(value.get(key, ""), str):
            raise PolicyError(f"audit.{key} must be a text")
    if value.get("webhook"):
        _check_webhook(value["webhook"])
    return {**value, **({"alerts": _alerts(value["alerts"])} if "alerts" in value else {})}


def _alerts(value: object) -> list[str]:
    from nbguard.audit import EVENTS, alerts  # most policies name none

    rules = list_of(value, "audit.alerts", str)
    for text in rules:
        try:
            rule = alerts.rule(text)
        except ValueError:
            raise PolicyError(
                f"audit.alerts: {text!r} is no rule; write 'revealed>5/1h' or "
                "'exported[PERSON]>0/1d' (s, m, h, d)"
            ) from None
        one_of("event in audit.alerts", rule.event, EVENTS)
    return rules


def _check_webhook(url: str) -> None:
    from urllib.parse import urlsplit

    parts = urlsplit(url)
    if parts.scheme != "https" and parts.hostname not in ("localhost", "127.0.0.1", "::1"):
        # The address itself stays out of the message: it may hold a token.
        raise PolicyError("audit.webhook must begin with https:// (http only to this machine)")
    if parts.scheme not in ("https", "http"):
        raise PolicyError("audit.webhook must begin with https://")
