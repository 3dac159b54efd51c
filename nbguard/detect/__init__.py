"""Text in, matches out. ``detector(policy)`` is the only door; it is cheap to walk through.

A text passes three tiers, each paid for only when needed: the screen (can it hold anything?),
the patterns with their checksums, and the names. Presidio is imported when, and only when, some
text of a batch gets past the screen.
"""
