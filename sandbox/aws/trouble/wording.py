"""How each service says that it was asked too fast, or that it failed inside.

Sources: the "Common Errors" and operations' errors in the API reference of each service.
"""

from __future__ import annotations

from sandbox.aws.refusal import Refusal

_TOO_FAST = {
    "account": ("TooManyRequestsException", 429),
    "ec2": ("RequestLimitExceeded", 503),
    "guardduty": ("TooManyRequestsException", 429),
    "iam": ("Throttling", 400),
    "monitoring": ("Throttling", 400),
    "organizations": ("TooManyRequestsException", 400),
    "s3": ("SlowDown", 503),
    "s3control": ("SlowDown", 503),
    "securityhub": ("TooManyRequestsException", 429),
    "servicequotas": ("TooManyRequestsException", 400),
    "sns": ("Throttled", 429),
    "sts": ("Throttling", 400),
}
_INSIDE = {
    "account": "InternalServerException",
    "access-analyzer": "InternalServerException",
    "budgets": "InternalErrorException",
    "ec2": "InternalError",
    "guardduty": "InternalServerErrorException",
    "iam": "ServiceFailure",
    "kms": "KMSInternalException",
    "organizations": "ServiceException",
    "s3": "InternalError",
    "s3control": "InternalServiceException",
    "securityhub": "InternalException",
    "servicequotas": "ServiceException",
    "sns": "InternalError",
    "ssm": "InternalServerError",
}


def too_fast(service: str) -> Refusal:
    """What a caller hears that asks for more than its share."""
    code, status = _TOO_FAST.get(service, ("ThrottlingException", 400))
    if service == "organizations":
        text = "You've sent too many requests in too short a period of time. Try again later."
    else:
        text = "Rate exceeded"
    return Refusal(code, text, status)


def failed_inside(service: str) -> Refusal:
    """What a caller hears when AWS failed; nothing was done."""
    text = "AWS can't complete your request because of an internal service error. Try again later."
    return Refusal(_INSIDE.get(service, "InternalFailure"), text, 500)
