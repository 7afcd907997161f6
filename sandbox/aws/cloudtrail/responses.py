"""What CloudTrail answers."""

from __future__ import annotations

import json
from typing import Any

from moto.cloudtrail.responses import CloudTrailResponse as MotoCloudTrailResponse
from moto.core.responses import ActionResult, EmptyResult
from moto.organizations.models import organizations_backends

from sandbox.aws.cloudtrail import trails as _trails  # noqa: F401 - puts our backend in place
from sandbox.aws.cloudtrail.errors import CloudTrailError
from sandbox.aws.cloudtrail.trails import PRINCIPAL
from sandbox.aws.parsing import parameters


class CloudTrailResponse(MotoCloudTrailResponse):  # type: ignore[misc]
    """Moto's CloudTrail with what AWS does beyond it."""

    def describe_trails(self) -> str:
        """DescribeTrails, of all trails or those that are named."""
        given = parameters(self)
        wanted = given.get("trailNameList") or []
        shadows = given.get("includeShadowTrails", True)
        trails = self.cloudtrail_backend.describe_trails(shadows)
        found = [trail for trail in trails if not wanted or {trail.trail_name, trail.arn} & set(wanted)]
        return json.dumps({"trailList": [trail.description(include_region=True) for trail in found]})

    def get_insight_selectors(self) -> str:
        """GetInsightSelectors."""
        trail = self.cloudtrail_backend.get_trail(self._get_param("TrailName"))
        if not trail.insight_selectors:
            raise CloudTrailError(
                "InsightNotEnabledException", f"Trail {trail.trail_name} does not have Insights enabled."
            )
        return json.dumps({"TrailARN": trail.arn, "InsightSelectors": trail.insight_selectors})

    def register_organization_delegated_admin(self) -> ActionResult:
        """RegisterOrganizationDelegatedAdmin; CloudTrail gets trusted access with it."""
        organization = self._organization()
        organization.enable_aws_service_access(ServicePrincipal=PRINCIPAL)
        organization.register_delegated_administrator(
            AccountId=parameters(self)["MemberAccountId"], ServicePrincipal=PRINCIPAL
        )
        return EmptyResult()

    def deregister_organization_delegated_admin(self) -> ActionResult:
        """DeregisterOrganizationDelegatedAdmin."""
        self._organization().deregister_delegated_administrator(
            AccountId=parameters(self)["DelegatedAdminAccountId"], ServicePrincipal=PRINCIPAL
        )
        return EmptyResult()

    def _organization(self) -> Any:
        organization = organizations_backends[self.current_account][self.partition]
        if organization.org is None:
            raise CloudTrailError(
                "NotOrganizationManagementAccountException",
                "The account making the request is not the organization's management account.",
            )
        return organization
