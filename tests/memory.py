"""How much memory a process of its own took at most."""

from __future__ import annotations

PEAK = """
def peak():
    \"\"\"Megabytes. On Linux not by ru_maxrss, which begins with what the parent held.\"\"\"
    import resource, sys
    if sys.platform == "darwin":
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 2**20
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) // 1024 for line in status if line.startswith("VmHWM"))
"""
"""Source that defines ``peak()``."""
