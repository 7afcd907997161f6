"""The write calls that each kind makes with our role in an account: what no policy may deny it."""

from __future__ import annotations

from collections.abc import Mapping

WRITE_CALLS: Mapping[str, tuple[str, ...]] = {
    "account-settings": (
        "account:DeleteAlternateContact",
        "account:PutAlternateContact",
        "account:PutContactInformation",
        "ec2:DisableImageBlockPublicAccess",
        "ec2:EnableEbsEncryptionByDefault",
        "ec2:EnableImageBlockPublicAccess",
        "ec2:EnableSnapshotBlockPublicAccess",
        "ec2:ModifyEbsDefaultKmsKeyId",
        "ec2:ModifyInstanceMetadataDefaults",
        "elasticmapreduce:PutBlockPublicAccessConfiguration",
        "iam:CreateAccountAlias",
        "iam:DeleteAccountAlias",
        "iam:UpdateAccountPasswordPolicy",
        "s3:PutAccountPublicAccessBlock",
        "servicequotas:RequestServiceQuotaIncrease",
    ),
    "account-quotas": ("servicequotas:RequestServiceQuotaIncrease",),
    "budget": ("budgets:ModifyBudget",),
    "cloudtrail": (
        "cloudtrail:AddTags",
        "cloudtrail:CreateTrail",
        "cloudtrail:DeleteTrail",
        "cloudtrail:PutEventSelectors",
        "cloudtrail:StartLogging",
        "cloudtrail:UpdateTrail",
        "iam:CreateRole",
        "iam:PutRolePolicy",
        "kms:CreateAlias",
        "kms:CreateKey",
        "kms:PutKeyPolicy",
        "logs:CreateLogGroup",
        "logs:PutRetentionPolicy",
    ),
    "cloudtrail-bucket": (
        "s3:CreateBucket",
        "s3:PutBucketPolicy",
        "s3:PutBucketPublicAccessBlock",
        "s3:PutBucketVersioning",
        "s3:PutEncryptionConfiguration",
        "s3:PutLifecycleConfiguration",
    ),
    "tfstate-backend": (
        "iam:CreateRole",
        "iam:PutRolePolicy",
        "kms:CreateKey",
        "s3:CreateBucket",
        "s3:PutBucketPolicy",
        "s3:PutBucketPublicAccessBlock",
        "s3:PutBucketVersioning",
        "s3:PutEncryptionConfiguration",
    ),
}
