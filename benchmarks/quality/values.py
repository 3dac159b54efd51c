"""Values made up at run time from a seed: cards, accounts, telephones, identifiers, secrets.

Nothing that looks live is stored: a pattern is, and the rest comes from the seed. In a pattern
``<d4>`` stands for four digits, ``<u>`` for a capital letter, and so on: see ``_ALPHABETS``.
Check digits come from drawing again until python-stdnum agrees.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

_DIGITS, _UPPER, _LOWER = "0123456789", "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz"
_ALPHABETS = {
    "d": _DIGITS,
    "D": "123456789",
    "u": _UPPER,
    "l": _LOWER,
    "h": "0123456789abcdef",
    "H": "0123456789ABCDEF",
    "n": _LOWER + _DIGITS,
    "N": _UPPER + _DIGITS,
    "a": _UPPER + _LOWER + _DIGITS,
    "w": _UPPER + _LOWER + _DIGITS + "_-",
    "b": _UPPER + _LOWER + _DIGITS + "+/",
    "B": "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567",
    "p": _UPPER + _LOWER + _DIGITS + "!$%^*-_?",
}
_SLOT = re.compile(r"<([a-zA-Z])(\d*)>")


def fill(pattern: str, rng: Random) -> str:
    """``pattern`` with every ``<d4>`` drawn: four digits.

    >>> from random import Random
    >>> len(fill("ab-<d4><u>", Random(1)))
    8
    """

    def draw(slot: re.Match[str]) -> str:
        return "".join(rng.choice(_ALPHABETS[slot[1]]) for _ in range(int(slot[2] or 1)))

    return _SLOT.sub(draw, pattern)


def draw_until(pattern: str, rng: Random, valid: Callable[[str], bool]) -> str:
    """``pattern`` filled, again and again until it is ``valid``."""
    for _ in range(200_000):
        value = fill(pattern, rng)
        if valid(value):
            return value
    raise ValueError(f"no valid value for {pattern!r}")


# Cards: issuer, prefix and grouping; the last digit is Luhn's.
CARDS = {
    "visa": "4<d3> <d4> <d4> <d4>",
    "visa_plain": "4<d15>",
    "visa19": "4<d18>",
    "mastercard": "5<d3>-<d4>-<d4>-<d4>",
    "mastercard2": "2<d3> <d4> <d4> <d4>",
    "amex": "3<d3> <d6> <d5>",
    "amex_plain": "3<d14>",
    "discover": "6011<d12>",
    "diners": "36<d12>",
    "jcb": "35<d2> <d4> <d4> <d4>",
    "maestro": "5018<d8>",
    "unionpay": "62<d14>",
}
_ISSUERS = {
    "visa": r"4",
    "mastercard": r"5[1-5]",
    "mastercard2": r"222[1-9]|22[3-9]|2[3-6]|27[01]|2720",
    "amex": r"3[47]",
    "jcb": r"35(2[89]|[3-8])",
}


def card(rng: Random, form: str = "") -> tuple[str, str]:
    """A payment card number that passes Luhn's check, and its form."""
    from stdnum import luhn

    form = form or rng.choice(sorted(CARDS))
    issuer = re.compile(_ISSUERS.get(form.split("_")[0], ""))

    def valid(value: str) -> bool:
        digits = re.sub(r"\D", "", value)
        return bool(issuer.match(digits)) and luhn.is_valid(digits)

    return draw_until(CARDS[form], rng, valid), form


# Basic account numbers of countries whose accounts carry no check digits of their own, and Spain's.
IBANS = {
    "DE": "<d18>", "GB": "<u4><d14>", "FR": "<d23>", "NL": "<u4><d10>", "CH": "<d17>",
    "AT": "<d16>", "PL": "<d24>", "IE": "<u4><d14>", "PT": "<d21>", "SE": "<d20>",
    "DK": "<d14>", "FI": "<d14>", "IT": "<u><d22>", "ES": "<d20>", "TR": "<d22>",
    "SA": "<d20>", "AE": "<d19>", "GR": "<d23>", "CZ": "<d20>", "HU": "<d24>", "RO": "<u4><n16>",
    "LU": "<d16>", "IL": "<d19>", "BR": "<d23><u>1",
}  # fmt: skip


def iban(rng: Random, country: str = "") -> tuple[str, str]:
    """An account number whose check digits hold, in groups of four or without gaps."""
    country = country or rng.choice(sorted(IBANS))
    account = _spanish_account(rng) if country == "ES" else fill(IBANS[country], rng).upper()
    number = "".join(str(int(c, 36)) for c in account + country + "00")
    whole = f"{country}{98 - int(number) % 97:02}{account}"
    return (" ".join(re.findall(".{1,4}", whole)) if rng.random() < 0.5 else whole), country


def _spanish_account(rng: Random) -> str:
    def check(digits: str) -> str:
        total = sum(int(d) * 2**i % 11 for i, d in enumerate(digits))
        return str({11: 0, 10: 1}.get(11 - total % 11, 11 - total % 11))

    bank, account = fill("<d8>", rng), fill("<d10>", rng)
    return bank + check("00" + bank) + check(account) + account


# Telephone numbers as people write them; each is drawn until its country's plan allows it.
PHONES = {
    "US": ["(<d3>) <d3>-<d4>", "<d3>-<d3>-<d4>", "+1 <d3> <d3> <d4>", "<d3>.<d3>.<d4>",
           "+1-<d3>-<d3>-<d4>", "1-<d3>-<d3>-<d4>", "(<d3>)<d3>-<d4> ext. <d3>",
           "<d3>-<d3>-<d4> x<d4>", "+1<d10>"],
    "CA": ["(604) <d3>-<d4>", "+1 (514) <d3>-<d4>"],
    "GB": ["020 7<d3> <d4>", "+44 20 7<d3> <d4>", "07<d3> <d6>", "+44 7<d3> <d6>",
           "(0161) <d3> <d4>", "01392 <d6>", "+44 (0)113 <d3> <d4>"],
    "IE": ["+353 87 <d3> <d4>", "01 <d3> <d4>"],
    "DE": ["+49 30 <d8>", "030 <d7>", "0171 <d7>", "+49 (0)89 <d7>", "089/<d7>", "0221-<d7>"],
    "AT": ["+43 1 <d7>", "0664 <d7>"],
    "CH": ["+41 44 <d3> <d2> <d2>", "079 <d3> <d2> <d2>"],
    "FR": ["01 <d2> <d2> <d2> <d2>", "+33 6 <d2> <d2> <d2> <d2>", "06.<d2>.<d2>.<d2>.<d2>"],
    "ES": ["+34 6<d2> <d3> <d3>", "91 <d3> <d2> <d2>", "6<d2> <d2> <d2> <d2>"],
    "IT": ["+39 06 <d4> <d4>", "02 <d8>", "+39 347 <d7>", "333 <d7>"],
    "PT": ["+351 21 <d3> <d4>", "91<d> <d3> <d3>"],
    "NL": ["+31 6 <d8>", "020-<d7>", "06-<d8>"],
    "BE": ["+32 2 <d3> <d2> <d2>", "0475 <d2> <d2> <d2>"],
    "PL": ["+48 <d3> <d3> <d3>", "22 <d3> <d2> <d2>"],
    "SE": ["+46 8 <d3> <d3> <d2>", "070-<d3> <d2> <d2>"],
    "NO": ["+47 <d2> <d2> <d2> <d2>"],
    "DK": ["+45 <d2> <d2> <d2> <d2>"],
    "FI": ["+358 40 <d3> <d4>", "050 <d3> <d4>"],
    "GR": ["+30 21<d> <d3> <d4>"],
    "CZ": ["+420 <d3> <d3> <d3>"],
    "RO": ["+40 7<d2> <d3> <d3>"],
    "TR": ["+90 5<d2> <d3> <d2> <d2>", "0(212) <d3> <d2> <d2>"],
    "RU": ["+7 (9<d2>) <d3>-<d2>-<d2>", "8 (495) <d3>-<d2>-<d2>"],
    "IL": ["+972 5<d>-<d3>-<d4>", "03-<d7>"],
    "IN": ["+91 9<d4> <d5>", "098<d8>", "+91-80-<d8>"],
    "PK": ["+92 3<d2> <d7>"],
    "CN": ["+86 13<d> <d4> <d4>", "010-<d8>"],
    "JP": ["+81 3-<d4>-<d4>", "090-<d4>-<d4>", "03-<d4>-<d4>"],
    "KR": ["+82 10-<d4>-<d4>", "02-<d3>-<d4>"],
    "SG": ["+65 9<d3> <d4>"],
    "VN": ["+84 9<d> <d3> <d4>"],
    "ID": ["+62 812-<d4>-<d4>"],
    "PH": ["+63 917 <d3> <d4>"],
    "AU": ["+61 4<d2> <d3> <d3>", "(02) 9<d3> <d4>", "04<d2> <d3> <d3>"],
    "NZ": ["+64 21 <d3> <d4>"],
    "ZA": ["+27 82 <d3> <d4>", "021 <d3> <d4>"],
    "NG": ["+234 803 <d3> <d4>"],
    "KE": ["+254 7<d2> <d6>"],
    "GH": ["+233 24 <d3> <d4>"],
    "EG": ["+20 10<d> <d3> <d4>"],
    "AE": ["+971 50 <d3> <d4>"],
    "BR": ["+55 11 9<d4>-<d4>", "(21) 9<d4>-<d4>"],
    "MX": ["+52 55 <d4> <d4>"],
    "AR": ["+54 11 <d4>-<d4>"],
    "CO": ["+57 3<d2> <d7>"],
}  # fmt: skip


def phone(rng: Random, region: str = "") -> tuple[str, str]:
    """A telephone number that its country could have given out.

    ``region`` "intl" asks for any number with a country code, "loose" for a North American one
    with any area code, given out or not: much sample data is made of those.
    """
    import phonenumbers

    if region == "loose":
        return fill(rng.choice(PHONES["US"]), rng), "US"
    intl = region == "intl"
    region = rng.choice(sorted(PHONES)) if not region or intl else region
    forms = [form for form in PHONES[region] if not intl or form.startswith("+")]

    def valid(value: str) -> bool:
        return phonenumbers.is_valid_number(phonenumbers.parse(value, region))

    return draw_until(rng.choice(forms), rng, valid), region


# National identifiers: the module of python-stdnum that checks it, and its written form.
IDENTIFIERS = {
    "US_SSN": ("us.ssn", "<d3>-<d2>-<d4>"),
    "US_ITIN": ("us.itin", "9<d2>-7<d>-<d4>"),
    "UK_NHS": ("gb.nhs", "<d3> <d3> <d4>"),
    "UK_NINO": ("", "<n>"),
    "ES_NIF": ("es.dni", "<d8><u>"),
    "ES_NIE": ("es.nie", "X<d7><u>"),
    "IT_FISCAL_CODE": ("it.codicefiscale", "<u6>85C12H501<u>"),
    "PL_PESEL": ("pl.pesel", "<d11>"),
    "FI_PERSONAL_IDENTITY_CODE": ("fi.hetu", "1<d>0<d>7<d>-<d3><N>"),
    "SE_PERSONNUMMER": ("se.personnummer", "7<d>0<d>1<d>-<d4>"),
    "NO_FODSELSNUMMER": ("no.fodselsnummer", "1<d>0<d>7<d><d5>"),
    "NL_BSN": ("nl.bsn", "<d9>"),
    "BE_NATIONAL_NUMBER": ("be.nn", "7<d>.0<d>.1<d>-<d3>.<d2>"),
    "FR_NIR": ("fr.nir", "2 7<d> 0<d> 75 <d3> <d3> <d2>"),
    "DE_TAX_ID": ("de.idnr", "<D><d10>"),
    "PT_NIF": ("pt.nif", "2<d8>"),
    "CH_AHV": ("ch.ssn", "756.<d4>.<d4>.<d2>"),
    "IN_AADHAAR": ("in_.aadhaar", "<D><d3> <d4> <d4>"),
    "IN_PAN": ("in_.pan", "<u3>P<u><d4><u>"),
    "AU_TFN": ("au.tfn", "<d3> <d3> <d3>"),
    "SG_NRIC_FIN": ("", "<n>"),
    "KR_RRN": ("kr.rrn", "7<d>0<d>1<d>-1<d6>"),
    "CN_RESIDENT_ID": ("cn.ric", "11010119<d2>0<d>1<d><d3><d>"),
    "BR_CPF": ("br.cpf", "<d3>.<d3>.<d3>-<d2>"),
    "CA_SIN": ("ca.sin", "<d3>-<d3>-<d3>"),
    "MX_CURP": ("mx.curp", "<u>E<u2>80011<d>HDF<u3>0<d>"),
    "ZA_ID": ("za.idnr", "7<d>0<d>1<d><d4>0<d2>"),
    "TR_TCKN": ("tr.tckimlik", "<D><d10>"),
    "IL_ID": ("il.idnr", "<d9>"),
}


def identifier(rng: Random, name: str) -> tuple[str, str]:
    """A national identifier whose check digits hold."""
    if name == "UK_NINO":
        letters = rng.choice(["AB", "CE", "HK", "JX", "LM", "PW", "SR", "TY"])
        return fill(f"{letters} <d2> <d2> <d2> {rng.choice('ABCD')}", rng), name
    if name == "SG_NRIC_FIN":
        digits = fill("<d7>", rng)
        total = sum(int(d) * w for d, w in zip(digits, (2, 7, 6, 5, 4, 3, 2), strict=True))
        return f"S{digits}{'JZIHGFEDCBA'[total % 11]}", name
    from importlib import import_module

    module, pattern = IDENTIFIERS[name]
    return draw_until(pattern, rng, import_module("stdnum." + module).is_valid), name
