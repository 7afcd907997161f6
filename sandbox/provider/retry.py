"""Which answers of AWS are worth another try, and when."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Any

MOST_ATTEMPTS = 25
_LONGEST_PAUSE = 5.0
_FIRST_PAUSE = 0.05
_THROTTLES = frozenset(
    {
        "Throttling",
        "ThrottlingException",
        "ThrottledException",
        "RequestThrottled",
        "RequestThrottledException",
        "RequestLimitExceeded",
        "TooManyRequestsException",
        "ProvisionedThroughputExceededException",
        "TransactionInProgressException",
        "LimitExceededRetry",
        "PriorRequestNotComplete",
        "SlowDown",
        "BandwidthLimitExceeded",
        "EC2ThrottledException",
    }
)
_TRANSIENT = frozenset({"InternalError", "InternalFailure", "InternalServerError", "InternalServiceError"})
_STATUSES = frozenset({429, 500, 502, 503, 504})


@dataclass(frozen=True)
class Passing:
    """An error that goes away by itself: by code, and by a part of its message where the code alone says too little."""

    service: str
    code: str
    message: str = ""
    operations: frozenset[str] = frozenset()
    attempts: int = 10

    def matches(self, service: str, operation: str, code: str, message: str) -> bool:
        """Whether an answer is this error."""
        return (
            service == self.service
            and code == self.code
            and self.message in message
            and (not self.operations or operation in self.operations)
        )


# What the real provider retries besides throttling and server errors; its minutes are attempts here.
PASSING = (
    Passing("organizations", "FinalizingOrganizationException"),
    Passing("organizations", "ConcurrentModificationException", attempts=MOST_ATTEMPTS),
    Passing("iam", "ConcurrentModificationException"),
    Passing("iam", "ConcurrentModification"),
    Passing("iam", "MalformedPolicyDocument", "Invalid principal", frozenset({"CreateRole", "UpdateAssumeRolePolicy"})),
    Passing("iam", "DeleteConflict", operations=frozenset({"DeleteRole"}), attempts=6),
    Passing("s3", "OperationAborted"),
    Passing("s3", "MalformedPolicy", "Invalid principal", frozenset({"PutBucketPolicy"})),
    Passing("kms", "MalformedPolicyDocumentException", "principal"),
    Passing("sns", "AuthorizationError"),
    Passing("cloudtrail", "InvalidCloudWatchLogsRoleArnException", "Access denied."),
    Passing("cloudtrail", "InvalidCloudWatchLogsLogGroupArnException", "Access denied."),
    Passing("logs", "OperationAbortedException", "try again"),
    Passing("config", "InsufficientDeliveryPolicyException"),
    Passing("config", "LastDeliveryChannelDeleteFailedException", "there is a running configuration recorder"),
    Passing("accessanalyzer", "ValidationException", "You must create an organization"),
    Passing("dynamodb", "LimitExceededException"),
    Passing("budgets", "AccessDeniedException", operations=frozenset({"CreateBudgetAction"})),
    Passing("budgets", "ResourceLockedException"),
    Passing("guardduty", "BadRequestException", "cannot delete detector while it has invited or associated members"),
    Passing(
        "securityhub", "ResourceConflictException", operations=frozenset({"EnableOrganizationAdminAccount"}), attempts=6
    ),
    Passing("securityhub", "InvalidInputException", "Cannot disable Security Hub on the Security Hub administrator"),
    Passing("securityhub", "DataUnavailableException"),
)


class Retry:
    """Handler of botocore's ``needs-retry`` event: seconds to wait before the next attempt, or None to give up."""

    def __init__(self, attempts: int = MOST_ATTEMPTS) -> None:
        self._attempts = attempts

    def __call__(
        self, response: Any, operation: Any, attempts: int, caught_exception: BaseException | None, **_: Any
    ) -> float | None:
        """The pause before attempt ``attempts + 1``."""
        if attempts >= self._allowed(response, operation, caught_exception):
            return None
        most = min(_LONGEST_PAUSE, _FIRST_PAUSE * 2**attempts)
        return random.uniform(most / 2, most)  # noqa: S311 - spreads retries, guards nothing

    def _allowed(self, response: Any, operation: Any, error: BaseException | None) -> int:
        if error is not None:
            # As the real provider: a machine that refuses connections is not asked for ever.
            refused = type(error).__name__ == "EndpointConnectionError"
            return min(9, self._attempts) if refused else self._attempts if _is_connection(error) else 0
        http, parsed = response
        details = parsed.get("Error", {})
        found, text = str(details.get("Code", "")), str(details.get("Message", ""))
        if http.status_code < 300:
            return 0
        if found in _THROTTLES or found in _TRANSIENT or http.status_code in _STATUSES:
            return self._attempts
        service = operation.service_model.service_name
        for passing in PASSING:
            if passing.matches(service, operation.name, found, text):
                return min(passing.attempts, self._attempts)
        return 0


def _is_connection(error: BaseException) -> bool:
    from botocore.exceptions import ConnectionError, HTTPClientError

    return isinstance(error, HTTPClientError | ConnectionError)
