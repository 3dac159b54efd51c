"""What the newest commit holds: notebooks with findings, with outputs, and secrets' own files."""

from __future__ import annotations

import os
import shlex
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from nbguard.baseline import subtract
from nbguard.doctor.check import Check, Problem, Skip
from nbguard.doctor.checks.gate import gates
from nbguard.errors import GitError
from nbguard.findings import Report
from nbguard.history import Place
from nbguard.history.blobs import Blobs
from nbguard.history.examine import Reader
from nbguard.history.ledger import open_ledger
from nbguard.history.log import Version
from nbguard.report import plural
from nbguard.scanner.policies import Policies

if TYPE_CHECKING:
    from nbguard.doctor.site import Site
    from nbguard.findings import Finding

_SECRET_NAMES = (
    ".env",
    "id_rsa",
    "id_ed25519",
    "id_ecdsa",
    ".pypirc",
    ".netrc",
    "credentials.json",
)
_SECRET_SUFFIXES = (".pem", ".p12", ".pfx", ".jks", ".keystore")


def findings(site: Site) -> Iterator[Problem]:
    """Notebooks of the newest commit in which something is found."""
    place, versions = _newest(site)
    reports = Reader(place, Policies(), open_ledger()).read(versions)
    for version, report in reports.items():
        if report.findings and (new := _unknown(site, version, report)):
            counts = Counter(finding.entity for finding in new).most_common(3)
            kinds = ", ".join(f"{count} {entity}" for entity, count in counts)
            mend = f"nbguard clean {shlex.quote(version.path)}"
            yield Problem(version.path, f"committed with findings: {kinds}", mend)


def _unknown(site: Site, version: Version, report: Report) -> list[Finding]:
    """The findings that are not in the repository's baseline."""
    path = str(site.top / version.path)
    whole = Report()
    whole.findings = [finding._replace(path=path) for finding in report.findings]
    subtract(whole)
    return whole.findings


def outputs(site: Site) -> Iterator[Problem]:
    """Notebooks committed with outputs, where nothing looks at them."""
    place, versions = _newest(site)
    if gates(site):
        return
    with Blobs(place) as blobs:
        found = [v.path for v in versions if b'"output_type"' in blobs.read(v.oid)]
    if found:
        yield Problem(
            found[0], f"{plural(len(found), 'notebook')} committed with outputs, unguarded"
        )


def secret_files(site: Site) -> Iterator[Problem]:
    """Files in git that are there to hold secrets."""
    _needs_git(site)
    for path in _names(site):
        name = os.path.basename(path).lower()
        if name in _SECRET_NAMES or name.endswith(_SECRET_SUFFIXES):
            quoted = shlex.quote(path)
            yield Problem(
                path, "is in git", f"git rm --cached {quoted} && echo {quoted} >> .gitignore"
            )


def _newest(site: Site) -> tuple[Place, list[Version]]:
    _needs_git(site)
    place = Place.at(str(site.folder))
    try:
        listed = list(place.fields("ls-tree", "-r", "-z", "HEAD", "--", *_below(place)))
    except GitError:
        raise Skip("no commit yet") from None
    rows = [entry.partition(b"\t") for entry in listed if entry.startswith(b"100")]
    found = [Version(os.fsdecode(name), about.split()[2].decode()) for about, _, name in rows]
    return place, [version for version in found if version.path.lower().endswith(".ipynb")]


def _names(site: Site) -> list[str]:
    place = Place.at(str(site.folder))
    return [os.fsdecode(name) for name in place.fields("ls-files", "-z", "--", *_below(place))]


def _below(place: Place) -> list[str]:
    return [f":(top,literal){place.within}"] if place.within else []


def _needs_git(site: Site) -> None:
    if not site.in_git:
        raise Skip("not a git repository")


CHECKS = [
    Check(
        "findings-in-git",
        "no committed notebook holds anything sensitive",
        "high",
        "Everybody with a clone has it, and everybody who will ever have one.",
        "nbguard clean FILE; then nbguard history, for what older commits hold",
        findings,
    ),
    Check(
        "outputs-in-git",
        "outputs are committed only where something looks at them",
        "low",
        "Outputs are where data gets into git by itself.",
        "nbguard install --filter && git add --renormalize .",
        outputs,
    ),
    Check(
        "secret-files-in-git",
        "no file of secrets is in git",
        "high",
        "A .env or a private key in a repository is in every clone and every backup of it.",
        "git rm --cached FILE; rotate what it holds",
        secret_files,
    ),
]
