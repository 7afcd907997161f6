"""EMR's public access block of an account in a region."""

from __future__ import annotations

import time
from typing import Any

from moto.core.responses import ActionResult, EmptyResult
from moto.emr.responses import ElasticMapReduceResponse

from sandbox.aws import credentials
from sandbox.aws.holding import PerAccount
from sandbox.aws.parsing import parameters


def _first() -> dict[str, Any]:
    # As AWS sets up a new account: blocked, with port 22 excepted.
    return {
        "BlockPublicAccessConfiguration": {
            "BlockPublicSecurityGroupRules": True,
            "PermittedPublicSecurityGroupRuleRanges": [{"MinRange": 22, "MaxRange": 22}],
        },
        "BlockPublicAccessConfigurationMetadata": {"CreationDateTime": 0, "CreatedByArn": "default"},
    }


_blocks = PerAccount(_first)


class EmrResponse(ElasticMapReduceResponse):  # type: ignore[misc]
    """Moto's EMR; its public access block is there from the start and can be switched off."""

    def get_block_public_access_configuration(self) -> ActionResult:
        """GetBlockPublicAccessConfiguration."""
        return ActionResult(_blocks.of(self.current_account, self.region))

    def put_block_public_access_configuration(self) -> ActionResult:
        """PutBlockPublicAccessConfiguration."""
        given = parameters(self)["BlockPublicAccessConfiguration"]
        ranges = given.get("PermittedPublicSecurityGroupRuleRanges") or []
        permitted = [{"MinRange": one["MinRange"], "MaxRange": one.get("MaxRange", one["MinRange"])} for one in ranges]
        block = _blocks.of(self.current_account, self.region)
        block["BlockPublicAccessConfiguration"] = {
            "BlockPublicSecurityGroupRules": given["BlockPublicSecurityGroupRules"],
            "PermittedPublicSecurityGroupRuleRanges": permitted,
        }
        block["BlockPublicAccessConfigurationMetadata"] = {
            "CreationDateTime": time.time(),
            "CreatedByArn": credentials.caller(self.get_access_key()).arn,
        }
        return EmptyResult()
