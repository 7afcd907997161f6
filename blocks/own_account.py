"""The id of the account that a stack works in."""

from __future__ import annotations

import pulumi
import pulumi_aws as aws

from blocks.wiring import Wiring


def own_account_id(wiring: Wiring) -> pulumi.Output[str]:
    """The id from the account map; where there is none yet, in the management account, that of the caller."""
    if wiring.account_map is not None:
        return pulumi.Output.from_input(wiring.account_map.full_account_map[wiring.account])
    return aws.get_caller_identity_output(opts=pulumi.InvokeOutputOptions(provider=wiring.provider)).account_id
