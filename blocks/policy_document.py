"""Policies of resources and roles: statements in IAM's own words, and the text that AWS is sent."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

Statement = dict[str, Any]
Conditions = Mapping[str, Mapping[str, Any]]


def statement(
    sid: str,
    effect: str,
    actions: Iterable[str],
    resources: Iterable[str] | None = ("*",),
    principals: Mapping[str, Any] | str | None = None,
    conditions: Conditions | None = None,
) -> Statement:
    """One statement; ``resources`` None for trust policies, ``principals`` None for policies of identities."""
    written: Statement = {"Sid": sid, "Effect": effect, "Action": _element(actions)}
    if resources is not None:
        written["Resource"] = _element(resources)
    if principals is not None:
        written["Principal"] = principals
    if conditions:
        written["Condition"] = {
            test: {key: value if isinstance(value, str) else _element(value) for key, value in keys.items()}
            for test, keys in conditions.items()
        }
    return written


def document(statements: Iterable[Statement]) -> str:
    """The statements as the text of one policy: no white space, sorted keys, so that equal policies are equal texts."""
    content = {"Version": "2012-10-17", "Statement": list(statements)}
    return json.dumps(content, separators=(",", ":"), sort_keys=True)


def service(name: str) -> dict[str, str]:
    """The principal that an AWS service is, such as ``cloudtrail.amazonaws.com``."""
    return {"Service": name}


def account_root(partition: str, account_id: str) -> str:
    """The ARN that stands for everything in an account that its own policies allow."""
    return f"arn:{partition}:iam::{account_id}:root"


def _element(values: Iterable[str]) -> str | list[str]:
    distinct = sorted(set(values))
    return distinct[0] if len(distinct) == 1 else distinct
