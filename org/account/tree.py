"""The organization as one component resource: organization, units, accounts, policies and attachments."""

from __future__ import annotations

from collections.abc import Mapping

import pulumi
import pulumi_aws as aws

from blocks.recorded import Recorded
from org.account.contact_resources import contact_resources
from org.account.creation_slots import CreationSlots
from org.account.guard import ACCOUNT, POLICY, TREE, UNIT
from org.account.organization import Root, root_of
from org.account.policies import Attachment, Policies, Policy
from org.account.services import service_resources
from org.account.structure import Member, Unit
from org.account.subject import Subject
from org.account.tags import account_tags, policy_tags, unit_tags

_NOT_READABLE = ["role_name", "iam_user_access_to_billing"]
_KEPT_WHILE_IMPORTED = ["tags", "tagsAll"]


class OrganizationTree(pulumi.ComponentResource):
    """An AWS organization with its units, accounts and policies, all of them direct children of this component.

    A unit is no parent of its accounts: a move between depths would change their URNs, and so replace them.
    """

    root: Root
    """The organization and the id of its root."""

    units: dict[str, aws.organizations.OrganizationalUnit]
    """Units by path."""

    accounts: Mapping[str, aws.organizations.Account]
    """Member accounts by key."""

    policies: Mapping[str, aws.organizations.Policy]
    """Policies by key."""

    def __init__(self, name: str, subject: Subject, recorded: Recorded, options: pulumi.ResourceOptions) -> None:
        super().__init__(TREE, name, {}, options)
        self._prefix = name
        self._recorded = {(one.type, one.name): str(one.outputs.get("id", "")) for one in recorded.resources}
        self._subject = subject
        self._variables = subject.variables
        self.root = root_of(self, name, subject)
        self.units = {}
        for unit in subject.structure.units:  # parents stand before their children
            self.units[unit.path] = self._unit(unit)
        self.accounts = self._members(recorded)
        policies: Policies = subject.policies
        self.policies = {key: self._policy(policy) for key, policy in policies.by_key.items()}
        for attachment in policies.attachments:
            self._attachment(attachment)
        service_resources(self, name, subject.variables, self.root, self.accounts)
        self._contacts()
        self.register_outputs({})

    def target_id(self, target: str) -> pulumi.Input[str]:
        """The id of what policies are attached to: ``root``, ``ou/plat/data`` or ``account/plat-prod``."""
        kind, _, key = target.partition("/")
        if kind == "root":
            return self.root.id
        return self.units[key].id if kind == "ou" else self.accounts[key].id

    def _unit(self, unit: Unit) -> aws.organizations.OrganizationalUnit:
        settings = unit.settings
        return aws.organizations.OrganizationalUnit(
            f"{self._prefix}-{unit.path}",
            name=unit.name,
            parent_id=self.units[unit.parent].id if unit.parent else self.root.id,
            tags=unit_tags(self._variables, unit),
            opts=pulumi.ResourceOptions(
                parent=self,
                protect=True,
                import_=settings.import_id,
                ignore_changes=_KEPT_WHILE_IMPORTED if settings.import_id else None,
                aliases=self._once_named(unit.path, unit.previous_path),
            ),
        )

    def _members(self, recorded: Recorded) -> dict[str, aws.organizations.Account]:
        existing = {resource.name for resource in recorded.of_type(ACCOUNT)}
        slots = CreationSlots(self._subject.limits.of("account_creations_at_once"))
        return {member.key: self._member(member, existing, slots) for member in self._subject.structure.managed}

    def _member(self, member: Member, existing: set[str], slots: CreationSlots) -> aws.organizations.Account:
        settings, variables = member.settings, self._variables
        name = f"{self._prefix}-{member.key}"
        new = not existing & {name, f"{self._prefix}-{settings.previous_name}"} and settings.import_id is None
        kept = _KEPT_WHILE_IMPORTED if settings.import_id else []
        billing = settings.iam_user_access_to_billing or variables.account_iam_user_access_to_billing
        account = aws.organizations.Account(
            name,
            name=slots.when_free(member.name) if new else member.name,
            email=member.email,
            parent_id=self.units[member.unit].id if member.unit else self.root.id,
            role_name=settings.role_name or variables.account_role_name,
            iam_user_access_to_billing=billing,
            close_on_deletion=settings.close_on_deletion,
            tags=account_tags(variables, member),
            opts=pulumi.ResourceOptions(
                parent=self,
                protect=True,
                retain_on_delete=not settings.close_on_deletion,
                import_=settings.import_id,
                ignore_changes=[*_NOT_READABLE, *kept],
                aliases=self._once_named(member.key, settings.previous_name),
            ),
        )
        if new:
            slots.free_after(account)
        return account

    def _policy(self, policy: Policy) -> aws.organizations.Policy:
        settings = policy.settings
        return aws.organizations.Policy(
            f"{self._prefix}-{policy.key}",
            name=policy.name,
            type=policy.type,
            description=policy.description,
            content=policy.content,
            skip_destroy=settings.skip_destroy or None,
            tags=policy_tags(self._variables, policy.name, settings.tags),
            opts=pulumi.ResourceOptions(
                parent=self,
                depends_on=[self.root.resource] if self.root.resource else None,
                import_=settings.import_id,
                ignore_changes=_KEPT_WHILE_IMPORTED if settings.import_id else None,
                aliases=self._once_named(policy.key, policy.previous_key),
            ),
        )

    def _attachment(self, attachment: Attachment) -> None:
        target, policy = attachment.target, attachment.policy
        aws.organizations.PolicyAttachment(
            f"{self._prefix}-{target.key}/{policy.key}",
            policy_id=self.policies[policy.key].id,
            target_id=self.target_id(target.key),
            opts=pulumi.ResourceOptions(
                parent=self,
                import_=self._existing_attachment(attachment),
                aliases=self._once_named(
                    f"{target.key}/{policy.key}",
                    *(
                        f"{at}/{key}"
                        for at in (target.key, target.previous_key)
                        for key in (policy.key, policy.previous_key)
                        if key
                    ),
                ),
            ),
        )

    def _contacts(self) -> None:
        variables = self._variables
        root = variables.organization_config.root_account
        own = root.contacts.over(variables.contacts) if root.contacts else variables.contacts
        contact_resources(self, f"{self._prefix}-{root.name}", None, own)
        for member in self._subject.structure.managed:
            account_id = self.accounts[member.key].id
            contact_resources(self, f"{self._prefix}-{member.key}", account_id, member.contacts)

    def _existing_attachment(self, attachment: Attachment) -> str | None:
        """The import id of an attachment that AWS has already."""
        settings = attachment.policy.settings
        if not settings.import_target_ids:
            return None
        policy_id = settings.import_id or self._recorded_id(POLICY, attachment.policy.key)
        kind, _, key = attachment.target.key.partition("/")
        own = getattr(attachment.target.settings, "import_id", None)
        own = own or self._recorded_id(UNIT if kind == "ou" else ACCOUNT, key)
        for target_id in settings.import_target_ids:
            if target_id.startswith("r-") if kind == "root" else target_id == own:
                return f"{target_id}:{policy_id}"
        return None

    def _recorded_id(self, token: str, key: str) -> str | None:
        return self._recorded.get((token, f"{self._prefix}-{key}"))

    def _once_named(self, key: str, *previous: str | None) -> list[pulumi.Alias] | None:
        names = dict.fromkeys(one for one in previous if one is not None and one != key)
        return [pulumi.Alias(name=f"{self._prefix}-{one}") for one in names] or None
