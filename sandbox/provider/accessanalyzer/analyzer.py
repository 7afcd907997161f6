"""Access analyzers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sandbox.provider.resource import Resource
from sandbox.provider.shapes import from_aws, given
from sandbox.provider.wire import Properties


class Analyzer(Resource):
    """``aws.accessanalyzer.Analyzer``: everything but tags replaces."""

    gone = ("ResourceNotFoundException",)

    def create(self, inputs: Properties) -> str:
        """CreateAnalyzer with its tags."""
        self._client.create_analyzer(
            analyzerName=inputs["analyzerName"],
            type=inputs["type"],
            **given(configuration=inputs.get("configuration"), tags=inputs.get("tagsAll")),
        )
        return str(inputs["analyzerName"])

    def read(self, identifier: str, state: Properties) -> Properties | None:
        """GetAnalyzer."""
        found = self._client.get_analyzer(analyzerName=identifier)["analyzer"]
        return {
            "analyzerName": found["name"],
            "arn": found["arn"],
            "type": found["type"],
            "configuration": from_aws(found.get("configuration")),
            "tagsAll": found.get("tags") or {},
        }

    def retag(self, identifier: str, state: Properties, setting: Mapping[str, str], removing: list[str]) -> None:
        """UntagResource and TagResource."""
        if removing:
            self._client.untag_resource(resourceArn=state["arn"], tagKeys=removing)
        if setting:
            self._client.tag_resource(resourceArn=state["arn"], tags=dict(setting))

    def delete(self, identifier: str, state: Properties) -> None:
        """DeleteAnalyzer."""
        self._client.delete_analyzer(analyzerName=identifier)

    @property
    def _client(self) -> Any:
        return self.client("accessanalyzer")
