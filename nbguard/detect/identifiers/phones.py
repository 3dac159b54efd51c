"""Telephone numbers: their forms here, their truth in the ``phonenumbers`` library's metadata."""

from __future__ import annotations

import re
from functools import cache, partial
from typing import TYPE_CHECKING

from nbguard.detect.guards import (
    DRUG,
    LEFT,
    RIGHT,
    digits,
    in_a_row_of_numbers,
    is_monotonous,
    number,
)
from nbguard.detect.rules import Rule, each

if TYPE_CHECKING:
    from collections.abc import Sequence

_KEY = each(
    "phone phones telephone telephones tel mobile cellphone fax hotline landline whatsapp sms"
)
_CALL = each("call calls called calling dial dialed ring rang reach cell mob ph missed")
_TALK = (*_KEY, *_CALL, *each("text contact"))
_EXTENSION = r"(?:[ ,;]{0,2}(?:x|ext\.?|extension|#)[ :.]{0,2}\d{1,6})?"
_AND = r"(?:[ .\-/\u00a0\u2011\u2013]| / )"  # between groups
_REST = rf"(?:{_AND}\d{{1,12}}){{0,6}}{_EXTENSION}"
_BRACKETS = rf"(?:{_AND}?\(\d{{1,5}}\){_AND}?\d{{1,12}})?"

_PLUS = rf"\+ ?[1-9]\d{{0,14}}{_BRACKETS}{_REST}"
_ZEROS = rf"00 ?[1-9]\d{{0,14}}{_BRACKETS}{_REST}"
_AREA = r"(?:\([1-9]\d\d\)[ \n]?-?\d{3}|[1-9]\d\d(?P<s>[ .-])\d{3})"
_AMERICAN = rf"(?<!\+)(?<!\+ )(?:(?:\+?1|001)[ .-]?)?{_AREA}[ .-]\d{{4}}{_EXTENSION}"
_AMERICAN_START = (
    r"(?:(?:\+?1|001)[ .-]?)?(?:\([1-9]\d\d\)[ \n]?-?\d{3}|[1-9]\d\d[ .-]\d{3}[ .-]\d{4})"
)
_TRUNK = rf"(?:\(0\d{{1,5}}\){_AND}?\d{{2,10}}|0\d{{1,10}}){_REST}"
_TRUNK_START = r"\(?0\d{1,5}\)?[ .\-/]?\d\d"
_GROUPS = rf"\(?\d{{2,5}}\)?(?:[ .-]\d{{2,5}}){{1,4}}{_EXTENSION}"
_BARE = rf"(?:\(\d{{1,5}}\){_AND}?)?\d{{1,15}}{_REST}"
# Brazilian, French and Russian numbers are told by their groups alone.
_NATIONAL = (
    r"\(\d{2}\) ?9?\d{4}-\d{4}",
    r"0[1-9](?:\.\d\d){4}",
    r"8 ?\(\d{3}\) ?\d{3}-\d\d-\d\d",
)
# A sentence that asks to be called says that what follows is a number to call.
_TO_CALL = (
    r"\b(?i:(?:call|dial|ring|text|sms|phone)(?: (?:me|us|him|her|them|back|now|again)){0,2}"
    r"(?: (?:at|on|via))?|(?:reach|contact|message|whatsapp|text)(?:ed|able)?"
    r"(?: (?:me|us|him|her|them|back))?(?: (?:at|on|via|by))|(?:messages?|texts|calls) (?:to|from)"
    r"|(?:cell|mob|ph|call ?back)\.? ?[:=]?|contact(?: no\.?| number| ?[:=])):? ?"
)
_WHOSE = r"\b(?i:(?:my|his|her|our|your|their)(?: \w{1,12}){0,2} number(?: (?:is|was|at))?):? ?"
_TO_CALL_ABROAD = (
    r"\b(?i:(?:r?appel(?:er|ez|lé)|joindre|joignable)(?: (?:au|le|à|sur))+"
    r"|(?:rückruf|erreichbar|anrufen|telefonisch)(?: (?:unter|auf|bei))+"
    r"|(?:llam(?:ar|e|en)|contactar)(?: (?:al|a|en))+|(?:ri)?chiam(?:are|i|ate)(?: (?:al|il))+"
    r"|(?:bellen|bereikbaar)(?: (?:op|naar))+|ligar(?: (?:para|ao|no))+"
    r"|(?:zadzwoń|dzwonić|oddzwonić)(?: (?:na|pod))?)"
    r"(?i: (?:nummer|numéro|número|numero|numer))?:? "
)
_NUMBER = r"\b(?i:number(?: (?:is|was))?):? "
_TO_CALL_ENDS = (
    r"(?= is (?:my|his|her|our|their|the)(?: \w{1,12}){0,2} (?:number|phone|mobile|cell))"
)
_OFFICE_ENDS = r"(?= (?:office|mobile|cell|home|work|fax|direct|landline)\b)"
_CALLED = rf"\(?\+?\d[\d .()/-]{{5,18}}\d{_EXTENSION}"
_CODE_IN_BRACKETS = rf"(?P<value>\(\+[1-9]\d{{0,3}}\)[ .-]?\d[\d .-]{{4,14}}\d){RIGHT}"
_A_CALL = re.compile(r"(?i)\b(?:called|rang|phoned|voicemail|call)\b[^.!?\n]*$")
_WHY = re.compile(
    r" (?:to (?:speak|talk|reach|order|book|ask|contact)|for (?:more|help|details)|now)\b"
)
_PLACES = each("office mobile cell home work fax direct landline")
_REACH = 80  # characters
_PLAIN = 9  # digits
_SHORTEST = 8  # digits with the 0; ``03 2023`` is the end of a time and a year
_DRAMA = "01632960"  # kept free for films and examples; they are written like anybody's number
_DECIMAL = re.compile(r"\d+\.\d+")
# A date, or a social security number: no telephone is written in such groups.
_NO_PHONE = re.compile(
    r"\d{4}[-/. ]\d\d?[-/. ]\d\d?|\d\d?[-/. ]\d\d?[-/. ]\d{4}|\d{3}[- ]\d\d[- ]\d{4}"
)
_SERIAL = re.compile(r"\d{4}-\d{4}")
_WITHOUT_TRUNK = frozenset(
    each("ES IT PT DK NO PL CZ GR LU LV EE MT CY SG HK MX BR IN CL CO PE TH VN")
)
# Countries that write a 0 before a national number; with it and its groups one is telling enough
# to be looked for whatever the policy's regions.
_WITH_TRUNK = each(
    "DE GB FR IT NL BE CH AT SE FI IE TR RO UA JP KR CN IN PK BD ID PH MY TH VN AU NZ ZA NG KE GH "
    "EG MA IL SA AE IR AR VE RS HR SI SK BG TW"
)
_PLAN_OF_1 = frozenset({"US", "CA"})


def rules(regions: Sequence[str]) -> tuple[Rule, ...]:
    """The rules for numbers as they are written in these regions (ISO 3166-1 alpha-2)."""
    local = partial(_is_local, regions=tuple(r.upper() for r in regions))
    groups = number("PHONE_NUMBER", _GROUPS, 0.5, _TALK, local)
    return (
        number("PHONE_NUMBER", _PLUS, 0.75, _TALK, _is_international, start=r"\+ ?[1-9]"),
        number("PHONE_NUMBER", _ZEROS, 0.6, _TALK, _is_international, start=r"00 ?[1-9]"),
        *(_american() if _PLAN_OF_1 & set(regions) else ()),
        number("PHONE_NUMBER", _TRUNK, 0.55, _TALK, local, start=_TRUNK_START),
        *(number("PHONE_NUMBER", form, 0.6, _TALK, _is_varied) for form in _NATIONAL),
        *((groups,) if _WITHOUT_TRUNK & set(regions) else ()),
        number("PHONE_NUMBER", r"[2-9]\d{9}", 0.35, _TALK, local),
        number("PHONE_NUMBER", _GROUPS, 0.2, _CALL, _may_be_called),
        number("PHONE_NUMBER", _BARE, 0.2, _KEY, _may_be_local),
        *_asked_for(),
    )


def _asked_for() -> tuple[Rule, ...]:
    """Numbers in whatever form, in a sentence about calling, or at the start of a line."""
    value = rf"(?P<value>{_CALLED}){RIGHT}"
    verbs = each("call dial ring text sms phone reach contact message whatsapp cell mob ph")
    abroad = (
        *each(
            "rappel appel joindre joignable rückruf erreichbar anrufen telefonisch llam contactar"
        ),
        *each("chiam richiam bellen bereikbaar ligar zadzwoń dzwonić odzadzwoń oddzwonić"),
    )
    called, whose = _TO_CALL + value, _WHOSE + value
    return (
        Rule("PHONE_NUMBER", called, 0.6, verbs, (), _is_asked_for, begins=True),
        Rule("PHONE_NUMBER", whose, 0.6, ("number",), (), _is_asked_for, reach=_REACH),
        Rule("PHONE_NUMBER", _TO_CALL_ABROAD + value, 0.6, abroad, (), _is_asked_for, begins=True),
        Rule("PHONE_NUMBER", _NUMBER + value, 0.6, ("number",), (), _is_of_a_call, begins=True),
        Rule("PHONE_NUMBER", rf"{LEFT}{value}{_TO_CALL_ENDS}", 0.6, (" is ",), (), _may_be_local),
        Rule("PHONE_NUMBER", rf"(?m:^){value}{_OFFICE_ENDS}", 0.6, _PLACES, (), _may_be_local),
        Rule("PHONE_NUMBER", rf"(?<!\w){_CODE_IN_BRACKETS}", 0.75, ("(+",), (), _may_be_local),
    )


def _american() -> tuple[Rule, ...]:
    return (
        number("PHONE_NUMBER", _AMERICAN, 0.65, _TALK, _is_american, start=_AMERICAN_START),
        number("PHONE_NUMBER", rf"\d{{3}}[-.]\d{{4}}{_EXTENSION}", 0.25, _TALK, _may_be_local),
    )


def _is_international(match: re.Match[str]) -> bool:
    """A number of a length that its country uses; ``+2.718`` is a signed decimal."""
    text = re.sub(r"^\+ ?|^00 ?", "+", match["value"])
    if re.fullmatch(r"\+\d+\.\d+", text) or is_monotonous(text):
        return False
    return _possible(text, None)


def _is_american(match: re.Match[str]) -> bool:
    """Three, three and four digits: the form says enough, so fictional area codes count too."""
    return not is_monotonous(match["value"]) and not (
        match["s"] == " " and in_a_row_of_numbers(match)
    )


def _is_varied(match: re.Match[str]) -> bool:
    return not is_monotonous(match["value"])


def _is_local(match: re.Match[str], regions: tuple[str, ...]) -> bool:
    """A number that exists in one of the regions' plans, and neither a date nor part of a row."""
    text = match["value"]
    if _NO_PHONE.fullmatch(text) or is_monotonous(text) or in_a_row_of_numbers(match):
        return False
    if "GB" in regions and digits(text).startswith(_DRAMA):
        return True
    known = _possible if text.startswith("(0") else _valid
    return any(known(text, region) for region in regions) or _is_somewhere(text)


def _is_somewhere(text: str) -> bool:
    """Whether a number with a trunk prefix, in groups, exists in some country."""
    groups = re.findall(r"\d+", re.split(r"[xe#]", text)[0])
    together = "".join(groups)
    if not (2 <= len(groups) <= 5 and together.startswith("0") and "." not in text):
        return False
    if DRUG.fullmatch(text) or (_SERIAL.fullmatch(text) and _is_issn(text)):
        return False
    return len(together) >= _SHORTEST and bool(_plan_of_the_world().fullmatch(together))


def _is_issn(text: str) -> bool:
    from stdnum import issn

    return bool(issn.is_valid(text))


@cache
def _plan_of_the_world() -> re.Pattern[str]:
    """The national numbers of many countries, after their 0 (which in Italy is part of them)."""
    from phonenumbers import PhoneMetadata  # 20 ms, paid only by a candidate

    plans = [PhoneMetadata.metadata_for_region(region) for region in _WITH_TRUNK]
    described = [plan.general_desc for plan in plans if plan and plan.general_desc]
    forms = "|".join(d.national_number_pattern for d in described if d.national_number_pattern)
    return re.compile(f"0?(?:{forms})")


def _may_be_local(match: re.Match[str]) -> bool:
    """Enough digits for a telephone, where a key says that it is one."""
    text = match["value"]
    return 7 <= len(digits(text.partition("x")[0])) <= 15 and not (
        _NO_PHONE.fullmatch(text) or is_monotonous(text) or _DECIMAL.fullmatch(text)
    )


def _is_asked_for(match: re.Match[str]) -> bool:
    """Enough digits; a plain integer of few, as in ``call 1000000``, is a count."""
    text, before = match["value"], match.group()[: -len(match["value"])].split()
    plain = text.isdigit() and text[0] != "0" and len(text) < _PLAIN
    asked = len(before) > 1 or _WHY.match(match.string, match.end())
    return _may_be_local(match) and bool(not plain or asked)


def _is_of_a_call(match: re.Match[str]) -> bool:
    """Whether somebody called shortly before: "Ana rang on Monday, number 2123456789"."""
    before = match.string[max(0, match.start() - _REACH) : match.start()]
    return _A_CALL.search(before) is not None and _is_asked_for(match)


def _may_be_called(match: re.Match[str]) -> bool:
    """Enough digits, in groups, that stand alone in their sentence."""
    count = len(digits(match["value"]))
    return 8 <= count <= 11 and _may_be_local(match) and not in_a_row_of_numbers(match)


def _possible(text: str, region: str | None) -> bool:
    import phonenumbers  # 20 ms, and only a text that shows a candidate needs it

    try:
        parsed = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return False
    reason = phonenumbers.is_possible_number_with_reason(parsed)
    return bool(reason == phonenumbers.ValidationResult.IS_POSSIBLE)


def _valid(text: str, region: str) -> bool:
    import phonenumbers  # 20 ms, and only a text that shows a candidate needs it

    try:
        return bool(phonenumbers.is_valid_number(phonenumbers.parse(text, region)))
    except phonenumbers.NumberParseException:
        return False
