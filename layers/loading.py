"""From a folder to a tree."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from layers.composition import StackManifest
from layers.library import Library
from layers.paths import display
from layers.rule import Findings
from layers.rules import rs141_component_in_mixin, rs153_no_manifests
from layers.settings import TreeSettings, read_settings
from layers.stacks import Gathering
from layers.surroundings import Surroundings
from layers.tree import ConfigStack, Tree
from model.finding import Position


def load(config_root: Path) -> Tree:
    """The configuration below a folder with a `rootstock.yaml` or an `atmos.yaml`.

    Mistakes of users never raise: they are in ``findings``, and what can still be resolved is there.

    >>> load(Path("/no/such/folder")).findings[0].rule
    'RS150'
    """
    findings = Findings()
    with _without_collection():
        settings = read_settings(config_root, findings)
        stacks = _stacks(settings, findings) if settings else {}
    errors, advice = findings.sorted(settings is None or settings.governed)
    return Tree(config_root, settings or TreeSettings(base=str(config_root)), stacks, errors, advice)


def _stacks(settings: TreeSettings, findings: Findings) -> dict[str, ConfigStack]:
    library = Library(settings, Surroundings(settings.base, os.environ), findings)
    gathering = Gathering(settings, findings)
    paths = library.stack_manifests()
    if not paths and settings.included_paths:
        place = Position(settings.file)
        rs153_no_manifests.found(findings, place, settings.included_paths, display(settings.base))
    gathering.add(StackManifest(library.layered(path), findings) for path in paths)
    rs141_component_in_mixin.check(findings, library)
    return gathering.stacks()


@contextmanager
def _without_collection() -> Iterator[None]:
    """Many small objects that stay: looking for garbage among them would take a third of the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.freeze()
            gc.enable()
