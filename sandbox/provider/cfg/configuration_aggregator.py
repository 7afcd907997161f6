"""Aggregators of configuration data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sandbox.provider.difference import Difference
from sandbox.provider.resource import Change, Resource
from sandbox.provider.shapes import given
from sandbox.provider.tags import as_list, as_map
from sandbox.provider.wire import Properties


class ConfigurationAggregator(Resource):
    """``aws.cfg.ConfigurationAggregator``: of accounts, or of the organization."""

    gone = ("NoSuchConfigurationAggregatorException",)

    def create(self, inputs: Properties) -> str:
        """PutConfigurationAggregator with its tags; overwrites one of that name."""
        self._put(inputs["name"], inputs, as_list(inputs.get("tagsAll", {})))
        return str(inputs["name"])

    def read(self, identifier: str, state: Properties) -> Properties | None:
        """DescribeConfigurationAggregators and the tags."""
        answer = self._client.describe_configuration_aggregators(ConfigurationAggregatorNames=[identifier])
        if not answer["ConfigurationAggregators"]:
            return None
        found = answer["ConfigurationAggregators"][0]
        accounts, organization = found.get("AccountAggregationSources"), found.get("OrganizationAggregationSource")
        arn = found["ConfigurationAggregatorArn"]
        return {
            "name": identifier,
            "arn": arn,
            "accountAggregationSource": _answered(accounts[0]) if accounts else None,
            "organizationAggregationSource": _answered(organization) if organization else None,
            "tagsAll": as_map(self._client.list_tags_for_resource(ResourceArn=arn).get("Tags", [])),
        }

    def update(self, identifier: str, change: Change) -> None:
        """PutConfigurationAggregator."""
        self._put(identifier, change.new, [])

    def retag(self, identifier: str, state: Properties, setting: Mapping[str, str], removing: list[str]) -> None:
        """UntagResource and TagResource."""
        if removing:
            self._client.untag_resource(ResourceArn=state["arn"], TagKeys=removing)
        if setting:
            self._client.tag_resource(ResourceArn=state["arn"], Tags=as_list(setting))

    def delete(self, identifier: str, state: Properties) -> None:
        """DeleteConfigurationAggregator."""
        self._client.delete_configuration_aggregator(ConfigurationAggregatorName=identifier)

    def replaces(self, difference: Difference, state: Properties) -> bool:
        """Only another kind of source replaces: absent before, present now."""
        return difference.old is None and difference.new is not None

    def _put(self, name: str, properties: Properties, tags: list[dict[str, str]]) -> None:
        accounts = properties.get("accountAggregationSource")
        self._client.put_configuration_aggregator(
            ConfigurationAggregatorName=name,
            **given(
                AccountAggregationSources=[_request(accounts)] if accounts else None,
                OrganizationAggregationSource=_request(properties.get("organizationAggregationSource")),
                Tags=tags,
            ),
        )

    @property
    def _client(self) -> Any:
        return self.client("config")


def _request(source: Properties | None) -> dict[str, Any] | None:
    if not source:
        return None
    return given(
        AccountIds=source.get("accountIds"),
        RoleArn=source.get("roleArn"),
        AllAwsRegions=source.get("allRegions"),
        AwsRegions=source.get("regions"),
    )


def _answered(source: dict[str, Any]) -> Properties:
    return {
        "allRegions": source.get("AllAwsRegions", False),
        **given(
            accountIds=source.get("AccountIds"),
            roleArn=source.get("RoleArn"),
            regions=source.get("AwsRegions"),
        ),
    }
