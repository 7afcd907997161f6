"""What the program hands to a kind besides its variables."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pulumi

from blocks.account_client import account_client
from blocks.recorded import Recorded
from model.account_map import AccountMap
from model.finding import Problem


@dataclass(frozen=True)
class Built:
    """What a kind made: its component resource, and its exports as plain data or outputs, never resources."""

    component: pulumi.ComponentResource
    exports: dict[str, Any]


@dataclass(frozen=True)
class Wiring:
    """The surroundings of one component resource.

    ``provider`` is the explicit provider of the account; children inherit it from the component. ``account_map`` is
    None where the map does not exist yet: in the stacks that it is made from. ``upstreams`` holds the exports of the
    instances that the variables name, by role. ``recorded`` is what the stack's own state holds. ``report`` takes
    problems that only AWS's answers show: a warning is printed, an error stops the run. ``role_arn`` is the role that
    the provider assumes, None where it has the caller's own credentials. ``trusted_access`` are the services that the
    kinds of the management account need to be trusted. ``after`` are the components of the same stack whose
    exports are among the variables as plain values, which carry no order themselves.
    """

    provider: pulumi.ProviderResource | None
    config_root: Path
    account: str
    partition: str = "aws"
    account_map: AccountMap | None = None
    upstreams: Mapping[str, Any] = field(default_factory=dict)
    recorded: Recorded = field(default_factory=Recorded)
    report: Callable[[Problem], None] = lambda problem: pulumi.warn(problem.message)
    role_arn: str | None = None
    trusted_access: Mapping[str, str] = field(default_factory=dict)
    after: Sequence[pulumi.Resource] = ()

    def options(self) -> pulumi.ResourceOptions:
        """Options of the kind's component resource: its children inherit the account's provider and the order."""
        return pulumi.ResourceOptions(provider=self.provider, transformations=[self._ordered] if self.after else None)

    def _ordered(self, made: pulumi.ResourceTransformationArgs) -> pulumi.ResourceTransformationResult:
        order = pulumi.ResourceOptions(depends_on=list(self.after))
        return pulumi.ResourceTransformationResult(made.props, pulumi.ResourceOptions.merge(made.opts, order))

    def client(self, service: str, region: str) -> Any:
        """A boto3 client in the account, for what the provider has no function for; reading only."""
        return account_client(service, region, self.role_arn)
