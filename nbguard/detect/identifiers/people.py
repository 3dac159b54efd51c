"""Names beside a key (``patient: ...``), or alone in a cell whose header asks for a name.

The tagger reads names in prose; here it is the key that tells. Keys that people's records have
(``patient``, ``surname``) need only something written like a name; a bare ``name``, which also
introduces layers, columns and packages, needs at least two capitalised words.
"""

from __future__ import annotations

import re

from nbguard.detect.lists import known, names
from nbguard.detect.rules import Rule, each

_UPPER = r"[A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢİĪĮĶĹĻĽŁŃŅŇŌŐŒŔŘŚŞŠŢŤŪŮŰŲŹŻŽƠƯА-Я]"
_PARTICLE = (
    r"(?:de la|de los|van der|van den|von der|de|del|della|da|dos|das|di|du|la|le|van|von|zu"
    r"|ter|ten|bin|bint|ibn|al|el|y|e)"
)
_APOSTROPHE = r"['\u2019]"
_PREFIX = rf"(?:(?:O|D|d|l|Mc|Mac){_APOSTROPHE})?"
_SECOND = rf"(?:(?:-|{_APOSTROPHE}){_UPPER}?[^\W\d_]{{1,24}}){{0,2}}"
_WORD = rf"{_PREFIX}{_UPPER}[^\W\d_]{{0,24}}{_SECOND}"
_INITIAL = rf"{_UPPER}\."
_PART = rf"(?:{_INITIAL}|{_WORD})"
_TITLE = r"(?:(?:Mr|Mrs|Ms|Miss|Dr|Prof|Sr|Sra|Herr|Frau|Mme|Mlle|M|Sig|Dott)\.? )?"
_MORE = rf"(?: (?:{_PARTICLE} )?{_PART}){{1,4}}"
_FAMILY_FIRST = rf"{_WORD}(?: {_WORD})?, {_PART}(?: {_PART}){{0,2}}"
FULL_NAME = rf"(?:{_FAMILY_FIRST}|{_PART}{_MORE})"
_ANY_NAME = rf"(?:{_FAMILY_FIRST}|{_PART}{_MORE}|(?:{_PARTICLE} )?{_WORD})"

_PERSONAL = (
    r"(?:patient|customer|employee|cardholder|card ?holder|account ?holder|policy ?holder"
    r"|beneficiary|passenger|applicant|insured|tenant|attendee|physician|doctor|nurse|student"
    r"|teacher|manager|supervisor|recipient|sender|spouse|guardian|emergency contact"
    r"|next of kin|paciente|cliente|empleado|patiente|kunde|kundin|mitarbeiter)"
    r"(?:[ _-]?(?:full[ _-]?)?name)?"
    r"|(?:first|last|middle|maiden|given|family|full|legal|contact|client|sur|fore|birth)"
    r"[ _-]?name"
    r"|(?:vor|nach|familien|geburts)name|nombre(?: completo)?|apellidos?|prénom|prenom"
    r"|nom(?: de famille)?|cognome|nome(?: completo)?|sobrenome|apelido|voornaam|achternaam|naam"
)
_LOOSE = (
    r"name|user|username|owner|contact|author|signed(?: by)?|reported by|prepared by|approved by"
)
_JOIN = r"[:=]>?[ \t]{0,4}[\[(]?[bru]?[\"']?"
# A call, a type, an attribute or an index is code; a comma and dtype end a pandas footer.
_NO_CODE = r"(?![^\W_]|[\w(\[=]|\.\w|[\"']?, (?:dtype|Length|length)\b)"
_BEFORE = r"(?<![^\W_])(?:{})[\"'\])]{{0,2}}[ \t]{{0,4}}$"
_PERSONAL_BEFORE = re.compile(_BEFORE.format(_PERSONAL), re.IGNORECASE)
# No "class name", "file name", "host name": the word before would say whose name it is.
_LOOSE_BEFORE = re.compile(rf"(?<![^\W_][ _-]){_BEFORE.format(_LOOSE)}", re.IGNORECASE)

_NO_NAMES = frozenset(
    each(
        "mr mrs ms miss dr prof sr sra herr frau mme mlle sig dott "
        "none null nan na true false yes no unknown other test demo sample example admin user "
        "name type id number value values string str int float object list dict set tuple any "
        "optional series dataframe index column columns row rows date time status active inactive "
        "new old male female high low medium total mean average sum count level group category "
        "class data model layer input output dense conv dropout embedding flatten linear "
        "sequential private public default anonymous self service system server client product "
        "company department team region country city address phone email monday tuesday "
        "wednesday thursday friday saturday sunday january february march april may june july "
        "august september october november december north south east west premium standard basic "
        "gold silver bronze segment score rate price sales revenue amount quantity order orders "
        "inc corp ltd llc gmbh group bank university college institute hospital foundation "
        "customer patient employee manager support the and for with from this that required field "
        "gnu linux tbd tba tbc pending unassigned vacant various multiple help desk"
    )
)
_MAILBOX, _STEM = 160, 5  # characters
# "Acme Support <help@acme.com>" is nobody.
_DESKS = frozenset(
    each(
        "support sales info news newsletter list admin desk helpdesk bot notification "
        "notifications team group company department inc corp ltd llc gmbh bank university service "
        "services system server client product customer customers manager institute school college "
        "security marketing billing careers jobs office press media account accounts orders "
        "developers maintainers contributors users committee editors hr it operations ops alerts "
        "noreply reply mailer daemon postmaster webmaster community project projects foundation "
        "store shop the and of your authors maintainer members owners payroll care digest cloud "
        "technologies initiative authority subsystem resources online labs software org times "
        "first last name"
    )
)
_PERSONAL_HEADER = each(
    "fullname firstname lastname surname forename patient employee person cardholder passenger "
    "guest student teacher doctor physician apellido apellidos prénom prenom vorname nachname "
    "cognome sobrenome voornaam achternaam paciente first last middle maiden"
)
# No bare "name": under it stand products, layers and towns as often as people.
_LOOSE_HEADER = each(
    "customer contact owner author recipient sender beneficiary manager kunde cliente"
)


def _is_named(match: re.Match[str]) -> bool:
    """A key of people's records goes before; a looser key needs two words at least."""
    if not _is_name(match):
        return False
    text, end = match.string, match.start()
    start = max(0, end - 48)
    if _PERSONAL_BEFORE.search(text, start, end):
        return True
    value = match["value"]
    return " " in value and bool(_LOOSE_BEFORE.search(text, start, end)) and not _is_title(value)


def _is_title(value: str) -> bool:
    """Whether all words are ordinary ones, and the first is no given name: "Baseline Ridge"."""
    words = re.findall(r"[^\W\d_]+", value.lower())
    facts = known(words)
    return words[0] not in names().first and all(facts[word].word for word in words)


def _is_name(match: re.Match[str]) -> bool:
    """No word of it is one that stands in tables and code."""
    words = re.findall(r"[^\W\d_]+", match["value"])
    return max(map(len, words)) > 1 and not any(word.lower() in _NO_NAMES for word in words)


def _is_sender(match: re.Match[str]) -> bool:
    """Somebody with a mailbox: no word for a desk or a list, and a name to the lists or in it.

    Projects, firms and bots have mailboxes, too: "GitHub Actions <actions@github.com>".
    """
    words = re.findall(r"[^\W\d_]+", match["value"].lower())
    if not _DESKS.isdisjoint(words):
        return False
    facts = known(words)
    long = [word for word in words if len(word) > 1]
    if any(facts[word].name and not facts[word].other for word in words):
        return True
    if facts[words[0]].name and all(facts[word].name for word in long[1:]):
        return True
    return _signs(match, words) and not any(facts[word].other for word in long[-1:])


def _signs(match: re.Match[str], words: list[str]) -> bool:
    """Whether the mailbox is made of the name: "xqu.zwyn", "xzwyn" or "zwyn" of "Xqu Zwyn"."""
    rest = match.string[match.end() : match.end() + _MAILBOX].lower()
    local, _, domain = rest.lstrip("\"' <").partition("@")
    last = words[-1][:_STEM]
    return len(last) > 2 and last in local and words[-1] not in domain.partition(">")[0]


def _cell(name: str, header: tuple[str, ...]) -> Rule:
    """A rule for a whole cell, which counts only under one of the ``header`` words."""
    regex = rf"\A\s{{0,9}}{_TITLE}(?P<value>{name})\s{{0,9}}\Z"
    return Rule("PERSON", regex, 0.3, (), header, _is_name)


RULES = (
    # The key is looked for from the value backwards: a sign is found faster than forty words.
    Rule(
        "PERSON",
        rf"{_JOIN}{_TITLE}(?P<value>{_ANY_NAME}){_NO_CODE}",
        0.75,
        (":", "="),
        check=_is_named,
    ),
    Rule(
        "PERSON",
        rf"(?<![\w.-])(?P<value>{FULL_NAME})[\"']? <(?=[^\s<>@]{{1,64}}@[^\s<>@]{{1,90}}>)",
        0.85,
        (" <",),
        check=_is_sender,
        reach=180,
    ),
    _cell(_ANY_NAME, _PERSONAL_HEADER),
    _cell(FULL_NAME, _LOOSE_HEADER),
)
