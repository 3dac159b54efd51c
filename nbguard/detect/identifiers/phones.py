"""Telephone numbers, judged by the ``phonenumbers`` library's metadata."""

from __future__ import annotations

import re

from nbguard.detect.guards import digits, number

_CONTEXT = tuple(
    "phone phones telephone tel mobile cell cellphone call called calls calling fax ring contact "
    "dial dialed number sms text whatsapp hotline ph mob landline".split()
)
_EXTENSION = r"(?:[ ,;]{0,2}(?:x|ext\.?|extension|#)[ :.]{0,2}\d{1,6})?"
_NANP = rf"(?:(?:\+?1|001)[ .-]?)?(?:\([2-9]\d\d\) ?-?|[2-9]\d\d[ .-])\d{{3}}[ .-]\d{{4}}{_EXTENSION}"
_PLUS = rf"\+[1-9]\d{{0,2}}(?:[ .\-/]?\(?\d{{1,5}}\)?){{1,6}}{_EXTENSION}"


def _is_possible(match: re.Match[str]) -> bool:
    """An international number of a length that its country uses."""
    import phonenumbers  # 20 ms, and only a text that shows a candidate needs it

    try:
        parsed = phonenumbers.parse(match["value"], None)
    except phonenumbers.NumberParseException:
        return False
    return bool(phonenumbers.is_possible_number(parsed))


def _is_no_amount(match: re.Match[str]) -> bool:
    return len(set(digits(match["value"]))) > 2


RULES = (
    number("PHONE_NUMBER", _PLUS, 0.7, _CONTEXT, _is_possible),
    number("PHONE_NUMBER", _NANP, 0.6, _CONTEXT, _is_no_amount),
)
