"""The forms of secrets, vendor by vendor, with the random part left out: see ``values.fill``.

Written from the vendors' own documentation of their key formats. The keyed ones have no form of
their own: only the key beside them tells that they are secret.
"""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING

from benchmarks.quality.values import fill

if TYPE_CHECKING:
    from random import Random

# Wherever they stand, their form gives them away.
PATTERNS = {
    "aws_id": "AKIA<B16>",
    "aws_session_id": "ASIA<B16>",
    "github": "ghp_<a36>",
    "github_oauth": "gho_<a36>",
    "github_app": "ghs_<a36>",
    "github_fine": "github_pat_<a22>_<a59>",
    "gitlab": "glpat-<w20>",
    "gitlab_runner": "glrt-<w20>",
    "slack": "xoxb-<d12>-<d13>-<a24>",
    "slack_user": "xoxp-<d12>-<d12>-<d12>-<h32>",
    "slack_app": "xapp-1-A<N10>-<d13>-<h64>",
    "stripe": "sk_live_<a24>",
    "stripe_restricted": "rk_live_<a24>",
    "stripe_webhook": "whsec_<a32>",
    "twilio_key": "SK<h32>",
    "sendgrid": "SG.<w22>.<w43>",
    "mailgun": "key-<h32>",
    "mailchimp": "<h32>-us12",
    "openai": "sk-<a20>T3BlbkFJ<a20>",
    "openai_project": "sk-proj-<w74>T3BlbkFJ<w74>",
    "anthropic": "sk-ant-api03-<w93>AA",
    "huggingface": "hf_<a34>",
    "databricks": "dapi<h32>",
    "npm": "npm_<a36>",
    "pypi": "pypi-AgEIcHlwaS5vcmc<w80>",
    "rubygems": "rubygems_<h48>",
    "google_api": "AIza<w35>",
    "google_oauth": "GOCSPX-<w28>",
    "google_refresh": "ya29.<w68>",
    "digitalocean": "dop_v1_<h64>",
    "shopify": "shpat_<h32>",
    "linear": "lin_api_<a40>",
    "newrelic": "NRAK-<N27>",
    "postman": "PMAK-<h24>-<h34>",
    "doppler": "dp.pt.<a43>",
    "grafana": "glsa_<a32>_<h8>",
    "vault": "hvs.<w90>",
    "planetscale": "pscale_tkn_<w43>",
    "square": "sq0atp-<w22>",
    "telegram": "<D><d8>:AA<w33>",
    "discord_webhook": "https://discord.com/api/webhooks/<d18>/<w68>",
    "slack_webhook": "https://hooks.slack.com/services/T<N8>/B<N10>/<a24>",
    "atlassian": "ATATT3xFfGF0<w172>=<H8>",
    "airtable": "pat<a14>.<h64>",
    "dynatrace": "dt0c01.<B24>.<B64>",
    "pulumi": "pul-<h40>",
    "sentry_user": "sntryu_<h64>",
    "notion": "ntn_<d11><a35>",
    "replicate": "r8_<a37>",
    "groq": "gsk_<a52>",
    "perplexity": "pplx-<a48>",
    "easypost": "EZAK<a54>",
    "readme": "rdme_<n70>",
    "duffel": "duffel_test_<w43>",
    "flyio": "fo1_<w43>",
    "age_key": "AGE-SECRET-KEY-1<N58>",
    "wandb_local": "local-<h40>",
}
# Only the key beside them tells.
KEYED = {
    "aws_secret": "<b40>",
    "azure_storage": "<b86>==",
    "azure_client": "<w3>8Q~<w34>",
    "hex16": "<h16>",
    "hex32": "<h32>",
    "hex40": "<h40>",
    "hex64": "<h64>",
    "alnum20": "<a20>",
    "alnum32": "<a32>",
    "alnum40": "<a40>",
    "lower32": "<n32>",
    "base44": "<b43>=",
    "uuid": "<h8>-<h4>-4<h3>-a<h3>-<h12>",
    "word40": "<w40>",
    "sas": "<a43>%3D",
}


def secret(rng: Random, vendor: str) -> str:
    """One made-up secret of ``vendor``'s form."""
    special = {
        "jwt": _jwt,
        "basic": _basic,
        "pem": _pem,
        "openssh": _openssh,
        "gcp_key": _gcp_key,
    }
    if vendor in special:
        return special[vendor](rng)
    return fill(PATTERNS.get(vendor) or KEYED[vendor], rng)


def password(rng: Random, safe: bool = False) -> str:
    """A password as people choose them; ``safe`` leaves out what a URL would have to escape."""
    words = ["Tangerine", "moss", "Kettle", "sunfish", "Orchard", "brisk", "Walrus", "pepper"]
    word = rng.choice(words)
    forms = [f"{word}<d4>!", "<a12>", f"{word}-<l5>-<d2>", "<p14>", f"{word}<u2>_<d3>"]
    if safe:
        forms = [f"{word}<d4>", "<a12>", f"{word}-<l5>-<d2>", f"{word}<u2>_<d3>"]
    return fill(rng.choice(forms), rng)


def _b64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def _jwt(rng: Random) -> str:
    head = json.dumps({"alg": "HS256", "typ": "JWT"}, separators=(",", ":")).encode()
    body = json.dumps({"sub": fill("<d8>", rng), "iat": 1741680922, "scope": fill("<l6>", rng)})
    return f"{_b64(head)}.{_b64(body.encode())}.{_b64(rng.randbytes(32))}"


def _basic(rng: Random) -> str:
    return base64.b64encode(f"svc-report:{password(rng)}".encode()).decode()


def _block(label: str, body: str) -> str:
    lines = [body[i : i + 64] for i in range(0, len(body), 64)]
    return "\n".join([f"-----BEGIN {label}-----", *lines, f"-----END {label}-----"])


def _pem(rng: Random) -> str:
    return _block("RSA PRIVATE" + " KEY", "MIIEow" + fill("<b1580>", rng) + "==")


def _openssh(rng: Random) -> str:
    return _block("OPENSSH PRIVATE" + " KEY", "b3BlbnNzaC1rZXktdjEAAAAA" + fill("<b360>", rng))


def _gcp_key(rng: Random) -> str:
    return _block("PRIVATE" + " KEY", "MIIEvQIBADAN" + fill("<b1600>", rng)).replace("\n", "\\n")
