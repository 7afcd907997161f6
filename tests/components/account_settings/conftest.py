"""What ``account-settings`` finds and registers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pulumi_aws as aws
import pytest

from blocks.place import CheckPlace
from blocks.wiring import Wiring
from components.account_settings.check import check
from components.account_settings.resource import build
from components.account_settings.variables import AccountSettingsVariables
from model.finding import Problem

LABELS = {"namespace": "acme", "tenant": "core", "environment": "gbl", "stage": "audit"}
NAME = "account-settings-gbl"
SWITCHES = {
    "account_alias_enabled": False,
    "password_policy_enabled": False,
    "s3_block_public_access_enabled": False,
    "ebs_default_encryption_enabled": None,
    "ebs_snapshot_block_public_access_enabled": False,
    "ec2_instance_metadata_defaults_enabled": False,
    "ec2_image_block_public_access_enabled": False,
    "ec2_serial_console_access_enabled": None,
    "emr_block_public_access_enabled": False,
    "access_analyzer_enabled": False,
    "ssm_session_preferences_enabled": False,
    "contacts_enabled": False,
}
"""Every part of the baseline, switched off."""


@pytest.fixture
def problems() -> Callable[..., list[Problem]]:
    """The problems of an instance in a member account, or in the management account."""

    def _problems(management: bool = False, **variables: Any) -> list[Problem]:
        place = CheckPlace(config_root=Path(), account="core-audit", management=management)
        return list(check(AccountSettingsVariables.model_validate({**LABELS, **variables}), place))

    return _problems


@pytest.fixture
def registered(recorder: Any) -> Callable[..., Any]:
    """What an instance registers, with the labels of core-audit."""

    def _registered(**variables: Any) -> Any:
        def program() -> Any:
            provider = aws.Provider("core-audit", region="us-east-1")
            wiring = Wiring(provider=provider, config_root=Path(), account="core-audit")
            return build(NAME, AccountSettingsVariables(**LABELS, **variables), wiring).exports

        return recorder.run(program)

    return _registered


@pytest.fixture
def only(registered: Callable[..., Any]) -> Callable[..., Any]:
    """What an instance registers with every part off that the variables do not switch on: name to type and inputs."""

    def _only(**variables: Any) -> dict[str, Any]:
        recording = registered(**{**SWITCHES, **variables})
        return {
            one.name.removeprefix(f"{NAME}-"): (one.type, dict(one.inputs))
            for one in recording.resources
            if one.type.startswith("aws:")
        }

    return _only
