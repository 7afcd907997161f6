"""One Pulumi stack from the configuration tree: what ``pulumi up`` runs."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import pulumi

from layers import load
from model.finding import Finding, errors
from program.deployment import deploy
from program.retired_accounts import retired_accounts
from program.scope import tree_for
from program.stacks import stack_plans
from program.validation import findings

CONFIG_ROOT = "ROOTSTOCK_CONFIG_ROOT"
"""Environment variable that names another configuration tree than ``config/``."""


async def main() -> None:
    """Registers everything that the selected stack holds. Raises RunError with all findings before it registers any."""
    root, stack = Path(os.environ.get(CONFIG_ROOT, "config")), pulumi.get_stack()
    tree = tree_for(root, stack)
    stop_at(findings(tree))
    plans = {str(name): plan for name, plan in stack_plans(tree).items()}
    if stack not in plans:
        known = ", ".join(map(str, stack_plans(load(root)))) or "none"
        raise pulumi.RunError(f"no stack '{stack}' in the configuration; it makes these: {known}")
    retired = retired_accounts(tree).get(plans[stack].name.account)
    if retired:
        raise pulumi.RunError(f"{retired}: nothing is deployed into it, and what stands in it stays as it is")
    await deploy(tree, plans[stack])


def stop_at(found: Sequence[Finding]) -> None:
    """Raises RunError that lists the findings when there is an error among them; else warns of each."""
    lines = [str(finding) for finding in found]
    if errors(found):
        count = "1 finding" if len(lines) == 1 else f"{len(lines)} findings"
        raise pulumi.RunError("\n".join([f"the configuration has {count}:", *lines]))
    for line in lines:
        pulumi.warn(line)
