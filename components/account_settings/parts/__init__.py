"""Parts of the baseline, one subject a file.

Each is a function from the component's name, the variables and the options of its resources to what it exports.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pulumi

from components.account_settings.parts.access import access_analyzers, emr_block
from components.account_settings.parts.compute import image_block, metadata_defaults, serial_console, snapshot_block
from components.account_settings.parts.contacts import contacts
from components.account_settings.parts.encryption import ebs_encryption
from components.account_settings.parts.identity import alias, password_policy
from components.account_settings.parts.security_hub import security_hub
from components.account_settings.parts.sessions import session_preferences
from components.account_settings.parts.storage import s3_block
from components.account_settings.variables import AccountSettingsVariables

Part = Callable[[str, AccountSettingsVariables, pulumi.ResourceOptions], Mapping[str, Any]]

PARTS: tuple[Part, ...] = (
    alias,
    password_policy,
    s3_block,
    ebs_encryption,
    snapshot_block,
    metadata_defaults,
    image_block,
    serial_console,
    emr_block,
    access_analyzers,
    security_hub,
    session_preferences,
    contacts,
)
