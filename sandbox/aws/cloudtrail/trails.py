"""One account's trails in one region, and those of its organization."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from moto.cloudtrail.models import CloudTrailBackend, Trail, cloudtrail_backends
from moto.organizations.models import organizations_backends

from sandbox.aws.cloudtrail import consent
from sandbox.aws.cloudtrail.errors import CloudTrailError, not_found
from sandbox.aws.organizations.management import manages, organization_of, trusts
from sandbox.aws.substitution import substitute

PRINCIPAL = "cloudtrail.amazonaws.com"
_PER_REGION = 5


class OurTrail(Trail):  # type: ignore[misc]
    """A trail that says which selectors it has."""

    def check_bucket_exists(self) -> None:
        """The bucket is looked at by the backend, which knows the organization."""

    def put_insight_selectors(self, insight_selectors: list[dict[str, str]]) -> None:
        """The selectors take the place of those before."""
        self.insight_selectors = list(insight_selectors)

    def put_event_selectors(self, event_selectors: Any, advanced_event_selectors: Any) -> None:
        """One kind of selectors takes the place of the other."""
        self.event_selectors = list(event_selectors or [])
        self.advanced_event_selectors = list(advanced_event_selectors or [])

    def description(self, include_region: bool = False) -> dict[str, Any]:
        """The trail as AWS shows it: what it has not, is not there."""
        shown = dict(super().description(include_region))
        shown["HasCustomEventSelectors"] = bool(self.event_selectors or self.advanced_event_selectors)
        shown["HasInsightSelectors"] = bool(self.insight_selectors)
        return {key: value for key, value in shown.items() if value is not None}


class Backend(CloudTrailBackend):  # type: ignore[misc]
    """Moto's CloudTrail with what AWS does beyond it."""

    def create_trail(self, *arguments: Any) -> Trail:
        """A new trail; it does not log yet."""
        *values, tags = arguments
        name = values[0]
        if name in self.trails or any(trail.trail_name == name for trail in self.describe_trails(True)):
            raise CloudTrailError(
                "TrailAlreadyExistsException", f"Trail {name} already exists for customer: {self.account_id}"
            )
        if len(self.trails) >= _PER_REGION:
            raise CloudTrailError(
                "MaximumNumberOfTrailsExceededException",
                f"User: {self.account_id} already has {_PER_REGION} trails in {self.region_name}.",
            )
        trail = OurTrail(self.account_id, self.region_name, *values)
        self._check(trail)
        self.trails[name] = trail
        self.tagging_service.tag_resource(trail.arn, tags)
        return trail

    def update_trail(self, **changes: Any) -> Trail:
        """The trail with the changes, or as it was when AWS refuses one of them."""
        trail = self.own(changes.pop("name"))
        before = dict(trail.__dict__)
        trail.update(**changes)
        try:
            self._check(trail)
        except CloudTrailError:
            trail.__dict__.update(before)
            raise
        return trail

    def get_trail(self, name_or_arn: str) -> Trail:
        """A trail by its name in this region, or by its ARN, also when it is the organization's."""
        for trail in [*self.trails.values(), *self.describe_trails(include_shadow_trails=True)]:
            if name_or_arn in (trail.trail_name, trail.arn):
                return trail
        raise not_found(name_or_arn, self.account_id)

    def get_trail_status(self, name: str) -> Any:
        """Whether the trail logs."""
        return self.get_trail(name).status

    def own(self, name_or_arn: str) -> Trail:
        """A trail that may be changed here. Raises what AWS answers for another region's or account's."""
        trail = self.get_trail(name_or_arn)
        if trail.account_id != self.account_id:
            raise CloudTrailError(
                "OperationNotPermittedException", "An organization's trail is changed in its management account only."
            )
        if trail.region_name != self.region_name:
            raise CloudTrailError(
                "InvalidHomeRegionException",
                f"Trail {trail.arn} must be changed in the Region in which it was created: {trail.region_name}",
            )
        return trail

    def start_logging(self, name: str) -> None:
        """The trail logs."""
        self.own(name).start_logging()

    def stop_logging(self, name: str) -> None:
        """The trail does not log."""
        self.own(name).stop_logging()

    def delete_trail(self, name: str) -> None:
        """The trail is gone; its bucket and logs stay."""
        del self.trails[self.own(name).trail_name]

    def describe_trails(self, include_shadow_trails: bool) -> Iterable[Trail]:
        """This region's trails; with shadows also trails of all regions and of the organization."""
        found = list(self.trails.values())
        if include_shadow_trails:
            for account_id in {self.account_id: None, self._management(): None}:
                for region, backend in list(cloudtrail_backends[account_id].items()):
                    found += [trail for trail in backend.trails.values() if self._is_shadow(trail, region)]
        return found

    def _is_shadow(self, trail: Trail, region: str) -> bool:
        if trail.account_id == self.account_id:
            return bool(trail.is_multi_region and region != self.region_name)
        return bool(trail.is_org_trail and (trail.is_multi_region or region == self.region_name))

    def _management(self) -> str:
        own = (self.account_id, self.partition)
        return str(organizations_backends.master_accounts.get(self.account_id, own)[0])

    def _check(self, trail: Trail) -> None:
        if trail.is_multi_region and not trail.include_global_service_events:
            raise CloudTrailError(
                "InvalidParameterCombinationException", "Multi-Region trail must include global service events."
            )
        owner = self._organization_id() if trail.is_org_trail else self.account_id
        consent.check_bucket(trail.bucket_name, trail.s3_key_prefix, owner, trail.arn, self.account_id)
        if trail.kms_key_id:
            trail.kms_key_id = consent.key_arn(trail.kms_key_id, self.region_name, self.account_id, trail.arn)
        consent.check_log_group(trail.cw_log_group_arn, trail.cw_role_arn)

    def _organization_id(self) -> str:
        organization = organization_of(self.account_id, self.partition)
        if organization is None:
            raise CloudTrailError("OrganizationsNotInUseException", "The account is not a member of an organization.")
        if not manages(organization, self.account_id, PRINCIPAL):
            raise CloudTrailError(
                "NotOrganizationMasterAccountException",
                "The AWS account making the request to create or update an organization trail is not the management "
                "account for an organization in AWS Organizations.",
            )
        if not trusts(organization, PRINCIPAL):
            raise CloudTrailError(
                "CloudTrailAccessNotEnabledException",
                "CloudTrail access is not enabled for your organization.",
            )
        return str(organization.org.id)


substitute(cloudtrail_backends, Backend)
