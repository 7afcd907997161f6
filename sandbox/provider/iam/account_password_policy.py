"""The password policy of an account."""

from __future__ import annotations

from sandbox.provider.resource import Change, Resource
from sandbox.provider.shapes import from_aws
from sandbox.provider.wire import Properties

_ID = "iam-account-password-policy"
_SENT = {
    "allowUsersToChangePassword": "AllowUsersToChangePassword",
    "hardExpiry": "HardExpiry",
    "maxPasswordAge": "MaxPasswordAge",
    "minimumPasswordLength": "MinimumPasswordLength",
    "passwordReusePrevention": "PasswordReusePrevention",
    "requireLowercaseCharacters": "RequireLowercaseCharacters",
    "requireNumbers": "RequireNumbers",
    "requireSymbols": "RequireSymbols",
    "requireUppercaseCharacters": "RequireUppercaseCharacters",
}


class AccountPasswordPolicy(Resource):
    """``aws.iam.AccountPasswordPolicy``: one per account; a deletion gives AWS's default back."""

    gone = ("NoSuchEntity",)

    def create(self, inputs: Properties) -> str:
        """UpdateAccountPasswordPolicy."""
        self._put(inputs)
        return _ID

    def read(self, identifier: str, state: Properties) -> Properties | None:
        """GetAccountPasswordPolicy."""
        found = from_aws(self.client("iam").get_account_password_policy()["PasswordPolicy"])
        return {
            **{name: found.get(name) or (0 if name in ("maxPasswordAge", "passwordReusePrevention") else False)
               for name in _SENT},
            "expirePasswords": bool(found.get("maxPasswordAge")),
        }  # fmt: skip

    def update(self, identifier: str, change: Change) -> None:
        """UpdateAccountPasswordPolicy with the whole policy."""
        self._put(change.new)

    def delete(self, identifier: str, state: Properties) -> None:
        """DeleteAccountPasswordPolicy."""
        self.client("iam").delete_account_password_policy()

    def _put(self, policy: Properties) -> None:
        """What is false or 0 is left out, as the real provider does; AWS takes its default then."""
        wanted = {sent: policy[name] for name, sent in _SENT.items() if policy.get(name)}
        self.client("iam").update_account_password_policy(**wanted)
