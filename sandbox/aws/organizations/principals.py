"""Service principals that Organizations knows.

Source: docs.aws.amazon.com/organizations/latest/userguide/orgs_integrate_services_list.html.
"""

from __future__ import annotations

from moto.organizations.models import FakeServiceAccess

TRUSTED = frozenset(FakeServiceAccess.TRUSTED_SERVICES) | {
    "agreement-marketplace.amazonaws.com",
    "alerts.securityhub.amazonaws.com",
    "application-signals.cloudwatch.amazonaws.com",
    "apprunner.amazonaws.com",
    "aps.amazonaws.com",
    "backup.amazonaws.com",
    "bcm-data-exports.amazonaws.com",
    "billing.amazonaws.com",
    "billing-cost-management.amazonaws.com",
    "chatbot.amazonaws.com",
    "cost-optimization-hub.bcm.amazonaws.com",
    "ec2.amazonaws.com",
    "iam.amazonaws.com",
    "inspector.amazonaws.com",
    "license-manager.member-account.amazonaws.com",
    "malware-protection.guardduty.amazonaws.com",
    "malware-protection.s3.guardduty.amazonaws.com",
    "managed-services.amazonaws.com",
    "member.org.user-subscriptions.amazonaws.com",
    "network-security-director.amazonaws.com",
    "networkmanager.amazonaws.com",
    "notifications.amazon.com",
    "observabilityadmin.amazonaws.com",
    "opensearchservice.amazonaws.com",
    "organizationaccountmanagement.amazonaws.com",
    "payments.amazonaws.com",
    "private-marketplace.marketplace.amazonaws.com",
    "resource-explorer-2.amazonaws.com",
    "resourceexplorer.amazonaws.com",
    "s3.amazonaws.com",
    "sagemaker.amazonaws.com",
    "security-ir.amazonaws.com",
    "securityhubv2.amazonaws.com",
    "user-subscriptions.amazonaws.com",
    "vpc-lattice.amazonaws.com",
}
# Services that hand their administration to a member account; most that have trusted access do.
DELEGABLE = (TRUSTED | {"cloudformation.amazonaws.com"}) - {
    "aws-artifact-account-sync.amazonaws.com",
    "controltower.amazonaws.com",
    "ds.amazonaws.com",
    "ram.amazonaws.com",
    "servicequotas.amazonaws.com",
}
