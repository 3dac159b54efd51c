"""How git is to call this very nbguard, whatever folder and PATH it is called in."""

from __future__ import annotations

import os
import shlex
import shutil
import sys

# Not ``-m nbguard``: that looks for modules in the repository first, and runs what it finds.
_WITHOUT_SCRIPT = "import sys; sys.path.pop(0); from nbguard.cli import main; sys.exit(main())"


def words() -> list[str]:
    """The command and its first arguments: the installed script, else Python itself."""
    name = "nbguard.exe" if os.name == "nt" else "nbguard"
    beside = os.path.join(os.path.dirname(sys.executable), name)
    for script in (sys.argv[0], beside, shutil.which("nbguard") or ""):
        if os.path.basename(script) == name and os.access(script, os.X_OK):
            return [os.path.abspath(script).replace(os.sep, "/")]
    return [sys.executable.replace(os.sep, "/"), "-c", _WITHOUT_SCRIPT]


def quoted_program() -> str:
    """Its first word, for the same shell."""
    return shlex.quote(words()[0])


def shell() -> str:
    """The same as text for a POSIX shell, which is what git runs hooks and filters with."""
    return shlex.join(words())
