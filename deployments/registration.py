"""The resources of the provider `pulumiservice`, from plain data."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pulumi
import pulumi_pulumiservice as service

_ACCOUNT = re.compile(r"\$\{([a-z0-9]+-[a-z0-9]+)\}")
_TOKEN = "${token}"  # noqa: S105 -- it stands for one
_PERMISSIONS = {"read": service.TeamStackPermissionScope.READ, "edit": service.TeamStackPermissionScope.EDIT}

Ids = pulumi.Output[Mapping[str, str]]


def register(data: Mapping[str, Any], ids: Ids) -> None:
    """Registers settings, schedule, webhooks and team of every stack in the data."""
    for name, stack in data["stacks"].items():
        token = _team(name, data, stack["team"]) if "team" in stack else None
        settings = _settings(name, stack["deploymentSettings"], ids, token)
        # A schedule or a webhook without settings has nothing that it could run.
        after = pulumi.ResourceOptions(depends_on=[settings])
        if "driftSchedule" in stack:
            _schedule(name, stack["driftSchedule"], after)
        for webhook in stack["webhooks"]:
            _webhook(name, webhook, after)


def _settings(
    name: str, data: Mapping[str, Any], ids: Ids, token: pulumi.Output[str] | None
) -> service.DeploymentSettings:
    git, vcs = data["sourceContext"]["git"], data["vcs"]
    return service.DeploymentSettings(
        name,
        organization=data["organization"],
        project=data["project"],
        stack=data["stack"],
        agent_pool_id=data.get("agentPoolId"),
        source_context=service.DeploymentSettingsSourceContextArgs(
            git=service.DeploymentSettingsGitSourceArgs(branch=git["branch"], repo_dir=git.get("repoDir"))
        ),
        vcs=service.DeploymentSettingsVcsArgs(
            provider=vcs["provider"],
            repository=vcs["repository"],
            paths=vcs["paths"],
            deploy_commits=vcs["deployCommits"],
            preview_pull_requests=vcs["previewPullRequests"],
            pull_request_template=vcs["pullRequestTemplate"],
        ),
        operation_context=_operation(data["operationContext"], ids, token),
        cache_options=service.DeploymentSettingsCacheOptionsArgs(enable=data["cacheOptions"]["enable"]),
    )


def _operation(
    data: Mapping[str, Any], ids: Ids, token: pulumi.Output[str] | None
) -> service.DeploymentSettingsOperationContextArgs:
    options, aws = data["options"], data.get("oidc", {}).get("aws")
    variables = {
        key: token if value == _TOKEN and token is not None else value
        for key, value in data.get("environmentVariables", {}).items()
    }
    return service.DeploymentSettingsOperationContextArgs(
        environment_variables=variables or None,
        oidc=_oidc(aws, ids) if aws else None,
        pre_run_commands=[_with_ids(command, ids) for command in data.get("preRunCommands", ())] or None,
        options=service.OperationContextOptionsArgs(
            skip_intermediate_deployments=options["skipIntermediateDeployments"],
            delete_after_destroy=options["deleteAfterDestroy"],
        ),
    )


def _oidc(aws: Mapping[str, Any], ids: Ids) -> service.OperationContextOIDCArgs:
    return service.OperationContextOIDCArgs(
        aws=service.AWSOIDCConfigurationArgs(
            role_arn=_with_ids(aws["roleARN"], ids), session_name=aws["sessionName"], duration=aws["duration"]
        )
    )


def _with_ids(text: str, ids: Ids) -> pulumi.Output[str]:
    """The text with the ids of accounts in the place of their names. Fails for an account that nobody knows yet."""

    def named(known: Mapping[str, str]) -> str:
        missing = sorted({name for name in _ACCOUNT.findall(text) if name not in known})
        if missing:
            raise pulumi.RunError(
                f"the account map has no account '{missing[0]}' yet: deploy the organization, then run this again"
            )
        return _ACCOUNT.sub(lambda found: known[found[1]], text)

    return ids.apply(named)


def _schedule(name: str, data: Mapping[str, Any], after: pulumi.ResourceOptions) -> None:
    service.DriftSchedule(
        name,
        organization=data["organization"],
        project=data["project"],
        stack=data["stack"],
        schedule_cron=data["scheduleCron"],
        auto_remediate=data["autoRemediate"],
        opts=after,
    )


def _webhook(name: str, data: Mapping[str, Any], after: pulumi.ResourceOptions) -> None:
    service.Webhook(
        f"{name}-{data['displayName']}",
        organization_name=data["organizationName"],
        project_name=data["projectName"],
        stack_name=data["stackName"],
        display_name=data["displayName"],
        active=data["active"],
        format=service.WebhookFormat(data["format"]),
        payload_url=data["payloadUrl"],
        filters=[service.WebhookFilters(one) for one in data["filters"]],
        opts=after,
    )


def _team(name: str, data: Mapping[str, Any], team: Mapping[str, Any]) -> pulumi.Output[str]:
    """A team that may do what the stack's deployments need; returns its token, a secret."""
    made = service.Team(
        name,
        organization_name=data["organization"],
        team_type="pulumi",
        name=team["name"],
        description=team["description"],
        members=[],
    )
    inside = pulumi.ResourceOptions(depends_on=[made])
    for stack, permission in team["permissions"].items():
        service.TeamStackPermission(
            f"{name}-{permission}s-{stack}",
            organization=data["organization"],
            project=data["project"],
            stack=stack,
            team=team["name"],
            permission=_PERMISSIONS[permission],
            opts=inside,
        )
    token = service.TeamAccessToken(
        name,
        organization_name=data["organization"],
        team_name=team["name"],
        name=f"deployments-{name}",
        description=team["description"],
        opts=inside,
    )
    return pulumi.Output.secret(token.value)
