"""Addresses alone in a cell, or beside a key, that says ``street`` or ``address``.

The tagger reads addresses in prose by their form. Where the key tells, a word and a number are
enough: ``12 MG Road``, ``Martin-Luther-Str. 63``. Addresses in memory, on the network and of
mail have the same key, and no such form.
"""

from __future__ import annotations

import re

from nbguard.detect.lists import known
from nbguard.detect.rules import Rule, each

_HEADER = each(
    "street address addr streetaddress addressline homeaddress residence "
    "strasse straße anschrift adresse rue domicilio dirección direccion calle indirizzo via "
    "morada rua endereço endereco straat adres"
)
_KEY = (
    r"(?:(?:street|home|mailing|postal|billing|shipping|delivery|residential|work)[ _-]?address"
    r"|street|address(?:[ _-]?line)?[ _-]?1?|stra(?:ss|ß)e|anschrift|rue|calle|domicilio|indirizzo)"
)
_VALUE = r"[^\W_](?:[^\W_]|[ .,'\u2019/#ºª°()-]){5,78}[^\W_.]?"
_NUMBER = re.compile(r"(?<![\w.])\d{1,6}[A-Za-z]?(?![\w.]\d)")
_WORD = re.compile(r"[^\W\d_]{3,}")

_LONG_NUMBER = 3  # digits
_CAPITAL = r"[^\W\d_a-zß-öø-ÿ][\w\u2019'.-]{1,30}"
_HOUSE = r"\d{1,5}[A-Za-z]?(?:[-/]\d{1,4})?"
_STREETS = each("Street Road Avenue Lane Drive Boulevard Terrace Crescent Parkway Ave Rd Blvd Ln")
# Said in a sentence, where the words around may mislead the tagger.
_ENGLISH = (
    rf"(?<![\w.,:/$€£#-])(?!(?:19|20)\d\d )(?P<value>{_HOUSE} (?:{_CAPITAL} ){{1,3}}"
    rf"(?:{'|'.join(_STREETS)}))(?![\w-])"
)
# What else may end a street's name in American English, after words that ask for an address; by
# themselves "10 National Parks" and "5 Home Runs" are none. Faker has such a list, too, but takes
# longer to import than most scans take.
_OTHERS = each(
    "alley bay beach bend bluff bluffs branch bridge brook brooks bypass camp canyon cape center "
    "circle circles cliff cliffs club corner corners course court courts cove coves creek crest "
    "crossing crossroad dale dam divide estate estates expressway extension fall falls ferry field "
    "fields flat flats ford fords forest forge forges fork forks fort freeway garden gardens "
    "gateway glen glens green greens grove groves harbor harbors haven heights highway hill hills "
    "hollow inlet island islands isle junction junctions key keys knoll knolls lake lakes land "
    "landing light lights loaf lock locks lodge loop mall manor manors meadow meadows mews mill "
    "mills mission motorway mount mountain mountains neck orchard oval overpass park parks pass "
    "passage path pike pine pines place plain plains plaza point points port ports prairie radial "
    "ramp ranch rapid rapids rest ridge ridges river route row rue run shoal shoals shore shores "
    "skyway spring springs spur spurs square squares station stravenue stream streets summit "
    "throughway trace track trafficway trail tunnel turnpike underpass union unions valley valleys "
    "causeway roads drives lanes courts streets avenues via viaduct view views village villages "
    "ville vista walk walks wall way ways well wells"
)
_ASKED = (
    r"(?i:\b(?:(?:ship|deliver|send|sent|mail|moved|relocated|shipped|delivered|mailed|delivery)"
    r" (?:it |this |that |them )?to|(?:liv(?:e|es|ed|ing)|resid(?:e|es|ed|ing)|staying|lodging)"
    r" at|address(?: is| was)?:?) )"
)
_AMERICAN = (
    rf"{_ASKED}(?P<value>(?P<house>{_HOUSE}) (?P<called>(?:{_CAPITAL} ){{1,3}})"
    rf"(?P<ending>{'|'.join(map(str.title, _OTHERS))})"
    r"(?![\w-])(?:,? (?:Apt|Suite|Ste|Unit)\.? \d{1,5})?)"
)
_ENDS = each(
    "straße strasse gasse gatan gränd vägen torget straat laan steeg dreef singel gade stræde vej "
    "veien bakken katu kuja bulevardi"
)
_COMPOUND = (
    rf"(?<![\w-])(?P<value>{_CAPITAL}(?:{'|'.join(_ENDS)})(?<!rigade) {_HOUSE})(?![\w%-]|[.,]\d)"
)
_FRENCH = (
    rf"(?<![\w.,:/$€£#-])(?P<value>{_HOUSE}(?: bis| ter)?,? (?:rue|chemin|impasse|allée|quai)"
    rf"(?: de| du| des| la| le)*(?: (?:[ld]['\u2019])?{_CAPITAL}){{1,4}})"
)
_PREFIXES = each("ulica námestie náměstí calle avenida rua travessa viale piazza")
_PREFIXED = (
    rf"(?<![\w-])(?P<value>(?:{'|'.join((*_PREFIXES, *map(str.title, _PREFIXES)))})"
    rf"(?: (?:de|da|do|del|della|la|los|las|dos|das))*(?: {_CAPITAL}){{1,4}},? "
    rf"(?:n[º°.]? ?)?{_HOUSE})(?![\w%-]|[.,]\d)"
)


def _is_address(match: re.Match[str]) -> bool:
    """A house number, and beside it a word that no number and no unit is."""
    value = match["value"]
    return " " in value and bool(_NUMBER.search(value)) and bool(_WORD.search(value))


def _is_american(match: re.Match[str]) -> bool:
    """Called after somebody, or no plain words and no few of many: "3 Access Points" are none."""
    facts = known(re.findall(r"[^\W\d_]+", match["called"].lower()))
    far = len(match["house"]) >= _LONG_NUMBER
    if any(fact.name and (far or not fact.common) for fact in facts.values()):
        return True
    counted = match["ending"].endswith("s") and not far
    return not counted and not all(fact.common for fact in facts.values())


RULES = (
    Rule(
        "STREET_ADDRESS",
        _ENGLISH,
        0.55,
        tuple(f" {kind.lower()}" for kind in _STREETS),
        reach=130,
    ),
    Rule(
        "STREET_ADDRESS",
        _AMERICAN,
        0.7,
        each("ship deliver send sent mail moved relocated liv resid staying lodging address"),
        check=_is_american,
        begins=True,
    ),
    Rule("STREET_ADDRESS", _COMPOUND, 0.55, _ENDS, reach=60),
    Rule("STREET_ADDRESS", _PREFIXED, 0.55, _PREFIXES, reach=190),
    Rule("STREET_ADDRESS", _FRENCH, 0.55, each("rue chemin impasse allée quai"), reach=170),
    Rule(
        "STREET_ADDRESS",
        rf"\A\s{{0,9}}(?P<value>{_VALUE})\s{{0,9}}\Z",
        0.3,
        (),
        _HEADER,
        _is_address,
    ),
    Rule(
        "STREET_ADDRESS",
        rf"(?<![^\W_]){_KEY}[\"']?[ \t]{{0,3}}[:=][ \t]{{0,3}}(?P<quote>[\"'])(?P<value>{_VALUE})"
        r"(?P=quote)",
        0.85,
        (
            "street",
            "address",
            "strasse",
            "straße",
            "anschrift",
            "rue",
            "calle",
            "domicilio",
            "indirizzo",
        ),
        check=_is_address,
        flags=re.IGNORECASE,
    ),
)
