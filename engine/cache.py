"""Where the toolchain keeps what it makes: outside every checkout, so that checkouts share one build."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path


def root(env: Mapping[str, str]) -> Path:
    """The folder of everything Rootstock caches: ``rootstock`` in ROOTSTOCK_CACHE, XDG_CACHE_HOME or ``~/.cache``."""
    base = env.get("ROOTSTOCK_CACHE") or env.get("XDG_CACHE_HOME")
    home = Path(env["HOME"]) if env.get("HOME") else Path.home()
    return (Path(base).expanduser() if base else home / ".cache").absolute() / "rootstock"


def builds(env: Mapping[str, str]) -> Path:
    """The folder of built CLIs, one folder each."""
    return root(env) / "engine"


def checkout_folder(env: Mapping[str, str], checkout: Path) -> Path:
    """The folder of executables that belong to one checkout."""
    digest = hashlib.sha256(str(checkout.resolve()).encode()).hexdigest()[:12]
    return builds(env) / "checkouts" / digest
