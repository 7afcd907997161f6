"""Services of the AWS provider are read file by file as they are named, which halves what a run's Python costs.

``pulumi_aws`` reads a service when it is first named, but all of it: 184 files for the one default that we set in EC2.
Here a service's package stays empty until a name is looked up in it. The file is guessed from the name, as Pulumi's
code generator names files; where that fails the package is read whole, as it would have been. See decision 0076.
"""

from __future__ import annotations

import importlib
import re
import sys
from collections.abc import Iterator, Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from pathlib import Path
from types import ModuleType

_SERVICE = re.compile(r"pulumi_aws\.[a-z0-9]+")
_WORD = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_ENDINGS = ("ArgsDict", "Args", "Result", "_output")


def read_in_parts() -> None:
    """From here on, services that are imported for the first time are read in parts."""
    if not any(isinstance(finder, _Finder) for finder in sys.meta_path):
        sys.meta_path.insert(0, _Finder())


class _Finder(MetaPathFinder):
    def find_spec(self, name: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        if not _SERVICE.fullmatch(name):
            return None
        spec = PathFinder.find_spec(name, path, target)
        if spec and spec.loader and spec.submodule_search_locations:
            spec.loader = _InParts(spec.loader, Path(next(iter(spec.submodule_search_locations))))
        return spec


class _InParts(Loader):
    """Loads a package without reading its ``__init__.py``, until a name is not where it is looked for."""

    def __init__(self, whole: Loader, folder: Path) -> None:
        self._whole = whole
        self._folder = folder

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        return self._whole.create_module(spec)

    def exec_module(self, module: ModuleType) -> None:
        def named(name: str) -> object:
            if name.startswith("__"):
                raise AttributeError(f"module {module.__name__!r} has no attribute {name!r}")
            return self._named(module, name)

        module.__dict__["__getattr__"] = named

    def _named(self, module: ModuleType, name: str) -> object:
        for file in _files(name):
            if (self._folder / f"{file}.py").exists():
                part = importlib.import_module(f"{module.__name__}.{file}")
                if file == name and not hasattr(part, name):
                    return part
                if hasattr(part, name):
                    # Over what the import has put there: a function's file has the function's name.
                    module.__dict__[name] = getattr(part, name)
                    return module.__dict__[name]
        module.__dict__.pop("__getattr__", None)
        self._whole.exec_module(module)
        return getattr(module, name)


def _files(name: str) -> Iterator[str]:
    """The files in which a name may stand, likeliest first: ``BucketArgs`` in ``bucket`` or ``_inputs``."""
    yield name
    ending = next((one for one in _ENDINGS if name.endswith(one)), "")
    yield _WORD.sub("_", name.removesuffix(ending)).lower()
    yield "_inputs" if ending.startswith("Args") else "_enums"
