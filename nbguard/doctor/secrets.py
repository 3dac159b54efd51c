"""Which settings hold a secret: by their name and the form of the value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

_REFERENCES = ("$", "${", "{{", "<")


def among(pairs: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Each name whose value is a secret, with the entity it is; never the value."""
    from nbguard.entities import CATALOGUE
    from nbguard.guard import Guard  # Presidio: only where there is something to look at
    from nbguard.policy import Policy

    rows = [(name, value) for name, value in pairs if value and not value.startswith(_REFERENCES)]
    if not rows:
        return
    wanted = [name for name, entity in CATALOGUE.items() if entity.kind == "secret"]
    guard = Guard(Policy(entities=wanted, names="off"))
    texts = [f"{name}={value}" for name, value in rows]
    for (name, _), matches in zip(rows, guard.match(texts), strict=True):
        if matches:
            yield name, matches[0].entity
