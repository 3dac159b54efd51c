"""``python -m nbguard``: the command line, wherever the script is not on the PATH."""

from __future__ import annotations

import sys

from nbguard.cli import main

sys.exit(main())
