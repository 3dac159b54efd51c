"""Keys of payment services and shops."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nbguard.detect.secrets.form import UUID, token

if TYPE_CHECKING:
    from nbguard.detect.rules import Rule

RULES: tuple[Rule, ...] = (
    token(
        "STRIPE_KEY",
        r"[sr]k_(?:live|test|prod)_[A-Za-z0-9]{10,200}",
        "k_live_",
        "k_test_",
        "k_prod_",
    ),
    token("STRIPE_KEY", r"whsec_[A-Za-z0-9+/]{24,80}={0,2}", "whsec_"),
    token("SQUARE_TOKEN", r"sq0(?:atp|csp|idp)-[\w-]{22,60}", "sq0"),
    token("SQUARE_TOKEN", r"EAAA[\w-]{60}(?![\w-])", "eaaa"),
    token(
        "PAYPAL_TOKEN",
        r"access_token\$(?:production|sandbox)\$[0-9a-z]{16}\$[0-9a-f]{32}",
        "access_token$",
    ),
    token(
        "SHOPIFY_TOKEN",
        r"shp(?:at|ca|pa|ss)_[0-9A-Fa-f]{32}",
        "shpat_",
        "shpca_",
        "shppa_",
        "shpss_",
    ),
    token("RAZORPAY_KEY", r"rzp_(?:live|test)_[A-Za-z0-9]{14,24}", "rzp_"),
    token("FLUTTERWAVE_KEY", r"FLWSECK(?:_TEST)?-[0-9a-h]{12,32}(?:-X)?", "flwseck"),
    token("PLAID_TOKEN", rf"access-(?:sandbox|development|production)-{UUID}", "access-"),
    token("EASYPOST_KEY", r"EZ[AT]K[A-Za-z0-9]{54}", "ezak", "eztk"),
    token("SHIPPO_TOKEN", r"shippo_(?:live|test)_[0-9a-f]{40}", "shippo_"),
    token("DUFFEL_TOKEN", r"duffel_(?:live|test)_[\w=-]{43}", "duffel_"),
    token("LOB_KEY", r"(?:live|test)_(?:pub_)?[0-9a-f]{31,35}", "live_", "test_"),
    token("GOCARDLESS_TOKEN", r"live_[\w-]{40}(?![\w-])", "live_"),
)
