"""All findings of a configuration tree: those of its layers and those of its kinds."""

from __future__ import annotations

from collections.abc import Iterator

from layers import Instance, Tree
from model.finding import Finding
from program.assumed_role import role_findings
from program.kinds import Kind
from program.ownership import ownership_findings
from program.place import place_of
from program.references import references_in
from program.regions import region_problems
from program.retired_accounts import retirement_findings
from program.stack_findings import stack_findings
from program.stacks import kind_of
from program.variables import located, validated


def findings(tree: Tree) -> tuple[Finding, ...]:
    """Every finding of the tree, sorted by place, each once."""
    found = set(tree.findings) | set(stack_findings(tree)) | set(ownership_findings(tree, place_of))
    found |= set(retirement_findings(tree)) | set(role_findings(tree))
    for instance in tree.instances():
        kind = kind_of(instance)
        if kind is not None:
            found |= set(_of_instance(tree, kind, instance))
    return tuple(sorted(found))


def _of_instance(tree: Tree, kind: Kind, instance: Instance) -> Iterator[Finding]:
    variables, wrong = validated(kind, instance)
    yield from wrong
    for problem in region_problems(instance):
        yield located(instance, problem)
    if variables is None or kind.check is None or any(references_in(instance.vars)):
        return
    for problem in kind.check(variables, place_of(tree, instance)):
        yield located(instance, problem)
