"""Policy documents: statements exempted, merged and minified."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from org.policy.statement import Document, element, listed

_PRINCIPAL = "aws:PrincipalArn"
_UNLESS_LIKE = "ArnNotLike"


def role_pattern(role: str) -> str:
    """The ARN pattern of a role of this name in any account and partition."""
    return f"arn:*:iam::*:role/{role}"


def exempted(statement: Document, principals: Sequence[str]) -> Document:
    """The statement as it is for everybody but the principals (ARN patterns). Only denials can be exempted."""
    if not principals or statement.get("Effect") != "Deny":
        return statement
    condition = {test: dict(keys) for test, keys in statement.get("Condition", {}).items()}
    unless = condition.setdefault(_UNLESS_LIKE, {})
    unless[_PRINCIPAL] = element([*listed(unless.get(_PRINCIPAL, [])), *principals])
    return statement | {"Condition": condition}


def document(statements: Iterable[Document]) -> str:
    """The statements, each once, as the text of one policy."""
    distinct = {minified(statement): statement for statement in statements}
    return minified({"Version": "2012-10-17", "Statement": list(distinct.values())})


def minified(content: Any) -> str:
    """JSON without white space and with sorted keys: AWS counts every character it is sent."""
    return json.dumps(content, separators=(",", ":"), sort_keys=True, ensure_ascii=False)
