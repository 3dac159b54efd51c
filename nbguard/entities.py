"""The catalogue: every entity nbguard knows, its kind, and whether it is on by default.

Presidio's name where Presidio has one. An entity is on by default when it is personal or secret
and its recognizer has a checksum, a distinctive form, or asks for a key or a context word.
"""

from __future__ import annotations

from typing import NamedTuple


class Entity(NamedTuple):
    """``kind`` is ``pii``, ``secret`` or ``path``; ``about`` is one line for reports and docs."""

    name: str
    kind: str
    on: bool
    about: str


def _rows(kind: str, on: bool, rows: dict[str, str]) -> list[Entity]:
    return [Entity(name, kind, on, about) for name, about in rows.items()]


def _issued(what: str, vendors: str) -> dict[str, str]:
    return {
        f"{vendor}_{what}".upper(): f"a {what} of {vendor.replace('_', ' ')}"
        for vendor in vendors.split()
    }


_PII_ON = {
    "PERSON": "a person's name",
    "STREET_ADDRESS": "a street address",
    "EMAIL_ADDRESS": "an e-mail address",
    "PHONE_NUMBER": "a telephone number",
    "CREDIT_CARD": "a payment card number",
    "IBAN_CODE": "an international bank account number",
    "IP_ADDRESS": "a public IP address",
    "MAC_ADDRESS": "a network card's hardware address",
    "DATE_OF_BIRTH": "a date beside a key such as 'dob' or 'born'",
    "US_SSN": "a US social security number",
    "US_ITIN": "a US individual taxpayer number",
    "US_PASSPORT": "a US passport number beside its word",
    "US_DRIVER_LICENSE": "a US driving licence number beside its word",
    "US_BANK_NUMBER": "a bank account number beside its word",
    "ABA_ROUTING_NUMBER": "a US bank routing number beside its word",
    "US_MBI": "a US Medicare beneficiary identifier",
    "US_NPI": "a US health provider number beside its word",
    "MEDICAL_LICENSE": "a US controlled-substances licence beside its word",
    "CRYPTO": "a Bitcoin wallet address",
    "UK_NHS": "a British health service number beside its word",
    "UK_NINO": "a British national insurance number",
    "UK_PASSPORT": "a British passport number beside its word",
    "UK_DRIVING_LICENCE": "a British driving licence number",
    "ES_NIF": "a Spanish tax number",
    "ES_NIE": "a Spanish foreigner's number",
    "ES_PASSPORT": "a Spanish passport number beside its word",
    "IT_FISCAL_CODE": "an Italian tax code",
    "IT_VAT_CODE": "an Italian VAT number beside its word",
    "IT_DRIVER_LICENSE": "an Italian driving licence number beside its word",
    "IT_PASSPORT": "an Italian passport number beside its word",
    "IT_IDENTITY_CARD": "an Italian identity card number beside its word",
    "PL_PESEL": "a Polish national number beside its word",
    "FI_PERSONAL_IDENTITY_CODE": "a Finnish personal identity code",
    "SE_PERSONNUMMER": "a Swedish personal number",
    "DE_TAX_ID": "a German tax number beside its word",
    "DE_SOCIAL_SECURITY": "a German pension insurance number",
    "DE_ID_CARD": "a German identity card number beside its word",
    "DE_PASSPORT": "a German passport number beside its word",
    "DE_HEALTH_INSURANCE": "a German health insurance number beside its word",
    "FR_NIR": "a French social security number",
    "PT_NIF": "a Portuguese tax number beside its word",
    "NL_BSN": "a Dutch citizen service number beside its word",
    "BE_NN": "a Belgian national number",
    "CH_AHV": "a Swiss social security number",
    "AT_SVNR": "an Austrian social insurance number beside its word",
    "DK_CPR": "a Danish personal number beside its word",
    "NO_FNR": "a Norwegian birth number beside its word",
    "IE_PPS": "an Irish public service number",
    "HR_OIB": "a Croatian personal number beside its word",
    "CZ_RC": "a Czech or Slovak birth number",
    "RO_CNP": "a Romanian personal number beside its word",
    "BG_EGN": "a Bulgarian civil number beside its word",
    "GR_AMKA": "a Greek social security number beside its word",
    "EE_IK": "an Estonian personal code beside its word",
    "LT_ASMENS": "a Lithuanian personal code beside its word",
    "RU_SNILS": "a Russian pension number",
    "RU_INN": "a Russian taxpayer number beside its word",
    "TR_NATIONAL_ID": "a Turkish identity number beside its word",
    "CA_SIN": "a Canadian social insurance number beside its word",
    "BR_CPF": "a Brazilian taxpayer number",
    "MX_CURP": "a Mexican population registry code",
    "MX_RFC": "a Mexican taxpayer code beside its word",
    "AR_CUIT": "an Argentine tax number",
    "CL_RUT": "a Chilean national number",
    "IN_AADHAAR": "an Indian Aadhaar number beside its word",
    "IN_PAN": "an Indian permanent account number",
    "IN_GSTIN": "an Indian goods and services tax number",
    "IN_VOTER": "an Indian voter number beside its word",
    "IN_PASSPORT": "an Indian passport number beside its word",
    "IN_VEHICLE_REGISTRATION": "an Indian vehicle registration beside its word",
    "CN_RIC": "a Chinese resident identity number",
    "TW_ID": "a Taiwanese identity number",
    "HK_ID": "a Hong Kong identity card number",
    "JP_MY_NUMBER": "a Japanese individual number beside its word",
    "KR_RRN": "a South Korean resident number",
    "KR_FRN": "a South Korean foreigner's number",
    "TH_TNIN": "a Thai national number",
    "SG_NRIC_FIN": "a Singaporean identity number",
    "MY_NRIC": "a Malaysian identity card number",
    "ID_NIK": "an Indonesian identity number beside its word",
    "PK_CNIC": "a Pakistani identity card number",
    "IL_ID": "an Israeli identity number beside its word",
    "ZA_ID_NUMBER": "a South African identity number beside its word",
    "NG_NIN": "a Nigerian identification number beside its word",
    "AU_TFN": "an Australian tax file number beside its word",
    "AU_MEDICARE": "an Australian Medicare number beside its word",
    "AU_ABN": "an Australian business number beside its word",
    "AU_ACN": "an Australian company number beside its word",
    "NZ_IRD": "a New Zealand tax number beside its word",
    "PH_TIN": "a Philippine taxpayer number beside its word",
    "PH_UMID": "a Philippine multi-purpose identity number beside its word",
}
_PII_OFF = {
    "LOCATION": "a place name",
    "ORGANIZATION": "an organisation's name",
    "DATE_TIME": "a date or time",
    "URL": "a web address",
}
_PATHS = {"USER_PATH": "a home folder or user name in a path"}
_SECRETS = {
    "PASSWORD": "a password beside its key",
    "PRIVATE_KEY": "a private key block",
    "JWT": "a JSON web token",
    "URL_CREDENTIALS": "user and password inside a URL",
    "AWS_ACCESS_KEY": "an AWS access key id",
    "AWS_SECRET_KEY": "an AWS secret access key",
    "GITHUB_TOKEN": "a GitHub token",
    "GENERIC_SECRET": "a random-looking value beside a telling key",
    "DECLARED_VALUE": "a secret of the environment, or what `%nbguard hide` names",
    "BEARER_TOKEN": "the token of an Authorization header",
    "BASIC_AUTH": "user and password of HTTP basic authentication",
    "SESSION_COOKIE": "a cookie that stands for a login",
    "PASSWORD_HASH": "a password as programs store it",
    "AZURE_CLIENT_SECRET": "a client secret of an Azure application",
    "GOOGLE_CLIENT_SECRET": "an OAuth client secret of Google",
    "SENTRY_DSN": "the key in a Sentry DSN",
    "SLACK_WEBHOOK": "the URL of a Slack webhook",
    "DISCORD_WEBHOOK": "the URL of a Discord webhook",
    "TEAMS_WEBHOOK": "the URL of a Teams webhook",
}
# Whose keys and tokens are known by their form: OpenAI gives OPENAI_KEY, "an OpenAI key".
_KEYS_OF = """
    Adobe Age Airtable Alibaba Anthropic Authress AWS_Bedrock Azure_Access Azure_Storage Brevo
    ClickHouse Cohere Datadog DeepL Defined EasyPost ElevenLabs Endor Fireworks Flutterwave
    Google_API Google_Server Groq Heroku Honeycomb Infracost Intra42 Jina Kaggle Langfuse LangSmith
    LaunchDarkly Linear Lob Mailchimp Mailgun MaxMind MongoDB Neon NewRelic NuGet NVIDIA Octopus
    OpenAI OpenRouter Perplexity Pinecone Postman Prefect Razorpay ReadMe Render Resend SendGrid
    Stripe Supabase Tailscale Tavily Together Twilio Voyage WandB xAI Yandex
"""
_TOKENS_OF = """
    Apify Asana Atlassian AWS_MWS AWS_Session Azure_DevOps Azure_SAS Bitbucket Buildkite CircleCI
    Clojars Cloudflare Contentful Crates Databricks DigitalOcean Discord Docker Doppler Dropbox
    Duffel Dynatrace Facebook Figma Fly FrameIO GitLab GoCardless Google_OAuth Grafana Harness
    HubSpot HuggingFace JFrog Mapbox Netlify Notion npm Okta OnePassword OpenShift PayPal Plaid
    PlanetScale Pulumi PyPI Replicate RubyGems Scalingo Sentry Settlemint Shippo Shopify Slack
    Snowflake Sonar Sourcegraph Square Telegram Terraform Twilio Twitter Typeform Vault Vercel
"""

CATALOGUE: dict[str, Entity] = {
    entity.name: entity
    for entity in [
        *_rows("pii", True, _PII_ON),
        *_rows("pii", False, _PII_OFF),
        *_rows("path", True, _PATHS),
        *_rows("secret", True, _SECRETS | _issued("key", _KEYS_OF) | _issued("token", _TOKENS_OF)),
    ]
}
DEFAULT: frozenset[str] = frozenset(e.name for e in CATALOGUE.values() if e.on)


def kind_of(entity: str) -> str:
    """``pii``, ``secret`` or ``path``; an entity of the user's own counts as ``pii``."""
    known = CATALOGUE.get(entity)
    return known.kind if known else "pii"
