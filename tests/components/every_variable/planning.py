"""What the real provider would plan when a variable changes, from the table that drives its stand-in."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

import pulumi_aws as aws

from blocks.wiring import Built, Wiring
from components.account_settings.resource import build as build_account_settings
from components.account_settings.variables import AccountSettingsVariables
from components.aws_config.resource import build as build_aws_config
from components.aws_config.variables import AwsConfigVariables
from components.budget.resource import build as build_budget
from components.budget.variables import BudgetVariables
from components.cloudtrail.resource import build as build_cloudtrail
from components.cloudtrail.variables import CloudTrailVariables
from components.cloudtrail_bucket.resource import build as build_cloudtrail_bucket
from components.cloudtrail_bucket.variables import CloudTrailBucketVariables
from components.config_bucket.resource import build as build_config_bucket
from components.config_bucket.variables import ConfigBucketVariables
from components.deploy_roles.resource import build as build_deploy_roles
from components.deploy_roles.variables import DeployRolesVariables
from components.tfstate_backend.resource import build as build_tfstate_backend
from components.tfstate_backend.variables import TfstateBackendVariables
from model.account_map import AccountMap
from model.variables import Variables
from sandbox.provider.lifecycle import Lifecycle
from sandbox.provider.naming import Naming
from sandbox.provider.session import Aws
from sandbox.provider.tags import TagRules
from sandbox.provider.wire import UNKNOWN

ACCOUNT = "222222222222"
REGION = "us-east-1"
KINDS: Mapping[str, tuple[type[Variables], Callable[..., Built]]] = {
    "account-settings": (AccountSettingsVariables, build_account_settings),
    "aws-config": (AwsConfigVariables, build_aws_config),
    "budget": (BudgetVariables, build_budget),
    "cloudtrail": (CloudTrailVariables, build_cloudtrail),
    "cloudtrail-bucket": (CloudTrailBucketVariables, build_cloudtrail_bucket),
    "config-bucket": (ConfigBucketVariables, build_config_bucket),
    "deploy-roles": (DeployRolesVariables, build_deploy_roles),
    "tfstate-backend": (TfstateBackendVariables, build_tfstate_backend),
}
"""Kinds whose variables are changed one at a time; those of account-quotas are in tests/blocks/quota."""
LABELS = {"namespace": "acme", "tenant": "core", "environment": "ue1", "stage": "audit", "regions": [REGION]}
_MAP = AccountMap.model_validate(
    {
        "organization_id": "o-abcdefghij",
        "organization_root_id": "r-abcd",
        "root_account_id": "111111111111",
        "special_accounts": {"root": "core-root"},
        "full_account_map": {"core-root": "111111111111", "core-audit": ACCOUNT},
        "account_info_map": {},
        "organizational_units": {},
        "iam_role_arn_templates": {},
        "organization_role_arns": {},
    }
)
_BUCKET = {
    "cloudtrail_bucket_id": "acme-logs",
    "config_bucket_id": "acme-logs",
    "account_id": ACCOUNT,
    "organization_id": "o-abcdefghij",
    "region": REGION,
    "s3_key_prefix": "",
}


@dataclass(frozen=True)
class _Offline:
    """As much of a session with AWS as a plan needs: it asks nothing."""

    region: str = REGION
    account_id: str = ACCOUNT
    partition: str = "aws"
    tags: TagRules = field(default_factory=TagRules)


@dataclass(frozen=True)
class Planned:
    """A resource of AWS: its inputs, as the provider has checked them, and what the program replaces it for."""

    type: str
    inputs: dict[str, Any]
    replaced_for: frozenset[str]


Resources = Mapping[str, Planned]


def registered(recorder: Any, kind: str, variables: Mapping[str, Any]) -> Resources:
    """The resources of AWS that an instance registers, by name."""
    model, build = KINDS[kind]
    recorder.answers["aws:index/getCallerIdentity:getCallerIdentity"] = lambda _: {"accountId": ACCOUNT}
    for token, service in _ARNS.items():
        recorder.outputs[f"aws:{token}"] = lambda args, service=service: (_id(args), _outputs(args, service))

    def program() -> Any:
        provider = aws.Provider("core-audit", region=REGION)
        wiring = Wiring(provider, Path(), "core-audit", account_map=_MAP, upstreams={"bucket": _BUCKET})
        return build(kind, model.model_validate({**LABELS, **variables}), wiring).exports

    recording = recorder.run(program)
    return {
        one.name: Planned(
            one.type,
            _checked(one.type, one.name, _whole(dict(one.inputs))),
            frozenset(one.replace_on_changes),
        )
        for one in recording.resources
        if one.type.startswith("aws:")
    }


def plan(before: Resources, after: Resources) -> list[str]:
    """What changes, sorted: ``create Type``, ``delete Type``, and ``update`` or ``replace`` with the properties."""
    found = [f"create {_word(after[name].type)}" for name in after.keys() - before.keys()]
    found += [f"delete {_word(before[name].type)}" for name in before.keys() - after.keys()]
    for name in before.keys() & after.keys():
        token = before[name].type
        lifecycle = _lifecycle(token)
        promised = lifecycle.preview_create(before[name].inputs)
        state = {key: value for key, value in promised.items() if value is not UNKNOWN}
        judged = lifecycle.compare(state, after[name].inputs).judged
        changed = sorted({str(one.difference.path[0]) for one in judged} - {"tagsAll"})
        if changed:
            replaces = any(one.replaces for one in judged) or after[name].replaced_for.intersection(changed)
            verb = "replace" if replaces else "update"
            found.append(f"{verb} {_word(token)}: {' '.join(changed)}")
    return sorted(found)


def _checked(token: str, name: str, inputs: dict[str, Any]) -> dict[str, Any]:
    checked, failures = _lifecycle(token).check(inputs, {}, Naming(name))
    assert not failures, (name, failures)
    return checked


def _lifecycle(token: str) -> Lifecycle:
    return Lifecycle(token, cast(Aws, _Offline()))


def _whole(value: Any) -> Any:
    """The value with whole numbers as integers: on its way here each number became a floating one."""
    if isinstance(value, dict):
        return {key: _whole(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_whole(one) for one in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _word(token: str) -> str:
    return token.rpartition(":")[2]


_ARNS = {
    "kms/key:Key": "kms",
    "cloudwatch/logGroup:LogGroup": "logs",
    "iam/openIdConnectProvider:OpenIdConnectProvider": "iam",
    "iam/role:Role": "iam",
    "sns/topic:Topic": "sns",
    "dynamodb/table:Table": "dynamodb",
    "cloudtrail/trail:Trail": "cloudtrail",
    "s3/bucket:Bucket": "s3",
}


def _id(args: Any) -> str:
    return str(args.inputs.get("bucket") or args.inputs.get("name") or args.name)


def _outputs(args: Any, service: str) -> dict[str, Any]:
    arn = f"arn:aws:{service}:{REGION}:{ACCOUNT}:{_id(args)}"
    if service == "s3":
        return {"arn": f"arn:aws:s3:::{_id(args)}", "bucketDomainName": f"{_id(args)}.s3.amazonaws.com"}
    if service == "iam":
        arn = f"arn:aws:iam::{ACCOUNT}:role/{_id(args)}"
    if service == "kms":
        arn = f"arn:aws:kms:{REGION}:{ACCOUNT}:key/00000000-0000-0000-0000-000000000000"
    return {
        **json.loads(json.dumps(dict(args.inputs))),
        "arn": arn,
        "homeRegion": REGION,
        "keyId": arn.rpartition("/")[2],
    }
