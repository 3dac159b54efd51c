"""Columns in twenty locales under plain, abbreviated, foreign and misleading headers.

The values come from mimesis, whose lists neither the detector nor the name tagger has seen; the
detector's own lists are Faker's.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from nbguard.detect.rules import each

ROWS = 80
_WORD = re.compile(r"[^\W\d_]+")
SEED = 20

# name, first name, last name, e-mail, phone, address, date of birth, as each language heads them
FOREIGN = {
    "ar-eg": ["الاسم", "الاسم الأول", "اسم العائلة", "البريد الإلكتروني", "الهاتف", "العنوان", ""],
    "cs": ["jméno a příjmení", "jméno", "příjmení", "e-mail", "telefon", "adresa", "narození"],
    "da": ["navn", "fornavn", "efternavn", "mail", "telefon", "adresse", "fødselsdato"],
    "de": ["Name", "Vorname", "Nachname", "E-Mail", "Telefonnummer", "Anschrift", "Geburtsdatum"],
    "el": ["Ονοματεπώνυμο", "Όνομα", "Επώνυμο", "email", "Τηλέφωνο", "Διεύθυνση", ""],
    "en": ["full_name", "given_name", "surname", "email", "phone", "address", "dob"],
    "en-gb": ["full name", "forename", "surname", "e-mail", "mobile", "street", "date of birth"],
    "es": ["nombre completo", "nombre", "apellidos", "correo", "teléfono", "calle", "nacimiento"],
    "fi": ["nimi", "etunimi", "sukunimi", "sähköposti", "puhelin", "osoite", "syntymäaika"],
    "fr": ["nom complet", "prénom", "nom", "courriel", "téléphone", "adresse", "date de naissance"],
    "hu": ["név", "keresztnév", "vezetéknév", "e-mail", "telefonszám", "cím", "születési dátum"],
    "it": ["nominativo", "nome", "cognome", "posta", "telefono", "indirizzo", "data di nascita"],
    "ja": ["氏名", "名", "姓", "メール", "電話番号", "住所", "生年月日"],
    "ko": ["성명", "이름", "성", "이메일", "전화번호", "주소", "생년월일"],
    "nl": ["naam", "voornaam", "achternaam", "mail", "telefoonnummer", "adres", "geboortedatum"],
    "no": ["navn", "fornavn", "etternavn", "epost", "telefon", "adresse", "fødselsdato"],
    "pl": ["imię i nazwisko", "imię", "nazwisko", "e-mail", "telefon", "adres", "data urodzenia"],
    "pt-br": ["nome completo", "nome", "sobrenome", "e-mail", "telefone", "endereço", "nascimento"],
    "sv": ["namn", "förnamn", "efternamn", "e-post", "telefon", "adress", "födelsedatum"],
    "tr": ["ad soyad", "ad", "soyad", "e-posta", "telefon", "adres", "doğum tarihi"],
    "zh": ["姓名", "名", "姓", "邮箱", "电话", "地址", "出生日期"],
}  # fmt: skip

# Looked at by nobody who sets a threshold: what the figure is worth elsewhere.
UNSEEN = {
    "de-at": ["Name", "Vorname", "Familienname", "Mail", "Telefon", "Adresse", "geboren am"],
    "es-mx": ["nombre", "nombres", "apellido", "correo", "celular", "domicilio", "nacimiento"],
    "et": ["nimi", "eesnimi", "perekonnanimi", "e-post", "telefon", "aadress", "sünnikuupäev"],
    "hr": ["ime i prezime", "ime", "prezime", "e-mail", "telefon", "adresa", "datum rođenja"],
    "nl-be": ["volledige naam", "voornaam", "familienaam", "mail", "gsm", "adres", "geboren"],
    "pt": ["nome completo", "nome", "apelido", "email", "telemóvel", "morada", "nascimento"],
    "ru": ["ФИО", "имя", "фамилия", "почта", "телефон", "адрес", "дата рождения"],
    "sk": ["meno a priezvisko", "meno", "priezvisko", "e-mail", "telefón", "adresa", "narodenie"],
    "uk": ["ПІБ", "ім'я", "прізвище", "пошта", "телефон", "адреса", "дата народження"],
}  # fmt: skip

PERSONAL = [
    # entity, what, plain, abbreviated, misleading
    ("PERSON", "full_name", "customer_name", "cust_nm", "c3"),
    ("PERSON", "full_name", "Name", "nm", "subject"),
    ("PERSON", "first_name", "first_name", "fname", "col_1"),
    ("PERSON", "last_name", "LastName", "lname", "field2"),
    ("EMAIL_ADDRESS", "email", "email_address", "eml", "login"),
    ("PHONE_NUMBER", "phone", "phone number", "tel_no", "c7"),
    ("STREET_ADDRESS", "address", "street_address", "addr1", "info"),
    ("DATE_OF_BIRTH", "birthdate", "birth date", "dob", ""),
    ("CREDIT_CARD", "card", "credit card", "cc_no", "reference"),
    ("IP_ADDRESS", "ip", "ip address", "src_ip", "client"),
    ("MAC_ADDRESS", "mac", "mac", "hw_addr", "device"),
]

HARMLESS = [
    # what, honest headers, misleading ones
    ("occupation", ["occupation", "job_title"], ["name"]),
    ("company", ["company", "employer"], ["name", "customer"]),
    ("city", ["city", "town"], ["name", "place_name"]),
    ("state", ["state", "region"], ["name"]),
    ("country", ["country"], ["name"]),
    ("nationality", ["nationality"], ["person"]),
    ("language", ["language"], ["name"]),
    ("university", ["university"], ["name", "school_name"]),
    ("degree", ["degree"], ["title"]),
    ("gender", ["gender", "sex"], ["person_type"]),
    ("color", ["colour"], ["name"]),
    ("dish", ["dish"], ["name"]),
    ("fruit", ["fruit"], ["product_name", "name"]),
    ("vegetable", ["vegetable"], ["name"]),
    ("car", ["car"], ["name"]),
    ("manufacturer", ["manufacturer", "make"], ["name"]),
    ("airplane", ["aircraft"], ["name"]),
    ("cpu", ["cpu"], ["model_name"]),
    ("phone_model", ["handset"], ["phone", "mobile"]),
    ("programming_language", ["language"], ["name"]),
    ("os", ["os"], ["user_agent_name"]),
    ("word", ["word", "tag"], ["name", "first"]),
    ("sentence", ["comment", "note"], ["name_of_report"]),
    ("month", ["month"], ["name"]),
    ("weekday", ["weekday"], ["name"]),
    ("date", ["order_date", "created"], ["value"]),
    ("time", ["time"], ["phone_time"]),
    ("timestamp", ["timestamp"], ["id"]),
    ("uuid", ["uuid", "id"], ["phone_id", "user"]),
    ("ean", ["ean", "barcode"], ["code"]),
    ("isbn", ["isbn"], ["book"]),
    ("imei_like", ["order_no", "invoice"], ["number", "ref"]),
    ("small", ["count", "quantity"], ["phone_calls", "email_count"]),
    ("price", ["price", "total"], ["credit", "card_fee"]),
    ("version", ["version"], ["ip_version"]),
    ("hash", ["sha256", "checksum"], ["address"]),
    ("file_name", ["file"], ["name", "file_name"]),
    ("mime", ["content_type"], ["email_type"]),
    ("http", ["status"], ["name"]),
    ("stock", ["ticker"], ["name"]),
    ("plate", ["plate"], ["id"]),
    ("dna", ["sequence"], ["id"]),
    ("yes", ["opt_in"], ["email", "phone", "has_password"]),
]


NAMED = frozenset(
    each(
        """Armstrong Armstronga Bob Brown Cicéron Curry Dahl Einstein Eötvös Erlanga Gosling
        Goslinga Israel John Ken Lovelace Mario Mary Matsumoto McCarthy McCarthys Neumann Nygaard
        Pike Piken Planck Rossum Rossumin Smith Stallman Stroustrup Stroustrupa Thompson Tom
        Torvalds هوبر"""
    )
)
"""People whom mimesis' sentences name, beside those it knows a first name of; read by eye."""


class Labelled(NamedTuple):
    """A column and what it holds; ``style`` is plain, abbreviated, foreign or misleading."""

    locale: str
    style: str
    header: str
    what: str
    entity: str | None
    values: list[str]


def columns(headers: Mapping[str, Sequence[str]] = FOREIGN, seed: int = SEED) -> Iterator[Labelled]:
    """Every column of every locale in ``headers``; the same ones on every run with one seed."""
    for locale, foreign in headers.items():
        makers = _makers(locale, seed)
        yield from _personal(locale, makers, foreign)
        for what, honest, misleading in HARMLESS:
            for style, headers in (("plain", honest), ("misleading", misleading)):
                for header in headers:
                    yield Labelled(locale, style, header, what, None, _draw(makers[what]))


def _personal(locale: str, makers: dict[str, Any], foreign: Sequence[str]) -> Iterator[Labelled]:
    order = ("full_name", "first_name", "last_name", "email", "phone", "address", "birthdate")
    abroad = dict(zip(order, foreign, strict=True))
    for entity, what, *headers in PERSONAL:
        styled = [*zip(("plain", "abbreviated", "misleading"), headers, strict=True)]
        for style, header in [*styled, ("foreign", abroad.get(what, ""))]:
            if header:
                yield Labelled(locale, style, header, what, entity, _draw(makers[what]))


def _draw(make: Callable[[], Any]) -> list[str]:
    return [str(make()) for _ in range(ROWS)]


def _makers(locale: str, seed: int) -> dict[str, Callable[[], Any]]:
    from mimesis import Generic, Locale

    g = Generic(Locale(locale), seed=seed)
    draw = g.random
    first_names = {name for names in g.person._extract(["names"]).values() for name in names}
    return {
        "full_name": g.person.full_name,
        "first_name": g.person.first_name,
        "last_name": g.person.last_name,
        "email": lambda: _email(g.person.full_name(), draw.randint(1, 99)),
        "phone": g.person.phone_number,
        "address": g.address.address,
        "birthdate": g.person.birthdate,
        "card": g.payment.credit_card_number,
        "ip": lambda: f"{draw.choice([8, 52])}.{draw.randint(0, 255)}.7.{draw.randint(1, 254)}",
        "mac": g.internet.mac_address,
        "occupation": g.person.occupation,
        "company": g.finance.company,
        "city": g.address.city,
        "state": g.address.state,
        "country": g.address.country,
        "nationality": g.person.nationality,
        "language": g.person.language,
        "university": g.person.university,
        "degree": g.person.academic_degree,
        "gender": g.person.gender,
        "color": g.text.color,
        "dish": g.food.dish,
        "fruit": g.food.fruit,
        "vegetable": g.food.vegetable,
        "car": g.transport.car,
        "manufacturer": g.transport.manufacturer,
        "airplane": g.transport.airplane,
        "cpu": g.hardware.cpu,
        "phone_model": g.hardware.phone_model,
        "programming_language": g.development.programming_language,
        "os": g.development.os,
        "word": g.text.word,
        "sentence": lambda: _nobodys(g.text.sentence, first_names),
        "month": g.datetime.month,
        "weekday": g.datetime.day_of_week,
        "date": g.datetime.date,
        "time": g.datetime.time,
        "timestamp": lambda: g.datetime.datetime().isoformat(),
        "uuid": g.cryptographic.uuid,
        "ean": g.code.ean,
        "isbn": g.code.isbn,
        "imei_like": lambda: f"{draw.randint(10**5, 10**6):08}",
        "small": lambda: draw.randint(0, 40),
        "price": lambda: f"{draw.random() * 900:.2f}",
        "version": g.development.version,
        "hash": g.cryptographic.hash,
        "file_name": g.file.file_name,
        "mime": g.file.mime_type,
        "http": g.internet.http_status_message,
        "stock": g.finance.stock_ticker,
        "plate": lambda: f"{draw.choice('ABCDEF')}{draw.randint(100, 999)}XY",
        "dna": g.science.dna_sequence,
        "yes": lambda: draw.choice(["yes", "no"]),
    }  # fmt: skip


def _nobodys(sentence: Callable[[], str], first_names: set[str]) -> str:
    """A sentence that names nobody: a column in which some do holds names, and rightly so."""
    while True:
        text = sentence()
        words = set(_WORD.findall(text))
        if words.isdisjoint(first_names) and words.isdisjoint(NAMED):
            return text


def _email(name: str, number: int) -> str:
    """An address of somebody of that name; names in other scripts are as they are in addresses."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return f"{'.'.join(plain.split()) or 'user'}{number}@nordwind-mail.com"
