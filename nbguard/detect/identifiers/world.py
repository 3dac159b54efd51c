"""National identifiers of Africa, the Americas, Asia and Oceania."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nbguard.detect.guards import digits, is_monotonous, luhn, number, stdnum
from nbguard.detect.rules import each

if TYPE_CHECKING:
    import re

_MEDICARE_WEIGHTS = (1, 3, 7, 9, 1, 3, 7, 9)
_NRIC_LETTERS = {"S": "JZIHGFEDCBA", "T": "GFEDCBAJZIH", "F": "XWUTRQPNMLK", "G": "RQPNMLKXWUT"}
_NRIC_WEIGHTS = (2, 7, 6, 5, 4, 3, 2)


def _is_medicare(match: re.Match[str]) -> bool:
    """Services Australia's check digit: the ninth."""
    d = [int(c) for c in digits(match["value"])]
    return sum(a * b for a, b in zip(_MEDICARE_WEIGHTS, d, strict=False)) % 10 == d[8]


def _is_nric(match: re.Match[str]) -> bool:
    """The check letter of Singapore's identity cards."""
    text = match["value"]
    total = sum(int(d) * w for d, w in zip(text[1:8], _NRIC_WEIGHTS, strict=True))
    if text[0] == "M":
        return "KLJNPQRTUWX"[10 - (total + 3) % 11] == text[8]
    return _NRIC_LETTERS[text[0]][total % 11] == text[8]


def _is_verhoeff(match: re.Match[str]) -> bool:
    from stdnum import verhoeff  # 25 ms, paid only by a candidate

    return bool(verhoeff.is_valid(digits(match["value"]))) and not is_monotonous(match["value"])


def _is_taiwanese(match: re.Match[str]) -> bool:
    """The letter is a number from 10 to 35 in Taiwan's own order."""
    text = match["value"]
    n = "ABCDEFGHJKLMNPQRSTUVXYWZIO".index(text[0]) + 10
    weights = (8, 7, 6, 5, 4, 3, 2, 1, 1)
    total = n // 10 + n % 10 * 9 + sum(int(d) * w for d, w in zip(text[1:], weights, strict=True))
    return total % 10 == 0


def _is_hong_kong(match: re.Match[str]) -> bool:
    """Weights 9 to 1 from the left; letters count from 10, a missing one as 36."""
    text = match["value"].replace("(", "").replace(")", "").rjust(9)
    values = [36 if c == " " else int(c, 36) for c in text[:-1]]
    check = 10 if text[-1] == "A" else int(text[-1])
    return (sum(v * w for v, w in zip(values, range(9, 1, -1), strict=True)) + check) % 11 == 0


def _is_sin(match: re.Match[str]) -> bool:
    return luhn(digits(match["value"])) and not is_monotonous(match["value"])


def _is_varied(match: re.Match[str]) -> bool:
    return not is_monotonous(match["value"])


RULES = (
    number(
        "CA_SIN",
        r"\d{3}(?P<s>[ -])\d{3}(?P=s)\d{3}|\d{9}",
        0.4,
        each("sin insurance nas assurance"),
        _is_sin,
    ),
    number("BR_CPF", r"\d{3}\.\d{3}\.\d{3}-\d{2}", 0.85, each("cpf"), stdnum("br.cpf")),
    number("BR_CPF", r"\d{11}|\d{9}-\d{2}", 0.4, each("cpf contribuinte"), stdnum("br.cpf")),
    number(
        "MX_CURP", r"[A-Z]{4}\d{6}[HMX][A-Z]{5}[A-Z0-9]\d", 0.9, each("curp"), stdnum("mx.curp")
    ),
    number("MX_RFC", r"[A-ZÑ&]{4}\d{6}[A-Z0-9]{3}", 0.4, each("rfc"), stdnum("mx.rfc")),
    number(
        "AR_CUIT", r"(?:20|2[347]|30|33|34)-\d{8}-\d", 0.75, each("cuit cuil"), stdnum("ar.cuit")
    ),
    number("CL_RUT", r"\d{1,2}\.\d{3}\.\d{3}-[\dkK]", 0.75, each("rut run"), stdnum("cl.rut")),
    number("CL_RUT", r"\d{7,8}-[\dkK]", 0.4, each("rut run"), stdnum("cl.rut")),
    number(
        "IN_AADHAAR",
        r"[2-9]\d{3}(?P<s>[ -]?)\d{4}(?P=s)\d{4}",
        0.4,
        each("aadhaar aadhar uidai uid"),
        stdnum("in_.aadhaar"),
    ),
    number(
        "IN_PAN",
        r"[A-Z]{3}[ABCFGHJLPT][A-Z]\d{4}[A-Z]",
        0.6,
        each("pan income tax"),
        stdnum("in_.pan"),
    ),
    number(
        "IN_GSTIN",
        r"\d{2}[A-Z]{5}\d{4}[A-Z][1-9A-Z]Z[0-9A-Z]",
        0.8,
        each("gstin gst"),
        stdnum("in_.gstin"),
    ),
    number("IN_VOTER", r"[A-Z]{3}\d{7}", 0.2, each("voter epic election"), _is_varied),
    number("IN_PASSPORT", r"[A-PR-WY][1-9]\d ?\d{4}[1-9]", 0.2, each("passport passports")),
    number(
        "IN_VEHICLE_REGISTRATION",
        r"[A-Z]{2}[ -]?\d{1,2}[ -]?[A-Z]{1,3}[ -]?\d{4}",
        0.2,
        each("vehicle registration rto plate"),
    ),
    number(
        "CN_RIC",
        r"[1-9]\d{5}(?:18|19|20)\d{9}[\dXx]",
        0.85,
        each("身份证 resident identity"),
        stdnum("cn.ric"),
        start=r"\d{15}",
    ),
    number("TW_ID", r"[A-Z][12]\d{8}", 0.55, each("身分證 taiwan"), _is_taiwanese),
    number("HK_ID", r"[A-Z]{1,2}\d{6}\([\dA]\)", 0.75, each("hkid"), _is_hong_kong),
    number(
        "JP_MY_NUMBER",
        r"\d{4}(?P<s>[ -]?)\d{4}(?P=s)\d{4}",
        0.4,
        each("マイナンバー 個人番号 mynumber"),
        stdnum("jp.in_"),
    ),
    number(
        "KR_RRN",
        r"\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])-[1-49]\d{6}",
        0.6,
        each("주민등록번호 주민번호 rrn resident"),
        _is_varied,
    ),
    number("KR_RRN", r"\d{13}", 0.4, each("주민등록번호 주민번호 rrn resident"), stdnum("kr.rrn")),
    number(
        "KR_FRN",
        r"\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])-[5-8]\d{6}",
        0.6,
        each("외국인등록번호 frn alien"),
        _is_varied,
    ),
    number(
        "TH_TNIN",
        r"[1-8](?P<s>[ -])\d{4}(?P=s)\d{5}(?P=s)\d{2}(?P=s)\d",
        0.75,
        each("thai บัตรประชาชน"),
        stdnum("th.pin"),
    ),
    number("TH_TNIN", r"[1-8]\d{12}", 0.4, each("thai national บัตรประชาชน tnin"), stdnum("th.pin")),
    number("SG_NRIC_FIN", r"[STFGM]\d{7}[A-Z]", 0.65, each("nric fin singapore"), _is_nric),
    number(
        "MY_NRIC", r"\d{6}-\d{2}-\d{4}", 0.5, each("nric mykad kad pengenalan"), stdnum("my.nric")
    ),
    number("ID_NIK", r"\d{16}", 0.4, each("nik ktp"), stdnum("id.nik")),
    number("PK_CNIC", r"\d{5}-\d{7}-\d", 0.55, each("cnic nadra"), stdnum("pk.cnic")),
    number("IL_ID", r"\d{9}", 0.4, each("teudat zehut זהות"), stdnum("il.idnr")),
    number("ZA_ID_NUMBER", r"\d{13}", 0.4, each("sa id identity rsa"), stdnum("za.idnr")),
    number("NG_NIN", r"\d{11}", 0.4, each("nin nimc"), _is_verhoeff),
    number("AU_TFN", r"\d{3} ?\d{3} ?\d{2,3}", 0.4, each("tfn tax file"), stdnum("au.tfn")),
    number("AU_MEDICARE", r"[2-6]\d{3} ?\d{5} ?\d(?: ?\d)?", 0.4, each("medicare"), _is_medicare),
    number("AU_ABN", r"\d{2} ?\d{3} ?\d{3} ?\d{3}", 0.4, each("abn"), stdnum("au.abn")),
    number("AU_ACN", r"\d{3} ?\d{3} ?\d{3}", 0.4, each("acn"), stdnum("au.acn")),
    number("NZ_IRD", r"\d{2,3}-?\d{3}-?\d{3}", 0.4, each("ird"), stdnum("nz.ird")),
    number("PH_TIN", r"\d{3}-?\d{3}-?\d{3}(?:-?\d{3,5})?", 0.2, each("tin bir"), _is_varied),
    number("PH_UMID", r"\d{4}-\d{7}-\d", 0.3, each("umid crn sss gsis"), _is_varied),
)
