"""What a column's header suggests. A suggestion lowers what the values must prove, never to zero.

Words are whole words in several languages, accents folded; ``firstName``, ``first_name`` and
``firstname`` are the same header.
"""

from __future__ import annotations

import itertools
import unicodedata
from typing import NamedTuple

from nbguard.detect.context import words

_SUGGESTS = {
    "EMAIL_ADDRESS": """email mail emails emailaddress mailaddress correo courriel posta epost
        mejl correoelectronico adressemail emailadresse mailadres""",
    "PHONE_NUMBER": """phone phones telephone tel mobile cell cellphone fax phonenumber phoneno
        phonenum ph mob msisdn landline telefon telefono telefone telefonnummer handy handynummer
        mobil movil celular portable cellulare telemovel telefoonnummer mobiel rufnummer contactno
        telefonnr telefoon komorka puhelin""",
    "US_SSN": "ssn ssns socialsecurity socialsecuritynumber socsec ssnum ssno",
    "CREDIT_CARD": """creditcard card cardnumber cardno ccnumber cc ccnum pan kreditkarte tarjeta
        kartennummer cartecredit cartadicredito cartao kreditkartennummer cartebancaire""",
    "IBAN_CODE": "iban ibans ibancode",
    "IP_ADDRESS": "ip ipaddress ipaddr ipv ipadresse",
    "MAC_ADDRESS": "mac macaddress hwaddr",
    "DATE_OF_BIRTH": """dob birthdate dateofbirth birthday birth born bday geburtsdatum geburtstag
        fechanacimiento nacimiento datenaissance naissance datadinascita nascita nascimento
        geboortedatum datanascimento fodelsedatum urodzenia birthdt""",
    "STREET_ADDRESS": """address addr street streetaddress addressline homeaddress adresse strasse
        anschrift direccion calle domicilio rue indirizzo via endereco rua adres straat adress
        gata adresa residence""",
    "PASSWORD": "password passwd pwd pass passwort contrasena motdepasse senha wachtwoord",
    "LOCATION": """city town village place location country ciudad ville stadt ort citta cidade
        stad plaats land pais pays paese""",
    "ORGANIZATION": "company employer organization organisation firma empresa societe azienda",
    "AGE": "age alter edad eta idade leeftijd alder wiek ages",
    "POSTCODE": """zip zipcode postcode postal postalcode plz postleitzahl codigopostal codepostal
        cap cep postnummer kodpocztowy""",
    "COORDINATE": "lat lon lng latitude longitude latitud longitud breitengrad langengrad coords",
}
_PERSON = """firstname lastname fullname fname lname surname forename givenname familyname
    maidenname middlename patient employee customer client author contact doctor
    physician nurse teacher student passenger owner manager supervisor assignee
    applicant guest tenant holder cardholder accountholder signatory beneficiary
    recipient sender member person people player actor director instructor candidate
    golfer president judge winner attendee donor resident spouse parent guardian
    nombre nombres apellido apellidos nombrecompleto nom prenom nomcomplet
    nomfamille vorname nachname familienname kunde patientin mitarbeiter
    ansprechpartner cognome nome nominativo sobrenome apelido nomecompleto cliente
    voornaam achternaam naam klant imie nazwisko fornamn efternamn namn etunimi
    sukunimi isim soyisim soyad ad isimsoyisim fornavn efternavn navn username
    firstnm lastnm custname empname patientname customername contactname displayname"""
_NOT_A_PERSON = """product item company business firm brand model make car city country state
    region county file filename path folder column table field event team club
    league species animal breed course category class type group school university
    college station restaurant hotel store shop movie film title song album track
    book game app application package module function variable feature dataset drug
    medication gene protein disease plant fruit food dish ingredient flower tree
    occupation profession trade hobby wine dog cat pet ship vessel river mountain
    planet star galaxy host hostname server domain network channel currency color
    colour month day holiday festival project task job role position department
    street road airport airline bank fund stock ticker exchange producto produit
    produkt prodotto produto articulo ciudad ville stadt pais pays land empresa
    firma societe id ids code key uuid status count number num no total size level
    rank score variety cultivar breeds park peak mount site borough neighborhood
    neighbourhood district province territory continent capital carrier opening sport discipline
    medal element symbol unit units method estimator algorithm metric layer param parameter
    attribute label tag keyword word words token term topic lang race religion cabin deck ticket
    origin destination dest manufacturer trim engine fuel style theme font pokemon weapon monster
    moon satellite constellation asteroid comet spacecraft mission rocket recipe cuisine ingredient
    beer cheese cocktail coffee grape winery vineyard herb bird fish insect tree shrub gem mineral
    paint fabric sector industry security mall landmark museum bridge lake island genus storm
    hurricane pizza sandwich snack drink beverage soup salad dessert merchandise package library"""


def _table(text: dict[str, str]) -> dict[str, str]:
    return {word: entity for entity, row in text.items() for word in row.split()}


_ENTITY_OF = _table(_SUGGESTS)
_PERSONS = frozenset(_PERSON.split())
_NAME = frozenset({"name", "names", "who"})
_OTHERS = frozenset(_NOT_A_PERSON.split())

# What detection's own context words call it, in English: a Spanish header then lifts them too.
_ENGLISH = {
    "EMAIL_ADDRESS": ("email",),
    "PHONE_NUMBER": ("phone",),
    "US_SSN": ("ssn",),
    "CREDIT_CARD": ("credit", "card"),
    "IBAN_CODE": ("iban",),
    "IP_ADDRESS": ("ip",),
    "DATE_OF_BIRTH": ("dob", "birth"),
    "PASSWORD": ("password",),
}
_CODES = frozenset(
    ["isbn", "issn", "ean", "upc", "gtin", "sku", "doi", "barcode", "part", "serial", "invoice"]
)


class Header(NamedTuple):
    """The words of a header, what they suggest, and how far they suggest a person's name.

    ``person`` is 1 for "surname", 0.5 for "name", 0 for silence, -1 for "product name".
    """

    words: tuple[str, ...]
    suggested: frozenset[str]
    person: float

    @property
    def context(self) -> tuple[str, ...]:
        """The words for detection, with English ones for what is suggested."""
        english = (word for entity in sorted(self.suggested) for word in _ENGLISH.get(entity, ()))
        return (*self.within, *english)

    @property
    def is_code(self) -> bool:
        """Whether it announces numbers that are grouped as phone numbers are, and are none."""
        return not _CODES.isdisjoint(self.words)

    @property
    def within(self) -> tuple[str, ...]:
        """The words without those that call for a name: a column's names are told by lists."""
        return tuple(w for w in self.words if w not in _NAME and w not in _PERSONS)


def read(label: object) -> Header:
    """Read one header; labels that are no text are read as Python prints them.

    >>> read("teléfonoMóvil").suggested, read("Last Name").person, read("product_name").person
    (frozenset({'PHONE_NUMBER'}), 1.0, -1.0)
    """
    text = " ".join(map(str, label)) if isinstance(label, tuple) else str(label)
    found = tuple(words(folded(text)))
    joined = [*found, *map("".join, itertools.pairwise(found)), "".join(found)]
    suggested = frozenset(_ENTITY_OF[word] for word in joined if word in _ENTITY_OF)
    return Header(found, suggested, _person(found, joined))


def _person(found: tuple[str, ...], joined: list[str]) -> float:
    if not _OTHERS.isdisjoint(found):
        return -1.0
    if not _PERSONS.isdisjoint(joined):
        return 1.0
    return 0.5 if not _NAME.isdisjoint(found) else 0.0


def folded(text: str) -> str:
    """Without accents: ``Telefono`` for ``Teléfono``."""
    decomposed = unicodedata.normalize("NFKD", text.replace("ß", "ss"))
    return "".join(c for c in decomposed if not unicodedata.combining(c))
