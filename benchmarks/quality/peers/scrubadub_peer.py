"""scrubadub's default detectors. Reads and writes JSON; its own types get our entities' names."""

import json
import sys

import scrubadub

NAMES = {
    "email": "EMAIL_ADDRESS",
    "phone": "PHONE_NUMBER",
    "credit_card": "CREDIT_CARD",
    "social_security_number": "US_SSN",
    "name": "PERSON",
    "address": "STREET_ADDRESS",
    "credential": "SECRET",
    "date_of_birth": "DATE_OF_BIRTH",
    "national_insurance_number": "UK_NINO",
    "tax_reference_number": "UK_UTR",
    "url": "URL",
    "twitter": "URL",
    "skype": "URL",
    "vehicle_licence_plate": "LICENSE_PLATE",
    "drivers_licence": "DRIVER_LICENSE",
    "postalcode": "POSTCODE",
}
scrubber = scrubadub.Scrubber()


def findings(text: str) -> list[tuple[int, int, str]]:
    """(start, end, entity) of every piece of filth."""
    return [(f.beg, f.end, NAMES.get(f.type, f.type.upper())) for f in scrubber.iter_filth(text)]


json.dump([findings(text) for text in json.load(sys.stdin)], sys.stdout)
