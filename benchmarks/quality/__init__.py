"""How well nbguard finds what it must and leaves alone the rest, on text nothing was tuned on.

``python -m benchmarks.quality`` prints the figures. The material is written by hand in ``data/``;
``dev`` may be read and tuned on, ``test`` may not: other templates, other names, other values.
"""
