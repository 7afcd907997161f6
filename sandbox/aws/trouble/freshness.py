"""Eventual consistency: for a moment, whoever reads what was just made is told that it does not exist."""

from __future__ import annotations

import json
import re
import time
from collections import deque
from threading import Lock
from urllib.parse import parse_qs

from sandbox.aws.refusal import Refusal

WINDOW_SECONDS = 5.0
_MOST = 200
_VALUE = re.compile(r"(?<=[>/])[^<>/\s?]+")
_MAKING = ("Create", "Put", "Register", "Enable", "DescribeCreateAccountStatus")
# Reads that AWS answers late after a creation, with what they say until then. Sources: the API references; that such
# answers come after a creation is why the real provider looks again ("RetryWhenNewResourceNotFound" and the like).
_NOT_YET: dict[tuple[str, str], tuple[str, int]] = {
    ("organizations", "DescribeAccount"): ("AccountNotFoundException", 400),
    ("organizations", "DescribeOrganizationalUnit"): ("OrganizationalUnitNotFoundException", 400),
    ("organizations", "DescribePolicy"): ("PolicyNotFoundException", 400),
    ("iam", "GetRole"): ("NoSuchEntity", 404),
    ("iam", "GetRolePolicy"): ("NoSuchEntity", 404),
    ("kms", "DescribeKey"): ("NotFoundException", 400),
    ("account", "GetAlternateContact"): ("ResourceNotFoundException", 404),
    ("budgets", "DescribeBudget"): ("NotFoundException", 400),
    ("s3", "HeadBucket"): ("NoSuchBucket", 404),
}


class Freshness:
    """Remembers what was made lately."""

    def __init__(self) -> None:
        self._made: deque[tuple[float, str, str, frozenset[str]]] = deque(maxlen=_MOST)
        self._lock = Lock()

    def made(self, account_id: str, service: str, operation: str, asked: bytes, answered: bytes) -> None:
        """Takes note of a call that worked."""
        if not operation.startswith(_MAKING):
            return
        words = _words(asked) | _words(answered)
        with self._lock:
            self._made.append((time.monotonic(), account_id, service, words))

    def not_yet(self, account_id: str, service: str, operation: str, asked: bytes) -> Refusal | None:
        """What a read of something new is told; None when it reads nothing new, or AWS is not late there."""
        answer = _NOT_YET.get((service, operation))
        if answer is None:
            return None
        wanted, since = _words(asked), time.monotonic() - WINDOW_SECONDS
        with self._lock:
            lately = [
                words
                for moment, owner, of, words in self._made
                if (owner, of) == (account_id, service) and moment >= since
            ]
        if not wanted or not any(wanted <= words for words in lately):
            return None
        code, status = answer
        return Refusal(code, "You asked for something that does not exist, or cannot be seen yet.", status)


def _words(text: bytes) -> frozenset[str]:
    """The values in a request or an answer: of JSON, of a form, of XML, or of a path."""
    decoded = text.decode(errors="replace")
    try:
        values = json.loads(decoded)
    except ValueError:
        if form := parse_qs(decoded.rpartition(" ")[2] if "Action=" in decoded else ""):
            return frozenset(value[0] for key, value in form.items() if key not in ("Action", "Version"))
        return frozenset(_VALUE.findall(decoded))
    return frozenset(_leaves(values))


def _leaves(value: object) -> list[str]:
    if isinstance(value, dict):
        return [leaf for item in value.values() for leaf in _leaves(item)]
    if isinstance(value, list):
        return [leaf for item in value for leaf in _leaves(item)]
    return [value] if isinstance(value, str) else []
