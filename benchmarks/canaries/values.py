"""The canaries (one sentence and its sensitive value) and the innocents, drawn from a seed."""

from __future__ import annotations

import base64
import hashlib
import uuid
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.quality import values, vendors
from benchmarks.quality.names import names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from random import Random


class Canary(NamedTuple):
    """``before + value + after`` is planted; ``needles`` must not be found afterwards."""

    entity: str
    before: str
    value: str
    after: str
    needles: tuple[str, ...]

    @property
    def text(self) -> str:
        """What is written into the place."""
        return self.before + self.value + self.after


def _canary(entity: str, before: str, value: str, after: str = " (checked)") -> Canary:
    return Canary(entity, before, value, after, (value,))


def _person(rng: Random) -> Canary:
    who = rng.choice([n for n in names("dev") if len(n.family) > 4])
    return Canary("PERSON", "customer name: ", who.full, "", (who.full, who.family))


def _address(rng: Random) -> Canary:
    street = rng.choice(["Linden", "Harbour", "Orchard", "Mill", "Castle", "Juniper"])
    kind = rng.choice(["Street", "Road", "Avenue", "Lane"])
    value = f"{rng.randint(3, 990)} {street} {kind}, {rng.choice(['Leeds', 'Dayton', 'Perth'])}"
    return Canary("STREET_ADDRESS", "address: ", value, "", (value.split(",")[0],))


def _email(rng: Random) -> Canary:
    value = values.fill("c<l7>.<l6>@<l8>.org", rng)
    return _canary("EMAIL_ADDRESS", "mail to ", value)


def _path(rng: Random) -> Canary:
    user = values.fill("u<l8>", rng)
    return Canary("USER_PATH", "saved to ", f"/home/{user}/runs/model.bin", " now", (user,))


def _birth(rng: Random) -> Canary:
    value = f"{rng.randint(1940, 2005)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"
    return _canary("DATE_OF_BIRTH", "date_of_birth: ", value)


def _ip(rng: Random) -> Canary:
    value = f"81.{rng.randint(1, 254)}.{rng.randint(1, 254)}.{rng.randint(1, 254)}"
    return _canary("IP_ADDRESS", "request from ", value)


def _credentials(rng: Random) -> Canary:
    secret = vendors.password(rng, safe=True)
    url = f"postgresql://report:{secret}@db.example.com/sales"
    return Canary("URL_CREDENTIALS", "connect ", url, " ok", (secret,))


def _drawn(entity: str, before: str, draw: Callable[[Random], str]) -> Callable[[Random], Canary]:
    return lambda rng: _canary(entity, before, draw(rng))


def _identifier(name: str, before: str) -> Callable[[Random], Canary]:
    return _drawn(name, before, lambda rng: values.identifier(rng, name)[0])


def _secret(vendor: str, before: str) -> Callable[[Random], Canary]:
    return _drawn(f"secret {vendor}", before, lambda rng: vendors.secret(rng, vendor))


CANARIES: tuple[Callable[[Random], Canary], ...] = (
    _person,
    _address,
    _email,
    _path,
    _birth,
    _ip,
    _credentials,
    _drawn("PHONE_NUMBER", "call me on ", lambda rng: values.phone(rng, "intl")[0]),
    _drawn("CREDIT_CARD", "card number ", lambda rng: values.card(rng, "visa")[0]),
    _drawn("IBAN_CODE", "IBAN ", lambda rng: values.iban(rng, "DE")[0]),
    _drawn("MAC_ADDRESS", "device ", lambda rng: values.fill("3c:<h2>:<h2>:<h2>:<h2>:<h2>", rng)),
    _drawn("PASSWORD", "password=", lambda rng: vendors.password(rng, safe=True)),
    _identifier("US_SSN", "ssn: "),
    _identifier("US_ITIN", "itin: "),
    _identifier("UK_NHS", "NHS number "),
    _identifier("UK_NINO", "national insurance number "),
    _identifier("ES_NIF", "NIF "),
    _identifier("IT_FISCAL_CODE", "codice fiscale "),
    _identifier("PL_PESEL", "PESEL "),
    _identifier("IN_AADHAAR", "aadhaar "),
    _identifier("IN_PAN", "PAN card "),
    _identifier("AU_TFN", "tax file number "),
    _identifier("SG_NRIC_FIN", "NRIC "),
    _identifier("BR_CPF", "CPF "),
    _identifier("KR_RRN", "RRN "),
    _secret("aws_id", "key "),
    _secret("aws_secret", "aws_secret_access_key="),
    _secret("github", "token "),
    _secret("gitlab", "token "),
    _secret("slack", "bot "),
    _secret("stripe", "payments "),
    _secret("sendgrid", "mailer "),
    _secret("openai", "model key "),
    _secret("anthropic", "model key "),
    _secret("huggingface", "hub "),
    _secret("google_api", "maps "),
    _secret("jwt", "session "),
    _secret("hex32", "api_key="),
)


def innocents(rng: Random) -> Iterator[tuple[str, str]]:
    """(kind, harmless text): what notebooks are full of."""
    digest = hashlib.sha256(rng.randbytes(8)).hexdigest()
    yield "float", f"loss={rng.random():.15f} lr={rng.random():.3e}"
    yield "array", str([round(rng.gauss(0, 1), 8) for _ in range(6)])
    yield "integers", str([rng.randint(10**5, 10**11) for _ in range(5)])
    yield "sha256", f"sha256:{digest}"
    yield "md5", f"md5 {digest[:32]}"
    yield "commit", f"commit {digest[:40]}"
    yield "uuid", f"run {uuid.UUID(int=rng.getrandbits(128), version=4)}"
    yield "version", f"pandas=={rng.randint(0, 3)}.{rng.randint(0, 30)}.{rng.randint(0, 9)}"
    yield "four-part version", f"openblas 0.{rng.randint(0, 30)}.{rng.randint(0, 99)}.1"
    yield "base64", base64.b64encode(rng.randbytes(48)).decode()
    yield (
        "isbn",
        f"ISBN 978-0-{rng.randint(100, 999)}-{rng.randint(10000, 99999)}-{rng.choice(range(10))}",
    )
    yield "epoch", f"ts={rng.randint(1_500_000_000, 1_760_000_000)}"
    yield "epoch in ms", f"{rng.randint(1_500_000_000_000, 1_760_000_000_000)} tick"
    day = f"2024-0{rng.randint(1, 9)}-1{rng.randint(0, 9)}"
    yield "timestamp", f"{day} 0{rng.randint(0, 9)}:12:44,{rng.randint(100, 999)} INFO step"
    yield "date index", f"DatetimeIndex(['{day}', '2024-10-01'], dtype='datetime64[ns]')"
    yield "object repr", f"<Layer object at 0x7f{rng.getrandbits(40):010x}>"
    yield "model repr", f"RandomForestClassifier(max_depth={rng.randint(2, 9)}, n_estimators=200)"
    yield "dtype line", "dtypes: float64(3), int64(2), object(1)"
    yield (
        "progress",
        f"{rng.randint(1, 99)}/{rng.randint(100, 900)} [=====>....] - {rng.randint(1, 50)}ms/step",
    )
    yield (
        "epoch line",
        f"Epoch {rng.randint(1, 9)}/10 - loss: {rng.random():.4f} - acc: {rng.random():.4f}",
    )
    yield "shape", f"({rng.randint(10, 9999)}, {rng.randint(2, 99)})"
    yield "localhost", "serving on http://127.0.0.1:8888/lab"
    yield "private address", f"node 10.{rng.randint(0, 9)}.0.{rng.randint(2, 250)} ready"
    yield "money", f"total $ {rng.randint(1, 99)},{rng.randint(100, 999)}.{rng.randint(10, 99)}"
    yield "import", "import numpy as np, pandas as pd"
    yield "sku", f"SKU-{rng.randint(10000, 99999)}-B"
    yield "hex colour", f"#{rng.getrandbits(24):06x}"
    yield "matrix product", "beta = np.linalg.inv(X.T @ X) @ X.T @ y"
    yield "decorator", "@functools.lru_cache(maxsize=128)"
    yield "metric", f"mAP@0.5={rng.random():.4f} recall@10={rng.random():.4f}"
    yield "coordinates", f"POINT ({rng.uniform(-90, 90):.6f} {rng.uniform(-90, 90):.6f})"
    yield "fraction", f"{rng.randint(100, 999)}/{rng.randint(100, 999)}"
    yield "memory", f"memory usage: {rng.randint(1, 900)}.{rng.randint(0, 9)}+ KB"
    yield "system path", "/usr/lib/python3/dist-packages/numpy/core/__init__.py"
    yield "headers", "count mean std min 25% 50% 75% max"
    yield "months", "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"
