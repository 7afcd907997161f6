"""What IAM answers."""

from __future__ import annotations

from moto.core.responses import ActionResult, EmptyResult
from moto.iam.responses import IamResponse as MotoIamResponse

from sandbox.aws.iam import backend as _backend  # noqa: F401 - puts our backend in place
from sandbox.aws.iam.identity_providers import IdentityProviders
from sandbox.aws.iam.root_features import RootFeatures


class IamResponse(RootFeatures, IdentityProviders, MotoIamResponse):  # type: ignore[misc]
    """Moto's IAM with what AWS does beyond it."""

    def delete_account_alias(self) -> ActionResult:
        """DeleteAccountAlias removes the alias that it names."""
        self.backend.delete_account_alias(self._get_param("AccountAlias"))
        return EmptyResult()

    def update_role(self) -> ActionResult:
        """UpdateRole changes what is given and keeps the rest."""
        role = self.backend.get_role(self._get_param("RoleName"))
        description = self._get_param("Description", role.description)
        duration = self._get_param("MaxSessionDuration", role.max_session_duration)
        self.backend.update_role(role.name, description, duration)
        return EmptyResult()
