"""Policies: documents within AWS's sizes, attached to targets within AWS's numbers."""

from __future__ import annotations

import json
from typing import Any

from moto.organizations.models import FakeOrganization, FakePolicy

from sandbox.aws.organizations import limits
from sandbox.aws.organizations.errors import OrganizationsError, constraint, invalid, no_policy, no_target
from sandbox.aws.organizations.parts import Parts
from sandbox.aws.organizations.tags import checked_tags

_WITH_STATEMENTS = ("SERVICE_CONTROL_POLICY", "RESOURCE_CONTROL_POLICY")


class Policy(FakePolicy):  # type: ignore[misc]
    """A policy of any of AWS's types."""

    SUPPORTED_POLICY_TYPES = tuple(limits.POLICY_TYPES)

    def __init__(self, organization: FakeOrganization, **arguments: Any) -> None:
        kind = arguments["Type"]
        # Moto knows the ARNs of some types only.
        super().__init__(organization, **{**arguments, "Type": "SERVICE_CONTROL_POLICY"})
        self.type = kind
        self._arn_format = "arn:{0}:organizations::{1}:policy/{2}/" + kind.lower() + "/{3}"

    @property
    def arn(self) -> str:
        """The policy's ARN; AWS's own policies belong to the account ``aws``."""
        if self.aws_managed:
            return f"arn:aws:organizations::aws:policy/{self.type.lower()}/{self.id}"
        return str(super().arn)


class Policies(Parts):
    """Creating, changing, attaching, detaching and deleting policies."""

    def policy(self, policy_id: str) -> FakePolicy:
        """The policy with this id. Raises PolicyNotFoundException."""
        for policy in self.policies:
            if policy.id == policy_id:
                return policy
        raise no_policy()

    def target(self, target_id: str) -> Any:
        """The root, organizational unit or account with this id. Raises TargetNotFoundException."""
        for target in [*self.ou, *self.accounts]:
            if target.id == target_id:
                return target
        raise no_target()

    def create_policy(self, **arguments: Any) -> dict[str, Any]:
        """A new policy, attached to nothing."""
        kind = arguments.get("Type", "")
        if kind not in limits.POLICY_TYPES:
            raise invalid("INVALID_ENUM_POLICY_TYPE")
        self._check_policy_name(arguments["Name"])
        _check_description(arguments.get("Description", ""))
        _check_content(kind, arguments["Content"])
        tags = checked_tags(arguments.get("Tags", []))
        if len(tags) > limits.TAGS:
            raise constraint("MAX_TAG_LIMIT_EXCEEDED", "You have exceeded the number of tags allowed on this resource.")
        if sum(policy.type == kind for policy in self.policies) >= limits.POLICY_TYPES[kind][2]:
            raise constraint("POLICY_NUMBER_LIMIT_EXCEEDED", "You have exceeded the allowed number of policies.")
        policy = Policy(self.org, **arguments)
        self.policies.append(policy)
        return policy.describe()  # type: ignore[no-any-return]

    def update_policy(self, **arguments: Any) -> dict[str, Any]:
        """The policy has the new name, description and content, as far as they are given."""
        policy = self._own(arguments["PolicyId"])
        if arguments.get("Name", policy.name) != policy.name:
            self._check_policy_name(arguments["Name"])
        _check_description(arguments.get("Description", ""))
        if "Content" in arguments:
            _check_content(policy.type, arguments["Content"])
        policy.name = arguments.get("Name", policy.name)
        policy.description = arguments.get("Description", policy.description)
        policy.content = arguments.get("Content", policy.content)
        return policy.describe()  # type: ignore[no-any-return]

    def delete_policy(self, **arguments: Any) -> None:
        """The policy is gone. Raises PolicyInUseException while it is attached."""
        policy = self._own(arguments["PolicyId"])
        if policy.attachments:
            raise OrganizationsError(
                "PolicyInUseException",
                "The policy is attached to one or more entities. You must detach it from all roots, OUs, and accounts "
                "before performing this operation.",
            )
        self.policies.remove(policy)

    def describe_policy(self, **arguments: Any) -> dict[str, Any]:
        """One policy with its content."""
        return self.policy(arguments["PolicyId"]).describe()  # type: ignore[no-any-return]

    def attach_policy(self, **arguments: Any) -> None:
        """The policy applies to the target."""
        policy, target = self.policy(arguments["PolicyId"]), self.target(arguments["TargetId"])
        if policy.type not in self.enabled_types():
            raise OrganizationsError(
                "PolicyTypeNotEnabledException", "This operation can be performed only for enabled policy types."
            )
        if policy in target.attached_policies:
            raise OrganizationsError(
                "DuplicatePolicyAttachmentException",
                "The selected policy is already attached to the specified target.",
            )
        if _number(target, policy.type) >= limits.POLICY_TYPES[policy.type][1]:
            raise constraint(
                "MAX_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED",
                "You have attached the maximum number of policies to the specified target.",
            )
        self.attach(policy, target)

    def detach_policy(self, **arguments: Any) -> None:
        """The policy no longer applies to the target."""
        policy, target = self.policy(arguments["PolicyId"]), self.target(arguments["TargetId"])
        if policy not in target.attached_policies:
            raise OrganizationsError("PolicyNotAttachedException", "The policy isn't attached to the specified target.")
        if policy.id == limits.FULL_ACCESS["RESOURCE_CONTROL_POLICY"]:
            raise invalid("NON_DETACHABLE_POLICY", "You can't detach this policy.")
        if policy.type in limits.FULL_ACCESS and _number(target, policy.type) == 1:
            raise constraint(
                "MIN_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED",
                "You cannot remove the last policy attached to the specified target. You should have at least one "
                "attached.",
            )
        self.detach(policy, target)

    def attach(self, policy: FakePolicy, target: Any) -> None:
        """The policy is on the target, whatever the limits say."""
        if policy not in target.attached_policies:
            target.attached_policies.append(policy)
            policy.attachments.append(target)

    def detach(self, policy: FakePolicy, target: Any) -> None:
        """The policy is not on the target."""
        if policy in target.attached_policies:
            target.attached_policies.remove(policy)
            policy.attachments.remove(target)

    def attach_defaults(self, target: Any) -> None:
        """The full-access policies of all enabled types are on ``target``."""
        for kind in sorted(self.enabled_types() & set(limits.FULL_ACCESS)):
            self.attach(self.policy(limits.FULL_ACCESS[kind]), target)

    def detach_all(self, target: Any) -> None:
        """No policy is on ``target``."""
        for policy in list(target.attached_policies):
            self.detach(policy, target)

    def list_targets_for_policy(self, **arguments: Any) -> dict[str, Any]:
        """Everything that the policy is attached to."""
        targets = self.policy(arguments["PolicyId"]).attachments
        return {"Targets": [{"TargetId": t.id, "Arn": t.arn, "Name": t.name, "Type": t.type} for t in targets]}

    def list_policies(self, policy_type: str) -> list[dict[str, Any]]:
        """Summaries of all policies of a type."""
        if policy_type not in limits.POLICY_TYPES:
            raise invalid("INVALID_ENUM_POLICY_TYPE")
        return [p.describe()["Policy"]["PolicySummary"] for p in self.policies if p.type == policy_type]

    def list_policies_for_target(self, target_id: str, policy_type: str) -> list[dict[str, Any]]:
        """Summaries of the policies of a type that are attached to the target itself."""
        if policy_type not in limits.POLICY_TYPES:
            raise invalid("INVALID_ENUM_POLICY_TYPE")
        attached = self.target(target_id).attached_policies
        return [p.describe()["Policy"]["PolicySummary"] for p in attached if p.type == policy_type]

    def _own(self, policy_id: str) -> FakePolicy:
        policy = self.policy(policy_id)
        if policy.aws_managed:
            raise invalid("IMMUTABLE_POLICY", "You cannot modify or delete an AWS managed policy.")
        return policy

    def _check_policy_name(self, name: str) -> None:
        if not 1 <= len(name) <= 128:
            raise invalid("MAX_LENGTH_EXCEEDED", "You provided a value that exceeds its maximum length.")
        if any(policy.name == name for policy in self.policies):
            raise OrganizationsError("DuplicatePolicyException", "A policy with the same name already exists.")


def _number(target: Any, kind: str) -> int:
    return sum(policy.type == kind for policy in target.attached_policies)


def _check_description(description: str) -> None:
    if len(description) > 512:
        raise invalid("MAX_LENGTH_EXCEEDED", "You provided a value that exceeds its maximum length.")


def _check_content(kind: str, content: str) -> None:
    most = limits.POLICY_TYPES[kind][0]
    if len(content) > most:
        raise constraint(
            "POLICY_CONTENT_LIMIT_EXCEEDED",
            f"You have exceeded the allowed maximum policy content size of {most} characters.",
        )
    malformed = OrganizationsError(
        "MalformedPolicyDocumentException",
        "The provided policy document does not meet the requirements of the specified policy type.",
    )
    try:
        document = json.loads(content)
    except ValueError:
        raise malformed from None
    if not isinstance(document, dict) or not document:
        raise malformed
    if kind in _WITH_STATEMENTS:
        statements = document.get("Statement")
        statements = [statements] if isinstance(statements, dict) else statements
        if not statements or any(not _is_statement(statement, kind) for statement in statements):
            raise malformed


def _is_statement(statement: Any, kind: str) -> bool:
    if not isinstance(statement, dict) or statement.get("Effect") not in ("Allow", "Deny"):
        return False
    if ("Action" in statement) == ("NotAction" in statement):
        return False
    if kind == "SERVICE_CONTROL_POLICY":
        return not {"Principal", "NotPrincipal"} & set(statement) and bool({"Resource", "NotResource"} & set(statement))
    return statement.get("Principal") == "*" and statement["Effect"] == "Deny"
