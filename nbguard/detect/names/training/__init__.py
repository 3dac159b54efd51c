"""How the tagger's model is made; not part of the wheel.

``python -m nbguard.detect.names.training --corpora PATH`` makes it again, from the labelled
corpora, from Faker's name and address lists, and from the templates and word lists in ``data``.
"""
