"""What IAM answers."""

from __future__ import annotations

from moto.core.responses import ActionResult, EmptyResult
from moto.iam.responses import IamResponse as MotoIamResponse

from sandbox.aws.iam import backend as _backend  # noqa: F401 - puts our backend in place
from sandbox.aws.iam.root_features import RootFeatures


class IamResponse(RootFeatures, MotoIamResponse):  # type: ignore[misc]
    """Moto's IAM with what AWS does beyond it."""

    def delete_account_alias(self) -> ActionResult:
        """DeleteAccountAlias removes the alias that it names."""
        self.backend.delete_account_alias(self._get_param("AccountAlias"))
        return EmptyResult()
