"""The licences of what the notebooks import."""

from __future__ import annotations

import ast
import json
import re
import sys
from collections.abc import Iterator
from importlib import metadata
from typing import TYPE_CHECKING, Any

from nbguard.doctor.check import Check, Problem, Skip

if TYPE_CHECKING:
    from nbguard.doctor.site import Site

FORBIDDEN = ("GPL", "AGPL", "SSPL", "unknown")
# Both words and identifiers: "GNU General Public License v3", "GPL-3.0-or-later".
_FAMILIES = {
    "AGPL": re.compile(r"\bAGPL|Affero", re.IGNORECASE),
    "LGPL": re.compile(r"\bLGPL|Lesser General|Library General", re.IGNORECASE),
    "SSPL": re.compile(r"\bSSPL|Server Side Public", re.IGNORECASE),
    "GPL": re.compile(r"(?<![AL])\bGPL|(?<!Affero )(?<!Lesser )GNU General Public", re.IGNORECASE),
}
_MAGIC = ("%", "!", "?")
_ALTERNATIVE = re.compile(r"\bOR\b|/|,")


def licences(site: Site) -> Iterator[Problem]:
    """Imported packages under a licence that the policy forbids, or under none that is said."""
    forbidden = site.policy.doctor.get("licences", FORBIDDEN)
    modules = {name: path for path, names in _imports(site) for name in names}
    if not modules:
        raise Skip("no notebook here imports anything")
    packages = metadata.packages_distributions()
    seen = set()
    for module, path in sorted(modules.items()):
        for package in packages.get(module, ()):
            if package in seen:
                continue
            seen.add(package)
            said = family(package)
            if said in forbidden:
                yield Problem(path, f"imports {package}, whose licence is {said}",
                              f"pip show {package}")  # fmt: skip


def family(package: str) -> str:
    """GPL, AGPL, LGPL, SSPL, "other", or "unknown" where the package does not say."""
    try:
        about: Any = metadata.metadata(package)  # an e-mail message
    except metadata.PackageNotFoundError:
        return "unknown"
    classifiers = [
        line.rpartition("::")[2].strip()
        for line in about.get_all("Classifier") or ()
        if line.startswith("License ::") and line.strip() != "License :: OSI Approved"
    ]
    said = [about.get("License-Expression") or "", *classifiers]
    if not any(said):
        said = [(about.get("License") or "").strip()[:200]]
    said = [text for text in said if text and text.upper() != "UNKNOWN"]
    if not said:
        return "other" if _has_a_licence_file(package) else "unknown"
    parts = [part for text in said for part in _ALTERNATIVE.split(text)]
    families = [_family(part) for part in parts]
    return "other" if "other" in families else families[0]  # of alternatives one may choose


def _family(text: str) -> str:
    return next((name for name, form in _FAMILIES.items() if form.search(text)), "other")


def _has_a_licence_file(package: str) -> bool:
    files = metadata.files(package) or ()
    return any("licen" in file.name.lower() or "copying" in file.name.lower() for file in files)


def _imports(site: Site) -> Iterator[tuple[str, set[str]]]:
    """Each notebook with the top-level modules it imports, the standard ones left out."""
    for path in site.files("*.ipynb"):
        try:
            cells = json.loads(path.read_bytes()).get("cells", [])
        except (OSError, ValueError, AttributeError, RecursionError):
            continue
        sources = (cell.get("source", "") for cell in cells if _is_code(cell))
        names = {name for source in sources for name in _modules(source)}
        yield site.shown(path), names - set(sys.stdlib_module_names)


def _is_code(cell: object) -> bool:
    return isinstance(cell, dict) and cell.get("cell_type") == "code"


def _modules(source: object) -> Iterator[str]:
    text = "".join(source) if isinstance(source, list) else str(source)
    lines = (line for line in text.splitlines() if not line.lstrip().startswith(_MAGIC))
    code = "\n".join(lines)
    try:
        tree = ast.parse(code)
    except (SyntaxError, ValueError, RecursionError):
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


CHECKS = [
    Check(
        "licences",
        "what the notebooks import may be used",
        "low",
        "A licence such as the GPL binds what you pass on; without one you may not use it at all. "
        'The policy says which are forbidden: doctor = { licences = ["GPL", "AGPL", "unknown"] }.',
        "pip show PACKAGE",
        licences,
    )
]
