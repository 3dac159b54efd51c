"""Presidio's default recognizers at its default threshold. Reads and writes JSON.

No model can be downloaded where this runs, so its engine gets a blank spaCy pipeline: tokens,
no entities. Its names, places and dates by model are therefore missing, as they are for every
user on a closed network; its context words do not match either, for blank tokens have no lemma.
"""

import json
import sys

import spacy
import tldextract
from presidio_analyzer import AnalyzerEngine
from presidio_analyzer.nlp_engine import SpacyNlpEngine

# Its e-mail recognizer would fetch the list of public suffixes at the first address.
tldextract.extract = tldextract.tldextract.TLD_EXTRACTOR = tldextract.TLDExtract(
    suffix_list_urls=()
)


class _Blank(SpacyNlpEngine):
    def __init__(self) -> None:
        super().__init__()
        self.nlp = {"en": spacy.blank("en")}


analyzer = AnalyzerEngine(nlp_engine=_Blank(), supported_languages=["en"])
found = [
    [(r.start, r.end, r.entity_type) for r in analyzer.analyze(text, language="en")]
    for text in json.load(sys.stdin)
]
json.dump(found, sys.stdout)
