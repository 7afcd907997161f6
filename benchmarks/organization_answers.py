"""What AWS answers about a simulated organization."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tests.e2e.organization import Organization


@dataclass
class Aws:
    """What boto3 answers about the organization."""

    organization: Organization
    ids: dict[str, str] = field(default_factory=dict)

    def of(self, service: str = "organizations") -> Any:
        """A client of the management account."""
        return self.organization.client(service, region="us-east-1")

    def account(self, name: str) -> dict[str, Any]:
        """One account by the name that it had at first."""
        found: dict[str, Any] = self.of().describe_account(AccountId=self.ids[name])["Account"]
        return found

    def root(self) -> dict[str, Any]:
        """The organization's root."""
        found: dict[str, Any] = self.of().list_roots()["Roots"][0]
        return found

    def trusted(self) -> list[str]:
        """The services that have trusted access."""
        found = self.of().list_aws_service_access_for_organization()["EnabledServicePrincipals"]
        return sorted(one["ServicePrincipal"] for one in found)

    def types(self) -> list[str]:
        """The policy types of the root."""
        return sorted(one["Type"] for one in self.root()["PolicyTypes"] if one["Status"] == "ENABLED")

    def on(self, target: str, kind: str = "SERVICE_CONTROL_POLICY") -> list[str]:
        """The names of the policies on a target, without AWS's own."""
        found = self.of().list_policies_for_target(TargetId=target, Filter=kind)["Policies"]
        return sorted(one["Name"] for one in found if not one["AwsManaged"])

    def document(self, name: str, kind: str = "SERVICE_CONTROL_POLICY") -> str:
        """The document of a policy as AWS keeps it."""
        policies = self.of().list_policies(Filter=kind)["Policies"]
        (found,) = (one["Id"] for one in policies if one["Name"] == name)
        return str(self.of().describe_policy(PolicyId=found)["Policy"]["Content"])

    def tags(self, name: str) -> dict[str, str]:
        """The tags of an account."""
        found = self.of().list_tags_for_resource(ResourceId=self.ids[name])["Tags"]
        return {one["Key"]: one["Value"] for one in found}

    def units(self, parent: str) -> list[str]:
        """The names of the units under a root or unit."""
        found = self.of().list_organizational_units_for_parent(ParentId=parent)["OrganizationalUnits"]
        return sorted(one["Name"] for one in found)

    def delegated(self) -> list[str]:
        """The names of the accounts that administer a service."""
        return [str(one["Name"]) for one in self.of().list_delegated_administrators()["DelegatedAdministrators"]]

    def top(self) -> list[str]:
        """The names of the units under the root."""
        return self.units(self.root()["Id"])

    def parent(self, name: str) -> str:
        """The id of what an account is in."""
        return str(self.of().list_parents(ChildId=self.ids[name])["Parents"][0]["Id"])
