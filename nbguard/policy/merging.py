"""A policy under an administrator's: it may ask for more, never for less.

Each setting has its own rule; what the lower policy is silent about is the administrator's.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from nbguard.policy.checks import DESTINATIONS, relative

if TYPE_CHECKING:
    from nbguard.policy import Policy

Rule = Callable[["Policy", "Policy", Mapping[str, Any]], Any]

_STRICTER = {
    "mode": ("off", "warn", "mask", "block"),
    "save": ("off", "warn", "redact", "block"),
    "outputs": ("redact", "drop"),
    "images": ("keep", "ocr", "drop"),
    "names": ("off", "embedded"),
    "export": ("allow", "warn", "redact", "refuse"),
}
"""What each setting can be, the stricter the later."""


def tightened(above: Policy, table: Mapping[str, Any], below: Policy) -> Policy:
    """``above``, with what ``table`` asks for beyond it; ``below`` is ``table``, checked."""
    keys = {*table, "entities"} if "recognizers" in table else table
    changes = {key: _RULES[key](above, below, table) for key in keys}
    source = f"{above.source}, and {below.source}" if below.source != "built in" else above.source
    return above.but(**changes, source=source)


def stricter(setting: str, one: str, other: str) -> str:
    """The stricter of two words for a setting.

    >>> stricter("mode", "mask", "off"), stricter("export", "warn", "refuse")
    ('mask', 'refuse')
    """
    order = _STRICTER[setting]
    if other in order and one in order:
        return max(one, other, key=order.index)
    return other if one == order[0] else one  # an engine of names by its model


def _word(setting: str) -> Rule:
    return lambda a, b, _: stricter(setting, getattr(a, setting), getattr(b, setting))


def _entities(above: Policy, below: Policy, table: Mapping[str, Any]) -> list[str]:
    own = {row["entity"] for row in below.recognizers}
    known = above.entities | own
    words = list(table.get("entities", ()))
    return sorted(known.union(relative(words, known) if words else ()))


def _min_score(above: Policy, _: Policy, table: Mapping[str, Any]) -> dict[str, float]:
    said = table["min_score"]
    said = said if isinstance(said, Mapping) else {"default": said}
    lower = {name: min(above.threshold(name), float(score)) for name, score in said.items()}
    return {**above.min_score, **lower}


def _operators(above: Policy, below: Policy, _: Mapping[str, Any]) -> dict[str, str]:
    """The administrator's where he names one; "keep" only of what he does not guard."""
    free = {
        entity: operator
        for entity, operator in below.operators.items()
        if operator != "keep" or entity not in above.entities
    }
    return {**free, **above.operators}


def _allow(above: Policy, below: Policy, _: Mapping[str, Any]) -> list[str]:
    return [*above.allow, *(below.allow if above.may("allow") else ())]


def _recognizers(above: Policy, below: Policy) -> list[Mapping[str, Any]]:
    return [*above.recognizers, *(row for row in below.recognizers if row not in above.recognizers)]


def _both(setting: str) -> Rule:
    return lambda a, b, _: list(dict.fromkeys([*getattr(a, setting), *getattr(b, setting)]))


def _export(above: Policy, below: Policy, _: Mapping[str, Any]) -> dict[str, str]:
    return {p: stricter("export", above.export[p], below.export[p]) for p in DESTINATIONS}


def _roles(above: Policy, below: Policy, _: Mapping[str, Any]) -> dict[str, Any]:
    """The administrator's; where he names none, the lower ones grant nothing that he does not."""
    if above.roles:
        return dict(above.roles)
    free = {
        name: {**role, "see": [], "may": [w for w in role["may"] if above.may(w.split(":")[0])]}
        for name, role in below.roles.items()
    }
    return dict(free)


def _audit(above: Policy, below: Policy, _: Mapping[str, Any]) -> dict[str, Any]:
    """More thresholds, and no receiver that the administrator does not name."""
    alerts = [*above.audit.get("alerts", ()), *below.audit.get("alerts", ())]
    return {**above.audit, **({"alerts": alerts} if alerts else {})}


def _incident(above: Policy, below: Policy, _: Mapping[str, Any]) -> dict[str, list[str]]:
    """Whom the administrator names, and whom the lower policy names besides."""
    names = [*above.incident.get("notify", ()), *below.incident.get("notify", ())]
    return {"notify": list(dict.fromkeys(names))}


def _doctor(above: Policy, below: Policy, _: Mapping[str, Any]) -> dict[str, list[str]]:
    """Only the administrator switches checks off; licences are his where he names some."""
    own = {key: list(words) for key, words in below.doctor.items() if key != "skip"}
    return {**own, **{key: list(words) for key, words in above.doctor.items()}}


_RULES: dict[str, Rule] = {
    "entities": _entities,
    "min_score": _min_score,
    "operators": _operators,
    "allow": _allow,
    "recognizers": lambda above, below, _: _recognizers(above, below),
    "names": _word("names"),
    "languages": _both("languages"),
    "regions": _both("regions"),
    "mode": _word("mode"),
    "save": _word("save"),
    "outputs": _word("outputs"),
    "images": _word("images"),
    "export": _export,
    "roles": _roles,
    "audit": _audit,
    "incident": _incident,
    "doctor": _doctor,
}
