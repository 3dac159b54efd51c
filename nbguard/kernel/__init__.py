"""What lives inside a running notebook: the guarded channel, tables on screen, magics, panel.

Start with ``extension.py`` (everything on, and off again without a trace), then ``channel.py``
(the one choke point that every message passes).
"""
