"""The files that a kind's resources are made by: its room, and what its modules import of this program."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, cached_property
from pathlib import Path

_ROOM = ("variables", "resource", "check", "guard")
_PROGRAM = ("program.run",)
_PROGRAM_FILES = ("__main__.py", "Pulumi.yaml")


class Code:
    """The code of one checkout. Files are named relative to it; ``content`` of a missing one is None."""

    def __init__(self, checkout: Path) -> None:
        self._checkout = checkout
        self._imports: dict[str, tuple[str, ...]] = {}
        self._files: dict[str, tuple[str, ...]] = {}
        self._below: dict[str, frozenset[str]] = {}
        self._modules: dict[str, frozenset[str]] = {}

    def room(self, room: str) -> frozenset[str]:
        """The files of a kind's room, of any sort."""
        return self.below(room.replace(".", "/"))

    def below(self, folder: str) -> frozenset[str]:
        """The files in a folder, of any sort."""
        if folder not in self._below:
            path = self._checkout / folder
            found = (self._name(file) for file in _files(path)) if path.is_dir() else ()
            self._below[folder] = frozenset(found)
        return self._below[folder]

    def modules(self, room: str) -> frozenset[str]:
        """The files outside its room that the modules of a kind import, at any remove."""
        if room not in self._modules:
            self._modules[room] = self._reached(f"{room}.{part}" for part in _ROOM) - self.room(room)
        return self._modules[room]

    @cached_property
    def program(self) -> frozenset[str]:
        """The files that every stack is run by."""
        return self._reached(_PROGRAM) | {name for name in _PROGRAM_FILES if (self._checkout / name).exists()}

    def content(self, name: str) -> bytes | None:
        """What a file holds."""
        path = self._checkout / name
        return path.read_bytes() if path.is_file() else None

    def _reached(self, modules: Iterable[str]) -> frozenset[str]:
        """The files of modules and of all that they import, with the data files that lie beside them."""
        found: set[str] = set()
        waiting = [file for module in modules for file in self._files_of(module)]
        while waiting:
            name = waiting.pop()
            if name in found:
                continue
            found.add(name)
            waiting += self._imported(name)
        beside = {(self._checkout / name).parent for name in found} - {self._checkout}
        data = (path for folder in beside for path in folder.iterdir() if path.is_file() and path.suffix != ".py")
        return frozenset(found) | {self._name(path) for path in data}

    def _imported(self, name: str) -> tuple[str, ...]:
        if name not in self._imports:
            modules = _imports((self._checkout / name).read_bytes())
            self._imports[name] = tuple({file for module in modules for file in self._files_of(module)})
        return self._imports[name]

    def _files_of(self, module: str) -> tuple[str, ...]:
        """The file of a module and of the packages that hold it; nothing for modules from elsewhere."""
        if module not in self._files:
            self._files[module] = tuple(self._found(module.split(".")))
        return self._files[module]

    def _found(self, parts: Sequence[str]) -> Iterator[str]:
        if not (self._checkout / parts[0]).is_dir():
            return
        for length in range(1, len(parts) + 1):
            path = self._checkout.joinpath(*parts[:length])
            for file in (path / "__init__.py", path.with_suffix(".py")):
                if file.is_file():
                    yield self._name(file)

    def _name(self, path: Path) -> str:
        return path.relative_to(self._checkout).as_posix()


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)


@cache
def _imports(content: bytes) -> frozenset[str]:
    """Every module that a file imports; what is imported from one may be a module itself.

    Two checkouts have most of their files in common, which are read once.
    """
    found: set[str] = set()
    for node in _statements(ast.parse(content)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return frozenset(found)


def _statements(node: ast.AST) -> Iterator[ast.AST]:
    """Every statement below a node. Expressions hold none, and are most of a tree."""
    for name in ("body", "orelse", "finalbody", "handlers", "cases"):
        # A lambda and a conditional expression have a body that is no list.
        for below in found if isinstance(found := getattr(node, name, None), list) else ():
            yield below
            yield from _statements(below)
