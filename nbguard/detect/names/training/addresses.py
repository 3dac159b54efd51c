"""Addresses as people write them: real US ones, Faker's by country, and forms Faker lacks."""

from __future__ import annotations

import random
import re
import xml.etree.ElementTree as ET
from pathlib import Path

from faker import Faker

from nbguard.detect.names.training.names import Names, without_accents

LOCALES = """en_US en_US en_US en_GB en_GB en_CA en_AU en_NZ en_IE en_IN de_DE de_AT de_CH fr_FR fr_CH fr_CA es_ES
es_MX es_AR es_CL es_CO it_IT nl_NL nl_BE pt_BR pt_PT pl_PL cs_CZ sk_SK sl_SI hr_HR hu_HU ro_RO da_DK sv_SE no_NO
fi_FI tr_TR ru_RU uk_UA el_GR ja_JP zh_CN ko_KR id_ID vi_VN en_PH en_MS en_BD he_IL zu_ZA az_AZ""".split()

_FORMS = {
    "gb": ("{n} {S} {gbst}, {C} {pc}", "{n} {S} {gbst}\n{C}\n{pc}", "Flat {n2}, {n} {S} {gbst}, {C}, {pc}",
           "{n}{abc} {S} {gbst}, {C}", "{S} House, {n} {S} {gbst}, {C} {pc}", "{n} {S} {gbst}", "Unit {n2}, {S} Business Park, {C} {pc}",
           "The Old Rectory, {S} Lane, {C}, {pc}", "{n}-{n} {S} {gbst}, {C} {pc}, United Kingdom"),
    "us": ("{n} {dir}{S} {usst}", "{n} {dir}{S} {usst}, {C}, {ST} {zip}", "{n} {dir}{S} {usst}\n{C}, {ST} {zip}",
           "{n} {dir}{S} {usst}, Apt {n2}, {C}, {ST} {zip}", "{n} {S} {usst} #{n2}", "{n} {S} {usst}, Suite {n2}\n{C}, {ST} {zip}",
           "{n} {ord} {usst}, {C}, {ST}", "P.O. Box {n}, {C}, {ST} {zip}", "PO Box {n}", "{n} {S} {usst}\nApt. {n2}\n{C}\n{ST} {zip}",
           "{n} {S} {usst} {C} {ST} {zip}", "{n} {dir}{S} {usst}, Unit {n2}{abc}, {C}, {STATE} {zip}, USA", "{n} State Route {n2}, {C}, {ST} {zip}",
           "{n} County Road {n2}", "{n} W {ord} St", "One {S} Plaza, {C}, {ST} {zip}", "RR {n2} Box {n}\n{C}, {ST} {zip}",
           "{n} {S} {usst}\n Apt. {n2}\n {C}\n {COUNTRY} {zip}", "{n} {S} {usst}\n{C}\n, {ST}\n {COUNTRY} {zip}", "{n} {S} {usst} Suite {n} {C}, {COUNTRY}"),
    "de": ("{S}{dest} {n}, {plz} {C}", "{S}{dest} {n}\n{plz} {C}", "{F}-{S}-Straße {n}{abc}, {plz} {C}", "{S}{dest} {n}, D-{plz} {C}",
           "Am {S}berg {n}, {plz} {C}", "{S}{dest} {n}", "{S}er Straße {n}, {plz} {C}, Deutschland", "An der {S} {n}", "Postfach {n}, {plz} {C}"),
    "fr": ("{n} {frst} {F} {S}, {plz} {C}", "{n}, {frst} {art}{S}, {plz} {C}", "{n} bis {frst} {art}{S}\n{plz} {C}", "{n} {frst} {art}{S}",
           "{n}, {frst} du {S}, {plz} {C}, France", "{n} {frst} {S}, Bât. {ABC}, {plz} {C} Cedex", "{n} {frst} {S}, Bruxelles"),
    "es": ("{esst} {S} {n}, {flo}, {plz} {C}", "{esst} {art}{S}, {n}, {plz} {C}", "{esst} {F} {S} {n}", "{esst} de {S}, nº {n}, {flo}\n{plz} {C} (España)",
           "C/ {S} {n}, {flo}", "Avda. {S}, {n} - {plz} {C}", "{esst} {S} #{n}, Col. Centro, {plz} {C}, México", "Cra. {n2} # {n2}-{n2}, {C}", "Av. {S} {n}, Piso {n2}, {C}"),
    "it": ("{itst} {S} {n}, {plz} {C}", "{itst} {F} {S}, {n}\n{plz} {C} ({ABC}{ABC})", "{itst} {S}, {n}/{abc} - {plz} {C}", "{itst} {art}{S} {n}", "{itst} {S}, {n}, {C}"),
    "nl": ("{S}{nlst} {n}, {nlpc} {C}", "{S}{nlst} {n}{abc}\n{nlpc} {C}", "{S}{nlst} {n}-{n2}, {C}", "{S}{nlst} {n}", "Postbus {n}, {nlpc} {C}", "{F} {S}{nlst} {n} bus {n2}, {bepc} {C}"),
    "pt": ("Rua {S}, {n}", "Rua {F} {S}, {n}, {C}", "Rua da {S}, nº {n}, {flo}, {ptpc} {C}", "Av. {S}, {n}, Apto {n2}\n{C} - SP\nCEP {cep}", "Travessa {S}, {n} - {C}, {cep}",
           "Avenida {F} {S} {n}, {C}, Brasil"),
    "pl": ("ul. {S}a {n}/{n2}, {plpc} {C}", "ul. {F}a {S}a {n} m. {n2}\n{plpc} {C}", "al. {S}ego {n}, {C}", "os. {S}ie {n}/{n2}, {plpc} {C}", "ul. {S}a {n}"),
    "in": ("{n}, {S} Nagar, {C} {pin}", "Flat No. {n2}, {S} Apartments, {S} Road, {C} - {pin}", "H.No. {n}-{n2}, {S} Colony, {C}, {pin}", "{n}/{n2}, {F} {S} Marg, Sector {n2}, {C} {pin}",
           "Plot {n}, {S} Layout, 2nd Cross, {C}-{pin}, India", "No. {n}, {ord} Main, {S} Block, {C}"),
    "jp": ("{n2}-{n2}-{n2} {S}-cho, {C}-ku, Tokyo {jppc}", "{n2}-{n2} {S}machi, {C}-shi, Osaka", "{S} Bldg. {n2}F, {n2}-{n2}-{n2} {C}, Minato-ku, Tokyo {jppc}, Japan"),
    "cn": ("No. {n}, {S} Road, {C} District, {C}", "Room {n}, Building {n2}, {n} {S} Lu, {C} {pin}", "{n} {S} Road, {C}, China {pin}", "Flat {n2}{ABC}, {S} Court, {n} {S} Road, Kowloon, Hong Kong"),
    "kr": ("{n}, {S}-ro, {C}-gu, Seoul {plz}", "{n}-{n2} {S}-dong, {C}-gu, Busan", "{n2}F, {n} {S}-daero, {C}-gu, Seoul, Korea"),
    "vn": ("{n} {S} {F} Street, District {n2}, Ho Chi Minh City", "Số {n} đường {S}, phường {n2}, {C}", "{n}/{n2} {S}, {C}, Vietnam"),
    "tr": ("{S} Mah. {F} Cad. No: {n}/{n2}, {plz} {C}", "{S} Mahallesi, {F} Sokak No:{n} D:{n2} {C}", "{F} {S} Caddesi {n}, {C}"),
    "ru": ("ul. {S}a {n}, kv. {n2}, {C} {pin}", "{pin}, {C}, ul. {S}skaya, d. {n}, kv. {n2}", "prospekt {S}a {n}, {C}"),
    "nordic": ("{S}gatan {n}, {sepc} {C}", "{S}vägen {n}{abc}\n{sepc} {C}", "{S}vej {n}, {bepc} {C}", "{S}gade {n}, {n2}. tv, {bepc} {C}", "{S}veien {n}, {bepc} {C}", "{S}katu {n} {ABC} {n2}, {plz} {C}", "{S}tie {n}"),
    "ng": ("{n} {S} Street, {C}, Lagos", "Plot {n}, {S} Crescent, Wuse {n2}, Abuja", "No {n} {F} {S} Close, {C}, Nigeria", "P.O. Box {n}-{plz}, Nairobi, Kenya", "{n} {S} Avenue, Westlands, {C}"),
    "au": ("{n} {S} {gbst}, {C} NSW {bepc}", "Unit {n2}, {n}-{n} {S} {usst}, {C} VIC {bepc}", "{n2}/{n} {S} {gbst}, {C} QLD {bepc}, Australia", "{n} {S} {usst}, {C}, ON {capc}", "{n2}-{n} {S} {usst} {dirs}, {C}, AB  {capc}, Canada"),
}  # fmt: skip

_PARTS = {
    "gbst": "Road Street Lane Avenue Close Gardens Terrace Crescent Way Drive Court Place Grove Hill Mews Row Square Park Walk Green".split(),
    "usst": "Street St St. Avenue Ave Ave. Road Rd Rd. Drive Dr Dr. Lane Ln Boulevard Blvd Blvd. Court Ct Place Pl Way Parkway Pkwy Terrace Circle Cir Trail Highway Hwy Square Loop Run Ridge Crossing Plaza Pike".split(),
    "dest": "straße straße str. weg gasse allee platz ring damm strasse ufer stieg".split(),
    "frst": "rue rue rue avenue av. boulevard bd place chemin impasse allée quai route cours Rue Avenue".split(),
    "esst": "Calle Calle C. Avenida Av. Avda. Paseo Plaza Camino Carretera Ronda Travesía".split(),
    "itst": "Via Via Via Viale Piazza Corso Largo Vicolo via Strada".split(),
    "nlst": "straat laan weg plein kade gracht dreef singel hof pad dijk".split(),
    "dir": ["", "", "", "", "N. ", "S ", "East ", "West ", "NW ", "SE "],
    "dirs": ["NW", "SE", "W", "East"],
    "ord": "1st 2nd 3rd 4th 5th 7th 11th 12th 22nd 42nd 53rd 101st Third Fifth".split(),
    "ST": "AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY DC".split(),
    "STATE": ["California", "Texas", "New York", "Ohio", "Florida", "Illinois", "Oregon", "North Carolina"],
    "art": ["", "", "de la ", "des ", "del ", "de "],
    "flo": ["3º B", "2º izq.", "1º A", "4º", "bajo dcha.", "piso 2", "5º D"],
    "abc": list("abcd"),
    "ABC": list("ABCDEM"),
}  # fmt: skip


def _digits(rng: random.Random, pattern: str) -> str:
    table = {"#": "0123456789", "@": "ABCDEFGHJKLMNPRSTUWXYZ", "%": "123456789"}
    return "".join(rng.choice(table[c]) if c in table else c for c in pattern)


_CODES = {
    "pc": ("@@% %@@", "@% %@@", "@%# %@@", "@@%# %@@", "@%@ %@@"), "zip": ("#####", "#####", "#####-####"), "plz": ("%####",), "nlpc": ("%### @@", "%###@@"),
    "bepc": ("%###",), "sepc": ("%## ##", "%####"), "ptpc": ("%###-###",), "cep": ("#####-###",), "plpc": ("##-###",), "pin": ("%#####", "%## ###"),
    "jppc": ("%##-####",), "capc": ("@%@ %@%",), "n": ("%", "%#", "%#", "%##", "%##", "%###", "%####"), "n2": ("%", "%", "%#", "%##"),
}  # fmt: skip


class Addresses:
    """Draws addresses; ``real`` are strings of the usaddress corpus."""

    def __init__(self, rng: random.Random, names: Names, cities: list[str], real: list[str]) -> None:
        self.rng, self.names, self.cities, self.real = rng, names, cities, real
        self.countries = ["France", "Kenya", "Norway", "Brazil", "Uruguay", "Japan", "India", "USA", "UK", "Poland"]
        self._fakers = [Faker(locale) for locale in LOCALES]
        for fake in self._fakers:
            fake.seed_instance(rng.randrange(1 << 30))
        self._forms = [form for forms in _FORMS.values() for form in forms]
        self._groups = list(_FORMS.values())

    def address(self) -> str:
        """One address; on several lines about a third of the time."""
        draw = self.rng.random()
        if draw < 0.22 and self.real:
            text = self.rng.choice(self.real)
        elif draw < 0.5:
            text = re.sub(r" *\n *", "\n", self.rng.choice(self._fakers).address())
        else:
            text = self._form(self.rng.choice(self.rng.choice(self._groups)))
        return self._laid_out(text.strip())

    def street(self) -> str:
        """Street and number alone."""
        form = self.rng.choice(self.rng.choice(self._groups))
        line = re.split(r"\n|, (?=\{(?:pc|plz|C|pin|nlpc|zip|sepc|bepc)\})", form)[0]
        return self._form(line)

    def _laid_out(self, text: str) -> str:
        draw = self.rng.random()
        if "\n" in text and draw < 0.35:
            return text.replace("\n", self.rng.choice((", ", ", ", " ")))
        if "\n" not in text and draw < 0.08:
            return text.replace(", ", self.rng.choice(("\n", ",\n", "\n")))
        if draw > 0.96:
            return text.upper()
        return without_accents(text) if draw > 0.92 else text

    def _form(self, form: str) -> str:
        return re.sub(r"\{(\w+)\}", lambda m: self._part(m[1]), form)

    def _part(self, slot: str) -> str:
        rng = self.rng
        if slot in _CODES:
            return _digits(rng, rng.choice(_CODES[slot]))
        if slot in _PARTS:
            return rng.choice(_PARTS[slot])
        if slot == "C":
            return rng.choice(self.cities)
        if slot == "COUNTRY":
            return rng.choice(self.countries)
        origin = self.names.origin()
        if slot == "F":
            return self.names.first(origin)
        return self.names.last(origin) if rng.random() < 0.45 else rng.choice(_STREET_WORDS)


_STREET_WORDS = """Main Oak Maple Park Elm Cedar Pine Lake Hill Washington Church High Mill Station Victoria King Queen
Spring River Chestnut Walnut Sunset Lincoln Jackson Franklin Highland Meadow Forest Garden Ridge Valley Willow Birch
Haupt Bahnhof Garten Linden Schul Berg Kirch Rosen Gambetta République Liberté Mayor Sol Libertad Roma Garibaldi
Mazzini Dante Verdi Marktplein Kerk Molen Stations Liberdade Independencia Reforma Bolívar Colón Insurgentes Juárez
Gandhi Nehru Tagore Lenin Pushkin Atatürk İstiklal Cumhuriyet Storgata Kungs Drottning Sakura Zhongshan Nanjing
Orchard Canal Bridge Castle Market Harbour Beacon Cherry Dogwood Magnolia Peachtree Sycamore Juniper Poplar Hickory
Cumberland Jefferson Madison Monroe Adams Harrison Grant Sherman College University Prospect Pleasant Grove Summit
Broad Water Front Union Center Central Liberty Academy Windsor Richmond York Albert Alexandra Manor Priory Abbey""".split()


def usaddress(folder: Path, held_out: bool = False) -> list[str]:
    """The address strings of the usaddress corpus: nine in ten, or the tenth that is held out."""
    root = ET.parse(folder / "usaddress" / "labeled.xml").getroot()  # noqa: S314 (our own file)
    texts = [" ".join("".join(part.itertext()) for part in row) for row in root]
    return [t for i, t in enumerate(texts) if (i % 10 == 9) == held_out and re.search(r"[A-Za-z]{2}", t)]
