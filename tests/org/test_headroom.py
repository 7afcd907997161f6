"""How far an organization is from AWS's limits."""

from __future__ import annotations

from org.account.headroom import TargetHeadroom, Used, headroom


def test_headroom_per_target_and_policy(configure, config_root):
    found = headroom(configure("limits: {accounts: 12}"), config_root)

    assert found.counts == (
        Used("accounts", 2, 12),
        Used("organizational units", 1, 2000),
        Used("levels of organizational units", 1, 5),
        Used("SERVICE_CONTROL_POLICY", 2, 10000),
    )
    longest = {policy.what: policy for policy in found.policies}
    attached = (Used("SERVICE_CONTROL_POLICY", 2, 10),)
    assert found.targets == (
        TargetHeadroom("root", attached, longest["DenyLeaving"]),
        TargetHeadroom("ou/plat", attached, longest["DenyTrail"]),
        TargetHeadroom("account/plat-prod", (Used("SERVICE_CONTROL_POLICY", 1, 10),), None),
    )
    assert found.counts[0].left == 10
