"""Tokens of monitoring, office, identity and other services, each known by its form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nbguard.detect.secrets.form import UUID, named, token, within

if TYPE_CHECKING:
    from nbguard.detect.rules import Rule

_MONITORING = (
    within(
        "SENTRY_DSN",
        r"https?://(?P<value>[0-9a-f]{32}(?::[0-9a-f]{32})?)@[\w.-]{1,80}/\d{1,20}\b",
        "@",
        score=0.92,
    ),
    token("SENTRY_TOKEN", r"sntrys_eyJ[\w+/=-]{60,600}", "sntrys_"),
    token("SENTRY_TOKEN", r"sntryu_[0-9a-f]{64}", "sntryu_"),
    token("GRAFANA_TOKEN", r"glsa_[A-Za-z0-9]{32}_[0-9A-Fa-f]{8}", "glsa_"),
    token("GRAFANA_TOKEN", r"glc_[A-Za-z0-9+/]{32,400}={0,3}", "glc_"),
    token("GRAFANA_TOKEN", r"eyJrIjoi[A-Za-z0-9]{50,400}={0,3}", "eyjrijoi"),
    named("DATADOG_KEY", "datadog", r"(?:[0-9a-f]{40}|[0-9a-f]{32})"),
    named("DATADOG_KEY", "dd_", r"(?:[0-9a-f]{40}|[0-9a-f]{32})"),
    token(
        "NEWRELIC_KEY",
        r"NR(?:AK-[A-Z0-9]{27}|JS-[0-9a-f]{19}|I[IQ]-[\w-]{32}|RA-[0-9a-f]{42})",
        "nrak-",
        "nrjs-",
        "nrii-",
        "nriq-",
        "nrra-",
    ),
    token("NEWRELIC_KEY", r"[0-9a-f]{36}NRAL", "nral"),
    token("DYNATRACE_TOKEN", r"dt0[a-z]\d\d\.[A-Z0-9]{24}\.[A-Z0-9]{64}", "dt0"),
    token("HONEYCOMB_KEY", r"hc[abx]ik_[0-9a-z]{58}", "hcaik_", "hcbik_", "hcxik_"),
    token("LAUNCHDARKLY_KEY", rf"(?:sdk|api)-{UUID}", "sdk-", "api-"),
)
_OFFICE = (
    token("LINEAR_KEY", r"lin_(?:api|oauth)_[A-Za-z0-9]{40,64}", "lin_api_", "lin_oauth_"),
    token("NOTION_TOKEN", r"ntn_[A-Za-z0-9]{43,50}", "ntn_"),
    token("NOTION_TOKEN", r"secret_[A-Za-z0-9]{43}", "secret_"),
    token("AIRTABLE_KEY", r"pat[A-Za-z0-9]{14}\.[0-9a-f]{64}", "pat"),
    named("AIRTABLE_KEY", "airtable", r"key[A-Za-z0-9]{14}"),
    token("ASANA_TOKEN", r"[0-2]/12\d{10,18}(?:/\d{12,20})?:[0-9a-f]{32}", "/12"),
    token("FIGMA_TOKEN", r"fig[do]r?_[\w-]{40,60}", "figd_", "figor_", "figo_"),
    token("CONTENTFUL_TOKEN", r"CFPAT-[\w-]{43}(?![\w-])", "cfpat-"),
    token("HUBSPOT_TOKEN", rf"pat-(?:na|eu|ap)\d-{UUID}", "pat-"),
    token("TYPEFORM_TOKEN", r"tfp_[\w.=-]{40,60}", "tfp_"),
    token("README_KEY", r"rdme_[0-9a-z]{70}", "rdme_"),
    token("FRAMEIO_TOKEN", r"fio-u-[\w=-]{64}", "fio-u-"),
    token("MAPBOX_TOKEN", r"sk\.eyJ[\w-]{40,200}\.[\w-]{20,24}", "sk.eyj"),
    token("MAXMIND_KEY", r"[A-Za-z0-9]{6}_[A-Za-z0-9]{29}_mmk", "_mmk"),
    token("YANDEX_KEY", r"AQVN[\w-]{35,38}", "aqvn"),
    token("YANDEX_KEY", r"y[0-3]_[\w-]{55,60}", "y0_", "y1_", "y2_", "y3_"),
    token("YANDEX_KEY", r"t1\.[\w-]{6,400}={0,2}\.[\w-]{86}={0,2}", "t1."),
)
_IDENTITY = (
    named("OKTA_TOKEN", "okta", r"00[\w-]{40}"),
    within("OKTA_TOKEN", r"SSWS (?P<value>00[\w-]{40})(?![\w-])", "ssws "),
    token("ONEPASSWORD_TOKEN", r"ops_eyJ[A-Za-z0-9+/_-]{150,2000}={0,3}", "ops_eyj"),
    token(
        "ONEPASSWORD_TOKEN",
        r"A3-[A-Z0-9]{6}-(?:[A-Z0-9]{11}|[A-Z0-9]{6}-[A-Z0-9]{5})(?:-[A-Z0-9]{5}){3}",
        "a3-",
    ),
    token("AGE_KEY", r"AGE-SECRET-KEY-1[A-Z0-9]{58}", "age-secret-key-1"),
    token(
        "TAILSCALE_KEY", r"tskey-[a-z]{3,10}-[A-Za-z0-9]{6,30}(?:-[A-Za-z0-9]{10,40})?", "tskey-"
    ),
    token("OPENSHIFT_TOKEN", r"sha256~[\w-]{43}(?![\w-])", "sha256~"),
    token("ADOBE_KEY", r"p8e-[A-Za-z0-9_-]{32}(?![\w-])", "p8e-"),
    token("SCALINGO_TOKEN", r"tk-us-[\w-]{48}(?![\w-])", "tk-us-"),
    token("INFRACOST_KEY", r"ico-[A-Za-z0-9]{32}", "ico-"),
    token(
        "AUTHRESS_KEY",
        r"(?:scauth|authress|sc|ext)_[a-z0-9]{5,30}\.[a-z0-9]{4,6}\.acc[_-][a-z0-9-]{10,32}"
        r"\.[A-Za-z0-9+/_=-]{30,120}",
        ".acc_",
        ".acc-",
    ),
    token("CLICKHOUSE_KEY", r"4b1d[A-Za-z0-9]{38}", "4b1d"),
    token("DEFINED_KEY", r"dnkey-[A-Za-z0-9_=-]{26}-[A-Za-z0-9_=-]{52}", "dnkey-"),
    token(
        "SETTLEMINT_TOKEN", r"sm_(?:aat|pat|sat)_[A-Za-z0-9]{16}", "sm_aat_", "sm_pat_", "sm_sat_"
    ),
    token("ENDOR_KEY", r"endr\+[A-Za-z0-9-]{16}", "endr+"),
    token("RENDER_KEY", r"rnd_[A-Za-z0-9]{28,40}", "rnd_"),
    token("NEON_KEY", r"napi_[a-z0-9]{60,70}", "napi_"),
    token("MONGODB_KEY", r"mdb_sa_sk_[\w-]{38,44}", "mdb_sa_sk_"),
)
RULES: tuple[Rule, ...] = (*_MONITORING, *_OFFICE, *_IDENTITY)
