"""Credentials of stacks whose role is taken before `pulumi` starts: one that reads, or one that changes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

from botocore.exceptions import BotoCoreError, ClientError

from blocks.partition import partition_of
from layers import Tree
from model.stack_name import StackName
from operate.aws import client
from operate.errors import OperateError
from operate.outputs import stack_output
from operate.pulumi import Operation, Pulumi
from program.account_maps import exported_map, static_map
from program.assumed_role import RolePair, assumed_role, maker_of_roles
from program.management import management_account
from program.provider import home_region
from program.stacks import StackPlan, export_name, stack_plans

Variables: TypeAlias = Mapping[str, str]
Credentials: TypeAlias = Callable[[str, Operation], Variables]
"""Told a stack and what is done to it; answers the environment variables to add. Raises OperateError."""


class NotYet(OperateError):
    """The role cannot be taken. ``after`` is the stack that makes it."""

    def __init__(self, text: str, after: str | None) -> None:
        super().__init__(text)
        self.after = after


def credentials_of(tree: Tree, pulumi: Pulumi) -> Credentials:
    """What each stack of a tree is run with: nothing of its own, or the role of its pair."""
    plans = {str(name): plan for name, plan in stack_plans(tree).items()}

    def taken(stack: str, operation: Operation) -> Variables:
        plan = plans.get(stack)
        role = assumed_role(plan.instances) if plan else None
        if plan is None or not isinstance(role, RolePair) or plan.name.account == management_account(tree):
            return {}
        return _take(tree, plan, role.plan if operation is Operation.PREVIEW else role.apply, pulumi)

    return taken


def _take(tree: Tree, plan: StackPlan, role: str, pulumi: Pulumi) -> Variables:
    maker = maker_of_roles(tree, plan.instances)
    after = str(maker.stack) if maker else None
    region = home_region(plan.instances)
    arn = f"arn:{partition_of(region)}:iam::{_account_id(tree, plan.name, pulumi, after)}:role/{role}"
    try:
        answer = client("sts", pulumi.environment).assume_role(
            RoleArn=arn, RoleSessionName=f"rootstock-{plan.name}"[:64]
        )
    except (BotoCoreError, ClientError) as error:
        first = f"; `./rootstock deploy {after}` makes it" if after else ""
        raise NotYet(f"the role of `settings.assume_role` cannot be taken: {error}{first}", after) from error
    keys = answer["Credentials"]
    return {
        "AWS_ACCESS_KEY_ID": keys["AccessKeyId"],
        "AWS_SECRET_ACCESS_KEY": keys["SecretAccessKey"],
        "AWS_SESSION_TOKEN": keys["SessionToken"],
    }


def _account_id(tree: Tree, name: StackName, pulumi: Pulumi, after: str | None) -> str:
    kept, found = static_map(tree), exported_map(tree)
    if kept is not None:
        known = kept.full_account_map
    elif found is not None:
        try:
            known = stack_output(pulumi, str(found.stack), export_name(found)).get("full_account_map", {})
        except OperateError as error:
            raise NotYet(str(error), after) from error
    else:
        known = {}
    if name.account not in known:
        raise NotYet(f"the account map has no account '{name.account}' yet", after)
    return str(known[name.account])
