"""From a folder to a tree: the whole of it, or the config stacks that are wanted."""

from __future__ import annotations

import gc
import os
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from layers.library import Library
from layers.paths import display
from layers.rule import Findings
from layers.rules import rs141_component_in_mixin, rs153_no_manifests
from layers.selection import Selection, choose
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
    return _load(config_root, None)


def load_part(config_root: Path, stacks: Collection[str] = (), accounts: Collection[tuple[str, str]] = ()) -> Tree:
    """Only the config stacks named, and those of the accounts given as tenant and stage.

    The result is what ``load`` has for them, at the cost of their own files: an index in the cache folder knows the
    stack manifests of each. ``findings`` are those of the files read, and of files that belong to no stack. A name
    with a ``/`` is the id of a stack manifest, which is then resolved alone.

    >>> load_part(Path("/no/such/folder"), ["core-gbl-root"], [("plat", "prod")]).stacks
    {}
    """
    return _load(config_root, Selection(frozenset(stacks), frozenset(accounts)))


def load_stack(config_root: Path, stack: str) -> Tree:
    """Only one config stack, by name or by the id of one of its stack manifests.

    >>> load_stack(Path("/no/such/folder"), "core-gbl-root").stacks
    {}
    """
    return load_part(config_root, [stack])


def _load(config_root: Path, selection: Selection | None) -> Tree:
    findings = Findings()
    with _without_collection():
        settings = read_settings(config_root, findings)
        if settings is None:
            return Tree(config_root, TreeSettings(base=str(config_root)), {}, findings.sorted(governed=True))
        surroundings = Surroundings(settings.base, os.environ, settings.project)
        stacks = _stacks(Library(settings, surroundings, findings), selection)
        found = findings.sorted(settings.governed)
    return Tree(config_root, settings, stacks, found, frozenset(surroundings.files))


def _stacks(library: Library, selection: Selection | None) -> dict[str, ConfigStack]:
    settings, findings = library.settings, library.findings
    gathering = Gathering(settings, findings)
    paths = choose(library, selection) if selection else library.stack_manifests()
    gathering.add(library.manifest(path) for path in paths)
    if not paths and settings.included_paths and not library.stack_manifests():
        place = Position(settings.file)
        rs153_no_manifests.found(findings, place, settings.included_paths, display(settings.base))
    rs141_component_in_mixin.check(findings, library)
    return gathering.stacks(selection.wants if selection else None)


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
