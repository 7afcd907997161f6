"""RS451 and RS452: generated files that no longer fit the configuration, and stacks without a role to run with."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from blocks.deploy_roles import KIND
from layers import Tree
from layers.paths import display
from model.finding import Finding, Position, listing
from operate.deployments.automatic import run_by_machines
from operate.deployments.generated import generated
from operate.deployments.roles import stack_roles
from operate.deployments.settings import Deployments, deployments_of
from operate.deployments.trust import trust_findings
from operate.errors import OperateError
from program.stacks import stack_plans

STALE = "RS451"
NO_ROLES = "RS452"


def stale_findings(tree: Tree, checkout: Path, project: Path) -> tuple[Finding, ...]:
    """What is wrong with the section `deployments` and with the files made from it, sorted by place."""
    settings, wrong = deployments_of(tree)
    if settings is None:
        return wrong
    roles = (*_without_roles(tree, settings), *trust_findings(tree, settings))
    return tuple(sorted((*roles, *_stale(tree, settings, checkout, project))))


def _stale(tree: Tree, settings: Deployments, checkout: Path, project: Path) -> Iterator[Finding]:
    try:
        files = generated(tree, settings, checkout, project)
    except OperateError as error:
        yield Finding(_section(tree), STALE, str(error))
        return
    for path, (what, text) in files.items():
        remedy = f"write it with `./rootstock generate {what}` and commit it"
        if not path.is_file():
            yield Finding(Position(display(str(path))), STALE, f"the file is missing: {remedy}")
            continue
        line = _first_difference(path.read_text(encoding="utf-8"), text)
        if line:
            place = Position(display(str(path)), line)
            yield Finding(place, STALE, f"the file is not what the configuration makes of it: {remedy}")


def _first_difference(written: str, wanted: str) -> int | None:
    """The first line that differs, counted from 1; None where none does."""
    if written == wanted:
        return None
    old, new = written.splitlines(), wanted.splitlines()
    for number, (one, other) in enumerate(zip(old, new, strict=False), start=1):
        if one != other:
            return number
    return max(1, min(len(old), len(new)))


def _without_roles(tree: Tree, settings: Deployments) -> Iterator[Finding]:
    """A warning for the accounts whose stacks no machine can run."""
    if settings.pulumi_cloud is None and settings.github_actions is None:
        return
    chosen, having = run_by_machines(tree, settings), stack_roles(tree).keys()
    lacking = sorted({name.account for name in stack_plans(tree) if str(name) in chosen} - having)
    if lacking:
        text = (
            f"no role to deploy with in {listing(lacking)}: configure `{KIND}` there (catalog/deploy-roles), or leave "
            "the stacks to people with `deployments.exclude`"
        )
        yield Finding(_section(tree), NO_ROLES, text, severity="warning")


def _section(tree: Tree) -> Position:
    section = tree.settings.deployments
    return section.position(()) if section else Position(tree.settings.file)
