"""Whether EMR clusters may be public, per account and region."""

from __future__ import annotations

from typing import Any

from sandbox.provider.resource import Resource
from sandbox.provider.shapes import from_aws, to_aws
from sandbox.provider.wire import Properties

_ID = "emr-block-public-access-configuration"
_DEFAULT: Properties = {
    "blockPublicSecurityGroupRules": True,
    "permittedPublicSecurityGroupRuleRanges": [{"minRange": 22, "maxRange": 22}],
}


class BlockPublicAccessConfiguration(Resource):
    """``aws.emr.BlockPublicAccessConfiguration``: a deletion RESETS to AWS's default, also after a replacement.

    A changed port inside a range is an update that does nothing in AWS, as in the real provider.
    """

    def create(self, inputs: Properties) -> str:
        """PutBlockPublicAccessConfiguration; ranges that are left out are not permitted."""
        self._put(inputs)
        return _ID

    def read(self, identifier: str, state: Properties) -> Properties | None:
        """GetBlockPublicAccessConfiguration."""
        found = self._client.get_block_public_access_configuration()["BlockPublicAccessConfiguration"]
        return {
            "blockPublicSecurityGroupRules": found["BlockPublicSecurityGroupRules"],
            "permittedPublicSecurityGroupRuleRanges": from_aws(found.get("PermittedPublicSecurityGroupRuleRanges", [])),
        }

    def delete(self, identifier: str, state: Properties) -> None:
        """PutBlockPublicAccessConfiguration: blocking on, port 22 permitted."""
        self._put(_DEFAULT)

    def _put(self, properties: Properties) -> None:
        self._client.put_block_public_access_configuration(
            BlockPublicAccessConfiguration={
                "BlockPublicSecurityGroupRules": properties["blockPublicSecurityGroupRules"],
                "PermittedPublicSecurityGroupRuleRanges": to_aws(
                    properties.get("permittedPublicSecurityGroupRuleRanges") or []
                ),
            }
        )

    @property
    def _client(self) -> Any:
        return self.client("emr")
