"""The pre-commit tool's configuration, edited as text: its comments and its layout stay."""

from __future__ import annotations

import os
import re
import shutil

from nbguard import files, git
from nbguard.errors import UnreadableFile

_NAME = ".pre-commit-config.yaml"
_HOOK = """\
- repo: local
  hooks:
    - id: nbguard-scan
      name: nbguard
      entry: nbguard scan
      language: system
      files: \\.ipynb$
      args: ["--"]
"""
_OURS = re.compile(r"\bid:[ \t]*nbguard-")
_EMPTY = re.compile(r"repos:[ \t]*\[[ \t]*\]")
_REPOS = re.compile(r"repos:[ \t]*(?:\[[ \t]*\])?[ \t]*(?:#.*)?$")


def is_used(top: os.PathLike[str]) -> bool:
    """Whether the repository is set up for pre-commit."""
    return os.path.isfile(os.path.join(top, _NAME))


def install(top: os.PathLike[str]) -> list[str]:
    """Add the hook to the configuration, and have git call pre-commit; says what changed."""
    path = os.path.join(top, _NAME)
    text = _read(path)
    did = []
    if not _OURS.search(text):
        files.write(path, os.fsencode(_added(text)))
        did.append(f"added the hook nbguard-scan to {path}")
    return [*did, *_activate(top)]


def uninstall(top: os.PathLike[str]) -> list[str]:
    """Take the hook out of the configuration as it was put in."""
    path = os.path.join(top, _NAME)
    if not is_used(top) or not _OURS.search(text := _read(path)):
        return []
    without = _removed(text)
    if without == text:
        return [f"left the nbguard hook in {path}: it was changed since; take it out by hand"]
    files.write(path, os.fsencode(without))
    return [
        f"removed the hook nbguard-scan from {path}",
        "git still calls pre-commit, for the other hooks; end that too: pre-commit uninstall",
    ]


def _added(text: str) -> str:
    """The configuration with the hook as the last of its repositories."""
    lines = text.splitlines(keepends=True)
    at = _repos_line(lines)
    ending = "\r\n" if lines[at].endswith("\r\n") else "\n"
    lines[at] = _EMPTY.sub("repos:", lines[at])
    if not lines[at].endswith("\n"):
        lines[at] += ending
    end = _end_of_block(lines, at)
    if not lines[end - 1].endswith("\n"):
        lines[end - 1] += ending
    hook = _indented(_indent(lines[at + 1 : end]), ending)
    return "".join([*lines[:end], hook, *lines[end:]])


def _removed(text: str) -> str:
    """The configuration without the hook, if it stands there as it was put in."""
    ending = "\r\n" if "\r\n" in text else "\n"
    for indent in {line[: len(line) - len(line.lstrip(" "))] for line in text.splitlines()}:
        text = text.replace(_indented(indent, ending), "")
    lines = text.splitlines(keepends=True)
    at = _repos_line(lines)
    if _end_of_block(lines, at) == at + 1:  # pre-commit wants a list, even an empty one
        lines[at] = lines[at].replace("repos:", "repos: []", 1)
    return "".join(lines)


def _repos_line(lines: list[str]) -> int:
    for number, line in enumerate(lines):
        if _REPOS.match(line.rstrip("\r\n")):
            return number
    raise UnreadableFile(f"no plain list of repos in {_NAME}; add this to it:\n\n{_HOOK}")


def _end_of_block(lines: list[str], at: int) -> int:
    """The line after the last one with content that belongs to the list of repositories."""
    end = at + 1
    for number in range(at + 1, len(lines)):
        line = lines[number].rstrip()
        if line and not line.startswith((" ", "\t", "-", "#")):
            break
        if line and not line.lstrip().startswith("#"):
            end = number + 1
    return end


def _indent(block: list[str]) -> str:
    """How far the list's own items are indented."""
    first = next((line for line in block if line.lstrip().startswith("- ")), "  - ")
    return first[: len(first) - len(first.lstrip())]


def _indented(indent: str, ending: str) -> str:
    return "".join(f"{indent}{line}{ending}" for line in _HOOK.splitlines())


def _read(path: str) -> str:
    return os.fsdecode(files.read(path))


def _activate(top: os.PathLike[str]) -> list[str]:
    """Let git call pre-commit, if it does not yet."""
    hooks = os.fsdecode(git.run("rev-parse", "--git-path", "hooks", cwd=top).rstrip(b"\n"))
    hook = os.path.join(top, hooks, "pre-commit")
    if os.path.isfile(hook) and b"pre-commit.com" in files.read(hook):
        return []
    if program := shutil.which("pre-commit"):
        import subprocess  # slow to import, and rarely needed

        done = subprocess.run(  # noqa: S603 (the user's own pre-commit, without a shell)
            [program, "install"], cwd=top, capture_output=True, check=False
        )
        if done.returncode == 0:
            return [f"ran pre-commit install, which wrote {hook}"]
    return ["next: pip install pre-commit && pre-commit install   (git does not call it yet)"]
