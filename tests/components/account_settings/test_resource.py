"""What ``account-settings`` registers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pulumi_aws as aws

from blocks.wiring import Wiring
from components.account_settings.resource import build
from components.account_settings.variables import AccountSettingsVariables

LABELS = {"namespace": "acme", "tenant": "core", "environment": "gbl", "stage": "audit"}
NAME = "account-settings-gbl"


def _registered(recorder: Any, **variables: Any) -> Any:
    def program() -> Any:
        provider = aws.Provider("core-audit", region="us-east-1")
        wiring = Wiring(provider=provider, config_root=Path(), account="core-audit")
        return build(NAME, AccountSettingsVariables(**LABELS, **variables), wiring).exports

    return recorder.run(program)


def test_an_account_gets_an_alias_and_a_public_access_block(recorder: Any) -> None:
    recording = _registered(recorder)
    shape = {
        one.name: (one.type, one.parent, one.provider, dict(one.inputs))
        for one in recording.resources
        if not one.type.startswith("pulumi:")
    }
    all_four = {"blockPublicAcls": True, "blockPublicPolicy": True, "ignorePublicAcls": True}
    assert shape == {
        NAME: ("rootstock:components:AccountSettings", None, "", {}),
        f"{NAME}-alias": (
            "aws:iam/accountAlias:AccountAlias",
            NAME,
            "core-audit",
            {"accountAlias": "acme-core-audit"},
        ),
        f"{NAME}-s3-public-access": (
            "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock",
            NAME,
            "core-audit",
            {**all_four, "restrictPublicBuckets": True},
        ),
    }
    assert recording.result == {"account_alias": "acme-core-audit", "s3_block_public_access_configured": True}


def test_each_part_has_its_switch(recorder: Any) -> None:
    recording = _registered(recorder, account_alias_enabled=False, s3_block_public_access_enabled=False)
    assert [one.name for one in recording.resources if one.type.startswith("aws:")] == []
    assert recording.result == {"account_alias": None, "s3_block_public_access_configured": False}


def test_an_explicit_alias_wins_and_a_block_can_be_opened(recorder: Any) -> None:
    recording = _registered(recorder, account_alias="acme-logs", s3_block_public_policy=False)
    inputs = {one.name: one.inputs for one in recording.resources}
    assert inputs[f"{NAME}-alias"]["accountAlias"] == "acme-logs"
    assert inputs[f"{NAME}-s3-public-access"]["blockPublicPolicy"] is False
