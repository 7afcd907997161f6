"""RS324: a notification that nobody hears, or that AWS takes for another one."""

from __future__ import annotations

from collections.abc import Iterator

from blocks.budget.subject import Subject
from model.finding import Problem

RULE = "RS324"


def subscribers(subject: Subject) -> Iterator[Problem]:
    """A problem for each notification without subscriber, and each that another one of its budget equals."""
    for name, budget in subject.budgets.items():
        seen = set()
        for index, one in enumerate(budget.notification):
            if not (one.subscriber_email_addresses or one.subscriber_sns_topic_arns or subject.has_topic):
                text = "a notification without subscriber: give `subscriber_email_addresses`, or switch the topic on"
                yield subject.problem(RULE, name, text, "notification", index)
            if one.identity in seen:
                text = "two notifications of one type, operator and threshold: put their subscribers together"
                yield subject.problem(RULE, name, text, "notification", index)
            seen.add(one.identity)
