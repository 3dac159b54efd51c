"""Places: towns from the phonenumbers library's area descriptions, countries from Faker."""

from __future__ import annotations

import re
from functools import cache

from faker.providers.address.en import Provider
from phonenumbers.geodata import GEOCODE_DATA


@cache
def cities() -> tuple[str, ...]:
    """About twenty thousand towns of the world, as English texts write them."""
    found: set[str] = set()
    for row in GEOCODE_DATA.values():
        town = re.split(r"[,/(]| - ", row.get("en", ""))[0].strip()
        if (
            re.fullmatch(r"[^\W\d_][^\d_]{2,28}", town)
            and town[0].isupper()
            and town.count(" ") < 3
        ):
            found.add(town)
    return tuple(sorted(found))


@cache
def countries() -> tuple[str, ...]:
    """Countries, under the names the news gives them."""
    names = {re.split(r"[,(]", country)[0].strip() for country in Provider.countries}
    return tuple(
        sorted(
            names
            | {
                "Britain",
                "England",
                "Scotland",
                "Wales",
                "Russia",
                "South Korea",
                "U.S.",
                "USA",
                "UK",
                "Vietnam",
            }
        )
    )


BIG = [
    "London",
    "Paris",
    "Berlin",
    "Madrid",
    "Rome",
    "Moscow",
    "Beijing",
    "Tokyo",
    "Seoul",
    "Delhi",
    "Mumbai",
    "Lagos",
    "Nairobi",
    "Cairo",
    "Baghdad",
    "Tehran",
    "Istanbul",
    "Ankara",
    "Jerusalem",
    "Sydney",
    "Melbourne",
    "Toronto",
    "Chicago",
    "Boston",
    "Houston",
    "Dallas",
    "Washington",
    "Philadelphia",
    "Seattle",
    "Geneva",
    "Zurich",
    "Vienna",
    "Brussels",
    "Amsterdam",
    "Stockholm",
    "Oslo",
    "Copenhagen",
    "Helsinki",
    "Warsaw",
    "Prague",
    "Budapest",
    "Athens",
    "Lisbon",
    "Dublin",
    "Edinburgh",
    "Manchester",
    "Liverpool",
    "Leeds",
    "Hamburg",
    "Munich",
    "Frankfurt",
    "Lyon",
    "Marseille",
    "Barcelona",
    "Milan",
    "Naples",
    "Karachi",
    "Lahore",
    "Dhaka",
    "Kabul",
    "Kathmandu",
    "Bangkok",
    "Jakarta",
    "Manila",
    "Singapore",
    "Shanghai",
    "Hanoi",
    "Lima",
    "Bogota",
    "Caracas",
    "Santiago",
    "Strasbourg",
    "Johannesburg",
    "Kinshasa",
]
BIG += [
    "New York",
    "Los Angeles",
    "San Francisco",
    "Hong Kong",
    "Tel Aviv",
    "Buenos Aires",
    "Mexico City",
    "Cape Town",
    "São Paulo",
]
