"""The organization as it is configured."""

from __future__ import annotations

from collections.abc import Mapping

from operate.drift.shape import Account, Policy, PolicyKey, Shape
from org.account.policies import Policy as Configured
from org.account.resource_policy import resource_policy_content
from org.account.structure import Member, Structure, Unit
from org.account.subject import Subject
from org.account.tags import account_tags, policy_tags, unit_tags
from org.account.trust import policy_types, trusted_access


def wanted(subject: Subject, trusted_for: Mapping[str, str], default_tags: Mapping[str, str]) -> Shape:
    """The configured organization. Accounts that are remembered as closed are inactive.

    ``trusted_for`` are the services that the kinds of the management account need to be trusted, ``default_tags`` the
    tags that the stack's provider gives to everything.
    """
    structure, variables = subject.structure, subject.variables
    paths = {unit.path: _path(structure, unit) for unit in structure.units}
    emails = {member.key: (member.email or "").lower() for member in structure.members}
    owned = variables.organization_enabled
    return Shape(
        management_email=None,
        accounts={emails[one.key]: _account(one, paths) for one in structure.members},
        units=dict.fromkeys(paths.values()),
        policies=_policies(subject, paths, emails, default_tags),
        policy_types=frozenset(policy_types(variables, subject.policies)) if owned else frozenset(),
        trusted=frozenset(trusted_access(structure, subject.policies, trusted_for)) if owned else frozenset(),
        delegated=frozenset(
            (principal, emails[name])
            for principal, names in variables.delegated_administrators.items()
            for name in names
            if name in emails
        ),
        features=variables.feature_set if owned else None,
        root_features=frozenset(variables.organization_enabled_features),
        resource_policy=resource_policy_content(variables) if variables.resource_policy is not None else None,
        tags=_tags(subject, paths, emails, default_tags),
        management_id=variables.organization_config.root_account.account_id,
    )


def _account(member: Member, paths: dict[str, str]) -> Account:
    return Account(member.name, member.email or "", paths.get(member.unit or "", ""), member.managed)


def _path(structure: Structure, unit: Unit) -> str:
    """The path by the names that AWS has, which may differ from the keys."""
    above = structure.unit_by_path.get(unit.parent or "")
    return f"{_path(structure, above)}/{unit.name}" if above else unit.name


def _tags(
    subject: Subject, paths: dict[str, str], emails: dict[str, str], default_tags: Mapping[str, str]
) -> dict[str, dict[str, str]]:
    """Tags by target. What is taken over by its id keeps the tags that it has: nothing is said of them."""
    variables, structure = subject.variables, subject.structure
    units = {
        f"ou/{paths[one.path]}": {**default_tags, **unit_tags(variables, one)}
        for one in structure.units
        if one.settings.import_id is None
    }
    accounts = {
        f"account/{emails[one.key]}": {**default_tags, **account_tags(variables, one)}
        for one in structure.managed
        if one.settings.import_id is None
    }
    return units | accounts


def _policies(
    subject: Subject, paths: dict[str, str], emails: dict[str, str], default_tags: Mapping[str, str]
) -> dict[PolicyKey, Policy]:
    targets: dict[str, set[str]] = {key: set() for key in subject.policies.by_key}
    for attachment in subject.policies.attachments:
        kind, _, key = attachment.target.key.partition("/")
        named = {"root": "root", "ou": f"ou/{paths.get(key, key)}", "account": f"account/{emails.get(key, key)}"}
        targets[attachment.policy.key].add(named[kind])
    return {
        (str(one.type), one.name): Policy(
            one.description,
            one.content,
            frozenset(targets[key]),
            tags=_policy_tags(subject, one, default_tags),
        )
        for key, one in subject.policies.by_key.items()
    }


def _policy_tags(subject: Subject, one: Configured, default_tags: Mapping[str, str]) -> dict[str, str] | None:
    if one.settings.import_id:
        return None
    return {**default_tags, **policy_tags(subject.variables, one.name, one.settings.tags)}
