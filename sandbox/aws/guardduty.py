"""GuardDuty: one detector for each account and region, and how an organization's members are treated."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from moto.core.responses import ActionResult, EmptyResult
from moto.guardduty.models import Detector, guardduty_backends
from moto.guardduty.responses import GuardDutyResponse as MotoGuardDutyResponse

from sandbox.aws.holding import PerAccount
from sandbox.aws.organizations.administration import Administered, Administration, Administrator
from sandbox.aws.parsing import parameters
from sandbox.aws.service_error import ServiceError

_NOT_OWNED = "The request is rejected because the input detectorId is not owned by the current account."
_MESSAGES = {
    "NotManagement": "The request is rejected because the account is not the management account of an organization.",
    "NoOrganization": "The request is rejected because the account is not in an organization.",
}


@dataclass
class Membership:
    """What happens to members of the organization, as its administrator set it."""

    auto_enable: str = "NEW"
    sources: dict[str, Any] = field(default_factory=dict)


def _refuse(code: str, message: str) -> ServiceError:
    return ServiceError("BadRequestException", message or _MESSAGES[code])


_memberships: PerAccount[Membership] = PerAccount(Membership)
_administrators: PerAccount[Administrator] = PerAccount(Administrator)


class GuardDutyResponse(Administered, MotoGuardDutyResponse):  # type: ignore[misc]
    """Moto's GuardDuty with what AWS does beyond it."""

    administration = Administration("guardduty.amazonaws.com", _administrators, _refuse)

    def create_detector(self) -> str:
        """CreateDetector: there can be one."""
        if self.guardduty_backend.detectors:
            raise _refuse("", "The request is rejected because a detector already exists for the current account.")
        return str(super().create_detector())

    def get_detector(self) -> str:
        """GetDetector, with the sources that moto does not show."""
        shown = json.loads(super().get_detector())
        scan = (self._detector().datasources.get("malwareProtection") or {}).get("scanEc2InstanceWithFindings") or {}
        status = "ENABLED" if scan.get("ebsVolumes") else "DISABLED"
        shown["dataSources"]["malwareProtection"] = {"scanEc2InstanceWithFindings": {"ebsVolumes": {"status": status}}}
        return json.dumps(shown)

    def update_detector(self) -> str:
        """UpdateDetector: sources that are not named stay as they are."""
        detector = self._detector()
        before = detector.datasources
        answer = str(super().update_detector())
        detector.datasources = _over(before, detector.datasources)
        return answer

    def delete_detector(self) -> str:
        """DeleteDetector."""
        self._detector()
        return str(super().delete_detector())

    def tag_resource(self) -> ActionResult:
        """TagResource."""
        self._tagged().tags.update(parameters(self)["Tags"])
        return EmptyResult()

    def untag_resource(self) -> ActionResult:
        """UntagResource."""
        for key in parameters(self)["TagKeys"]:
            self._tagged().tags.pop(key, None)
        return EmptyResult()

    def list_tags_for_resource(self) -> ActionResult:
        """ListTagsForResource."""
        return ActionResult({"Tags": self._tagged().tags})

    def begin(self, account_id: str) -> None:
        """The administrator gets a detector, if it has none."""
        backend = guardduty_backends[account_id][self.region]
        if not backend.detectors:
            backend.create_detector(True, "", {}, {}, [])

    def list_organization_admin_accounts(self) -> str:
        """ListOrganizationAdminAccounts."""
        account_id = self.administrator()
        found = [{"adminAccountId": account_id, "adminStatus": "ENABLED"}] if account_id else []
        return json.dumps({"adminAccounts": found})

    def describe_organization_configuration(self) -> ActionResult:
        """DescribeOrganizationConfiguration."""
        self._administered_detector()
        held = _memberships.of(self.current_account, self.region)
        return ActionResult(
            {
                "AutoEnable": held.auto_enable != "NONE",
                "AutoEnableOrganizationMembers": held.auto_enable,
                "MemberAccountLimitReached": False,
                "DataSources": _sources(held.sources),
                "Features": [],
            }
        )

    def update_organization_configuration(self) -> ActionResult:
        """UpdateOrganizationConfiguration: only what is given changes."""
        self._administered_detector()
        given, held = parameters(self), _memberships.of(self.current_account, self.region)
        if wanted := given.get("AutoEnableOrganizationMembers"):
            if wanted not in ("ALL", "NEW", "NONE"):
                raise _refuse("", "The request is rejected because autoEnableOrganizationMembers is not valid.")
            held.auto_enable = wanted
        held.sources |= given.get("DataSources") or {}
        return EmptyResult()

    def _detector(self) -> Detector:
        return self.guardduty_backend.get_detector(parameters(self)["DetectorId"])

    def _tagged(self) -> Detector:
        detectors = self.guardduty_backend.detectors
        identifier = parameters(self)["ResourceArn"].rpartition("/")[2]
        if identifier not in detectors:
            raise _refuse("", _NOT_OWNED)
        return detectors[identifier]

    def _administered_detector(self) -> None:
        self._detector()
        if not self.administers():
            raise _refuse(
                "", "The request is rejected because the current account is not the delegated administrator account."
            )


def _sources(given: dict[str, Any]) -> dict[str, Any]:
    logs = given.get("S3Logs") or {}
    audit = (given.get("Kubernetes") or {}).get("AuditLogs") or {}
    scan = (given.get("MalwareProtection") or {}).get("ScanEc2InstanceWithFindings") or {}
    volumes = scan.get("EbsVolumes") or {}
    return {
        "S3Logs": {"AutoEnable": bool(logs.get("AutoEnable"))},
        "Kubernetes": {"AuditLogs": {"AutoEnable": bool(audit.get("AutoEnable"))}},
        "MalwareProtection": {
            "ScanEc2InstanceWithFindings": {"EbsVolumes": {"AutoEnable": bool(volumes.get("AutoEnable"))}}
        },
    }


def _over(before: dict[str, Any], given: dict[str, Any]) -> dict[str, Any]:
    both = {name: _over(before[name], given[name]) for name in before.keys() & given if isinstance(given[name], dict)}
    return {**before, **given, **both}
