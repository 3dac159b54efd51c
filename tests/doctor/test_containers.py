from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.doctor.conftest import Look, Place

TOP = Path(__file__).parents[2]
BASE = "FROM python:3.12.8-slim-bookworm\n"
END = "USER 1000\n"
CHECKS = ("container-user", "container-base", "container-secrets", "container-pipe",
          "container-jupyter")  # fmt: skip


@pytest.mark.parametrize(
    ("check", "text", "line"),
    [
        ("container-user", BASE, 1),
        ("container-user", f"{BASE}USER 1000\nUSER root\n", 3),
        ("container-user", f"{BASE}USER 0:0\n", 2),
        ("container-user", f"{BASE}USER jo\n{BASE}RUN x\n", 1),
        ("container-base", "FROM python\nUSER 1", 1),
        ("container-base", "FROM python:latest\nUSER 1", 1),
        ("container-base", "FROM python:slim\nUSER 1", 1),
        ("container-base", "FROM python:3.12\nUSER 1", 1),
        ("container-base", "FROM registry.example:5000/team/lab\nUSER 1", 1),
        ("container-base", "ARG TAG=latest\nFROM jupyter/base-notebook:${TAG}\nUSER 1", 2),
        ("container-secrets", f"{BASE}ENV DB_PASSWORD=zR7!canaryHarbor-19\n", 2),
        ("container-secrets", f"{BASE}ENV DB_PASSWORD zR7!canaryHarbor-19\n", 2),
        ("container-secrets", f"{BASE}RUN x \\\n  y\nARG GITHUB_TOKEN\n", 4),
        ("container-secrets", f"{BASE}COPY .env /app/\n", 2),
        ("container-secrets", f'{BASE}COPY --chown=1 ["a.py", "id_rsa", "/root/.ssh/"]\n', 2),
        ("container-secrets", f"{BASE}COPY . /app\n", 2),
        ("container-pipe", f"{BASE}RUN apt update && curl -sSL x.example | bash -s\n", 2),
        ("container-pipe", f"{BASE}RUN <<EOF\nwget -qO- x.example | sudo sh\nEOF\n", 2),
        ("container-jupyter", f"{BASE}CMD jupyter lab --NotebookApp.token='' --ip=0.0.0.0\n", 2),
        ("container-jupyter", f'{BASE}CMD ["jupyter", "lab", "--allow-root"]\n', 2),
    ],
)
def test_found(place: Place, look: Look, folder: Path, check: str, text: str, line: int) -> None:
    (folder / "Dockerfile").write_text(text)
    result = look(check, place())
    assert [(p.path, p.line) for p in result.problems] == [("Dockerfile", line)]
    assert "canaryHarbor" not in repr(result)


@pytest.mark.parametrize("check", CHECKS)
@pytest.mark.parametrize(
    "text",
    [
        f"{BASE}{END}",
        f"# FROM python:latest\n{BASE}USER analyst:users\n",
        f"FROM python@sha256:{'0a' * 32}\n{END}",
        f"FROM node:22.1.0-alpine AS web\nRUN x\n{BASE}COPY --from=web /a /b\n{END}",
        f"{BASE[:-1]} AS base\nUSER root\nFROM base\n{END}",
        f"ARG V=3.12.8\nFROM --platform=linux/amd64 python:$V-slim\n{END}",
        f"FROM ubuntu:24.04\n{END}",
        f"{BASE}ENV PATH=/opt/bin:$PATH LANG=C.UTF-8\nARG VERSION=1.2\n{END}",
        f"{BASE}ENV TOKEN_FILE=/run/secrets/token\nCOPY app.py .env.example /app/\n{END}",
        f"{BASE}RUN --mount=type=secret,id=t curl -fsSLO x.example/a && sha256sum -c a.sum\n{END}",
        f'{BASE}{END}CMD ["jupyter", "lab", "--ip=0.0.0.0"]\n',
    ],
)
def test_left_alone(place: Place, look: Look, folder: Path, check: str, text: str) -> None:
    (folder / "Containerfile").write_text(text)
    assert look(check, place()).state == "pass"


def test_everything_may_be_copied_where_dockerignore_keeps_secrets_out(
    place: Place, look: Look, folder: Path
) -> None:
    (folder / "Dockerfile").write_text(f"{BASE}COPY . .\n")
    (folder / ".dockerignore").write_text("node_modules\n")
    assert look("container-secrets", place()).state == "fail"
    (folder / ".dockerignore").write_text("node_modules\n.env\n")
    assert look("container-secrets", place()).state == "pass"


def test_no_container_is_no_problem(place: Place, look: Look) -> None:
    assert {look(check, place()).state for check in (*CHECKS, "compose")} == {"skip"}


@pytest.mark.parametrize("check", CHECKS)
def test_our_own_image_passes(place: Place, look: Look, check: str) -> None:
    assert (TOP / "deploy" / "Dockerfile").exists()
    result = look(check, place(TOP))
    assert result.state == "pass", result.problems


def test_our_own_image_has_its_files_and_pins_them() -> None:
    text = (TOP / "deploy" / "Dockerfile").read_text()
    assert "HEALTHCHECK" in text
    sources = [
        line.split()[-2]
        for line in text.splitlines()
        if line.startswith("COPY") and "--from" not in line
    ]
    assert all((TOP / source).exists() for source in sources)
    pins = (TOP / "deploy" / "constraints.txt").read_text().splitlines()[1:]
    assert all("==" in line for line in pins)
    assert any(line.startswith("jupyterlab==") for line in pins)


@pytest.mark.parametrize(
    ("service", "said"),
    [
        ("privileged: true", "privileged"),
        ("network_mode: host", "network"),
        ('user: "0:0"', "root"),
        ("volumes: [/var/run/docker.sock:/var/run/docker.sock]", "Docker"),
        ('ports: ["8888:8888"]', "every address"),
        ("environment: {DB_PASSWORD: zR7!canaryHarbor-19}", "DB_PASSWORD"),
        ("environment: [DB_PASSWORD=zR7!canaryHarbor-19]", "DB_PASSWORD"),
    ],
)
def test_compose_files_found(
    place: Place, look: Look, folder: Path, service: str, said: str
) -> None:
    (folder / "docker-compose.yml").write_text(f"services:\n  lab:\n    {service}\n")
    (problem,) = look("compose", place()).problems
    assert said in problem.said
    assert "canaryHarbor" not in repr(problem)


@pytest.mark.parametrize(
    "service",
    [
        "image: x",
        "privileged: false",
        'user: "1000:1000"',
        'ports: ["127.0.0.1:8888:8888", "5432:5432"]',
        "environment: {DB_PASSWORD: '${DB_PASSWORD}', LANG: C, EMPTY: }",
        "environment: [DB_PASSWORD]",
        "volumes: [./work:/work]",
    ],
)
def test_compose_files_left_alone(place: Place, look: Look, folder: Path, service: str) -> None:
    (folder / "compose.yaml").write_text(f"services:\n  lab:\n    {service}\n")
    assert look("compose", place()).state == "pass"


ARN = "arn:aws:s3:::data/*"
DENY_PLAIN = {
    "Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": ARN,
    "Condition": {"Bool": {"aws:SecureTransport": "false"}},
}  # fmt: skip
DENY_RAW = {
    "Effect": "Deny", "Principal": "*", "Action": "s3:PutObject", "Resource": ARN,
    "Condition": {"Null": {"s3:x-amz-server-side-encryption": "true"}},
}  # fmt: skip
TEAM = {
    "Sid": "Team", "Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::111122223333:role/team"},
    "Action": ["s3:GetObject"], "Resource": ARN,
}  # fmt: skip
BUCKETS = ("bucket-public", "bucket-actions", "bucket-tls", "bucket-encryption")


def _policy(*statements: dict[str, object]) -> dict[str, object]:
    return {"Version": "2012-10-17", "Statement": list(statements)}


OURS_ONLY = {"Condition": {"StringEquals": {"aws:PrincipalOrgID": "o"}}}
OPEN = json.dumps(_policy(TEAM | {"Principal": "*"}, DENY_PLAIN, DENY_RAW))


@pytest.mark.parametrize(
    ("failing", "content"),
    [
        ("bucket-public", _policy(TEAM | {"Principal": "*"}, DENY_PLAIN, DENY_RAW)),
        ("bucket-public", _policy(TEAM | {"Principal": {"AWS": ["*"]}}, DENY_PLAIN, DENY_RAW)),
        ("bucket-actions", _policy(TEAM | {"Action": "s3:*"}, DENY_PLAIN, DENY_RAW)),
        ("bucket-actions", _policy(TEAM | {"Action": ["s3:GetObject", "*"]}, DENY_PLAIN, DENY_RAW)),
        ("bucket-tls", _policy(TEAM, DENY_RAW)),
        ("bucket-encryption", _policy(TEAM, DENY_PLAIN)),
        (
            "bucket-public",
            {"bindings": [{"role": "roles/storage.objectViewer", "members": ["allUsers"]}]},
        ),
        ("bucket-public", {"properties": {"publicAccess": "Container"}}),
        ("bucket-public", {"allowBlobPublicAccess": True, "supportsHttpsTrafficOnly": True}),
        ("bucket-tls", {"allowBlobPublicAccess": False, "supportsHttpsTrafficOnly": False}),
    ],
)
def test_bucket_policies_found(
    place: Place, look: Look, folder: Path, failing: str, content: dict[str, object]
) -> None:
    (folder / "policy.json").write_text(json.dumps(content))
    failed = [check for check in BUCKETS if look(check, place()).state == "fail"]
    assert failed == [failing]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "main.tf.json",
            json.dumps({"resource": {"aws_s3_bucket_policy": {"b": {"policy": OPEN}}}}),
        ),
        ("main.tf", f"resource x y {{\n policy = <<EOF\n{OPEN}\nEOF\n}}"),
    ],
)
def test_bucket_policies_inside_terraform(
    place: Place, look: Look, folder: Path, name: str, text: str
) -> None:
    (folder / name).write_text(text)
    assert look("bucket-public", place()).problems[0].path == name


@pytest.mark.parametrize(
    "content",
    [
        _policy(TEAM, DENY_PLAIN, DENY_RAW),
        _policy(TEAM | {"Principal": "*"} | OURS_ONLY, DENY_PLAIN, DENY_RAW),
        _policy({"Effect": "Allow", "Action": ["s3:GetObject"], "Resource": ARN}),  # a role's own
        _policy({"Effect": "Allow", "Action": "*", "Principal": "*", "Resource": "arn:aws:sqs:x"}),
        {"bindings": [{"role": "roles/storage.admin", "members": ["group:a@b.example"]}]},
        {"members": ["Jo"], "Statement": "no policy", "supportsHttpsTrafficOnly": True},
        {"name": "package", "version": "1"},
    ],
)  # fmt: skip
def test_bucket_policies_left_alone(
    place: Place, look: Look, folder: Path, content: dict[str, object]
) -> None:
    (folder / "policy.json").write_text(json.dumps(content))
    assert all(look(check, place()).state != "fail" for check in BUCKETS)
