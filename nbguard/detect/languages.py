"""Context words of other languages than English, whose words stand with the rules.

Words that no English text holds count whatever the policy says; those that mean something else
in English ("handy", "portable") only where the policy names their language.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from nbguard.detect.rules import each

if TYPE_CHECKING:
    from collections.abc import Sequence

_ALWAYS = {
    "PHONE_NUMBER": "teléfono telefono móvil movil celular telefon telefonnummer handynummer "
    "mobilnummer rufnummer téléphone cellulare telefone telemóvel telemovel telefoon "
    "telefoonnummer mobiel телефон",
    "CREDIT_CARD": "tarjeta crédito credito débito kreditkarte kartennummer bancaire cartão "
    "cartao kaartnummer",
    "IBAN_CODE": "cuenta konto kontonummer bankverbindung compte conto rekening rekeningnummer",
    "US_BANK_NUMBER": "cuenta kontonummer compte conto rekeningnummer",
    "US_PASSPORT": "pasaporte reisepass passeport passaporto passaporte paspoort",
    "US_DRIVER_LICENSE": "führerschein conducir permis patente habilitação rijbewijs",
    "IP_ADDRESS": "dirección adresse indirizzo",
}
_WORDS = {
    "PHONE_NUMBER": {
        "es": "llamar tfno",
        "de": "handy mobil festnetz",
        "fr": "portable fixe tél appeler",
        "it": "chiamare",
        "pt": "ligar",
        "nl": "gsm bellen",
    },
    "CREDIT_CARD": {"de": "karte", "fr": "carte", "it": "carta", "nl": "kaart"},
    "IBAN_CODE": {"es": "banco", "fr": "banque", "it": "banca", "pt": "conta banco"},
    "US_BANK_NUMBER": {"pt": "conta"},
    "US_DRIVER_LICENSE": {"es": "licencia", "fr": "conduire", "pt": "carteira"},
}


def words_for(entity: str, languages: Sequence[str]) -> tuple[str, ...]:
    """The context words of ``entity`` beyond English, where these languages are named.

    >>> words_for("CREDIT_CARD", ["de"])[-1]
    'karte'
    """
    named = _WORDS.get(entity, {})
    return each(" ".join([_ALWAYS.get(entity, ""), *(named.get(code, "") for code in languages)]))
