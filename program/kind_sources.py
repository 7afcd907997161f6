"""What the source of a kind says about its resources and exports, without running it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

_SHARED = "blocks"


def resources_of(room: str) -> list[str]:
    """The resources of AWS that the modules of a room register, or the blocks that they use, as ``iam.Role``."""
    return sorted({token for module in _reachable(f"{room}.resource", room) for token in _registered(module)})


def exports_of(room: str) -> str:
    """What ``build`` says it exports."""
    for node in _tree(f"{room}.resource").body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name == "build":
            return " ".join((ast.get_docstring(node) or "").replace("``", "`").split())
    return ""


def _reachable(start: str, room: str) -> set[str]:
    """The modules that one imports, directly or not, as far as they are of the room or of the shared blocks."""
    found: set[str] = set()
    waiting = [start]
    while waiting:
        module = waiting.pop()
        if module not in found:
            found.add(module)
            waiting += [name for name in _imported(module) if name.startswith((f"{room}.", f"{_SHARED}."))]
    return found


def _imported(module: str) -> Iterator[str]:
    for node in ast.walk(_tree(module)):
        if isinstance(node, ast.ImportFrom) and node.module and _file(node.module):
            yield node.module


def _registered(module: str) -> Iterator[str]:
    for node in ast.walk(_tree(module)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            service = node.func.value
            of_aws = isinstance(service, ast.Attribute) and isinstance(service.value, ast.Name)
            name = node.func.attr
            if of_aws and service.value.id == "aws" and name[:1].isupper() and not name.endswith("Args"):  # type: ignore[attr-defined]
                yield f"{service.attr}.{name}"  # type: ignore[attr-defined]


@cache
def _tree(module: str) -> ast.Module:
    file = _file(module)
    return ast.parse(file.read_text(encoding="utf-8")) if file else ast.Module(body=[], type_ignores=[])


@cache
def _file(module: str) -> Path | None:
    spec = find_spec(module)
    return Path(spec.origin) if spec and spec.origin else None
