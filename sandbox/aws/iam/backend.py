"""The IAM of one account."""

from __future__ import annotations

from moto.iam.models import SERVICE_NAME_CONVERSION, AccessKey, User, iam_backends

from sandbox.aws import credentials
from sandbox.aws.credentials import Caller
from sandbox.aws.iam.alias import AccountAlias
from sandbox.aws.iam.managed_policies import ManagedPolicies
from sandbox.aws.substitution import substitute

# The names that AWS gives to roles of services, where they are not the service's own.
_LINKED_ROLES = {
    "access-analyzer": "AccessAnalyzer",
    "cloudtrail": "CloudTrail",
    "config": "Config",
    "guardduty": "AmazonGuardDuty",
    "organizations": "Organizations",
    "ram": "ResourceAccessManager",
    "securityhub": "SecurityHub",
    "sso": "SSO",
}
_TEMPORARY_KEYS_KEPT = 200
SERVICE_NAME_CONVERSION.update(_LINKED_ROLES)


class Backend(AccountAlias, ManagedPolicies):
    """Moto's IAM with what AWS does beyond it."""

    def create_access_key(self, user_name: str, prefix: str = "AKIA", status: str = "Active") -> AccessKey:
        """A key that from now on speaks for the user."""
        key = super().create_access_key(user_name, prefix, status)
        user: User = self.get_user(user_name)
        credentials.register(key.access_key_id, Caller(self.account_id, user.arn, user.arn, user.id))
        return key

    def create_temp_access_key(self) -> AccessKey:
        """A key of a session. Only the newest are remembered here; whom a key speaks for is known elsewhere."""
        temporary = [name for name in self.access_keys if name.startswith(credentials.TEMPORARY_PREFIX)]
        for name in temporary[:-_TEMPORARY_KEYS_KEPT]:
            self.access_keys.pop(name, None)
        return super().create_temp_access_key()

    def delete_access_key_by_name(self, name: str) -> None:
        """The key speaks for nobody any longer."""
        credentials.forget(name)
        super().delete_access_key_by_name(name)


substitute(iam_backends, Backend)
