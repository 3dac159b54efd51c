"""Decoding, one form per file: a function from a text to its pieces, and one that encodes."""
