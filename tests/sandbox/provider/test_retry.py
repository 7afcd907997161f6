"""Which answers of AWS the provider asks for again."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from botocore.exceptions import EndpointConnectionError, ReadTimeoutError

from sandbox.provider.errors import ProviderError
from sandbox.provider.retry import MOST_ATTEMPTS, Retry
from sandbox.provider.waiting import until


def attempts(
    status: int, code: str = "", message: str = "", service: str = "iam", operation: str = "CreateRole"
) -> int:
    """How often a call is made that always gets this answer."""
    answer = (SimpleNamespace(status_code=status), {"Error": {"Code": code, "Message": message}})
    return _attempts(answer, None, service, operation)


def _attempts(answer: Any, error: Exception | None, service: str = "iam", operation: str = "CreateRole") -> int:
    model = SimpleNamespace(name=operation, service_model=SimpleNamespace(service_name=service))
    retry = Retry()
    made = 1
    while (pause := retry(response=answer, operation=model, attempts=made, caught_exception=error)) is not None:
        assert 0 < pause <= 5
        made += 1
    return made


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ({"status": 200}, 1),
        ({"status": 404, "code": "NoSuchEntity"}, 1),
        ({"status": 400, "code": "TooManyRequestsException", "service": "organizations"}, MOST_ATTEMPTS),
        ({"status": 400, "code": "Throttling"}, MOST_ATTEMPTS),
        ({"status": 500, "code": "InternalFailure"}, MOST_ATTEMPTS),
        ({"status": 503}, MOST_ATTEMPTS),
        ({"status": 400, "code": "MalformedPolicyDocument", "message": "Invalid principal in policy"}, 10),
        ({"status": 400, "code": "MalformedPolicyDocument", "message": "Syntax error"}, 1),
        ({"status": 400, "code": "FinalizingOrganizationException", "service": "organizations"}, 10),
        ({"status": 409, "code": "DeleteConflict", "operation": "DeleteRole"}, 6),
        ({"status": 409, "code": "DeleteConflict", "operation": "DeletePolicy"}, 1),
    ],
)
def test_answers(arguments: dict[str, Any], expected: int) -> None:
    assert attempts(**arguments) == expected


def test_a_machine_that_refuses_connections_is_not_asked_for_ever() -> None:
    assert _attempts(None, EndpointConnectionError(endpoint_url="http://127.0.0.1:1")) == 9


def test_timeouts_are_tried_again_and_mistakes_of_ours_are_not() -> None:
    assert _attempts(None, ReadTimeoutError(endpoint_url="http://127.0.0.1:1")) == MOST_ATTEMPTS
    assert _attempts(None, ValueError("no")) == 1


def test_waiting_ends_with_a_sentence() -> None:
    assert until(iter([None, None, "there"]).__next__, "it") == "there"
    with pytest.raises(ProviderError, match="timed out after 0 s while waiting for the moon"):
        until(lambda: None, "the moon", 0.1)
