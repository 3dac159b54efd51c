"""What is left of people in a column of short remarks, once it is redacted.

    python -m benchmarks.remarks [--seed 977] [--rows 600]

The sentences are written here, the people in them are Faker's. Names count as left if any word of
them longer than two letters is; a remark that names nobody and is changed is a false alarm.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter
from typing import NamedTuple

import pandas as pd
from faker import Faker

import nbguard

NOBODY = "nothing to report|resolved|no answer|out of toner since May"
REMARKS = {
    "en_US": "Spoke with {name} about the refund|{name} called on Monday, number {phone}"
    "|Customer {name} ({mail}) wants a new box|Ship to {street} before Friday please"
    "|SSN {ssn} was given over the phone|card {card} declined twice"
    "|left voicemail for {first}, no answer|{first} from accounting confirmed the payment"
    "|Mrs. {last} complained about the late delivery|the package arrived on Tuesday and was fine",
    "en_GB": "spoke with {name} about the refund|{first} from sales rang, number {phone}"
    "|deliver to {street} before friday|client {name} ({mail}) wants to cancel|Mr {last} was out"
    "|parcel arrived damaged",
    "de_DE": "Telefonat mit {name} wegen der Rechnung|{name} hat am Montag angerufen"
    "|Kunde {name} ({mail}) möchte stornieren|Rückruf unter {phone} erbeten"
    "|Herr {last} war nicht zu Hause|IBAN {iban} hinterlegt|Paket ist beschädigt angekommen",
    "fr_FR": "Appel de {name} au sujet de la facture|{name} a rappelé lundi"
    "|Client {name} ({mail}) souhaite annuler|Rappeler au {phone}|Madame {last} était absente"
    "|IBAN {iban} enregistré|Le colis est arrivé abîmé",
    "es_ES": "Llamada de {name} sobre la factura|{name} llamó el lunes"
    "|El cliente {name} ({mail}) quiere cancelar|Llamar al {phone}|La señora {last} no estaba"
    "|IBAN {iban} guardado|El paquete llegó dañado",
    "it_IT": "Chiamata da {name} per la fattura|{name} ha richiamato lunedì"
    "|Il cliente {name} ({mail}) vuole annullare|Richiamare al {phone}"
    "|Il signor {last} non era in casa|Il pacco è arrivato rotto",
    "pl_PL": "Rozmowa z {name} o fakturze|{name} dzwonił w poniedziałek"
    "|Klient {name} ({mail}) chce anulować|Oddzwonić: {phone}|Pan {last} był nieobecny"
    "|Paczka dotarła uszkodzona",
}


class Remark(NamedTuple):
    text: str
    planted: dict[str, str]


def person(fake: Faker) -> dict[str, str]:
    first, last = fake.first_name(), fake.last_name()
    return {
        "name": f"{first} {last}",
        "first": first,
        "last": last,
        "mail": fake.email(),
        "phone": fake.phone_number(),
        "street": fake.street_address().replace("\n", ", "),
        "ssn": fake.ssn(),
        "card": fake.credit_card_number(),
        "iban": fake.iban(),
    }


def remarks(locale: str, rows: int, seed: int) -> list[Remark]:
    fake, draw = Faker(locale), random.Random(seed)
    fake.seed_instance(seed)
    forms = REMARKS[locale].split("|") + NOBODY.split("|")
    made = []
    for _ in range(rows):
        form, values = draw.choice(forms), person(fake)
        planted = {key: values[key] for key in re.findall(r"{(\w+)}", form)}
        made.append(Remark(form.format(**values), planted))
    return made


def is_left(kind: str, value: str, text: str) -> bool:
    if kind == "name":
        return any(len(word) > 2 and word in text for word in value.split())
    return value in text


def measure(made: list[Remark]) -> str:
    """One line: of each kind, the share that is gone; and how many harmless remarks changed."""
    frame = pd.DataFrame({"note": [remark.text for remark in made]})
    all_, gone = Counter[str](), Counter[str]()
    false = 0
    for remark, text in zip(made, nbguard.redact(frame)["note"], strict=True):
        false += not remark.planted and text != remark.text
        for kind, value in remark.planted.items():
            all_[kind] += 1
            gone[kind] += not is_left(kind, value, text)
    found = "  ".join(f"{kind} {gone[kind] / all_[kind]:.3f}" for kind in sorted(all_))
    return f"{found}  false alarms {false} of {sum(not r.planted for r in made)}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=977)
    parser.add_argument("--rows", type=int, default=600)
    options = parser.parse_args()
    for locale in REMARKS:
        print(f"{locale}  {measure(remarks(locale, options.rows, options.seed))}")


if __name__ == "__main__":
    main()
