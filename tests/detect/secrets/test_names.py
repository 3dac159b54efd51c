from __future__ import annotations

import pytest

from nbguard.detect.secrets.names import strength, words

LEVELS = {
    "password": "password PASSWORD dbPassword db_passwd smtp.pwd rootPassword2 password_hash pw"
    " mypassword passPhrase Passwort contraseña motDePasse wachtwoord senha password_prod пароль"
    " 密码",
    "pass": "pass user_pass clave parola",
    "secret": "secret client_secret clientSecret SECRET_KEY private_key jwtSecret credentials"
    " appsecret",
    "token": "token accessToken GITHUB_TOKEN api_key apiKey apikey X-API-Key auth accesstoken"
    " service_account_key subscription-key clé_api azure_devops_pat",
    "label": "adafruit_key private_key_id algoliaKey",
    "key": "key KEY",
    "": "primary_key sort_key publicKey next_page_token eos_token tokens max_tokens tokenizer"
    " author password_reset_url password_field passwordLabel passed compass token_type secretary"
    " monkey keyboard access_key_id cache_key publicKeyToken data"
    " issuerKeyHash token_hash task_key",
}


@pytest.mark.parametrize(
    ("level", "name"),
    [
        pytest.param(level, name, id=name)
        for level, names in LEVELS.items()
        for name in names.split()
    ],
)
def test_strength(level, name):
    assert strength(name) == level


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        pytest.param("AWSSecretKey", ["aws", "secret", "key"], id="capitals before a word"),
        pytest.param("spring.datasource.password", ["spring", "datasource", "password"], id="dots"),
        pytest.param("mot_de_passe2", ["mot", "de", "passe"], id="digits"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_words(name, parts):
    assert words(name) == parts
