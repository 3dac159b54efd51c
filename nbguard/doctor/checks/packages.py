"""Packages: whether tomorrow's install is today's, and whether any has a known hole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nbguard.doctor.check import Check, Problem, Skip
from nbguard.errors import NbguardError

if TYPE_CHECKING:
    from nbguard.doctor.site import Site

_LOCKS = (
    "uv.lock", "poetry.lock", "pdm.lock", "pylock.toml", "pylock.*.toml", "Pipfile.lock",
    "conda-lock.yml", "pixi.lock",
)  # fmt: skip
_PINNED = re.compile(r"===?\s*[\w.!+-]+(?<!\*)\s*(?:;|$|--hash|#)|@\s*\S+")
_NAME = re.compile(r"[A-Za-z0-9][\w.-]*")


def pinned(site: Site) -> Iterator[Problem]:
    """Lists of packages that say no version, and have no lock file beside them."""
    lists = list(site.files("requirements*.txt", "requirements/*.txt", "environment*.y*ml"))
    projects = [path for path in site.files("pyproject.toml") if _has_dependencies(path)]
    if not lists and not projects:
        raise Skip("no requirements, environment or project file here")
    for path in lists:
        loose = list(_loose(site, path))
        if loose and not _locked(path.parent, site):
            yield _problem(site, path, loose)
    for path in projects:
        if not _locked(path.parent, site) and not _pinned_beside(site, path):
            said = "names dependencies, and no lock file is beside it"
            yield Problem(site.shown(path), said, "uv lock    # or pip lock, poetry lock")


def vulnerable(site: Site) -> Iterator[Problem]:
    """Installed packages that an advisory names; asks an advisory service, so on demand only."""
    if not site.advisories:
        raise Skip("asks an advisory service over the network; on demand: --online")
    for package, version, advisory, fixed in _advisories(site.advisories):
        mend = f"pip install '{package}>={fixed}'" if fixed else f"pip uninstall {package}"
        yield Problem("", f"{package} {version}: {advisory}", mend)


def _problem(site: Site, path: Path, loose: list[tuple[int, str]]) -> Problem:
    more = f" and {len(loose) - 3} more" if len(loose) > 3 else ""
    names = ", ".join(name for _, name in loose[:3])
    conda = path.suffix != ".txt"
    mend = "conda env export --no-builds" if conda else f"uv pip compile {site.shown(path)}"
    return Problem(site.shown(path), f"no version for {names}{more}", mend, loose[0][0])


def _loose(site: Site, path: Path) -> Iterator[tuple[int, str]]:
    if path.suffix == ".txt":
        for number, line in enumerate(site.text(path).replace("\\\n", "  ").splitlines(), 1):
            name = _NAME.match(line.strip())
            if name and not _PINNED.search(line.strip()):
                yield number, name[0]
    else:
        yield from ((0, name) for name in _loose_conda(site.text(path)))


def _loose_conda(text: str) -> Iterator[str]:
    import yaml

    try:
        content = yaml.safe_load(text)
    except yaml.YAMLError:
        return
    items = content.get("dependencies") if isinstance(content, dict) else None
    for item in items if isinstance(items, list) else ():
        if isinstance(item, str) and "=" not in item.replace(">=", "").replace("<=", ""):
            yield item.split()[0]
        for line in item.get("pip", []) if isinstance(item, dict) else ():
            if isinstance(line, str) and not _PINNED.search(line) and _NAME.match(line):
                yield line.split()[0]


def _has_dependencies(path: Path) -> bool:
    table = _toml(path)
    project = table.get("project", {})
    poetry = table.get("tool", {}).get("poetry", {})
    return bool(project.get("dependencies") or poetry.get("dependencies"))


def _toml(path: Path) -> dict[str, Any]:
    from nbguard.errors import PolicyError
    from nbguard.policy.files import read_toml

    try:
        return read_toml(path)
    except PolicyError:
        return {}


def _locked(folder: Path, site: Site) -> bool:
    """Whether a lock file is beside a list, or further up in the same repository."""
    folders = [f for f in (folder, *folder.parents) if f.is_relative_to(site.top)]
    return any(any(one.glob(lock)) for one in folders or [folder] for lock in _LOCKS)


def _pinned_beside(site: Site, project: Path) -> bool:
    lists = sorted(project.parent.glob("requirements*.txt"))
    return any(not list(_loose(site, path)) and site.text(path).strip() for path in lists)


def _advisories(address: str) -> Iterator[tuple[str, str, str, str]]:
    """Package, version, advisory and the version that mends it, of all that is installed."""
    try:
        from pip_audit._audit import Auditor
        from pip_audit._dependency_source import PipSource
        from pip_audit._service import OsvService
    except ImportError:
        raise NbguardError("--online needs: pip install 'nbguard[doctor]'") from None
    import tempfile

    with tempfile.TemporaryDirectory() as cache:
        where = {} if address == "osv" else {"osv_url": address}
        service = OsvService(Path(cache), timeout=15, **where)
        try:
            for package, found in Auditor(service).audit(PipSource()):
                for one in found:
                    fixed = str(one.fix_versions[0]) if one.fix_versions else ""
                    yield package.name, str(package.version), one.id, fixed
        except Exception as error:  # noqa: BLE001 (pip-audit's, requests', urllib3's)
            failed = type(error).__name__
            raise NbguardError(f"the advisory service cannot be asked ({failed})") from None


CHECKS = [
    Check(
        "pinned",
        "packages are pinned",
        "medium",
        "An install tomorrow may bring another version, also one that somebody else published.",
        "uv lock",
        pinned,
    ),
    Check(
        "vulnerable",
        "no installed package has a known hole",
        "high",
        "What is published about a hole tells everybody how to use it.",
        "pip install --upgrade PACKAGE",
        vulnerable,
    ),
]
