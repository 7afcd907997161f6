"""How GuardDuty treats members of the organization."""

from __future__ import annotations

from typing import Any

from sandbox.provider.guardduty.missing import missing
from sandbox.provider.resource import Change, Resource
from sandbox.provider.shapes import given
from sandbox.provider.wire import Properties


class OrganizationConfiguration(Resource):
    """``aws.guardduty.OrganizationConfiguration``, in the delegated administrator: a deletion does NOTHING."""

    def create(self, inputs: Properties) -> str:
        """UpdateOrganizationConfiguration."""
        self._put(inputs)
        return str(inputs["detectorId"])

    def read(self, identifier: str, state: Properties) -> Properties | None:
        """DescribeOrganizationConfiguration."""
        try:
            found = self._client.describe_organization_configuration(DetectorId=identifier)
        except Exception as error:
            if missing(error):
                return None
            raise
        return {
            "detectorId": identifier,
            "autoEnableOrganizationMembers": found["AutoEnableOrganizationMembers"],
            "datasources": _sources(found.get("DataSources")),
        }

    def update(self, identifier: str, change: Change) -> None:
        """UpdateOrganizationConfiguration."""
        self._put(change.new)

    def _put(self, properties: Properties) -> None:
        self._client.update_organization_configuration(
            DetectorId=properties["detectorId"],
            AutoEnableOrganizationMembers=properties["autoEnableOrganizationMembers"],
            **given(DataSources=_request(properties.get("datasources") or {})),
        )

    @property
    def _client(self) -> Any:
        return self.client("guardduty")


def _request(sources: Properties) -> dict[str, Any]:
    wanted: dict[str, Any] = {}
    if "s3Logs" in sources:
        wanted["S3Logs"] = {"AutoEnable": sources["s3Logs"]["autoEnable"]}
    if "kubernetes" in sources:
        wanted["Kubernetes"] = {"AuditLogs": {"AutoEnable": sources["kubernetes"]["auditLogs"]["enable"]}}
    if "malwareProtection" in sources:
        volumes = sources["malwareProtection"]["scanEc2InstanceWithFindings"]["ebsVolumes"]["autoEnable"]
        wanted["MalwareProtection"] = {"ScanEc2InstanceWithFindings": {"EbsVolumes": {"AutoEnable": volumes}}}
    return wanted


def _sources(answer: dict[str, Any] | None) -> Properties | None:
    if not answer:
        return None
    found: Properties = {}
    if "S3Logs" in answer:
        found["s3Logs"] = {"autoEnable": answer["S3Logs"]["AutoEnable"]}
    if "Kubernetes" in answer:
        found["kubernetes"] = {"auditLogs": {"enable": answer["Kubernetes"]["AuditLogs"]["AutoEnable"]}}
    if "MalwareProtection" in answer:
        volumes = answer["MalwareProtection"]["ScanEc2InstanceWithFindings"]["EbsVolumes"]["AutoEnable"]
        found["malwareProtection"] = {"scanEc2InstanceWithFindings": {"ebsVolumes": {"autoEnable": volumes}}}
    return found or None
