"""The engine's protocol without the rest of Pulumi's library, which takes longer to read than a provider to start."""

from __future__ import annotations

import importlib.util
import sys
from types import ModuleType

_AROUND = ("pulumi", "pulumi.runtime")


def protocol_alone() -> None:
    """From here on ``pulumi.runtime.proto`` can be imported, and nothing else of ``pulumi``, in this process."""
    for name in _AROUND:
        spec = importlib.util.find_spec(name)
        if spec is None or spec.submodule_search_locations is None:
            raise ModuleNotFoundError(f"no package {name}", name=name)
        package = ModuleType(name)
        package.__path__ = spec.submodule_search_locations
        package.__spec__ = spec
        sys.modules[name] = package
