"""Tokens of chat, mail and telephone services."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

from nbguard.detect.secrets import values
from nbguard.detect.secrets.form import token, within

if TYPE_CHECKING:
    import re

    from nbguard.detect.rules import Rule


_THREE_DIGITS = r"[MNO][DTjz][AEIMQUYcgk][w-z0-5]"  # in base64


def _discord(match: re.Match[str]) -> bool:
    """The first part is a user id, 17 to 20 digits, in base64."""
    head = match["value"].partition(".")[0]
    padded = head + "=" * (-len(head) % 4)
    try:
        return base64.b64decode(padded, b"-_").isdigit()
    except ValueError:
        return False


def _twitter(match: re.Match[str]) -> bool:
    """The row of A with which every token begins says nothing."""
    return values.is_random(match["value"].lstrip("A"))


RULES: tuple[Rule, ...] = (
    token("SLACK_TOKEN", r"xox[abeoprsc](?:\.xox[bp])?-[\w-]{10,300}", "xox", score=1.0),
    token("SLACK_TOKEN", r"xapp-\d-[A-Z0-9]{6,20}-\d{6,20}-[0-9a-f]{20,80}", "xapp-", score=1.0),
    within(
        "SLACK_WEBHOOK",
        r"(?P<value>https?://hooks\.slack(?:-gov)?\.com/"
        r"(?:services|workflows|triggers)/[A-Za-z0-9+/]{30,80})",
        "hooks.slack",
        score=0.95,
    ),
    token(
        "DISCORD_TOKEN",
        rf"{_THREE_DIGITS}(?:{_THREE_DIGITS}){{4,5}}[\w-]{{0,4}}\.[\w-]{{6}}\.[\w-]{{27,40}}",
        ".g",
        ".x",
        ".y",
        ".z",
        check=_discord,
    ),
    within(
        "DISCORD_WEBHOOK",
        r"(?P<value>https://(?:\w{1,10}\.)?discord(?:app)?\.com/api/(?:v\d{1,2}/)?webhooks"
        r"/\d{16,20}/[\w-]{60,80})",
        "/webhooks/",
    ),
    within(
        "TEAMS_WEBHOOK",
        r"(?P<value>https://[\w-]{1,60}\.webhook\.office\.com/webhookb2/[0-9a-f@-]{70,80}/IncomingWebhook"
        r"/[0-9a-f]{32}/[0-9a-f-]{36}(?:/[\w-]{20,80})?)",
        ".webhook.office.com",
    ),
    # In a URL the word "bot" goes before it.
    within(
        "TELEGRAM_TOKEN", r"(?<!\d)(?P<value>\d{8,10}:AA[\w-]{32,33})(?![\w-])", ":aa", score=0.95
    ),
    token("TWILIO_KEY", r"SK[0-9a-f]{32}", "sk"),
    within(
        "TWILIO_TOKEN",
        r"AC[0-9a-f]{32}[\"']?(?:[,:\s]{1,4}|\)?\s{0,3}[\w.]{0,30}\s{0,3}[=:,]\s{0,3})[\"']?"
        r"(?P<value>[0-9a-f]{32})(?![0-9a-f])",
        "ac",
    ),
    token("SENDGRID_KEY", r"SG\.[\w-]{20,24}\.[\w-]{39,50}", "sg."),
    token("MAILGUN_KEY", r"key-[0-9a-f]{32}", "key-"),
    within("MAILGUN_KEY", r"\b(?P<value>[0-9a-f]{32}-[0-9a-f]{8}-[0-9a-f]{8})(?![\w-])", "mailgun"),
    token("MAILCHIMP_KEY", r"[0-9a-f]{32}-us\d{1,2}", "-us"),
    token(
        "BREVO_KEY",
        r"x(?:key|smtp)sib-[0-9a-f]{64}-[A-Za-z0-9]{16}",
        "xkeysib-",
        "xsmtpsib-",
    ),
    token("RESEND_KEY", r"re_[A-Za-z0-9]{8}_[A-Za-z0-9]{24}", "re_"),
    token("INTRA42_KEY", r"s-s4t2(?:ud|af)-[0-9a-f]{64}", "s-s4t2"),
    token("TWITTER_TOKEN", r"A{20,24}(?!A)[A-Za-z0-9%]{60,120}", "a" * 20, check=_twitter),
    token("FACEBOOK_TOKEN", r"EAA[A-Za-z0-9]{60,300}", "eaa"),
    token("DROPBOX_TOKEN", r"sl\.(?:u\.)?[\w-]{60,2000}", "sl."),
)
