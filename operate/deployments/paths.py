"""Path filters: which files of the repository a Pulumi stack is made from.

A filter of Pulumi Deployments is a glob over the whole path; exclusions always win and order does not matter, so there
are inclusions only. A file of the configuration stands by itself; a folder of code whose every file counts stands as
``folder/**``, so that a module added to it counts too.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from layers import Instance, Tree
from operate.affected.code import Code
from operate.errors import OperateError
from operate.organization import subject_of
from program.stacks import StackPlan, kind_of

_REQUIREMENTS = "requirements.txt"
_EVERYBODYS = ("layers", "model", "program")
"""Packages that every stack is run by; of others a stack may use a part."""


def path_filters(tree: Tree, plan: StackPlan, code: Code, project: Path) -> tuple[str, ...]:
    """The filters of one stack, sorted, relative to ``project``, the folder of Pulumi.yaml.

    Raises OperateError for a file of the configuration outside the project: no filter could name it.
    """
    files = {_inside(project, path) for path in _configuration(tree, plan)}
    stack = {f"Pulumi.{plan.name}.yaml", _REQUIREMENTS}
    return tuple(sorted({*files, *stack, *_folded(_code(plan, code), code)}))


def _configuration(tree: Tree, plan: StackPlan) -> Iterator[str]:
    """Absolute paths of the import chains, of what they include, of the settings, and of policy catalogs as globs."""
    yield str(Path(tree.root).resolve() / Path(tree.settings.file).name)
    for instance in (*plan.instances, *_looked_at(tree, plan)):
        yield from instance.composition.manifest.layered.depends_on()
        subject = subject_of(tree, instance)
        for catalog in subject.variables.service_control_policies_config_paths if subject else ():
            yield str(Path(tree.root).resolve() / catalog)


def _looked_at(tree: Tree, plan: StackPlan) -> Iterator[Instance]:
    """Instances of other stacks that the organization looks at: their kinds need services to be trusted."""
    if any(kind.management_only for kind, _ in plan.kinds()):
        for instance in tree.instances():
            kind = kind_of(instance)
            if kind and kind.trusted_access and instance.stack.account == plan.name.account:
                yield instance


def _code(plan: StackPlan, code: Code) -> frozenset[str]:
    rooms = {kind.room for kind, _ in plan.kinds()}
    return code.program.union(*(code.room(room) | code.modules(room) for room in rooms))


def _folded(files: frozenset[str], code: Code) -> Iterator[str]:
    """The files, with folders in the place of all that is below them."""
    whole = list(_EVERYBODYS)
    for folder in sorted({str(parent) for name in files for parent in PurePosixPath(name).parents} - {"."}):
        if not _below(f"{folder}/", whole) and code.below(folder) <= files:
            whole.append(folder)
    yield from (f"{folder}/**" for folder in whole)
    yield from (name for name in files if not _below(name, whole))


def _below(name: str, folders: Iterable[str]) -> bool:
    return any(name.startswith(f"{folder}/") for folder in folders)


def _inside(project: Path, path: str) -> str:
    name = os.path.relpath(path, project.resolve())
    if name.startswith(".."):
        raise OperateError(
            f"'{path}' is part of the configuration and lies outside '{project}': path filters cannot name it; "
            "move it into the repository's project folder"
        )
    return Path(name).as_posix()
