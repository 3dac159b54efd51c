"""Dockerfiles: who runs in the image, what it is built on, and what is copied in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from nbguard.doctor import secrets, settings
from nbguard.doctor.check import Check, Problem, Skip
from nbguard.doctor.dockerfile import Instruction, instructions

if TYPE_CHECKING:
    from pathlib import Path

    from nbguard.doctor.site import Site

_ROOT = ("root", "0")
_DIGEST = re.compile(r"@sha(?:256|512):[0-9a-f]{64,}$")
_MOVING = ("latest", "stable", "edge", "main", "master", "nightly", "dev", "lts", "slim", "alpine")
_FULL = re.compile(r"(?:^|/)(?:python|node|r-base|ruby|golang|openjdk)$")
_SMALL = re.compile(r"slim|alpine|distroless|minimal|wolfi")
_PIPED = re.compile(
    r"\b(?:curl|wget)\b[^|\n;&]{0,2000}\|\s{0,9}(?:sudo\s{1,9})?(?:\S{0,200}/)?(?:ba|z|da)?sh\b"
)
_SECRET_FILE = re.compile(
    r"(?:^|/)(?:\.env[^/]*|id_(?:rsa|ed25519|ecdsa)|\.netrc|\.pypirc|\.npmrc|\.git-credentials"
    r"|\.aws|\.ssh|credentials(?:\.json)?|[^/]*\.(?:pem|key|p12|pfx))/?$"
)
_EXAMPLES = (".example", ".sample", ".template")
_SECRET_NAME = re.compile(
    r"(?:^|_)(?:PASSWORD|PASSWD|SECRET|TOKEN|API_?KEY|PRIVATE_KEY|ACCESS_KEY|CREDENTIALS)$",
    re.IGNORECASE,
)


def user(site: Site) -> Iterator[Problem]:
    """Images whose last stage never leaves root."""
    for path, found in _files(site):
        last = max((one.stage for one in found), default=-1)
        users = [one for one in found if one.word == "USER" and one.stage == last]
        name = users[-1].text.split(":")[0].strip() if users else "root"
        if name in _ROOT and last >= 0:
            said = "the last USER is root" if users else "no USER: the image runs as root"
            yield Problem(site.shown(path), said, "", users[-1].line if users else 1)


def base(site: Site) -> Iterator[Problem]:
    """Base images that are another one tomorrow, or carry a whole system."""
    for path, found in _files(site):
        stages = {words[-1] for one in found if one.word == "FROM" and len(words := _from(one)) > 2}
        for one in found:
            image = _from(one)[0] if one.word == "FROM" and _from(one) else ""
            if not image or image == "scratch" or image in stages or "$" in image:
                continue
            for said in _about(image):
                yield Problem(site.shown(path), said, "", one.line)


def copied_secrets(site: Site) -> Iterator[Problem]:
    """Secrets in ENV and ARG, and files of secrets copied into the image."""
    for path, found in _files(site):
        for one in found:
            if one.word in ("ENV", "ARG"):
                for said in _named(one):
                    yield Problem(site.shown(path), said, "", one.line)
            elif one.word in ("COPY", "ADD") and "--from=" not in one.text:
                for said in _copied(site, path, one):
                    yield Problem(site.shown(path), said, "", one.line)


def piped(site: Site) -> Iterator[Problem]:
    """Scripts that are run as they come from the network."""
    for path, found in _files(site):
        for one in found:
            if one.word == "RUN" and _PIPED.search(one.text):
                said = "a script from the network is run unseen"
                yield Problem(site.shown(path), said, "", one.line)


def jupyter(site: Site) -> Iterator[Problem]:
    """Jupyter started in the image without a token, or as root."""
    for path, found in _files(site):
        for one in found:
            if one.word in ("CMD", "ENTRYPOINT") and "jupyter" in one.text:
                words = one.words if one.text.startswith("[") else one.text.split()
                said = {name: value for name, (value, _) in settings.of_words(words).items()}
                if said.get("token") == "" and not said.get("password"):
                    yield Problem(
                        site.shown(path), "Jupyter is started without a token", "", one.line
                    )
                if said.get("allow_root") is True:
                    yield Problem(site.shown(path), "Jupyter is started as root", "", one.line)


def _files(site: Site) -> list[tuple[Path, list[Instruction]]]:
    paths = site.files("Dockerfile", "Dockerfile.*", "*.Dockerfile", "*.dockerfile",
                       "Containerfile", "Containerfile.*")  # fmt: skip
    found = [(path, instructions(site.text(path))) for path in paths]
    found = [(path, steps) for path, steps in found if any(one.word == "FROM" for one in steps)]
    if not found:
        raise Skip("no Dockerfile here")
    return found


def _from(one: Instruction) -> list[str]:
    return [word for word in one.text.split() if not word.startswith("--")]


def _about(image: str) -> Iterator[str]:
    """What is wrong with a base image."""
    if _DIGEST.search(image):
        return
    name, colon, tag = image.rpartition(":")
    if not colon or "/" in tag:
        yield f"{image} names no version: it is another image tomorrow"
    elif tag in _MOVING or not any(map(str.isdigit, tag)):
        yield f"{image} moves: name a version"
    elif _FULL.search(name) and not _SMALL.search(tag):
        yield f"{image} is a whole system: take its slim variant"


def _named(one: Instruction) -> Iterator[str]:
    pairs = one.pairs
    told = dict(secrets.among(pairs))
    for name, value in pairs:
        if name in told:
            yield f"{one.word} {name} holds a secret ({told[name]})"
        elif one.word == "ARG" and _SECRET_NAME.search(name) and not value:
            yield f"ARG {name} stays readable in the image's history: RUN --mount=type=secret"


def _copied(site: Site, path: Path, one: Instruction) -> Iterator[str]:
    sources = [word for word in one.words if not word.startswith("--")][:-1]
    for source in sources:
        if _SECRET_FILE.search(source) and not source.endswith(_EXAMPLES):
            yield f"{source} is copied into the image"
        elif source in (".", "./", "*", "./*") and not _ignores(site, path):
            yield "all files are copied into the image, and no .dockerignore leaves .env out"


def _ignores(site: Site, path: Path) -> bool:
    """Whether a .dockerignore keeps .env out: the Dockerfile's own, or that of a folder above."""
    places = [path.with_name(f"{path.name}.dockerignore")]
    places += [folder / ".dockerignore" for folder in (*path.parents[:3], site.folder)]
    for place in places:
        lines = {line.strip().rstrip("/") for line in site.text(place).splitlines()}
        if lines & {"*", "**", ".env", "**/.env", ".env*", "**/.env*", ".*", "**/.*"}:
            return True
    return False


CHECKS = [
    Check(
        "container-user",
        "containers do not run as root",
        "high",
        "Root in a container is one mistake of the runtime away from root on the machine.",
        "RUN useradd --create-home --uid 1000 analyst    # and then: USER 1000",
        user,
    ),
    Check(
        "container-base",
        "base images are pinned and slim",
        "medium",
        "A moving tag brings whatever was pushed last; a whole system brings holes you do not use.",
        "FROM python:3.12.8-slim-bookworm@sha256:...    # docker buildx imagetools inspect IMAGE",
        base,
    ),
    Check(
        "container-secrets",
        "no secret is built into an image",
        "high",
        "Every layer and every build argument stays in the image, for all who can pull it.",
        "RUN --mount=type=secret,id=NAME ...    # or give it when the container is started",
        copied_secrets,
    ),
    Check(
        "container-pipe",
        "nothing from the network is run unseen",
        "medium",
        "Whoever holds that address, or the line to it, is root in your build.",
        "download it, compare its checksum, then run it",
        piped,
    ),
    Check(
        "container-jupyter",
        "Jupyter in images asks for a token",
        "high",
        "A published port and no token is a shell for everybody.",
        "take --token='' and --allow-root out of the command",
        jupyter,
    ),
]
