"""How grave it is when a resource of a stack is not in AWS as it was deployed."""

from __future__ import annotations

from collections.abc import Collection

from operate.drift.difference import Severity

_EVIDENCE = (
    "aws:cloudtrail/trail:Trail",
    "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
    "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock",
)
"""Without these nobody sees what happens, or everybody sees what nobody should."""

_GUARDS = (
    "aws:iam/",
    "aws:kms/",
    "aws:s3/",
    "aws:cloudtrail/",
    "aws:ec2/",
    "aws:ebs/",
    "aws:emr/",
    "aws:ssm/",
    "aws:accessanalyzer/",
    "aws:guardduty/",
    "aws:securityhub/",
    "aws:cfg/",
)
_HARMLESS = ("aws:iam/accountAlias:AccountAlias", "aws:servicequotas/serviceQuota:ServiceQuota")
_TAGS = frozenset({"tags", "tagsAll"})


def severity(resource_type: str, deleted: bool, fields: Collection[str]) -> Severity:
    """The severity of a resource that is gone, or of which these fields changed."""
    if not deleted and fields and _TAGS.issuperset(fields):
        return Severity.LOW
    if resource_type in _HARMLESS:
        return Severity.LOW
    if resource_type in _EVIDENCE:
        return Severity.CRITICAL
    if resource_type.startswith(_GUARDS):
        return Severity.HIGH
    return Severity.MEDIUM
