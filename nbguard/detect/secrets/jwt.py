"""JSON web tokens: three parts of base64url, the first of which is a JSON object (RFC 7519)."""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING

from nbguard.detect.secrets.form import token

if TYPE_CHECKING:
    import re

    from nbguard.detect.rules import Rule

_PART = r"[\w-]"


def is_jwt(match: re.Match[str]) -> bool:
    """Whether the first part decodes to a JOSE header; what follows it may be encrypted."""
    header = decoded(match["value"].partition(".")[0])
    return isinstance(header, dict) and not header.keys().isdisjoint(("alg", "enc", "typ", "kid"))


def is_jwt_in_base64(match: re.Match[str]) -> bool:
    """Whether base64 holds the beginning of a token, as cloud consoles and Kubernetes show it."""
    value = match["value"].rstrip("=")
    plain = base64.b64decode(value[: len(value) // 4 * 4]).decode("ascii", "replace")
    header = decoded(plain.partition(".")[0])
    return isinstance(header, dict) and "alg" in header


def decoded(part: str) -> object:
    """The JSON value that base64url ``part`` holds, or None."""
    try:
        return json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    except ValueError:
        return None


RULES: tuple[Rule, ...] = (
    token(
        "JWT",
        rf"eyJ{_PART}{{8,1000}}\.{_PART}{{8,16000}}(?:\.{_PART}{{0,4000}}){{1,3}}",
        "eyj",
        check=is_jwt,
    ),
    token("JWT", r"ZXlK[A-Za-z0-9+/]{60,16000}={0,2}", "zxlk", check=is_jwt_in_base64),
)
