"""Policies of object stores that lie in the repository: who may read the data, and how."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from nbguard.doctor.check import Check, Problem, Skip

if TYPE_CHECKING:
    from pathlib import Path

    from nbguard.doctor.site import Site

_HEREDOC = re.compile(r"<<[-~]?(\w+)\s*$")
_PUBLIC = ("allUsers", "allAuthenticatedUsers")
_WILD = ("*", "s3:*")
_ENCRYPTION = "s3:x-amz-server-side-encryption"
_WORDS = ("Statement", "members", "ublicAccess", "HttpsTraffic")
_DEPTH = 40


def principals(site: Site) -> Iterator[Problem]:
    """Data that everybody may reach."""
    for path, policy in _policies(site):
        for statement in _statements(policy):
            if _allows(statement) and _everybody(statement) and not statement.get("Condition"):
                yield Problem(site.shown(path), f"{_called(statement)} allows everybody")
    for path, node in _nodes(site):
        members = node.get("members")
        if isinstance(members, list) and any(public in members for public in _PUBLIC):
            yield Problem(site.shown(path), f"{node.get('role', 'a binding')} is everybody's")
        if (
            node.get("publicAccess") in ("Container", "Blob")
            or node.get("allowBlobPublicAccess") is True
        ):
            yield Problem(site.shown(path), "blobs can be read without a login")


def actions(site: Site) -> Iterator[Problem]:
    """Rights to do everything."""
    for path, policy in _policies(site):
        for statement in _statements(policy):
            wild = [action for action in _listed(statement.get("Action")) if action in _WILD]
            if _allows(statement) and wild:
                yield Problem(site.shown(path), f"{_called(statement)} allows {wild[0]}")


def transport(site: Site) -> Iterator[Problem]:
    """Bucket policies that do not insist on TLS."""
    for path, policy in _policies(site):
        if _of_a_bucket(policy) and not any(map(_denies_plain, _statements(policy))):
            yield Problem(site.shown(path), "requests without TLS are not refused")
    for path, node in _nodes(site):
        if node.get("supportsHttpsTrafficOnly") is False:
            yield Problem(site.shown(path), "the storage account takes requests without TLS")


def encryption(site: Site) -> Iterator[Problem]:
    """Bucket policies that let data in unencrypted."""
    for path, policy in _policies(site):
        if _of_a_bucket(policy) and _ENCRYPTION not in json.dumps(policy).lower():
            yield Problem(site.shown(path), "uploads without encryption are not refused")


def _policies(site: Site) -> Iterator[tuple[Path, dict[str, Any]]]:
    """What has statements about buckets."""
    for path, node in _nodes(site):
        if "Statement" in node and "s3" in json.dumps(node["Statement"]):
            yield path, node


def _nodes(site: Site) -> list[tuple[Path, dict[str, Any]]]:
    found = site.once("buckets", lambda: _read(site))
    if not found:
        raise Skip("no policy of an object store here")
    return found


def _read(site: Site) -> list[tuple[Path, dict[str, Any]]]:
    """Every object in every JSON file, and in policies inside Terraform files."""
    found = []
    for path in site.files("*.json", "*.tf"):
        text = site.text(path)
        pieces = [text] if path.suffix == ".json" else list(_heredocs(text))
        for piece in pieces:
            if any(
                word in piece for word in ("Statement", "members", "ublicAccess", "HttpsTraffic")
            ):
                found += [(path, node) for node in _walk(_parsed(piece))]
    return found


def _heredocs(text: str) -> Iterator[str]:
    """The here-documents of a Terraform file."""
    lines = iter(text.splitlines())
    for line in lines:
        if start := _HEREDOC.search(line):
            yield "\n".join(iter(lambda: next(lines, start[1]).strip(), start[1]))


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _walk(value: Any, depth: int = _DEPTH) -> Iterator[dict[str, Any]]:
    """Every object in a value, also in JSON that stands in a string."""
    if depth == 0:
        return
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from _walk(inner, depth - 1)
    elif isinstance(value, list):
        for inner in value:
            yield from _walk(inner, depth - 1)
    elif isinstance(value, str) and value.lstrip().startswith("{"):
        yield from _walk(_parsed(value), depth - 1)


def _statements(policy: dict[str, Any]) -> list[dict[str, Any]]:
    return [one for one in _listed(policy["Statement"]) if isinstance(one, dict)]


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _allows(statement: dict[str, Any]) -> bool:
    return bool(statement.get("Effect") == "Allow")


def _everybody(statement: dict[str, Any]) -> bool:
    principal = statement.get("Principal")
    if isinstance(principal, dict):
        return any("*" in _listed(names) for names in principal.values())
    return "*" in _listed(principal)


def _called(statement: dict[str, Any]) -> str:
    name = statement.get("Sid")
    return f"statement {name}" if isinstance(name, str) else "a statement"


def _of_a_bucket(policy: dict[str, Any]) -> bool:
    """A bucket's own policy names who; one of a user or role does not."""
    return any("Principal" in one and "s3" in json.dumps(one) for one in _statements(policy))


def _denies_plain(statement: dict[str, Any]) -> bool:
    condition = json.dumps(statement.get("Condition", {})).lower().replace(" ", "")
    return statement.get("Effect") == "Deny" and re.search(
        r'"aws:securetransport":\[?"?false', condition
    ) is not None  # fmt: skip


CHECKS = [
    Check(
        "bucket-public",
        "no bucket is everybody's",
        "high",
        "A public bucket is found within hours by those who look for nothing else.",
        "name the accounts under Principal; turn on Block Public Access",
        principals,
    ),
    Check(
        "bucket-actions",
        "buckets' policies allow single actions",
        "medium",
        "'*' also allows to delete, and to change the policy itself.",
        'name them: "s3:GetObject", "s3:ListBucket"',
        actions,
    ),
    Check(
        "bucket-tls",
        "buckets refuse requests without TLS",
        "medium",
        "Otherwise a client that is set up wrongly sends data and login in the clear.",
        'add: Deny, "Condition": {"Bool": {"aws:SecureTransport": "false"}}',
        transport,
    ),
    Check(
        "bucket-encryption",
        "buckets refuse data that is not encrypted",
        "low",
        "With a key of your own, who can read the disk or the bucket cannot read the data.",
        f'add: Deny s3:PutObject, "Condition": {{"Null": {{"{_ENCRYPTION}": "true"}}}}',
        encryption,
    ),
]
