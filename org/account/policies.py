"""Which policies exist and where they are attached, worked out from variables and catalogs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from model.finding import Path, Position, Problem, suggestion
from org.account.policy_variables import PolicyVariables
from org.account.structure import PolicyTarget, Structure
from org.account.variables import AccountVariables
from org.policy.catalog import Catalog, Placed
from org.policy.document import document, exempted, minified, role_pattern
from org.policy.statement import Document
from org.policy.types import RESOURCE_CONTROL, SERVICE_CONTROL, WITH_STATEMENTS, PolicyType

UNKNOWN = "RS223"
UNUSABLE = "RS224"


@dataclass(frozen=True)
class Policy:
    """One policy as AWS will have it. ``content`` is minified JSON, ``statements`` what it says where it has any."""

    key: str
    type: PolicyType
    name: str
    description: str
    content: str
    statements: tuple[Document, ...]
    settings: PolicyVariables
    previous_key: str | None = None
    address: Path = ()
    position: Position | None = None

    def problem(self, rule: str, text: str) -> Problem:
        """A problem of the policy, at the place where it is defined."""
        return Problem(rule, f"policy '{self.key}': {text}", self.address, self.position)


@dataclass(frozen=True)
class Attachment:
    """One policy on one target. ``address`` is where YAML says so."""

    target: PolicyTarget
    policy: Policy
    address: Path


@dataclass
class Policies:
    """All policies by key, all attachments in order, and what is wrong with either."""

    by_key: dict[str, Policy] = field(default_factory=dict)
    attachments: list[Attachment] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def policies_of(structure: Structure, catalog: Catalog) -> Policies:
    """The policies that are attached or have a document of their own, and their attachments."""
    variables = structure.variables
    maker = _Maker(variables, catalog)
    found = Policies()
    attached: set[tuple[str, str]] = set()
    for key, settings in variables.policies.items():
        if settings.own_document or settings.import_id:
            _take(found, maker, key, ("vars", "policies", key))
    for target in structure.targets:
        for key, address, only in _names(target):
            policy = _take(found, maker, key, address)
            if policy is None:
                continue
            if only and policy.type != only:
                text = f"policy '{key}' is a {policy.type}: attach it with `policies`"
                found.problems.append(Problem(UNKNOWN, f"{target.label}: {text}", address))
            elif (target.key, key) not in attached:
                attached.add((target.key, key))
                found.attachments.append(Attachment(target, policy, address))
    if variables.policy_mode == "merged":
        _merge(found, variables)
    return found


def defined_keys(variables: AccountVariables, catalog: Catalog) -> frozenset[str]:
    """Every key that a policy may be attached by."""
    return frozenset(catalog.entries) | frozenset(variables.policies)


def _names(target: PolicyTarget) -> Iterator[tuple[str, Path, PolicyType | None]]:
    for index, key in enumerate(target.settings.service_control_policies):
        yield key, (*target.address, "service_control_policies", index), SERVICE_CONTROL
    for index, key in enumerate(target.settings.policies):
        yield key, (*target.address, "policies", index), None


def _take(found: Policies, maker: _Maker, key: str, address: Path) -> Policy | None:
    if key not in found.by_key:
        made = maker.make(key, address)
        if isinstance(made, Problem):
            found.problems.append(made)
            return None
        found.by_key[key] = made
    return found.by_key[key]


@dataclass(frozen=True)
class _Maker:
    variables: AccountVariables
    catalog: Catalog

    def make(self, key: str, address: Path) -> Policy | Problem:
        settings = self.variables.policies.get(key) or PolicyVariables()
        if settings.own_document:
            return self._own(key, settings)
        placed = self.catalog.entries.get(settings.entry or key)
        if placed is None:
            choices = defined_keys(self.variables, self.catalog)
            return Problem(UNKNOWN, f"unknown policy '{settings.entry or key}'{suggestion(key, choices)}", address)
        return self._from_entry(key, settings, placed, address)

    def _from_entry(self, key: str, settings: PolicyVariables, placed: Placed, address: Path) -> Policy | Problem:
        entry = placed.entry
        values = self.variables.service_control_policies_parameters | settings.parameters
        try:
            statements = entry.as_iam(values)
        except KeyError as missing:
            name = missing.args[0]
            text = entry.parameters[name].description
            return Problem(
                UNUSABLE,
                f"policy '{key}' wants the parameter '{name}'{f' ({text})' if text else ''}: "
                f"give it under `service_control_policies_parameters` or `policies.{key}.parameters`",
                address,
            )
        except ValueError as error:
            return Problem(UNUSABLE, f"policy '{key}' with its parameters filled in: {error}", address)
        policy_type = settings.type or entry.type
        final = self._final(statements, settings, policy_type, entry.exempt)
        described = entry.description if settings.description is None else settings.description
        return Policy(
            key=key,
            type=policy_type,
            name=settings.name or key,
            description=described,
            content=document(final),
            statements=tuple(final),
            settings=settings,
            previous_key=settings.previous_name or entry.previous_name,
            position=placed.position,
        )

    def _own(self, key: str, settings: PolicyVariables) -> Policy | Problem:
        address = ("vars", "policies", key)
        policy_type = settings.type or SERVICE_CONTROL
        try:
            content, statements = self._own_content(settings, policy_type)
        except ValueError as error:
            return Problem(UNUSABLE, f"policy '{key}': {error}", (*address, "content"))
        return Policy(
            key=key,
            type=policy_type,
            name=settings.name or key,
            description=settings.description or "",
            content=content,
            statements=tuple(statements),
            settings=settings,
            previous_key=settings.previous_name,
            address=address,
        )

    def _own_content(self, settings: PolicyVariables, policy_type: PolicyType) -> tuple[str, list[Document]]:
        if settings.statements is not None:
            if policy_type not in WITH_STATEMENTS:
                raise ValueError(f"a {policy_type} has no statements: give its document as `content`")
            final = self._final([one.as_iam() for one in settings.statements], settings, policy_type, exempt=True)
            return document(final), final
        content = settings.content
        parsed = json.loads(content) if isinstance(content, str) else content
        if not isinstance(parsed, dict):
            raise ValueError("the document is no JSON object")
        if policy_type not in WITH_STATEMENTS:
            return minified(parsed), []
        written = parsed.get("Statement")
        statements = [written] if isinstance(written, dict) else written
        if not isinstance(statements, list) or not all(isinstance(one, dict) for one in statements):
            raise ValueError("the document has no `Statement`")
        final = self._final(statements, settings, policy_type, exempt=False)
        if final == statements:
            return minified(parsed), final  # word by word: what exists in AWS must not differ from it
        return minified(parsed | {"Statement": final}), final

    def _final(
        self, statements: list[Document], settings: PolicyVariables, policy_type: PolicyType, exempt: bool
    ) -> list[Document]:
        """The statements with their exemptions, and with the principal that a resource control policy must name."""
        principals = [*map(role_pattern, settings.exempt_roles), *settings.exempt_principals]
        if exempt if settings.exempt is None else settings.exempt:
            principals += [*map(role_pattern, self.variables.exempt_roles), *self.variables.exempt_principals]
        whom: dict[str, Any] = {"Principal": "*"} if policy_type == RESOURCE_CONTROL else {}
        return [exempted(whom | one, principals) for one in statements]


def _merge(found: Policies, variables: AccountVariables) -> None:
    """Puts one policy in the place of all service control policies of a target."""
    by_target: dict[str, list[Attachment]] = {}
    for attachment in found.attachments:
        if attachment.policy.type == SERVICE_CONTROL:
            by_target.setdefault(attachment.target.key, []).append(attachment)
    others = [one for one in found.attachments if one.policy.type != SERVICE_CONTROL]
    merged = [_merged(variables.context.id, parts) for parts in by_target.values()]
    found.attachments = [*others, *merged]
    rest = {key: one for key, one in found.by_key.items() if one.type != SERVICE_CONTROL or one.settings.import_id}
    found.by_key = rest | {one.policy.key: one.policy for one in merged}


def _merged(prefix: str, parts: list[Attachment]) -> Attachment:
    target = parts[0].target
    statements = [statement for part in parts for statement in part.policy.statements]
    policy = Policy(
        key=f"merged/{target.key}",
        type=SERVICE_CONTROL,
        name="-".join(filter(None, (prefix, _merged_name(target.key)))),
        description=f"Merged: {', '.join(part.policy.key for part in parts)}"[:512],
        content=document(statements),
        statements=tuple(statements),
        settings=PolicyVariables(),
        previous_key=f"merged/{target.previous_key}",
        address=target.address,
    )
    return Attachment(target, policy, parts[0].address)


def _merged_name(target: str) -> str:
    kind, _, path = target.partition("/")
    return "organization" if kind == "root" else f"{path.replace('/', '-')}-{kind}"


def by_target(attachments: list[Attachment]) -> Mapping[str, list[Attachment]]:
    """The attachments of each target, by the target's key."""
    grouped: dict[str, list[Attachment]] = {}
    for attachment in attachments:
        grouped.setdefault(attachment.target.key, []).append(attachment)
    return grouped
