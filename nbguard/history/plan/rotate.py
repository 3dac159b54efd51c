"""How each kind of secret is made worthless, and how urgent that is. Words only, no address."""

from __future__ import annotations

from typing import NamedTuple


class Advice(NamedTuple):
    """``rank`` 1 is the most urgent; ``steps`` say what to do at whom."""

    rank: int
    steps: str


_GENERIC = Advice(
    3,
    "Find out what it opens (the variable or key it stands beside tells), issue a new one there, "
    "put it where programs read it from, then revoke the old one.",
)
_TOKEN = Advice(
    2,
    "In the account's settings at the vendor: revoke it under tokens or API keys, create a new "
    "one with the least scope that will do, and read the usage log since the first date below.",
)
_BY_PREFIX = {
    "AWS": Advice(
        1,
        "IAM: create a second access key for the user, switch programs over, set the old one "
        "inactive, then delete it. Read CloudTrail for the key id since the first date below: new "
        "users, roles, instances, changed bucket policies. For a session token, revoke the role's "
        "active sessions.",
    ),
    "AZURE": Advice(
        1,
        "Entra ID, app registrations: add a new client secret, remove the old. Storage account: "
        "rotate the second key, switch over, rotate the first; a shared access signature dies with "
        "the key that signed it. Read the sign-in and activity logs.",
    ),
    "GOOGLE": Advice(
        1,
        "Cloud console, credentials or IAM service accounts: create a new key, switch over, delete "
        "the old one; restrict API keys by API and referrer. Read Cloud Audit Logs.",
    ),
    "GITHUB": Advice(
        1,
        "Settings, developer settings: revoke the token (GitHub does so by itself for what it "
        "finds in public repositories, but not for private ones). Read the security log: new "
        "deploy keys, workflows, collaborators.",
    ),
    "GITLAB": Advice(
        1, "User settings, access tokens: revoke, create anew. Read the audit events."
    ),
    "PRIVATE_KEY": Advice(
        1,
        "Make a new key pair; put the new public key in place, take the old one out of every "
        "authorized_keys, deploy key and service account. For a certificate's key: have the "
        "certificate revoked and issued anew.",
    ),
    "URL_CREDENTIALS": Advice(
        1,
        "Change the password of that user on that database or service, and close the port to the "
        "outside. Read its connection log.",
    ),
    "PASSWORD": Advice(
        1,
        "Change it, everywhere it was used, and end all sessions of that account. Turn on a second "
        "factor.",
    ),
    "PASSWORD_HASH": Advice(
        2, "Take the password as known, for it can be guessed offline: have it changed."
    ),
    "NPM": Advice(
        1,
        "Account, access tokens: delete it. Look at what was published since: others install it.",
    ),
    "PYPI": Advice(
        1,
        "Account settings, API tokens: remove it. Look at what was uploaded since: others install "
        "it. Prefer trusted publishing, which has no token.",
    ),
    "DOCKER": Advice(
        1, "Account settings, access tokens: delete. Look at what images were pushed since."
    ),
    "STRIPE": Advice(
        1,
        "Dashboard, developers, API keys: roll the key. Read the request log: payouts, refunds.",
    ),
    "SLACK": Advice(
        2,
        "Revoke the app's tokens, or regenerate the webhook, in the app's settings; read the "
        "workspace's access log.",
    ),
    "DECLARED_VALUE": _GENERIC,
    "GENERIC": _GENERIC,
    "JWT": Advice(
        3,
        "It ends by itself, if it has an expiry: until then end the session, or change the key it "
        "was signed with, which ends all.",
    ),
    "SESSION_COOKIE": Advice(3, "Log out of all devices: that ends the session it stands for."),
    "BEARER": Advice(2, "End the session or revoke the grant at the service that issued it."),
    "BASIC_AUTH": Advice(1, "Change the password of that user, and end the sessions."),
}
_RANK_1 = ("TERRAFORM", "VAULT", "PULUMI", "DOPPLER", "OKTA", "SNOWFLAKE", "DATABRICKS", "CRATES")


def advice(entity: str) -> Advice:
    """What to do about a secret; the longest prefix that is known decides.

    >>> advice("AWS_SECRET_KEY").rank, advice("JWT").rank
    (1, 3)
    """
    known = [name for name in _BY_PREFIX if entity == name or entity.startswith(f"{name}_")]
    if known:
        return _BY_PREFIX[max(known, key=len)]
    return _TOKEN._replace(rank=1) if entity.startswith(_RANK_1) else _TOKEN
