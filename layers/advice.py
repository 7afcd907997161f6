"""What is worth a second look in a tree although nothing stops at it: for `validate`, not for every run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from layers import glob
from layers.folders import Folders
from layers.instance import Instance
from layers.paths import EXTENSIONS, display, manifest_id
from layers.provenance import Origin
from layers.rule import Findings
from layers.rules import rs144_backend_type, rs160_unused_file, rs161_idle_override
from layers.tree import Tree
from model.finding import Finding
from model.finding import Path as KeyPath

_SHARED = re.compile(r"(?:^|/)(?:mixins|catalog)/")
_MANIFEST = re.compile(rb"^(?:import|vars|settings|env|components|overrides|terraform|helmfile|pulumi):", re.MULTILINE)


def advice(tree: Tree) -> tuple[Finding, ...]:
    """Warnings about a whole tree as ``load`` returned it, by place: files nobody uses, overrides without effect.

    >>> from layers import load
    >>> advice(load(Path("tests/layers/good/levels")))
    ()
    """
    findings = Findings()
    _unused_files(tree, findings)
    instances = [
        instance
        for stack in tree.stacks.values()
        for part in stack.instances.values()
        for instance in part.values()
        if not instance.abstract
    ]
    _idle_overrides(instances, findings)
    for instance in instances:
        _backend(instance, findings)
    return findings.sorted(tree.settings.governed)


def _unused_files(tree: Tree, findings: Findings) -> None:
    base = tree.settings.base
    for path in glob.expand(Folders(), base, f"**/*{{{','.join(EXTENSIONS)}}}"):
        id = manifest_id(base, path)
        # A catalog may also hold what kinds read themselves, such as policies: only manifests count.
        if path not in tree.files and _SHARED.search(id) and _MANIFEST.search(Path(path).read_bytes()):
            rs160_unused_file.found(findings, display(path), id)


def _idle_overrides(instances: list[Instance], findings: Findings) -> None:
    idle: dict[object, tuple[KeyPath, Origin]] = {}
    busy: set[object] = set()
    for instance in instances:
        for path in _leaves(instance.composition.overrides, ()):
            origin = instance.origin(path)
            if origin is None or origin.layers[0].level != "override":
                continue
            below = next((layer for layer in origin.layers if layer.level != "override"), None)
            if below is not None and below.value == origin.layers[0].value:
                idle[origin.position] = (path, origin)
            else:
                busy.add(origin.position)
    for position, (path, origin) in idle.items():
        if position not in busy:
            name = ".".join(map(str, path))
            rs161_idle_override.found(findings, origin.position, name, origin.layers[0].value)


def _leaves(value: object, path: KeyPath) -> Iterator[KeyPath]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _leaves(item, (*path, key))
    elif path:
        yield path


def _backend(instance: Instance, findings: Findings) -> None:
    chosen, backends = (instance.composition.section(key) for key in ("backend_type", "backend"))
    if isinstance(chosen, str) and isinstance(backends, dict) and backends and chosen not in backends:
        rs144_backend_type.found(findings, instance.position(("backend_type",)), chosen, backends)
