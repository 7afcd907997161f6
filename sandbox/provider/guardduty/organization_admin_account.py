"""The member that administers GuardDuty for the organization, per region."""

from __future__ import annotations

from sandbox.provider.administration import Administration


class OrganizationAdminAccount(Administration):
    """``aws.guardduty.OrganizationAdminAccount``."""

    service = "guardduty"
    account_key = "AdminAccountId"
    status_key = "AdminStatus"
