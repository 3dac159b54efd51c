"""Keys of clouds and of what runs on them, by the forms their vendors publish."""

from __future__ import annotations

import re

from nbguard.detect.rules import Rule
from nbguard.detect.secrets import values
from nbguard.detect.secrets.form import UUID, named, token, within

_HEX = re.compile(r"[0-9A-Fa-f]+")
_NEAR = 200
_SAYS_AWS = re.compile(r"(?i)aws|amazon|s3a?\b|(?:AKIA|ASIA)[A-Z0-9]{16}|secret_?access_?key")


def _aws_secret(match: re.Match[str]) -> bool:
    """40 characters of base64 that are no SHA-1, with AWS named, or its key id, close by."""
    value = match["value"]
    around = match.string[max(0, match.start() - _NEAR) : match.end() + _NEAR]
    return (
        not _HEX.fullmatch(value)
        and values.is_random(value)
        and not values.is_placeholder(value)
        and bool(_SAYS_AWS.search(around))
    )


_AWS = (
    token("AWS_ACCESS_KEY", r"(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}", "akia", "asia", "abia", "acca"),
    within(
        "AWS_SECRET_KEY",
        r"(?i:secret)[\w.\- ]{0,30}[\"'\\\])}]{0,4}\s{0,5}(?:=>|:=|<-|[=:,>(])\s{0,5}[\"'\\]{0,2}"
        r"(?P<value>[A-Za-z0-9/+]{40})(?![A-Za-z0-9/+=])",
        "secret",
        check=_aws_secret,
        score=0.95,
    ),
    Rule(
        "AWS_SECRET_KEY",
        r"(?<![A-Za-z0-9/+=])(?P<value>[A-Za-z0-9/+]{40})(?![A-Za-z0-9/+=])",
        0.7,
        hint=("akia", "asia", "aws"),
        check=_aws_secret,
    ),
    Rule(
        "AWS_SECRET_KEY",
        r"\A(?P<value>[A-Za-z0-9/+]{40})\Z",
        0.3,
        context=("aws", "secret"),
        check=lambda match: values.is_random(match["value"]) and not _HEX.fullmatch(match["value"]),
    ),
    token(
        "AWS_SESSION_TOKEN",
        r"(?:FwoGZXIvYXdz|FQoGZXIvYXdz|IQoJb3JpZ2lu|AQoDYXdz)[A-Za-z0-9/+=%]{80,4000}",
        "fwogzxivyxdz",
        "fqogzxivyxdz",
        "iqojb3jpz2lu",
        "aqodyxdz",
        check=None,
    ),
    token("AWS_MWS_TOKEN", rf"amzn\.mws\.{UUID}", "amzn.mws."),
    token("AWS_BEDROCK_KEY", r"ABSK[A-Za-z0-9+/]{100,200}={0,2}", "absk"),
    token("AWS_BEDROCK_KEY", r"bedrock-api-key-[A-Za-z0-9+/=]{20,4000}", "bedrock-api-key-"),
)
_GOOGLE = (
    token("GOOGLE_API_KEY", r"AIza[\w-]{35}(?![\w-])", "aiza"),
    token("GOOGLE_OAUTH_TOKEN", r"ya29\.[\w.-]{20,2000}", "ya29."),
    token("GOOGLE_OAUTH_TOKEN", r"1//0[\w-]{35,200}", "1//0"),
    token("GOOGLE_CLIENT_SECRET", r"GOCSPX-[\w-]{28}(?![\w-])", "gocspx-"),
    token("GOOGLE_SERVER_KEY", r"AAAA[\w-]{7}:APA91b[\w-]{100,200}", ":apa91b"),
)
_AZURE = (
    within(
        "AZURE_STORAGE_KEY",
        r"(?i:AccountKey)\s?=\s?(?P<value>[A-Za-z0-9+/]{86}==)",
        "accountkey",
        score=0.95,
    ),
    token("AZURE_STORAGE_KEY", r"[A-Za-z0-9+/]{76}\+ASt[A-Za-z0-9+/]{6}==", "+ast"),
    within(
        "AZURE_ACCESS_KEY",
        r"(?i:SharedAccessKey|AccessKey)\s?=\s?(?P<value>[A-Za-z0-9+/]{42,86}={0,2})",
        "accesskey",
        score=0.92,
    ),
    # The signatures that Azure puts into its keys so that they can be found.
    token(
        "AZURE_ACCESS_KEY",
        r"(?:[A-Za-z0-9+/]{33}(?:AzCa|\+ASb|\+AEh|\+AIo|\+ARm)|[A-Za-z0-9+/]{42}(?:AzSe|\+ACR)"
        r"|[A-Za-z0-9+/]{44}AzFu|[A-Za-z0-9+/]{76}(?:ACDb|\+ABa|\+AMC))[A-Za-z0-9+/]{5,10}={0,2}",
        *("azse", "azfu", "azca", "acdb", "+asb", "+aeh", "+aio", "+arm", "+acr", "+aba", "+amc"),
    ),
    token("AZURE_ACCESS_KEY", r"[A-Za-z0-9]{52}JQQJ9[9DH][A-Za-z0-9]{26}", "jqqj9"),
    within(
        "AZURE_SAS_TOKEN",
        r"[?&;](?:amp;)?sig=(?P<value>[A-Za-z0-9%+/]{40,120}(?:={0,2}|%3[Dd]))",
        "sig=",
    ),
    within(
        "AZURE_SAS_TOKEN",
        r"SharedAccessSignature[ =]{1,2}(?P<value>s[rvpieg]=[\w%&=.:+/-]{40,600})",
        "sharedaccesssignature",
    ),
    token("AZURE_CLIENT_SECRET", r"[\w~.-]{3}\dQ~[\w~.-]{31,34}(?![\w~.-])", "q~"),
    token("AZURE_DEVOPS_TOKEN", r"[A-Za-z0-9]{76}AZDO[A-Za-z0-9]{4}", "azdo"),
)
_OTHERS = (
    token("ALIBABA_KEY", r"LTAI[A-Za-z0-9]{12,20}", "ltai"),
    token("DIGITALOCEAN_TOKEN", r"do[opr]_v1_[0-9a-f]{64}", "_v1_"),
    token("CLOUDFLARE_TOKEN", r"v1\.0-[0-9a-f]{24}-[0-9a-f]{146}", "v1.0-"),
    token("CLOUDFLARE_TOKEN", r"cf[uakt]{1,2}_[A-Za-z0-9_-]{40,80}", "cfut_", "cfat_", "cfk_"),
    token("HEROKU_KEY", r"HRKU-(?:AA[\w-]{56,60}|[0-9a-f-]{36})", "hrku-"),
    named("HEROKU_KEY", "heroku", UUID),
    token(
        "FLY_TOKEN",
        r"(?:fo1_[\w-]{43}|fm[12][ar]?_[A-Za-z0-9+/]{100,2000}={0,3})",
        "fo1_",
        "fm1",
        "fm2_",
    ),
    token("VERCEL_TOKEN", r"vc[pkiar]_[A-Za-z0-9]{24,80}", "vcp_", "vck_", "vci_", "vca_", "vcr_"),
    token("NETLIFY_TOKEN", r"nf[pcob]_[A-Za-z0-9]{36,60}", "nfp_", "nfc_", "nfo_", "nfb_"),
    token("SUPABASE_KEY", r"sbp_[0-9a-f]{40}", "sbp_"),
    token("SUPABASE_KEY", r"sb_secret_[\w-]{22,60}", "sb_secret_"),
    token("DATABRICKS_TOKEN", r"dapi[0-9a-f]{32}(?:-\d)?", "dapi"),
    token("SNOWFLAKE_TOKEN", r"ver:\d-hint:\d{1,20}-[A-Za-z0-9+/=]{50,1000}", "-hint:"),
    token("PLANETSCALE_TOKEN", r"pscale_(?:tkn|pw|oauth)_[\w=.-]{32,64}", "pscale_"),
    token("TERRAFORM_TOKEN", r"[A-Za-z0-9]{14}\.atlasv1\.[\w=-]{60,70}", ".atlasv1."),
    token("VAULT_TOKEN", r"hv[sbr]\.[\w-]{24,300}", "hvs.", "hvb.", "hvr."),
    token(
        "DOPPLER_TOKEN",
        r"dp\.(?:pt|st|ct|sa|scim|audit)\.(?:[\w-]{1,40}\.)?[A-Za-z0-9]{40,44}",
        "dp.",
    ),
    token("PULUMI_TOKEN", r"pul-[0-9a-f]{40}", "pul-"),
)
RULES: tuple[Rule, ...] = (*_AWS, *_GOOGLE, *_AZURE, *_OTHERS)
