"""What the parts of an organization's backend know of each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from moto.organizations.models import (
    FakeAccount,
    FakeOrganization,
    FakeOrganizationalUnit,
    FakePolicy,
    OrganizationsBackend,
)

if TYPE_CHECKING:
    from sandbox.aws.organizations.creation import CreationRequest
    from sandbox.aws.organizations.resource_policy import DelegationPolicy


class Parts(OrganizationsBackend):  # type: ignore[misc]
    """The state of one organization, and what one part asks of another."""

    account_id: str
    partition: str
    org: FakeOrganization
    ou: list[FakeOrganizationalUnit]
    accounts: list[FakeAccount]
    policies: list[FakePolicy]
    services: list[dict[str, Any]]
    admins: list[Any]
    creations: dict[str, CreationRequest]
    type_changes: dict[str, float]
    closures: dict[str, float]
    resource_policy: DelegationPolicy | None

    def attach(self, policy: FakePolicy, target: Any) -> None:
        """The policy is on the target, whatever the limits say."""
        raise NotImplementedError

    def detach(self, policy: FakePolicy, target: Any) -> None:
        """The policy is not on the target."""
        raise NotImplementedError

    def attach_defaults(self, target: Any) -> None:
        """The full-access policies of all enabled types are on ``target``."""
        raise NotImplementedError

    def detach_all(self, target: Any) -> None:
        """No policy is on ``target``."""
        raise NotImplementedError

    def enabled_types(self) -> set[str]:
        """The policy types that can be attached."""
        raise NotImplementedError
