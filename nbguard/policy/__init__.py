"""Policy: which entities, from which score, with which operator, what is allowed, which mode.

One immutable object travels through the whole program instead of a row of options. It comes
from ``[tool.nbguard]`` in pyproject.toml or from nbguard.toml, nearest folder upwards first.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

from nbguard.entities import DEFAULT
from nbguard.errors import PolicyError
from nbguard.policy import administrator
from nbguard.policy.allowance import allow_value
from nbguard.policy.checks import (
    CHOICES,
    DEFAULT_SCORE,
    allowed_patterns,
    audit_table,
    entity_set,
    export_table,
    images_word,
    languages_of,
    list_of,
    lists_table,
    names_engine,
    one_of,
    operator_table,
    recognizer_row,
    relative,
    score_table,
)
from nbguard.policy.files import nearest, settings
from nbguard.policy.merging import tightened
from nbguard.policy.roles import ACTIONS, PINNED_FORBIDS, grants, roles_table

__all__ = ["Policy", "allow_value"]


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
        "_text",
        "allow",
        "audit",
        "doctor",
        "entities",
        "export",
        "images",
        "incident",
        "languages",
        "min_score",
        "mode",
        "names",
        "operators",
        "outputs",
        "pinned",
        "recognizers",
        "regions",
        "roles",
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
    export: Mapping[str, str]
    roles: Mapping[str, Mapping[str, list[str]]]
    audit: Mapping[str, Any]
    incident: Mapping[str, tuple[str, ...]]
    doctor: Mapping[str, tuple[str, ...]]
    source: str
    pinned: bool
    _allowed_patterns: Mapping[int, Any]
    _text: str | None

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
        export: str | Mapping[str, str] = "warn",
        roles: Mapping[str, Any] | None = None,
        audit: Mapping[str, Any] | None = None,
        incident: Mapping[str, Sequence[str]] | None = None,
        doctor: Mapping[str, Sequence[str]] | None = None,
        source: str = "built in",
        pinned: bool = False,
    ) -> None:
        rows = [recognizer_row(row) for row in list_of(recognizers, "recognizers", Mapping)]
        own = {row["entity"] for row in rows}
        checked = {
            "recognizers": tuple(rows),
            "entities": entity_set(list_of(entities, "entities", str), own),
            "min_score": MappingProxyType(score_table(min_score, own)),
            "operators": MappingProxyType(operator_table(operators or {}, own)),
            "allow": tuple(list_of(allow, "allow", str)),
            "_allowed_patterns": allowed_patterns(list_of(allow, "allow", str)),
            "names": names_engine(names),
            "languages": tuple(languages_of(languages)),
            "regions": tuple(list_of(regions, "regions", str)),
            "mode": one_of("mode", mode, CHOICES["mode"]),
            "save": one_of("save", save, CHOICES["save"]),
            "outputs": one_of("outputs", outputs, CHOICES["outputs"]),
            "images": images_word(images),
            "export": MappingProxyType(export_table(export)),
            "roles": MappingProxyType(roles_table(roles or {}, own)),
            "audit": MappingProxyType(audit_table(audit or {})),
            "incident": MappingProxyType(lists_table(incident or {}, "incident", ["notify"])),
            "doctor": MappingProxyType(lists_table(doctor or {}, "doctor", ["skip", "licences"])),
            "source": source,
            "pinned": pinned,
            "_text": None,
        }
        for name, value in checked.items():
            object.__setattr__(self, name, value)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"a Policy never changes; use policy.but({name}=...)")

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuild, ({**self.as_dict(), **self._origin()},)

    def __repr__(self) -> str:
        return f"Policy({len(self.entities)} entities, mode={self.mode!r}, from {self.source})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Policy) and self.as_dict() == other.as_dict()

    def __hash__(self) -> int:
        return hash(self.fingerprint())

    def as_dict(self) -> dict[str, Any]:
        """Every setting but where it comes from, ready to make an equal Policy from."""
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
            "export": dict(self.export),
            "roles": {name: dict(role) for name, role in self.roles.items()},
            "audit": dict(self.audit),
            "incident": {key: list(names) for key, names in self.incident.items()},
            "doctor": {key: list(names) for key, names in self.doctor.items()},
        }

    def _origin(self) -> dict[str, Any]:
        """Where the policy comes from: ``pinned`` is an administrator's."""
        return {"source": self.source, "pinned": self.pinned}

    def fingerprint(self) -> str:
        """A text that two policies share exactly when they mean the same, to whoever runs this."""
        if self._text is None:  # asked for with every text
            object.__setattr__(self, "_text", repr(sorted(self.as_dict().items())))
        return f"{self._text}{self.pinned}{self.may('allow')}"

    def but(self, **changes: Any) -> Policy:
        """The same policy with some settings changed; ``entities`` may use + and -."""
        if "entities" in changes:
            own = {row["entity"] for row in changes.get("recognizers", ()) if "entity" in row}
            changes["entities"] = relative(changes["entities"], self.entities | own)
        return Policy(**{**self.as_dict(), **self._origin(), **changes})

    def threshold(self, entity: str) -> float:
        """The least score with which ``entity`` counts."""
        return self.min_score.get(entity, self.min_score["default"])

    def operator(self, entity: str) -> str:
        """The operator for ``entity``; ``replace`` (the placeholder) where the policy is silent."""
        return self.operators.get(entity, "replace")

    def allows(self, value: str) -> bool:
        """Whether the policy's ``allow`` names this value, literally or by expression."""
        return value in self.allow or any(
            pattern.fullmatch(value) for pattern in self._allowed_patterns.values()
        )

    def allowing(self, value: str) -> set[int]:
        """Which entries of ``allow``, by position from 0, name this value.

        >>> Policy(allow=["a@b.org", "re:.*@b[.]org"]).allowing("a@b.org")
        {0, 1}
        """
        patterns = self._allowed_patterns
        return {
            i
            for i, entry in enumerate(self.allow)
            if entry == value or (i in patterns and patterns[i].fullmatch(value))
        }

    def idle(self, used: Container[int]) -> Iterator[str]:
        """The entries of ``allow`` that are not among ``used``: by position, never what they say.

        An entry is most often a value of somebody's, and a report may be published.

        >>> list(Policy(allow=["a@b.org", "re:.*@b[.]org"]).idle({0}))
        ['allow, entry 2 (an expression)']
        """
        for i in range(len(self.allow)):
            if i not in used:
                form = "an expression" if i in self._allowed_patterns else "a value"
                yield f"allow, entry {i + 1} ({form})"

    def may(self, action: str, entity: str | None = None) -> bool:
        """Whether whoever runs this process may do what ``action`` (one of ``ACTIONS``) names.

        Where the policy names roles, only what one of theirs grants; without ``entity``, only
        what is granted for every entity. Without roles everything but ``see``, and of an
        administrator's policy neither revealing, switching off nor allowing.

        >>> Policy().may("reveal"), Policy(pinned=True).may("reveal")
        (True, False)
        >>> Policy(roles={"all": {"who": ["*"], "may": ["restore"]}}).may("restore")
        True
        """
        one_of("action", action, ACTIONS)
        if self.roles:
            return grants(self.roles, action, entity)
        return action not in (PINNED_FORBIDS if self.pinned else ("see",))

    @classmethod
    def load(cls, path: str | Path) -> Policy:
        """Read a policy file (nbguard.toml, or pyproject.toml with ``[tool.nbguard]``)."""
        return cls.from_dict(settings(Path(path)), source=str(path))

    @classmethod
    def of(cls, policy: Policy | str | Path | None) -> Policy:
        """``policy`` itself, the one in the file it names, or the one that holds here."""
        if policy is None:
            return cls.find(Path.cwd())
        return policy if isinstance(policy, Policy) else cls.holding(policy)

    @classmethod
    def from_dict(cls, table: Mapping[str, Any], *, source: str = "built in") -> Policy:
        """Check key by key; an unknown key is an error that names the nearest known one."""
        hidden = ("source", "pinned")
        known = [name for name in cls.__slots__ if name not in hidden and name[0] != "_"]
        try:
            for key in table:
                one_of("key", key, known)
            return cls(**table, source=source)
        except PolicyError as error:
            raise PolicyError(f"{source}: {error}") from None

    @classmethod
    def find(cls, start: str | Path) -> Policy:
        """The policy that holds at ``start``: nearest folder upwards first, else the built-in.

        Where there is an administrator's, the nearest one can only tighten it.
        """
        return cls.holding(nearest(start))

    @classmethod
    def holding(cls, file: str | Path | None) -> Policy:
        """The policy of ``file``, under the administrator's where there is one."""
        above: Policy | None = None
        for path in administrator.files():
            table = settings(path)
            policy = cls.from_dict(table, source=str(path)).but(pinned=True)
            above = tightened(above, table, policy) if above else policy
        if above is None:
            return cls.load(file) if file else cls()
        table = settings(Path(file)) if file else {}
        return tightened(above, table, cls.load(file)) if file else above

    def asked(self, **changes: Any) -> Policy:
        """As ``but``; of an administrator's policy, only what tightens it is changed."""
        if not self.pinned:
            return self.but(**changes)
        return tightened(self, changes, self.but(**changes, source="built in"))


def _rebuild(settings: Mapping[str, Any]) -> Policy:
    """What a pickled Policy becomes: checked again, for it never changes once made."""
    return Policy(**settings)
