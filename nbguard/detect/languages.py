"""Context words in the languages that a policy can name; English ones stand with the rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nbguard.detect.rules import each

if TYPE_CHECKING:
    from collections.abc import Sequence

_WORDS: dict[str, dict[str, str]] = {
    "PHONE_NUMBER": {
        "es": "teléfono telefono tel móvil movil celular llamar fax",
        "de": "telefon telefonnummer tel handy mobil mobilnummer rufnummer festnetz fax",
        "fr": "téléphone telephone tél tel portable mobile appeler fixe fax",
        "it": "telefono tel cellulare cell chiamare fax",
        "pt": "telefone tel telemóvel telemovel celular ligar fax",
        "nl": "telefoon telefoonnummer tel mobiel gsm bellen fax",
    },
    "CREDIT_CARD": {
        "es": "tarjeta crédito credito débito debito",
        "de": "karte kreditkarte kartennummer",
        "fr": "carte bancaire crédit",
        "it": "carta credito",
        "pt": "cartão cartao crédito credito",
        "nl": "kaart creditcard kaartnummer",
    },
    "IBAN_CODE": {
        "es": "cuenta banco",
        "de": "konto kontonummer bankverbindung",
        "fr": "compte banque",
        "it": "conto banca",
        "pt": "conta banco",
        "nl": "rekening rekeningnummer bank",
    },
    "US_BANK_NUMBER": {
        "es": "cuenta",
        "de": "kontonummer",
        "fr": "compte",
        "it": "conto",
        "pt": "conta",
        "nl": "rekeningnummer",
    },
    "US_PASSPORT": {
        "es": "pasaporte",
        "de": "reisepass",
        "fr": "passeport",
        "it": "passaporto",
        "pt": "passaporte",
        "nl": "paspoort",
    },
    "US_DRIVER_LICENSE": {
        "es": "licencia conducir",
        "de": "führerschein",
        "fr": "permis conduire",
        "it": "patente",
        "pt": "carteira habilitação",
        "nl": "rijbewijs",
    },
    "IP_ADDRESS": {"es": "dirección", "de": "adresse", "fr": "adresse", "it": "indirizzo"},
}


def words_for(entity: str, languages: Sequence[str]) -> tuple[str, ...]:
    """The context words of ``entity`` in these languages.

    >>> words_for("US_PASSPORT", ["de", "nl"])
    ('reisepass', 'paspoort')
    """
    by_language = _WORDS.get(entity, {})
    return tuple(word for code in languages for word in each(by_language.get(code, "")))
