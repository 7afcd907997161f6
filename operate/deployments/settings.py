"""The section `deployments` of `rootstock.yaml`: who runs the stacks, and from which repository."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints, ValidationError

from layers import Tree
from model.finding import Finding
from model.finding import Path as KeyPath
from model.variables import Strict

RULE = "RS450"
_FIELD = r"(\*|\d+(-\d+)?)(/\d+)?"
_CRON = rf"^{_FIELD}(,{_FIELD})*( {_FIELD}(,{_FIELD})*){{4}}$"

Repository = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+$")]
Branch = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_./-]*$")]
StackGlob = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_*?-]+$")]
Cron = Annotated[str, StringConstraints(pattern=_CRON)]
Organization = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]*$")]
"""An organization of Pulumi Cloud as its address spells it: AWS compares audiences in lower case."""


class PulumiCloud(Strict):
    """Pulumi Deployments: settings, schedules, webhooks and permissions of every stack, as code."""

    organization: Organization = Field(description="Organization of Pulumi Cloud, as `app.pulumi.com/<it>` spells it.")
    drift_cron: Cron | None = Field(
        "17 4 * * *", description="When drift is looked for, in UTC; never repaired by itself. Null for never."
    )
    session_duration: str = Field("1h", pattern=r"^(\d+h)?(\d+m)?(\d+s)?$", description="How long AWS sessions last.")
    agent_pool_id: str | None = Field(None, description="Pool of your own runners; null for Pulumi's.")
    teams: bool = Field(
        True,
        description="Whether each stack that reads others runs with the token of a team that may read exactly those; "
        "without, the organization's default permission must let every stack be read.",
    )


class GithubActions(Strict):
    """A workflow of GitHub Actions, for backends that are not Pulumi Cloud."""

    backend_url: str = Field(description="What `pulumi login` is told.", pattern=r"^(s3|azblob|gs|https)://\S+$")
    region: str = Field("us-east-1", description="Region of the first AWS call.", pattern=r"^[a-z]{2}(-[a-z]+)+-\d$")
    python: str = Field("3.12", description="Version of Python.", pattern=r"^3\.\d+$")
    drift_cron: Cron | None = Field(
        "17 4 * * 1-5", description="When drift is looked for, in UTC; never repaired by itself. Null for never."
    )


class Deployments(Strict):
    """How machines run the stacks. Without `pulumi_cloud` and `github_actions` nothing is generated."""

    repository: Repository = Field(description="Repository on GitHub, as `owner/name`.")
    branch: Branch = Field("main", description="Branch whose commits are deployed.")
    directory: str = Field(
        "", description="Folder of Pulumi.yaml in the repository.", pattern=r"^([\w.-]+(/[\w.-]+)*)?$"
    )
    project: str = Field("rootstock", description="Name in Pulumi.yaml.", pattern=r"^[\w.-]+$")
    exclude: list[StackGlob] = Field(
        default_factory=list, description="Pulumi stacks that people run; those with `deploy-roles` always are."
    )
    pulumi_cloud: PulumiCloud | None = Field(None, description="Pulumi Deployments.")
    github_actions: GithubActions | None = Field(None, description="GitHub Actions.")

    def path(self, name: str) -> str:
        """A file of the project as the repository names it."""
        return f"{self.directory}/{name}" if self.directory else name


def deployments_of(tree: Tree) -> tuple[Deployments | None, tuple[Finding, ...]]:
    """The section, None where there is none or a wrong one, and what is wrong with it."""
    section = tree.settings.deployments
    if section is None:
        return None, ()
    try:
        return Deployments.model_validate(section.value), ()
    except ValidationError as error:
        return None, tuple(
            Finding(section.position(_path(detail["loc"])), RULE, _text(detail["loc"], detail["msg"], detail["type"]))
            for detail in error.errors(include_url=False)
        )


def _path(location: tuple[int | str, ...]) -> KeyPath:
    return tuple(location)


def _text(location: tuple[int | str, ...], message: str, sort: str) -> str:
    name = ".".join(map(str, ("deployments", *location)))
    known = {"missing": "is missing: write it", "extra_forbidden": f"is unknown (valid: {_known(location)})"}
    return f"`{name}` {known.get(sort, message[:1].lower() + message[1:])}"


def _known(location: tuple[int | str, ...]) -> str:
    parts: dict[str, type[Strict]] = {"pulumi_cloud": PulumiCloud, "github_actions": GithubActions}
    model = parts.get(str(location[0]), Deployments) if len(location) > 1 else Deployments
    return ", ".join(sorted(model.model_fields))
