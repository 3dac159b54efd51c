"""National identifiers of Europe, under Presidio's names where it has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nbguard.detect.guards import digits, is_monotonous, number, stdnum
from nbguard.detect.rules import each

if TYPE_CHECKING:
    import re

_TAX_DE = each(
    "steuer steueridentifikationsnummer steuernummer steuerid idnr tin tax identifikationsnummer"
)
_DRIVING = each("licence license driving driver dvla")


def _is_ahv(match: re.Match[str]) -> bool:
    """An EAN-13 of Switzerland's own prefix, 756."""
    d = [int(c) for c in digits(match["value"])]
    return (sum(d[0:12:2]) + 3 * sum(d[1:12:2]) + d[12]) % 10 == 0


def _is_nino(match: re.Match[str]) -> bool:
    """Some prefixes are never allocated."""
    return match["value"][:2] not in ("BG", "GB", "KN", "NK", "NT", "TN", "ZZ")


def _is_sozialversicherung(match: re.Match[str]) -> bool:
    """The check digit of the Deutsche Rentenversicherung (VKVV, annex)."""
    text = match["value"].replace(" ", "")
    spread = text[:8] + f"{ord(text[8]) - 64:02d}" + text[9:11]
    weights = (2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1)
    return sum(
        sum(divmod(int(d) * w, 10)) for d, w in zip(spread, weights, strict=True)
    ) % 10 == int(text[-1])


def _is_varied(match: re.Match[str]) -> bool:
    return not is_monotonous(match["value"])


def _is_cpr(match: re.Match[str]) -> bool:
    """A date comes first; the check digit is no longer used."""
    day, month = int(match["value"][:2]), int(match["value"][2:4])
    return 1 <= day <= 31 and 1 <= month <= 12 and not is_monotonous(match["value"])


def _is_snils(match: re.Match[str]) -> bool:
    """The control number of the Russian pension fund."""
    d = [int(c) for c in digits(match["value"])]
    total = sum(a * w for a, w in zip(d, range(9, 0, -1), strict=False))
    return total % 101 % 100 == d[9] * 10 + d[10]


_NINO = r"[A-CEGHJ-PRSTW-Z][A-CEGHJ-NPRSTW-Z]"
_FISCALE = r"[A-Z]{6}[0-9L-NP-V]{2}[A-EHLMPR-T][0-9L-NP-V]{2}[A-Z][0-9L-NP-V]{3}[A-Z]"

RULES = (
    number(
        "UK_NHS",
        r"\d{3}(?P<s>[ -]?)\d{3}(?P=s)\d{4}",
        0.4,
        each("nhs health patient"),
        stdnum("gb.nhs"),
    ),
    number(
        "UK_NINO",
        rf"{_NINO}(?P<s> ?)\d\d(?P=s)\d\d(?P=s)\d\d(?P=s)[A-D]",
        0.55,
        each("nino national insurance ni"),
        _is_nino,
        start=r"[A-Z]{2} ?\d\d",
    ),
    number("UK_PASSPORT", r"[A-Z]{0,2}\d{7,9}", 0.2, each("passport passports"), _is_varied),
    number(
        "UK_DRIVING_LICENCE",
        r"[A-Z]{1,5}9{0,4}\d(?:[05][1-9]|[16][0-2])(?:0[1-9]|[12]\d|3[01])\d[A-Z9]{2}[A-Z0-9]{3}",
        0.6,
        _DRIVING,
    ),
    number("ES_NIF", r"\d{8}-?[A-Z]", 0.6, each("nif dni documento identidad"), stdnum("es.dni")),
    number("ES_NIE", r"[XYZ]-?\d{7}-?[A-Z]", 0.75, each("nie extranjero"), stdnum("es.nie")),
    number("ES_PASSPORT", r"[A-Z]{3}\d{6}", 0.2, each("pasaporte passport"), _is_varied),
    number(
        "IT_FISCAL_CODE",
        _FISCALE,
        0.9,
        each("codice fiscale cf"),
        stdnum("it.codicefiscale"),
        start=r"[A-Z]{6}\d",
    ),
    number("IT_VAT_CODE", r"\d{11}", 0.4, each("partita iva piva"), stdnum("it.iva")),
    number(
        "IT_DRIVER_LICENSE", r"[A-Z]{2}\d{7}[A-Z]|U1[A-Z0-9]{7}[A-Z]", 0.2, each("patente guida")
    ),
    number("IT_PASSPORT", r"[A-Z]{2}\d{7}", 0.2, each("passaporto passport"), _is_varied),
    number(
        "IT_IDENTITY_CARD",
        r"[A-Z]{2} ?\d{7}|\d{7}[A-Z]{2}|[A-Z]{2}\d{5}[A-Z]{2}",
        0.2,
        each("identità identita carta cie"),
        _is_varied,
    ),
    number("PL_PESEL", r"\d{11}", 0.4, each("pesel"), stdnum("pl.pesel")),
    number(
        "FI_PERSONAL_IDENTITY_CODE",
        r"\d{6}[-+ABCDEFYXWVU]\d{3}[0-9A-FHJ-NPR-Y]",
        0.75,
        each("hetu henkilötunnus personbeteckning"),
        stdnum("fi.hetu"),
    ),
    number(
        "SE_PERSONNUMMER",
        r"(?:19|20)?\d{6}[-+]\d{4}",
        0.5,
        each("personnummer"),
        stdnum("se.personnummer"),
    ),
    number(
        "SE_PERSONNUMMER", r"(?:19|20)?\d{10}", 0.4, each("personnummer"), stdnum("se.personnummer")
    ),
    number("DE_TAX_ID", r"\d{2} ?\d{3} ?\d{3} ?\d{3}", 0.4, _TAX_DE, stdnum("de.idnr")),
    number(
        "DE_SOCIAL_SECURITY",
        r"\d{2} ?\d{6} ?[A-Z] ?\d{3}",
        0.6,
        each("sozialversicherungsnummer rentenversicherungsnummer versicherungsnummer svnr rvnr"),
        _is_sozialversicherung,
    ),
    number(
        "DE_ID_CARD",
        r"[CFGHJKLMNPRTVWXYZ][CFGHJKLMNPRTVWXYZ0-9]{8}\d?",
        0.2,
        each("personalausweis ausweis ausweisnummer"),
        _is_varied,
    ),
    number(
        "DE_PASSPORT",
        r"[CFGHJK][CFGHJKLMNPRTVWXYZ0-9]{8}\d?",
        0.2,
        each("reisepass pass passnummer reisepassnummer"),
        _is_varied,
    ),
    number(
        "DE_HEALTH_INSURANCE",
        r"[A-Z]\d{9}",
        0.2,
        each("krankenversichertennummer versichertennummer krankenkasse kvnr"),
        _is_varied,
    ),
    number(
        "FR_NIR",
        r"[12]\d{4}(?:\d{2}|2[AB])\d{6} ?\d{2}|[12] \d\d \d\d (?:\d\d|2[AB]) \d{3} \d{3} \d\d",
        0.8,
        each("nir insee sécurité securite sociale sécu"),
        stdnum("fr.nir"),
    ),
    number(
        "PT_NIF", r"\d{9}|\d{3} \d{3} \d{3}", 0.4, each("nif contribuinte fiscal"), stdnum("pt.nif")
    ),
    number(
        "NL_BSN",
        r"\d{9}|\d{4}\.\d{2}\.\d{3}",
        0.4,
        each("bsn burgerservicenummer sofinummer sofi"),
        stdnum("nl.bsn"),
    ),
    number(
        "BE_NN",
        r"\d{2}\.\d{2}\.\d{2}-\d{3}\.\d{2}",
        0.85,
        each("rijksregisternummer"),
        stdnum("be.nn"),
    ),
    number(
        "BE_NN",
        r"\d{11}",
        0.4,
        each("rijksregisternummer registre national nn insz niss"),
        stdnum("be.nn"),
    ),
    number(
        "CH_AHV",
        r"756\.?\d{4}\.?\d{4}\.?\d{2}",
        0.8,
        each("ahv avs ahvn13 navs13"),
        _is_ahv,
        start=r"756\.?\d",
    ),
    number(
        "AT_SVNR",
        r"\d{4} ?\d{6}",
        0.4,
        each("svnr sozialversicherungsnummer versicherungsnummer"),
        stdnum("at.vnr"),
    ),
    number("DK_CPR", r"\d{6}-?\d{4}", 0.2, each("cpr personnummer"), _is_cpr),
    number(
        "NO_FNR",
        r"\d{6} ?\d{5}",
        0.4,
        each("fødselsnummer fodselsnummer fnr personnummer"),
        stdnum("no.fodselsnummer"),
    ),
    number("IE_PPS", r"\d{7}[A-W][ABHWTX]?", 0.5, each("pps ppsn"), stdnum("ie.pps")),
    number("HR_OIB", r"\d{11}", 0.4, each("oib"), stdnum("hr.oib")),
    number("CZ_RC", r"\d{6}/\d{3,4}", 0.5, each("rodné rodne číslo cislo rč"), stdnum("cz.rc")),
    number("RO_CNP", r"[1-9]\d{12}", 0.4, each("cnp"), stdnum("ro.cnp")),
    number("BG_EGN", r"\d{10}", 0.4, each("egn егн"), stdnum("bg.egn")),
    number("GR_AMKA", r"\d{11}", 0.4, each("amka αμκα"), stdnum("gr.amka")),
    number("EE_IK", r"[1-6]\d{10}", 0.4, each("isikukood"), stdnum("ee.ik")),
    number("LT_ASMENS", r"[1-6]\d{10}", 0.4, each("asmens kodas"), stdnum("lt.asmens")),
    number("RU_SNILS", r"\d{3}-\d{3}-\d{3}[ -]\d{2}", 0.6, each("снилс snils"), _is_snils),
    number("RU_INN", r"\d{12}", 0.4, each("инн inn"), stdnum("ru.inn")),
    number(
        "TR_NATIONAL_ID",
        r"[1-9]\d{10}",
        0.4,
        each("tc tckn tckimlik kimlik"),
        stdnum("tr.tckimlik"),
    ),
)
