"""The provider's own configuration: what a program may set, and what it means."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sandbox.provider.check import Failure, checked_fields
from sandbox.provider.table import PROVIDER, Property, type_facts
from sandbox.provider.tags import TagRules
from sandbox.provider.wire import UNKNOWN, Properties

_OF_THE_ENGINE = frozenset({"version", "pluginDownloadURL", "pluginChecksums", "__internal", "parameterization"})
_TAG_VARIABLE = "TF_AWS_DEFAULT_TAGS_"


@dataclass(frozen=True)
class AssumedRole:
    """A role to take on, by STS AssumeRole."""

    role_arn: str
    parameters: Mapping[str, Any]


@dataclass(frozen=True)
class Settings:
    """The configuration of one provider, decoded and with what the environment says."""

    region: str
    access_key: str
    secret_key: str
    token: str | None = None
    roles: tuple[AssumedRole, ...] = ()
    allowed_account_ids: frozenset[str] = frozenset()
    forbidden_account_ids: frozenset[str] = frozenset()
    tags: TagRules = field(default_factory=TagRules)
    endpoints: Mapping[str, str] = field(default_factory=dict)
    max_retries: int = 25
    verify: bool = True


def check_configuration(news: Properties) -> list[Failure]:
    """Every mistake in a provider's arguments; non-strings are JSON in strings there. Unknown values pass."""
    failures: list[Failure] = []
    facts = type_facts(PROVIDER)
    given: Properties = {}
    for name, value in news.items():
        if name in _OF_THE_ENGINE:
            continue
        try:
            given[name] = _decoded(facts.properties.get(name), value)
        except ValueError:
            failures.append(Failure((name,), f"'{name}' could not be read as JSON: {value!r}"))
    failures.extend(checked_fields(facts, given))
    failures.extend(
        Failure((), f"'assumeRoles[{index}]' needs a 'roleArn'")
        for index, role in enumerate(_known(given.get("assumeRoles"), []))
        if isinstance(role, dict) and not role.get("roleArn")
    )
    return failures


def settings(arguments: Properties, environment: Mapping[str, str] = os.environ) -> Settings:
    """What checked arguments mean, together with AWS's environment variables."""
    facts = type_facts(PROVIDER)
    given = {name: _decoded(facts.properties.get(name), value) for name, value in arguments.items()}
    defaults = {
        name.removeprefix(_TAG_VARIABLE): value for name, value in environment.items() if name.startswith(_TAG_VARIABLE)
    }
    ignored = given.get("ignoreTags") or {}
    access_key = given.get("accessKey") or environment.get("AWS_ACCESS_KEY_ID", "")
    return Settings(
        region=given.get("region") or environment.get("AWS_REGION") or environment.get("AWS_DEFAULT_REGION", ""),
        access_key=access_key,
        secret_key=given.get("secretKey") or environment.get("AWS_SECRET_ACCESS_KEY", ""),
        token=given.get("token") or (environment.get("AWS_SESSION_TOKEN") if not given.get("accessKey") else None),
        roles=tuple(_role(role) for role in given.get("assumeRoles") or ()),
        allowed_account_ids=frozenset(given.get("allowedAccountIds") or ()),
        forbidden_account_ids=frozenset(given.get("forbiddenAccountIds") or ()),
        tags=TagRules(
            {**defaults, **(given.get("defaultTags") or {}).get("tags", {})},
            frozenset(ignored.get("keys", ())),
            tuple(ignored.get("keyPrefixes", ())),
        ),
        endpoints={name: url for group in given.get("endpoints") or () for name, url in group.items()},
        max_retries=given.get("maxRetries") or 25,
        verify=not (given.get("skipCredentialsValidation") and given.get("skipRequestingAccountId")),
    )


def _role(role: Mapping[str, Any]) -> AssumedRole:
    parameters = {
        "RoleSessionName": role.get("sessionName"),
        "ExternalId": role.get("externalId"),
        "Policy": role.get("policy"),
        "PolicyArns": [{"arn": arn} for arn in role.get("policyArns") or ()],
        "SourceIdentity": role.get("sourceIdentity"),
        "Tags": [{"Key": key, "Value": value} for key, value in (role.get("tags") or {}).items()],
        "TransitiveTagKeys": role.get("transitiveTagKeys"),
    }
    return AssumedRole(role["roleArn"], {key: value for key, value in parameters.items() if value})


def _decoded(item: Property | None, value: Any) -> Any:
    if item is None or item.type == "string" or not isinstance(value, str):
        return value
    return json.loads(value)


def _known(value: Any, otherwise: Any) -> Any:
    return otherwise if value is None or value is UNKNOWN or not isinstance(value, list) else value
