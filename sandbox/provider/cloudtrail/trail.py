"""Trails, of an account or of the organization."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sandbox.provider.cloudtrail import selectors
from sandbox.provider.errors import ProviderError, code
from sandbox.provider.resource import Change, Resource
from sandbox.provider.shapes import given
from sandbox.provider.tags import as_list, as_map
from sandbox.provider.wire import Properties

_FIELDS = {
    "s3BucketName": "S3BucketName",
    "s3KeyPrefix": "S3KeyPrefix",
    "cloudWatchLogsGroupArn": "CloudWatchLogsLogGroupArn",
    "cloudWatchLogsRoleArn": "CloudWatchLogsRoleArn",
    "enableLogFileValidation": "EnableLogFileValidation",
    "includeGlobalServiceEvents": "IncludeGlobalServiceEvents",
    "isMultiRegionTrail": "IsMultiRegionTrail",
    "isOrganizationTrail": "IsOrganizationTrail",
    "kmsKeyId": "KmsKeyId",
    "snsTopicName": "SnsTopicName",
}
_ANSWERED = {**_FIELDS, "enableLogFileValidation": "LogFileValidationEnabled"}
_LOG_GROUP = ("cloudWatchLogsGroupArn", "cloudWatchLogsRoleArn")


class Trail(Resource):
    """``aws.cloudtrail.Trail``: only name and region replace."""

    gone = ("TrailNotFoundException",)

    def create(self, inputs: Properties) -> str:
        """CreateTrail with its tags; it does not log yet."""
        fields = {theirs: inputs[name] for name, theirs in _FIELDS.items() if inputs.get(name) not in (None, "")}
        answer = self._client.create_trail(
            Name=inputs["name"], **fields, **given(TagsList=as_list(inputs.get("tagsAll", {})))
        )
        return str(answer["TrailARN"])

    def complete(self, identifier: str, inputs: Properties) -> None:
        """StartLogging, then selectors."""
        if inputs.get("enableLogging"):
            self._client.start_logging(Name=identifier)
        if inputs.get("eventSelectors") or inputs.get("advancedEventSelectors"):
            self._select(identifier, inputs)
        if inputs.get("insightSelectors"):
            self._insights(identifier, inputs)

    def read(self, identifier: str, state: Properties) -> Properties | None:
        """DescribeTrails, its status, selectors and tags."""
        found = self._client.describe_trails(trailNameList=[identifier], includeShadowTrails=True)["trailList"]
        trail = next((item for item in found if item["TrailARN"] == identifier), None)
        if trail is None:
            return None
        return {
            **{name: trail.get(theirs) for name, theirs in _ANSWERED.items()},
            "name": trail["Name"],
            "arn": trail["TrailARN"],
            "homeRegion": trail["HomeRegion"],
            "region": trail["HomeRegion"],
            "snsTopicName": self._topic(trail),
            "snsTopicArn": trail.get("SnsTopicARN", ""),
            "enableLogging": bool(self._client.get_trail_status(Name=identifier)["IsLogging"]),
            **self._selectors(identifier, trail, state),
            "tagsAll": self._tags(identifier),
        }

    def update(self, identifier: str, change: Change) -> None:
        """UpdateTrail with what changed, logging, then selectors."""
        fields = {theirs: change.new.get(name, "") for name, theirs in _FIELDS.items() if change.of(name)}
        if change.of(*_LOG_GROUP):
            fields.update({_FIELDS[name]: change.new.get(name, "") for name in _LOG_GROUP})
        if fields:
            self._client.update_trail(Name=identifier, **fields)
        if change.of("enableLogging"):
            switch = self._client.start_logging if change.new["enableLogging"] else self._client.stop_logging
            switch(Name=identifier)
        if change.of("eventSelectors", "advancedEventSelectors"):
            self._select(identifier, change.new)
        if change.of("insightSelectors"):
            self._insights(identifier, change.new)

    def retag(self, identifier: str, state: Properties, setting: Mapping[str, str], removing: list[str]) -> None:
        """RemoveTags and AddTags."""
        if removing:
            gone = {key: state.get("tagsAll", {}).get(key, "") for key in removing}
            self._client.remove_tags(ResourceId=identifier, TagsList=as_list(gone))
        if setting:
            self._client.add_tags(ResourceId=identifier, TagsList=as_list(setting))

    def delete(self, identifier: str, state: Properties) -> None:
        """DeleteTrail; the bucket and the logs stay."""
        self._client.delete_trail(Name=identifier)

    def adopt(self, identifier: str) -> tuple[str, Properties]:
        """The ARN of the trail; its region becomes the resource's."""
        parts = identifier.split(":")
        if len(parts) < 6 or parts[0] != "arn":
            raise ProviderError(f"unexpected import id '{identifier}': expected the ARN of a trail")
        return identifier, {"region": parts[3]}

    def _select(self, identifier: str, properties: Properties) -> None:
        if advanced := properties.get("advancedEventSelectors"):
            wanted = {"AdvancedEventSelectors": selectors.advanced_request(advanced)}
        else:
            wanted = {"EventSelectors": selectors.basic_request(properties.get("eventSelectors") or [])}
        self._client.put_event_selectors(TrailName=identifier, **wanted)

    def _insights(self, identifier: str, properties: Properties) -> None:
        wanted = [{"InsightType": item["insightType"]} for item in properties.get("insightSelectors") or ()]
        self._client.put_insight_selectors(TrailName=identifier, InsightSelectors=wanted)

    def _selectors(self, identifier: str, trail: dict[str, Any], state: Properties) -> Properties:
        """Selectors are asked for only while AWS says that there are some."""
        found: Properties = {}
        if trail.get("HasCustomEventSelectors"):
            answer = self._client.get_event_selectors(TrailName=identifier)
            found["eventSelectors"] = selectors.basic_answer(answer.get("EventSelectors") or [])
            found["advancedEventSelectors"] = selectors.advanced_answer(answer.get("AdvancedEventSelectors") or [])
        if trail.get("HasInsightSelectors"):
            answered = self._client.get_insight_selectors(TrailName=identifier).get("InsightSelectors", [])
            found["insightSelectors"] = [{"insightType": item["InsightType"]} for item in answered]
        return found

    def _topic(self, trail: dict[str, Any]) -> str:
        """The bare name of a topic of the same account and region, else its ARN."""
        arn = str(trail.get("SnsTopicARN", ""))
        near = arn.split(":")[3:5] == [trail["HomeRegion"], self.aws.account_id]
        return arn.rpartition(":")[2] if near else arn

    def _tags(self, identifier: str) -> dict[str, str]:
        try:
            listed = self._client.list_tags(ResourceIdList=[identifier])["ResourceTagList"]
        except Exception as error:
            if code(error) in ("UnsupportedOperationException",):
                return {}
            raise
        return as_map(listed[0]["TagsList"]) if listed else {}

    @property
    def _client(self) -> Any:
        return self.client("cloudtrail")
