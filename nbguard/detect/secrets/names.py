"""What a key's name says of its value: ``db_password`` names a password, ``max_tokens`` a number.

A name counts by its last words, once those that only say which one (``_prod``, ``_2``) are off:
``password_reset_url`` is a URL, and ``tokenizer`` holds no word "token" at all.
"""

from __future__ import annotations

import re
from functools import lru_cache

from nbguard.detect.rules import each

# Of what a telling name holds at least one, in any case: where to look, and what to look for.
PASSWORDS = each("pass pw psw pswd")
PASSWORDS_ABROAD = each("""
    kennwort contrase wachtwoord senha mdp parola clave parool salasana heslo haslo hasło lösenord
    losenord adgangskode sifre şifre пароль 密码 密碼 パスワード 비밀번호 암호
""")
SECRETS = each("key token secret auth cred jwt jeton _pat")
SECRETS_ABROAD = each("clé chave schlüssel schluessel geheim segredo")

_WORD = re.compile(r"[A-Z]{2,}(?![a-z])|[^\W\d_][^\W\d_A-Z]*|[A-Z]")
_WHICH = frozenset(
    each("""
    value val str string text prod production dev development staging stage live test sandbox
    default env raw plain plaintext base b hex enc encoded encrypted new old current primary
    secondary main confirm confirmation confirmed repeat again json yaml data const read write rw
    ro admin root readonly global local master slave backup v x s temp temporary tmp initial
    """)
)
_PASSWORD = frozenset(
    each("""
    password passwd passphrase passcode passwort kennwort passord pwd pswd psw pw userpass dbpass
    contraseña contrasena contrasenya wachtwoord senha motdepasse mdp adgangskode lösenord losenord
    salasana hasło haslo heslo parool şifre sifre пароль 密码 密碼 パスワード 비밀번호 암호
    """)
)
_PASSWORD_PAIRS = {"pass word", "pass phrase", "pass code", "de passe", "palavra passe"}
_PASSWORD_END = re.compile(
    r".{0,40}(?:password|passwd|passphrase|passwort|kennwort|wachtwoord|contrase[nñ]a|senha|pwd"
    r"|пароль|密码|密碼)"
)
# These words mean other things as well: "pass" a turn, "clave" a key, "parola" a word.
_PASS = frozenset(each("pass passe clave parola"))
_SECRET = frozenset(
    each("secret secrets credential credentials cred creds secreto segredo geheimnis")
)
_SECRET_KEY = frozenset(
    each("secret private encryption signing master cipher crypto aes rsa ssh hmac jwt decryption")
)
_SECRET_END = re.compile(
    r".{1,40}(?:secret|secretkey|privatekey|encryptionkey|signingkey|masterkey)"
)
_TOKEN = frozenset(each("token jwt pat auth authorization oauth bearer jeton cookie"))
_TOKEN_END = re.compile(r".{0,40}(?:token|apikey|accesskey|authkey|appkey)")
_KEY = frozenset(each("key clé cle chave schlüssel schluessel llave chiave sleutel"))
_API_KEY = frozenset(
    each("""
    api access auth app application account service server client consumer subscription license
    deploy deployment integration webhook storage functions connection shared ingest bot
    """)
)
# Keys of tables, caches and keyboards, and tokens that only mark a place in a list of results.
_NO_KEY = frozenset(
    each("""
    public primary foreign sort partition cache index group row col column dict map lookup hash
    shard idempotency dedup deduplication object translation locale sorting order unique composite
    natural surrogate join merge enter arrow hot short function config setting registry message
    event metric tag label node tree json field attribute state seed dataset file s prop property
    query data layer model param image item parent child range task job run trial record entity
    document doc issuer selector instance resource
    """)
)
_NO_TOKEN = frozenset(
    each("""
    page next previous prev continuation sync cursor delta resume pad eos bos unk cls sep mask stop
    start end input output prompt completion max min num number special first last word sub subword
    cancellation cancel csrf xsrf design color text image audio public
    """)
)


def words(name: str) -> list[str]:
    """The words of an identifier, lower case: camelCase, snake_case and dots are taken apart.

    >>> words("stripe.apiKey_2")
    ['stripe', 'api', 'key']
    """
    return [word.lower() for word in _WORD.findall(name)]


@lru_cache(maxsize=4096)  # a text repeats its names, and a name is no value
def strength(name: str) -> str:
    """What ``name`` promises, the most telling first, or nothing.

    ``password``; ``pass``, which means other things as well; ``secret``; ``token``, which also is
    an API key; ``label``, a key of whatever; ``key``, that word alone.

    >>> [strength(n) for n in ("dbPassword", "client_secret", "api_key", "max_tokens", "sort_key")]
    ['password', 'secret', 'token', '', '']
    """
    found = _telling(name)
    if found[-1:] in (["hash"], ["digest"]) and strength("_".join(found[:-1])) == "password":
        return "password"  # who has the hash can guess, and a hashed key is of no use to anybody
    before, last = ["", "", *found][-2:]
    if last in _PASSWORD or f"{before} {last}" in _PASSWORD_PAIRS or _PASSWORD_END.fullmatch(last):
        return "password"
    if last in _PASS:
        return "pass"
    if "public" in found or found[-2:] == ["key", "id"]:
        return "label" if "private" in found else ""
    if last in _SECRET or _SECRET_END.fullmatch(last) or (last in _KEY and before in _SECRET_KEY):
        return "secret"
    return _key_strength(before, last)


def _telling(name: str) -> list[str]:
    found = words(name)
    while len(found) > 1 and found[-1] in _WHICH:
        found.pop()
    return found


def _key_strength(before: str, last: str) -> str:
    if last in _KEY and before not in _NO_KEY:
        return "token" if before in _API_KEY else "label" if before else "key"
    if last == "api" and before in _KEY | _PASS:  # clé_api, clave_api
        return "token"
    if last in _TOKEN or _TOKEN_END.fullmatch(last):
        return "" if before in _NO_TOKEN else "token"
    return ""
