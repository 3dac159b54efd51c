"""Keys of model providers and of the tools around them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nbguard.detect.secrets.form import UUID, named, token, within

if TYPE_CHECKING:
    from nbguard.detect.rules import Rule

RULES: tuple[Rule, ...] = (
    token(
        "ANTHROPIC_KEY", r"sk-ant-(?:api|admin|oat|ort|sid)\d\d-[\w-]{40,200}", "sk-ant-", score=1.0
    ),
    # "T3BlbkFJ" is base64 for OpenAI; today's project keys hold it, the oldest ones do too.
    token(
        "OPENAI_KEY",
        r"sk-(?:[a-z]{2,12}-)?[\w-]{16,120}T3BlbkFJ[\w-]{16,120}",
        "t3blbkfj",
        score=1.0,
    ),
    token(
        "OPENAI_KEY",
        r"sk-(?:proj|svcacct|admin|None)-[\w-]{40,200}",
        "sk-proj-",
        "sk-svcacct-",
        "sk-admin-",
        "sk-none-",
    ),
    token("OPENAI_KEY", r"sk-[A-Za-z0-9]{32,64}", "sk-"),
    token("OPENROUTER_KEY", r"sk-or-v1-[0-9a-f]{64}", "sk-or-v1-"),
    token("LANGFUSE_KEY", r"sk-lf-[0-9a-f-]{36}", "sk-lf-"),
    token(
        "LANGSMITH_KEY", r"ls(?:v2_[ps][tk]|__)_?[0-9a-f]{32}(?:_[0-9a-f]{10})?", "lsv2_", "ls__"
    ),
    token("HUGGINGFACE_TOKEN", r"hf_[A-Za-z0-9]{30,40}", "hf_"),
    token("HUGGINGFACE_TOKEN", r"api_org_[A-Za-z0-9]{34}", "api_org_"),
    token("REPLICATE_TOKEN", r"r8_[A-Za-z0-9]{37,40}", "r8_"),
    token("GROQ_KEY", r"gsk_[A-Za-z0-9]{48,56}", "gsk_"),
    token("PERPLEXITY_KEY", r"pplx-[A-Za-z0-9]{40,60}", "pplx-"),
    token("XAI_KEY", r"xai-[A-Za-z0-9]{70,90}", "xai-"),
    token("NVIDIA_KEY", r"nvapi-[\w-]{60,80}", "nvapi-"),
    token("PINECONE_KEY", r"pcsk_[A-Za-z0-9]{5,8}_[A-Za-z0-9]{50,70}", "pcsk_"),
    token("TAVILY_KEY", r"tvly-(?:dev-|prod-)?[A-Za-z0-9]{32}", "tvly-"),
    token("JINA_KEY", r"jina_[0-9a-f]{32}[\w-]{28}", "jina_"),
    token("TOGETHER_KEY", r"tgp_v1_[\w-]{40,60}", "tgp_v1_"),
    token("FIREWORKS_KEY", r"fw_[A-Za-z0-9]{22,24}", "fw_"),
    token("ELEVENLABS_KEY", r"sk_[0-9a-f]{48}", "sk_"),
    token("VOYAGE_KEY", r"pa-[\w-]{43}", "pa-"),
    token("APIFY_TOKEN", r"apify_api_[A-Za-z0-9]{36}", "apify_api_"),
    token("DEEPL_KEY", rf"{UUID}:fx", ":fx"),
    token("KAGGLE_KEY", r"KGAT_[0-9a-f]{32}", "kgat_"),
    within(
        "KAGGLE_KEY",
        r"username\\?[\"'] ?: ?\\?[\"'][^\"'\n]{1,80}[\"'] ?, ?\\?[\"']key\\?[\"'] ?: ?\\?[\"']"
        r"(?P<value>[0-9a-f]{32})",
        *('"key', "'key"),
    ),
    token("WANDB_KEY", r"local-[0-9a-f]{40}", "local-"),
    token("WANDB_KEY", r"wandb_v1_[\w-]{40,120}", "wandb_v1_"),
    named("WANDB_KEY", "wandb", r"[0-9a-f]{40}"),
    within(
        "WANDB_KEY",
        r"wandb[ .]login(?:\((?:key ?= ?)?[\"']| (?:--relogin )?)(?P<value>[0-9a-f]{40})\b",
        "wandb",
    ),
    named("COHERE_KEY", "cohere", r"[A-Za-z0-9]{40}"),
    within(
        "COHERE_KEY",
        r"\bco(?:here)?\.Client(?:V2)?\((?:api_key ?= ?)?[\"'](?P<value>[A-Za-z0-9]{40})[\"']",
        *("co.client", "cohere.client"),
    ),
)
