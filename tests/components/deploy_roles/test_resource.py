"""What ``deploy-roles`` registers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pulumi_aws as aws

from blocks.wiring import Wiring
from components.deploy_roles.resource import build
from components.deploy_roles.variables import DeployRolesVariables
from org.policy.evaluate import Request, evaluate

LABELS = {"namespace": "acme", "tenant": "core", "environment": "gbl", "stage": "root"}
NAME = "deploy-roles-gbl"
ACCOUNT = "111111111111"
BOTH = {"pulumi_cloud": {"organization": "acme"}, "github": {"repository": "acme/infrastructure"}}


def _registered(recorder: Any, **variables: Any) -> Any:
    def program() -> Any:
        provider = aws.Provider("core-root", region="us-east-1")
        wiring = Wiring(provider=provider, config_root=Path(), account="core-root")
        return build(NAME, DeployRolesVariables.model_validate(LABELS | variables), wiring).exports

    recorder.answers["aws:index/getCallerIdentity:getCallerIdentity"] = lambda _: {"accountId": ACCOUNT}
    for token in ("iam/role:Role", "iam/openIdConnectProvider:OpenIdConnectProvider"):
        recorder.outputs[f"aws:{token}"] = lambda args: (f"{args.name}-id", {"arn": f"arn:aws:of:::{args.name}"})
    return recorder.run(program)


def _inputs(recording: Any) -> dict[str, Any]:
    return {one.name.removeprefix(NAME): one.inputs for one in recording.resources if one.type.startswith("aws:")}


def test_providers_roles_and_permissions(recorder: Any) -> None:
    recording = _registered(recorder, **BOTH)
    assert sorted(_inputs(recording)) == [
        "-apply",
        "-apply-AdministratorAccess",
        "-github",
        "-plan",
        "-plan-ReadOnlyAccess",
        "-plan-policy",
        "-pulumi-cloud",
    ]
    assert {one.provider for one in recording.resources if one.type.startswith("aws:")} == {"core-root"}
    assert recording.result == {
        "plan_role_arn": f"arn:aws:of:::{NAME}-plan",
        "apply_role_arn": f"arn:aws:of:::{NAME}-apply",
        "oidc_provider_arns": {
            "pulumi-cloud": f"arn:aws:of:::{NAME}-pulumi-cloud",
            "github": f"arn:aws:of:::{NAME}-github",
        },
    }


def test_names_come_from_the_labels(recorder: Any) -> None:
    inputs = _inputs(_registered(recorder, **BOTH))
    assert inputs["-plan"]["name"] == "acme-core-gbl-root-deploy-plan"
    assert inputs["-apply"]["name"] == "acme-core-gbl-root-deploy-apply"
    assert inputs["-github"]["url"] == "https://token.actions.githubusercontent.com"
    assert inputs["-github"]["clientIdLists"] == ["sts.amazonaws.com"]
    assert inputs["-pulumi-cloud"]["url"] == "https://api.pulumi.com/oidc"
    assert inputs["-pulumi-cloud"]["clientIdLists"] == ["acme"]


def test_a_provider_that_the_account_has_is_trusted_and_not_made(recorder: Any) -> None:
    recording = _registered(recorder, github={"repository": "acme/infrastructure", "create_provider": False})
    arn = f"arn:aws:iam::{ACCOUNT}:oidc-provider/token.actions.githubusercontent.com"
    assert "-github" not in _inputs(recording)
    assert recording.result["oidc_provider_arns"] == {"github": arn}
    trust = json.loads(_inputs(recording)["-apply"]["assumeRolePolicy"])
    assert {"Federated": arn} in [one["Principal"] for one in trust["Statement"]]


def test_a_preview_reads_settings_and_no_data(recorder: Any) -> None:
    inline = json.loads(_inputs(_registered(recorder, **BOTH))["-plan-policy"]["policy"])
    read_only = {"Effect": "Allow", "Action": ["*:Describe*", "*:Get*", "*:List*", "dynamodb:Query"], "Resource": "*"}
    may = lambda action: evaluate([[read_only, *inline["Statement"]]], Request(action)).allowed  # noqa: E731
    assert may("iam:GetRole")
    assert may("s3:GetBucketPolicy")
    assert may("ssm:GetDocument")
    assert not any(
        map(may, ("s3:GetObject", "secretsmanager:GetSecretValue", "ssm:GetParametersByPath", "kms:Decrypt"))
    )


def test_each_role_reaches_its_own_part_of_the_state(recorder: Any) -> None:
    plan, apply = (f"arn:aws:iam::{ACCOUNT}:role/acme-core-gbl-root-tfstate-{end}" for end in ("ro", "rw"))
    inputs = _inputs(_registered(recorder, **BOTH, plan_state_role_arns=[plan], apply_state_role_arns=[apply]))
    for key, own, other in (("-plan-policy", plan, apply), ("-apply-policy", apply, plan)):
        statements = json.loads(inputs[key]["policy"])["Statement"]
        assert evaluate([statements], Request("sts:AssumeRole", own)).allowed
        assert not evaluate([statements], Request("sts:AssumeRole", other)).allowed
