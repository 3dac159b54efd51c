"""Canaries and innocents: what must be gone after a clean, and what must not be touched.

``python -m benchmarks.canaries`` plants hundreds of values, every entity in every place and
encoding a notebook can hide text in, cleans, searches every decoding of the result for each of
them, and counts the harmless values that changed.
"""
