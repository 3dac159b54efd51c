"""Slots of templates: ``{{what.form@key}}``, filled with labelled names and values.

``{{person}}`` is a name; ``{{last.upper@a}}`` the family name, in capitals, of the person called
``a`` in this document; ``{{email@a}}`` that person's address; ``{{phone.GB}}``, ``{{id.US_SSN}}``
and ``{{secret.github}}`` are drawn anew each time.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, TypeAlias

from benchmarks.quality import values, vendors
from benchmarks.quality.markup import mark
from benchmarks.quality.names import Name, addresses, names

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    Drawn: TypeAlias = Callable[["Filler", str], str]

_SLOT = re.compile(r"\{\{([a-z]\w*?)(?:\.(\w+))?(?:@(\w+))?\}\}")


class Filler:
    """Fills the slots of one document of ``split``, drawing from ``rng``."""

    def __init__(self, split: str, rng: Random) -> None:
        self.split = split
        self.rng = rng
        self.people: dict[str, Name] = {}

    def fill(self, template: str) -> str:
        """``template`` with every slot filled and marked up."""
        return _SLOT.sub(self._slot, template)

    def who(self, key: str) -> Name:
        """The person called ``key`` in this document; anybody where there is no key."""
        if key in self.people:
            return self.people[key]
        found = self.rng.choice(names(self.split))
        if key:
            self.people[key] = found
        return found

    def _slot(self, slot: re.Match[str]) -> str:
        what, form, key = slot[1], slot[2] or "", slot[3] or ""
        if what in ("person", "first", "last"):
            return _person(what, form, self.who(key))
        if what == "email":
            return mark("EMAIL_ADDRESS", _email(self, self.who(key)))
        return _VALUES[what](self, form)


def _person(what: str, form: str, who: Name) -> str:
    text = {"person": who.full, "first": who.called, "last": who.family or who.given}[what]
    if form == "padded":  # as a column of a printed table: the blanks are no part of the name
        return mark("PERSON", text, who.origin) + " " * (18 - len(text))
    return mark("PERSON", _written(text, form, who), who.origin)


def _written(text: str, form: str, who: Name) -> str:
    if form == "upper":
        return text.upper()
    if form == "lower":
        return text.lower()
    if form == "sql":
        return text.replace("'", "''")
    if form == "lastfirst" and who.family:
        return f"{who.family}, {who.given}"
    if form == "initial" and who.family:
        return f"{who.given[0]}. {who.family}"
    return text


def _plain(text: str) -> str:
    """``text`` as it stands in a mailbox or a user's name: small ASCII letters only."""
    ascii_only = unicodedata.normalize("NFKD", text.translate(_LETTERS)).encode("ascii", "ignore")
    return re.sub(r"[^a-z]", "", ascii_only.decode().lower()) or "k"


_LETTERS = str.maketrans(
    {"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "\u0131": "i"}
    | {"ß": "ss", "æ": "ae", "Þ": "Th", "þ": "th", "ð": "d"}
)
_MAILBOXES = ("{f}.{l}", "{i}{l}", "{f}_{l}", "{f}{n}", "{l}.{f}", "{f}.{l}{n}")
_DOMAINS = (
    "bluefinch.org", "mail.tannhof.de", "quayside.co.uk", "orchid-labs.io", "posta.kiral.com.tr",
    "uni-havel.de", "sol-norte.es", "fjordpost.no", "kelpworks.nz", "webmail.in", "corvus.dev",
)  # fmt: skip


def _email(filler: Filler, who: Name) -> str:
    first, last = _plain(who.called), _plain(who.family or who.given)
    mailbox, domain = filler.rng.choice(_MAILBOXES), filler.rng.choice(_DOMAINS)
    number = filler.rng.randint(2, 99)
    return mailbox.format(f=first, l=last, i=first[0], n=number) + "@" + domain


def _user(filler: Filler, _: str) -> str:
    who = filler.who("user")  # one document, one home folder
    return mark("USER_PATH", _plain(who.called)[0] + _plain(who.family or who.given))


# First octets that are never private, loopback, multicast or documentation.
_OCTETS = (5, 23, 46, 81, 93, 104, 142, 185, 209)
_IP6 = ("2a02:<h4>:<h4>::<h2>", "2600:1f18:<h4>:<h4>:<h4>:<h4>:<h4>:<h4>")
_MACS = (":".join(["<h2>"] * 5), "-".join(["<H2>"] * 5))
_MAKERS = ("3c", "f0", "a4", "b8", "dc", "9c", "00", "48")  # no group address, none made locally


def _ip(filler: Filler, _: str) -> str:
    rest = ".".join(str(filler.rng.randint(1, 254)) for _ in range(3))
    return mark("IP_ADDRESS", f"{filler.rng.choice(_OCTETS)}.{rest}")


def _ip6(filler: Filler, _: str) -> str:
    return mark("IP_ADDRESS", values.fill(filler.rng.choice(_IP6), filler.rng))


def _mac(filler: Filler, _: str) -> str:
    rest, maker = filler.rng.choice(_MACS), filler.rng.choice(_MAKERS)
    maker = maker.upper() + "-" if "-" in rest else maker + ":"
    return mark("MAC_ADDRESS", maker + values.fill(rest, filler.rng))


_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_DATES = {
    "iso": "{y}-{m:02}-{d:02}",
    "dmy": "{d:02}/{m:02}/{y}",
    "mdy": "{m:02}/{d:02}/{y}",
    "dots": "{d}.{m}.{y}",
    "long": "{d} {M} {y}",
    "us": "{M} {d}, {y}",
}


def _birth(filler: Filler, form: str) -> str:
    form = form or filler.rng.choice(sorted(_DATES))
    day, month = filler.rng.randint(1, 28), filler.rng.randint(1, 12)
    year = filler.rng.randint(1931, 2009)
    return mark("DATE_OF_BIRTH", _DATES[form].format(d=day, m=month, y=year, M=_MONTHS[month - 1]))


def _address(filler: Filler, form: str) -> str:
    rows = [row for row in addresses(filler.split) if ("\n" in row[1]) == (form == "multi")]
    country, address = filler.rng.choice(rows)
    return mark("STREET_ADDRESS", _written(address, form, Name("", "", False, "")), country)


_VALUES: dict[str, Drawn] = {
    "ip": _ip,
    "ip6": _ip6,
    "mac": _mac,
    "dob": _birth,
    "user": _user,
    "address": _address,
    "phone": lambda f, form: mark("PHONE_NUMBER", *values.phone(f.rng, form)),
    "card": lambda f, form: mark("CREDIT_CARD", *values.card(f.rng, form)),
    "iban": lambda f, form: mark("IBAN_CODE", *values.iban(f.rng, form)),
    "id": lambda f, form: mark(form, *values.identifier(f.rng, form)),
    "secret": lambda f, form: mark("SECRET", vendors.secret(f.rng, form), form),
    "password": lambda f, _: mark("SECRET", vendors.password(f.rng), "password"),
    "urlpassword": lambda f, _: mark("SECRET", vendors.password(f.rng, safe=True), "url"),
}
