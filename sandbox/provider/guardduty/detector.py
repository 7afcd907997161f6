"""Detectors."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sandbox.provider.guardduty.missing import missing
from sandbox.provider.resource import Change, Resource
from sandbox.provider.shapes import given
from sandbox.provider.wire import Properties


class Detector(Resource):
    """``aws.guardduty.Detector``: one per account and region."""

    def create(self, inputs: Properties) -> str:
        """CreateDetector with its tags."""
        answer = self._client.create_detector(
            Enable=inputs["enable"], **_settings(inputs), **given(Tags=inputs.get("tagsAll"))
        )
        return str(answer["DetectorId"])

    def read(self, identifier: str, state: Properties) -> Properties | None:
        """GetDetector."""
        try:
            found = self._client.get_detector(DetectorId=identifier)
        except Exception as error:
            if missing(error):
                return None
            raise
        account = self.aws.account_id
        return {
            "accountId": account,
            "arn": f"arn:{self.aws.partition}:guardduty:{self.region}:{account}:detector/{identifier}",
            "enable": found["Status"] == "ENABLED",
            "findingPublishingFrequency": found.get("FindingPublishingFrequency"),
            "datasources": _sources(found.get("DataSources")),
            "tagsAll": found.get("Tags") or {},
        }

    def update(self, identifier: str, change: Change) -> None:
        """UpdateDetector."""
        self._client.update_detector(DetectorId=identifier, Enable=change.new["enable"], **_settings(change.new))

    def retag(self, identifier: str, state: Properties, setting: Mapping[str, str], removing: list[str]) -> None:
        """UntagResource and TagResource."""
        if removing:
            self._client.untag_resource(ResourceArn=state["arn"], TagKeys=removing)
        if setting:
            self._client.tag_resource(ResourceArn=state["arn"], Tags=dict(setting))

    def delete(self, identifier: str, state: Properties) -> None:
        """DeleteDetector."""
        try:
            self._client.delete_detector(DetectorId=identifier)
        except Exception as error:
            if not missing(error):
                raise

    @property
    def _client(self) -> Any:
        return self.client("guardduty")


def _settings(properties: Properties) -> dict[str, Any]:
    sources = properties.get("datasources") or {}
    wanted: dict[str, Any] = {}
    if "s3Logs" in sources:
        wanted["S3Logs"] = {"Enable": sources["s3Logs"]["enable"]}
    if "kubernetes" in sources:
        wanted["Kubernetes"] = {"AuditLogs": {"Enable": sources["kubernetes"]["auditLogs"]["enable"]}}
    if "malwareProtection" in sources:
        volumes = sources["malwareProtection"]["scanEc2InstanceWithFindings"]["ebsVolumes"]["enable"]
        wanted["MalwareProtection"] = {"ScanEc2InstanceWithFindings": {"EbsVolumes": volumes}}
    return given(FindingPublishingFrequency=properties.get("findingPublishingFrequency"), DataSources=wanted)


def _sources(answer: dict[str, Any] | None) -> Properties | None:
    if not answer:
        return None
    found: Properties = {}
    if "S3Logs" in answer:
        found["s3Logs"] = {"enable": _on(answer["S3Logs"])}
    if "Kubernetes" in answer:
        found["kubernetes"] = {"auditLogs": {"enable": _on(answer["Kubernetes"].get("AuditLogs"))}}
    if "MalwareProtection" in answer:
        volumes = answer["MalwareProtection"].get("ScanEc2InstanceWithFindings", {}).get("EbsVolumes")
        found["malwareProtection"] = {"scanEc2InstanceWithFindings": {"ebsVolumes": {"enable": _on(volumes)}}}
    return found or None


def _on(source: dict[str, Any] | None) -> bool:
    return bool(source and source.get("Status") == "ENABLED")
