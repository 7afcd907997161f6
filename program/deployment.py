"""The resources and exports of one Pulumi stack."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pulumi
import pulumi_aws as aws

from blocks.exported import whole
from blocks.partition import partition_of
from blocks.recorded import Recorded
from blocks.wiring import Wiring
from layers import Instance, Tree
from model.account_map import AccountMap
from model.finding import Problem
from model.variables import Variables
from program.account_maps import exported_map, static_map
from program.assumed_role import RolePair, assumed_role
from program.caller import refuse_other_accounts, refuse_strangers, written_id
from program.guarding import Stopped, guarded
from program.keystone import Keystone
from program.kinds import Kind
from program.management import account_instance, map_instance
from program.place import trusted_access
from program.provider import management_provider, member_provider, member_role_arn
from program.stacks import InstanceKey, Link, StackPlan, export_name, key_of
from program.substitution import substituted
from program.upstream_exports import UpstreamExports
from program.values_within import NotKnownYet, links_within, value_of
from program.variables import located, validated

Exports = dict[InstanceKey, Any]


async def deploy(tree: Tree, plan: StackPlan) -> None:
    """Registers the plan's instances in order, exports what they export, and sets the keystone on top."""
    own_state = await guarded(tree, plan)
    upstream = UpstreamExports()
    recorded = own_state.recorded if own_state else Recorded()
    exports = await _read_upstreams(plan, upstream)
    account_map = await _read_map(tree, plan, upstream)
    provider = _provider(tree, plan, account_map)
    if provider and account_map is None:
        await refuse_strangers(tree, plan.name, provider, own_state.recorded if own_state else None)
    if provider and account_map is not None:
        role = assumed_role(plan.instances)
        if isinstance(role, RolePair):
            account_id = account_map.full_account_map[plan.name.account]
            await refuse_other_accounts(plan.name, provider, account_id, role)
    readers: list[pulumi.Resource | None] = [*upstream.references, own_state.reader if own_state else None, provider]
    standing = [reader for reader in readers if reader is not None]
    components: dict[InstanceKey, pulumi.Resource] = {}
    for kind, instance in plan.kinds():
        variables = await _variables(kind, instance, plan, exports, recorded)
        if variables is None or not variables.enabled:
            continue
        wiring = Wiring(
            provider=provider,
            config_root=tree.root,
            account=plan.name.account,
            partition=partition_of(variables.region),
            account_map=account_map,
            upstreams=_named(plan.links[key_of(instance)], exports),
            recorded=recorded,
            report=_reporter(instance),
            role_arn=member_role_arn(plan.name, plan.instances, account_map) if account_map and provider else None,
            trusted_access=trusted_access(tree) if kind.management_only else {},
            after=tuple(components[key_of(link.target)] for link in links_within(plan, key_of(instance))),
        )
        built = kind.build(export_name(instance), variables, wiring)
        exports[key_of(instance)] = built.exports
        components[key_of(instance)] = built.component
        standing.append(built.component)
        pulumi.export(export_name(instance), built.exports)
    Keystone(standing)


async def _read_upstreams(plan: StackPlan, upstream: UpstreamExports) -> Exports:
    """The exports of the instances in other stacks that this plan's instances name."""
    targets = {key_of(link.target): link.target for links in plan.links.values() for link in links}
    return {key: await upstream.read(found) for key, found in targets.items() if found.stack != plan.name}


async def _read_map(tree: Tree, plan: StackPlan, upstream: UpstreamExports) -> AccountMap | None:
    if not plan.needs_map:
        return None
    found = exported_map(tree)
    if found is None:
        return static_map(tree)
    return whole(AccountMap, await upstream.read(found), f"'{found.stack}'")


def _provider(tree: Tree, plan: StackPlan, account_map: AccountMap | None) -> aws.Provider | None:
    if not any(kind.uses_aws for kind, _ in plan.kinds()):
        return None
    if account_map is None:
        return management_provider(plan.name, plan.instances, written_id(tree))
    try:
        return member_provider(plan.name, plan.instances, account_map)
    except LookupError as error:
        advice = "" if plan.name.account in account_map.full_account_map else _run_first(tree)
        raise pulumi.RunError(f"stack '{plan.name}': {error.args[0]}{advice}") from error


def _run_first(tree: Tree) -> str:
    """The stacks that bring a new account into the map."""
    stacks = dict.fromkeys(found.stack for found in (account_instance(tree), map_instance(tree)) if found)
    return f" yet: run {' and '.join(f'`pulumi up --stack {stack}`' for stack in stacks)} first" if stacks else ""


async def _variables(
    kind: Kind, instance: Instance, plan: StackPlan, exports: Exports, recorded: Recorded
) -> Variables | None:
    """The variables with references resolved, validated again now that every value is known.

    None where a preview cannot know one, which it says.
    """
    links = plan.links[key_of(instance)]
    try:
        if waiting := next((link for link in links if key_of(link.target) not in exports), None):
            raise NotKnownYet(waiting.upstream.reference)
        values = {
            link.upstream.reference: await value_of(link, exports[key_of(link.target)], recorded)
            for link in links
            if link.upstream.role is None
        }
        known = substituted(dict(instance.vars), values.__getitem__)
    except NotKnownYet as reason:
        told = f"{instance.kind} '{instance.name}': {reason}"
        if not pulumi.runtime.is_dry_run():
            raise pulumi.RunError(told) from reason  # left out of an update, it would be deleted
        pulumi.warn(told)
        return None
    except LookupError as error:
        raise pulumi.RunError(f"{instance.kind} '{instance.name}': {error.args[0]}") from error
    variables, found = validated(kind, instance, known)
    if variables is None:
        raise Stopped("the values that references brought do not fit", found)
    return variables


def _reporter(instance: Instance) -> Callable[[Problem], None]:
    """What tells the user of problems that only a run can see, at the line that they come from."""

    def report(problem: Problem) -> None:
        finding = located(instance, problem)
        if problem.severity == "error":
            raise Stopped("AWS does not allow this", [finding])
        pulumi.warn(str(finding))

    return report


def _named(links: tuple[Link, ...], exports: Exports) -> Mapping[str, Any]:
    return {link.upstream.role: exports[key_of(link.target)] for link in links if link.upstream.role}
