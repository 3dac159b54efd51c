"""Whether nbguard itself is in place: its policy, the kernel, the Lab."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from nbguard.doctor.check import Check, Problem, Skip
from nbguard.errors import PolicyError
from nbguard.policy import Policy

if TYPE_CHECKING:
    from nbguard.doctor.site import Site

_EXTENSION = re.compile(r"extensions\b[^\n]*[\"']nbguard[\"']")


def policy(site: Site) -> Iterator[Problem]:
    """A policy that cannot be read, or that switches the guard off."""
    try:
        found = Policy.find(site.folder)
    except PolicyError as error:
        yield Problem("", str(error), "nbguard scan --help    # and mend the key that is named")
        return
    for name in ("mode", "save"):
        if getattr(found, name) == "off":
            where = "" if found.source == "built in" else found.source
            yield Problem(where, f'{name} = "off" switches the guard off', f"delete {name}")


def kernel(site: Site) -> Iterator[Problem]:
    """Sessions that load no guard."""
    folder = Path(site.environ.get("IPYTHONDIR") or site.home / ".ipython") / "profile_default"
    startup = sorted((folder / "startup").glob("*.py"))
    if any("nbguard" in site.text(path) for path in startup):
        return
    folders = [folder, site.prefix / "etc" / "ipython", *site.system("ipython")]
    files = [path for one in folders for path in one.glob("ipython*_config.py")]
    if not any(_EXTENSION.search(site.text(path)) for path in files):
        yield Problem("", "IPython sessions and kernels of yours start without nbguard")


def lab(site: Site) -> Iterator[Problem]:
    """A JupyterLab in this environment whose save guard is not there or switched off."""
    if find_spec("jupyterlab") is None:
        raise Skip("no JupyterLab in this environment")
    if not (site.prefix / "share" / "jupyter" / "labextensions" / "nbguard").exists():
        yield Problem("", "JupyterLab is here, and nbguard's extension for it is not")
    folders = [site.prefix / "etc" / "jupyter", site.home / ".jupyter"]
    files = [path for folder in folders for path in folder.glob("jupyter_server_config.d/*.json")]
    said = [_enabled(site.text(path)) for path in files]
    if True not in said or False in said:
        yield Problem("", "Jupyter's server does not load nbguard: saving is not guarded",
                      "jupyter server extension enable nbguard")  # fmt: skip


def _enabled(text: str) -> bool | None:
    """What a configuration says of nbguard's server extension."""
    try:
        said = json.loads(text)["ServerApp"]["jpserver_extensions"]["nbguard"]
    except (ValueError, LookupError, TypeError):
        return None
    return bool(said)


CHECKS = [
    Check(
        "policy",
        "the policy can be read, and guards",
        "high",
        "A policy with a slip in it guards nothing that you meant it to.",
        "nbguard scan    # says which key is wrong",
        policy,
    ),
    Check(
        "kernel-guard",
        "every kernel loads the guard",
        "medium",
        "What a cell shows goes into the file, the screen share and the assistant's context.",
        "nbguard install --kernel",
        kernel,
    ),
    Check(
        "lab-guard",
        "JupyterLab guards what it saves",
        "medium",
        "A notebook is saved every two minutes, outputs and all.",
        "pip install --force-reinstall --no-deps nbguard",
        lab,
    ),
]
