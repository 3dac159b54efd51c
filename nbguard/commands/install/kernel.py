"""The IPython profile: every session loads nbguard, from a startup file of its own.

A file of our own rather than a line in the user's configuration: it is put there and taken away
whole. IPython and its kernels run it before the first cell, whatever the front end.
"""

from __future__ import annotations

import os
from pathlib import Path

from nbguard import files
from nbguard.errors import NbguardError

_STARTUP = """\
# Written by "nbguard install --kernel"; "nbguard install --kernel --uninstall" takes it out.
try:
    get_ipython().extension_manager.load_extension("nbguard")
except ModuleNotFoundError:
    print("nbguard is not installed in this environment: this session is NOT guarded")
"""


def install() -> list[str]:
    """Write the startup file; what was done, for people to read."""
    path = _path()
    if path.exists() and path.read_bytes() == _STARTUP.encode():
        return []
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise NbguardError(f"{path.parent}: cannot be made ({error.strerror})") from None
    files.write(str(path), _STARTUP.encode())
    return [f"{path}: written; every new IPython session loads nbguard"]


def uninstall() -> list[str]:
    """Take the startup file away; sessions that run now stay guarded."""
    path = _path()
    if not path.exists():
        return []
    path.unlink()
    return [f"{path}: taken out; new IPython sessions are not guarded"]


def _path() -> Path:
    folder = Path(os.environ.get("IPYTHONDIR") or Path.home() / ".ipython").expanduser()
    return folder / "profile_default" / "startup" / "00-nbguard.py"
