"""Dates: of birth beside a key or under a header, and any at all where the policy asks."""

from __future__ import annotations

from nbguard.detect.rules import Rule, each

_MONTH = (
    r"(?i:jan(?:uar[yio]?|vier|eiro)?|feb(?:ruar[yi]?|braio|rero|rari)?|f[ée]v(?:rier|ereiro)?"
    r"|m(?:ar(?:ch|s|zo|ço|t)?|är(?:z)?|aart|rt|rz)|apr(?:il[e]?)?|a(?:vr(?:il)?|br(?:il)?)"
    r"|m(?:ay|ai|ei|agg(?:io)?|aio|ayo)|jun(?:[eio]|ho|io)?|giu(?:gno)?|juin|jul(?:[yi]|ho|io)?"
    r"|juil(?:let)?|lug(?:lio)?|aug(?:ust(?:us)?)?|ago(?:sto)?|ao[uû]t|sep(?:t(?:ember|embre|iembre)?)?"
    r"|set(?:tembre|embro)?|o[ck]t(?:ober|obre|ubre)?|ott(?:obre)?|out(?:ubro)?|nov(?:ember|embre|iembre|embro)?"
    r"|de[cz](?:ember|iembre|embro)?|d[ée]c(?:embre)?|dic(?:iembre|embre)?)"
)
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_YEAR = r"(?:1[89]\d\d|20\d\d)"
_TIME = r"(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?)?"
DATE = (
    rf"(?:{_YEAR}[-/.](?:0?[1-9]|1[0-2])[-/.]{_DAY}{_TIME}"
    rf"|{_DAY}[-/.](?:0?[1-9]|1[0-2]|[12]\d|3[01])[-/.](?:{_YEAR}|\d\d)"
    rf"|{_DAY}(?:st|nd|rd|th|\.|er|º)?(?: de| of)?[ -/]{_MONTH}\.?(?:,? | de |-|/)(?:{_YEAR}|\d\d)"
    rf"|{_MONTH}\.? {_DAY}(?:st|nd|rd|th)?,? {_YEAR}"
    rf"|{_YEAR}[-/ ]{_MONTH}[-/ ]{_DAY}"
    rf"|{_YEAR}年\d{{1,2}}月\d{{1,2}}日)"
)
_COMPACT = r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
_KEY = (
    r"(?i:d\.?o\.?b\.?|(?:date|day|place and date)[ _-]?of[ _-]?birth|birth(?:[ _-]?da(?:te|y))?"
    r"|b[_-]?day|born|geb(?:\.|oren|urtsdatum|urtstag)?|fecha[ _]de[ _]nacimiento|nacid[oa]|nació"
    r"|date[ _]de[ _]naissance|née? le|nat[oa] (?:il|a)|data[ _]di[ _]nascita"
    r"|data[ _]de[ _]nascimento|nascid[oa]|nasceu|geboortedatum)"
)
_HEADER = each(
    "dob birth birthdate birthday dateofbirth born geburtsdatum geburtstag geboren nacimiento "
    "naissance nascita nascimento geboortedatum"
)
_HINTS = (
    *each("dob d.o.b birth bday b_day b-day born geb nacimiento nacid nació naissance nascita"),
    *each("nascimento nascid nasceu geboortedatum"),
    *("né le", "née le", "nato il", "nata il", "nato a", "nata a"),
)
_ANY_TIME = r"(?<![\w:.])\d{1,2}:\d{2}(?::\d{2})?(?: ?[AaPp]\.?[Mm]\.?)?(?![\w:])"

RULES = (
    Rule(
        "DATE_OF_BIRTH",
        rf"(?<![^\W_]){_KEY}(?![^\W_])(?=\D{{0,50}}\d)\D{{0,36}}?(?<![\d./-])"
        rf"(?P<value>{DATE}|{_COMPACT})(?![\w]|[-/.]\d)",
        0.85,
        _HINTS,
        reach=120,
    ),
    Rule("DATE_OF_BIRTH", rf"\A\s{{0,9}}(?P<value>{DATE}|{_COMPACT})\s{{0,9}}\Z", 0.3, (), _HEADER),
    Rule("DATE_TIME", rf"(?<![\w./-])(?P<value>{DATE})(?![\w]|[-/.]\d)", 0.6),
    Rule("DATE_TIME", _ANY_TIME, 0.6, (":",)),
)
