"""What Pulumi Cloud is told about each stack, in the words of its API.

The shapes are those of the provider `pulumiservice`, version 1.5: DeploymentSettings, DriftSchedule, Webhook, Team and
TeamStackPermission (https://www.pulumi.com/registry/packages/pulumiservice/api-docs/). Two things only a run knows:
``${plat-dev}`` stands for the id of an account, and ``${token}`` for a team's token.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from blocks.partition import partition_of
from layers import Tree
from operate.deployments.automatic import Automatic
from operate.deployments.roles import StackRoles
from operate.deployments.settings import Deployments, PulumiCloud
from program.account_maps import exported_map, static_map
from program.stacks import export_name

TOKEN = "${token}"  # noqa: S105 -- it stands for one
_OIDC_TOKEN = "/mnt/pulumi/pulumi.oidc"  # noqa: S105 -- the file that holds it
_ENVIRONMENT = "/PULUMI_ENV"


def pulumi_cloud_data(
    tree: Tree, settings: Deployments, cloud: PulumiCloud, stacks: Iterable[Automatic]
) -> dict[str, Any]:
    """Organization, project, where account ids are, and for each stack its settings, schedule, webhooks and team."""
    known = tuple(stacks)
    dependents = {one.name: [other.name for other in known if one.name in other.follows] for one in known}
    return {
        "organization": cloud.organization,
        "project": settings.project,
        "accounts": _accounts(tree),
        "stacks": {one.name: _stack(settings, cloud, one, dependents[one.name]) for one in known},
    }


def _accounts(tree: Tree) -> dict[str, Any]:
    """Ids by name where the configuration says them, else the stack and the export that has them."""
    kept, found = static_map(tree), exported_map(tree)
    if kept is not None:
        return {"ids": dict(sorted(kept.full_account_map.items()))}
    return {"stack": str(found.stack), "export": export_name(found)} if found else {"ids": {}}


def _stack(settings: Deployments, cloud: PulumiCloud, stack: Automatic, dependents: list[str]) -> dict[str, Any]:
    own = {"organization": cloud.organization, "project": settings.project, "stack": stack.name}
    data: dict[str, Any] = {"deploymentSettings": own | _settings(settings, cloud, stack)}
    if cloud.drift_cron:
        data["driftSchedule"] = own | {"scheduleCron": cloud.drift_cron, "autoRemediate": False}
    data["webhooks"] = [_webhook(settings, cloud, stack.name, dependent) for dependent in dependents]
    if cloud.teams and stack.reads:
        data["team"] = _team(settings, stack)
    return data


def _settings(settings: Deployments, cloud: PulumiCloud, stack: Automatic) -> dict[str, Any]:
    git = {"branch": f"refs/heads/{settings.branch}"}
    data: dict[str, Any] = {
        "sourceContext": {"git": git | ({"repoDir": settings.directory} if settings.directory else {})},
        "vcs": {
            "provider": "github",
            "repository": settings.repository,
            "paths": list(stack.paths),
            "deployCommits": True,
            "previewPullRequests": True,
            # An account cannot be made for a pull request and deleted after it: see the runbook.
            "pullRequestTemplate": False,
        },
        "operationContext": _operation(cloud, stack),
        "cacheOptions": {"enable": True},
    }
    if cloud.agent_pool_id:
        data["agentPoolId"] = cloud.agent_pool_id
    return data


def _operation(cloud: PulumiCloud, stack: Automatic) -> dict[str, Any]:
    context: dict[str, Any] = {"options": {"skipIntermediateDeployments": True, "deleteAfterDestroy": False}}
    if cloud.teams and stack.reads:
        context["environmentVariables"] = {"PULUMI_ACCESS_TOKEN": TOKEN}
    if stack.roles:
        partition = partition_of(stack.region)
        aws = {
            "roleARN": stack.roles.plan.arn(partition),
            "sessionName": "${stack.name}-${deployment.id}",
            "duration": cloud.session_duration,
        }
        context |= {"oidc": {"aws": aws}, "preRunCommands": pre_run_commands(stack.roles, partition)}
    return context


def pre_run_commands(roles: StackRoles, partition: str) -> list[str]:
    """The shell commands by which an update goes on with the apply role. Each runs in a shell of its own.

    Settings name one role for all operations, so that is the plan role. The same token is exchanged once more for the
    apply role, whose trust takes the subject of an update only: whoever opens a pull request gains nothing by them.
    """
    take = (
        f"aws sts assume-role-with-web-identity --role-arn {roles.apply.arn(partition)} "
        '--role-session-name "$(printf %.27s "$PULUMI_CI_STACK")-$PULUMI_CI_BUILD_ID" '
        f'--web-identity-token "$(cat {_OIDC_TOKEN})" '
        "--query Credentials.[AccessKeyId,SecretAccessKey,SessionToken] --output text"
    )
    keep = (
        "{ read -r key secret token && "
        "printf 'AWS_ACCESS_KEY_ID=%s\\nAWS_SECRET_ACCESS_KEY=%s\\nAWS_SESSION_TOKEN=%s\\n' "
        f'"$key" "$secret" "$token" >> {_ENVIRONMENT}; }}'
    )
    return [
        f'if [ "$PULUMI_CI_OPERATION" = update ]; then {take} | {keep}; fi',
        "aws sts get-caller-identity --query Arn --output text",
    ]


def _webhook(settings: Deployments, cloud: PulumiCloud, stack: str, dependent: str) -> dict[str, Any]:
    return {
        "organizationName": cloud.organization,
        "projectName": settings.project,
        "stackName": stack,
        "displayName": f"deploy-{dependent}",
        "active": True,
        "format": "pulumi_deployments",
        "payloadUrl": f"{settings.project}/{dependent}",
        "filters": ["update_succeeded"],
    }


def _team(settings: Deployments, stack: Automatic) -> dict[str, Any]:
    name = f"{settings.project}-{stack.name}"
    read = dict.fromkeys(stack.reads, "read")
    return {
        "name": name,
        "description": f"Deployments of {stack.name}: may change it, and read what it refers to",
        "permissions": {stack.name: "edit"} | read,
    }
