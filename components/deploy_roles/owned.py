"""What a ``deploy-roles`` instance claims in its account."""

from __future__ import annotations

from collections.abc import Iterator

from blocks.owned import Owned
from blocks.place import CheckPlace
from components.deploy_roles.trust import GITHUB_ISSUER, PULUMI_ISSUER
from components.deploy_roles.variables import DeployRolesVariables


def owned(variables: DeployRolesVariables, place: CheckPlace) -> Iterator[Owned]:
    """The identity providers that it makes: AWS has one for each issuer."""
    for key, issuer in (("pulumi_cloud", PULUMI_ISSUER), ("github", GITHUB_ISSUER)):
        trusted = getattr(variables, key)
        if trusted and trusted.create_provider:
            yield Owned(place.account, f"identity provider {issuer}", ("vars", key, "create_provider"))
