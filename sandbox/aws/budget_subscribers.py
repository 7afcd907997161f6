"""Who hears of a budget."""

from __future__ import annotations

from moto.core.exceptions import JsonRESTError

_MOST = 11
_MOST_BY_MAIL = 10


def check_subscribers(subscribers: list[dict[str, str]]) -> None:
    """There are as many as AWS takes: ten e-mail addresses, one SNS topic, at least one of them."""
    mail = sum(subscriber["SubscriptionType"] == "EMAIL" for subscriber in subscribers)
    if not 1 <= len(subscribers) <= _MOST or mail > _MOST_BY_MAIL or len(subscribers) - mail > 1:
        message = "There can be one SNS topic and ten e-mail addresses at most, and at least one of them."
        raise JsonRESTError("InvalidParameterException", message)
