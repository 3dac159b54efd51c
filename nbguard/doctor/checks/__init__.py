"""The checks, one file per subject; each lists its own in ``CHECKS``."""
