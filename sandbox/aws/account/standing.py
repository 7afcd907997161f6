"""For which account a call of Account Management counts, and whether the caller may make it."""

from __future__ import annotations

from sandbox.aws.account.errors import denied
from sandbox.aws.credentials import Caller
from sandbox.aws.organizations.management import manages, organization_of, trusts

PRINCIPAL = "account.amazonaws.com"


def account_meant(caller: Caller, account_id: str | None, operation: str, partition: str = "aws") -> str:
    """The account that a call with parameter ``AccountId`` is about. Raises AccessDeniedException.

    Without the parameter a call is about the caller's own account. With it the caller must be the management account
    or its delegate, and mean a member: the management account itself is reached without the parameter only.
    """
    if account_id is None:
        return caller.account_id
    organization = organization_of(caller.account_id, partition)
    if organization is None:
        raise denied(caller.arn, operation, "Your account is not a member of an organization.")
    if not manages(organization, caller.account_id, PRINCIPAL):
        raise denied(caller.arn, operation, "The caller is neither the management account nor a delegate of it.")
    if account_id == organization.org.master_account_id:
        why = "The management account can only be managed using the standalone context from the management account."
        raise denied(caller.arn, operation, why)
    if not trusts(organization, PRINCIPAL):
        why = "Your organization must first enable trusted access with AWS Account Management."
        raise denied(caller.arn, operation, why)
    if account_id not in {account.id for account in organization.accounts}:
        raise denied(caller.arn, operation, "The specified account is not part of your organization.")
    return account_id
