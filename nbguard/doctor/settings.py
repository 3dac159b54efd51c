"""Jupyter's settings, wherever they are said: configuration files, processes, running servers.

A configuration in Python is read as a tree of syntax and never run.
"""

from __future__ import annotations

import ast
import contextlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from nbguard.doctor.site import Site

_OPTION = re.compile(r"--(?:[A-Z]\w+\.)?(\w+)(?:=(.*))?", re.DOTALL)
_FLAGS = {"--allow-root": "allow_root"}
_SERVERS = re.compile(r"(?:^|[/\\])jupyter(?:-?(?:lab|notebook|server|nbclassic))?(?:\.exe)?$")


class Settings(NamedTuple):
    """What one place says: names without their class, each with its value and line.

    ``wrote_down``: a running server says so of itself, whatever files and options say.
    """

    where: str
    values: dict[str, tuple[Any, int]]
    running: bool = False
    wrote_down: bool = False

    def get(self, name: str, default: Any = None) -> Any:
        """The value of a setting, or ``default`` where nothing is said."""
        return self.values.get(name, (default, 0))[0]

    def line(self, name: str) -> int:
        """The line that says so, from 1; 0 where there is none."""
        return self.values.get(name, (None, 0))[1]


def found(site: Site) -> list[Settings]:
    """Everything that is said here about Jupyter servers."""
    return site.once("settings", lambda: [*_files(site), *_processes(site), *_servers(site)])


def _files(site: Site) -> Iterator[Settings]:
    for folder in _folders(site):
        paths = [*folder.glob("jupyter*_config.py"), *folder.glob("jupyter*_config.json"),
                 *folder.glob("jupyter*_config.d/*.json")]  # fmt: skip
        for path in sorted(paths):
            text = site.text(path)
            values = _of_python(text) if path.suffix == ".py" else _of_json(text)
            if values:
                yield Settings(site.shown(path), values)


def _folders(site: Site) -> list[Path]:
    """Where Jupyter looks for its configuration, and the folder that is looked at."""
    own = site.environ.get("JUPYTER_CONFIG_DIR")
    more = filter(None, site.environ.get("JUPYTER_CONFIG_PATH", "").split(":"))
    folders = [
        site.folder,
        site.folder / ".jupyter",
        Path(own) if own else site.home / ".jupyter",
        *map(Path, more),
        site.prefix / "etc" / "jupyter",
    ]
    return list(dict.fromkeys([*folders, *site.system("jupyter")]))


def _of_python(text: str) -> dict[str, tuple[Any, int]]:
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError):
        return {}
    values = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and len(node.targets) == 1:
            name = _setting(node.targets[0])
            if name:
                values[name] = _literal(node.value), node.lineno
    return values


def _setting(target: ast.expr) -> str:
    """The name in ``c.ServerApp.name = ...``; empty if it is no such thing."""
    if not (isinstance(target, ast.Attribute) and isinstance(target.value, ast.Attribute)):
        return ""
    owner = target.value.value
    return target.attr if isinstance(owner, ast.Name) and owner.id == "c" else ""


def _literal(value: ast.expr) -> Any:
    """A value that stands there; what is computed counts as set, to whatever it may be."""
    with contextlib.suppress(ValueError, TypeError, MemoryError, RecursionError):
        return ast.literal_eval(value)
    return "computed"


def _of_json(text: str) -> dict[str, tuple[Any, int]]:
    try:
        content = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    sections = content.values() if isinstance(content, dict) else ()
    return {
        name: (value, 0)
        for section in sections
        if isinstance(section, dict)
        for name, value in section.items()
    }


def _processes(site: Site) -> Iterator[Settings]:
    """The options of the Jupyter servers that run; the values stay in here."""
    for path in sorted(site.proc.glob("[0-9]*/cmdline")):
        try:
            words = path.read_bytes().decode("utf-8", "replace").rstrip("\0").split("\0")
        except OSError:
            continue
        if any(_SERVERS.search(word) for word in words[:3]) and "kernel" not in words:
            yield Settings(f"process {path.parent.name}", of_words(words), running=True)


def of_words(words: list[str]) -> dict[str, tuple[Any, int]]:
    """The settings among a command's words."""
    values: dict[str, tuple[Any, int]] = {}
    for i, word in enumerate(words):
        match = _OPTION.fullmatch(word)
        if word in _FLAGS:
            values[_FLAGS[word]] = True, 0
        elif match and match[2] is not None:
            values[match[1].replace("-", "_")] = _plain(match[2]), 0
        elif match and i + 1 < len(words) and not words[i + 1].startswith("-"):
            values[match[1]] = _plain(words[i + 1]), 0
    return values


def _plain(text: str) -> Any:
    text = text.strip("'\"")
    return {"True": True, "true": True, "False": False, "false": False}.get(text, text)


def _servers(site: Site) -> Iterator[Settings]:
    """What running servers wrote down of themselves."""
    runtime = site.environ.get("JUPYTER_RUNTIME_DIR")
    folder = Path(runtime) if runtime else site.home / ".local" / "share" / "jupyter" / "runtime"
    for path in sorted(folder.glob("jpserver-*.json")):
        try:
            content = json.loads(site.text(path))
        except ValueError:
            continue
        if isinstance(content, dict) and (site.proc / str(content.get("pid"))).exists():
            yield Settings(
                f"running server on port {content.get('port')}", _said(content), True, True
            )


def _said(content: dict[str, Any]) -> dict[str, tuple[Any, int]]:
    return {
        "token": (content.get("token", ""), 0),
        "password": ("set" if content.get("password") else "", 0),
        "ip": (content.get("hostname", "localhost"), 0),
        "certfile": ("set" if content.get("secure") else "", 0),
    }
