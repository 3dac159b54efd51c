"""Tokens of code hosts, package registries and build services."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nbguard.detect.secrets.form import token, within

if TYPE_CHECKING:
    from nbguard.detect.rules import Rule

RULES: tuple[Rule, ...] = (
    token(
        "GITHUB_TOKEN",
        r"gh[oprsu]_[A-Za-z0-9]{36,255}",
        *("ghp_", "gho_", "ghu_", "ghs_", "ghr_"),
        score=1.0,
    ),
    token("GITHUB_TOKEN", r"github_pat_[A-Za-z0-9_]{36,255}", "github_pat_", score=1.0),
    token(
        "GITLAB_TOKEN",
        r"gl(?:pat|dt|rt|rtr|cbt|ptt|ft|imt|agent|oas|soat|ffct|wt)-[\w.=-]{20,300}",
        *("glpat-", "gldt-", "glrt", "glcbt-", "glptt-", "glft-", "glimt-", "glagent-", "gloas-"),
        *("glsoat-", "glffct-", "glwt-"),
    ),
    token("GITLAB_TOKEN", r"GR1348941[\w-]{20}(?![\w-])", "gr1348941"),
    token("BITBUCKET_TOKEN", r"ATBB[A-Za-z0-9]{24,40}", "atbb"),
    token("BITBUCKET_TOKEN", r"ATCTT3xFfG[\w=-]{100,300}", "atctt3xffg"),
    token("ATLASSIAN_TOKEN", r"ATATT3xFfG[\w=-]{100,300}", "atatt3xffg"),
    token("PYPI_TOKEN", r"pypi-AgE(?:IcHlwaS5vcmc|NdGVzdC5weXBpLm9yZw)[\w-]{50,1000}", "pypi-age"),
    token("NPM_TOKEN", r"npm_[A-Za-z0-9]{36}", "npm_"),
    within(
        "NPM_TOKEN",
        r":_(?:authToken|auth|password)\s?=\s?[\"']?(?P<value>[\w+/=-]{16,300})",
        ":_auth",
        ":_password",
    ),
    token("RUBYGEMS_TOKEN", r"rubygems_[0-9a-f]{48}", "rubygems_"),
    token("CRATES_TOKEN", r"cio[A-Za-z0-9]{32}", "cio"),
    token("NUGET_KEY", r"oy2[a-z0-9]{43}", "oy2"),
    token("DOCKER_TOKEN", r"dckr_(?:pat|oat)_[\w-]{27,40}", "dckr_"),
    token("JFROG_TOKEN", r"AKCp[A-Za-z0-9]{69}", "akcp"),
    token("JFROG_TOKEN", r"cmVmdGtu[A-Za-z0-9]{56}", "cmvmdgtu"),
    token("CIRCLECI_TOKEN", r"CCI(?:PAT|PRJ)_[A-Za-z0-9]{22}_[0-9a-f]{40}", "ccipat_", "cciprj_"),
    token("BUILDKITE_TOKEN", r"bk(?:ua|at|ct|ib)_[0-9a-f]{40}", "bkua_", "bkat_", "bkct_", "bkib_"),
    token("SONAR_TOKEN", r"sq[pua]_[0-9a-f]{40}", "sqp_", "squ_", "sqa_"),
    token("SOURCEGRAPH_TOKEN", r"sgp_(?:(?:[0-9a-f]{16}|local)_)?[0-9a-f]{40}", "sgp_"),
    token("POSTMAN_KEY", r"PMAK-[0-9a-f]{24}-[0-9a-f]{34}", "pmak-"),
    token("CLOJARS_TOKEN", r"CLOJARS_[0-9a-z]{60}", "clojars_"),
    token("PREFECT_KEY", r"pn[ub]_[A-Za-z0-9]{36}", "pnu_", "pnb_"),
    token(
        "HARNESS_TOKEN", r"(?:pat|sat)\.[\w-]{22}\.[0-9a-f]{24}\.[A-Za-z0-9]{20}", "pat.", "sat."
    ),
    token("OCTOPUS_KEY", r"API-[A-Z0-9]{25,40}", "api-"),
)
