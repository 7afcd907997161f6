"""Faults as they are asked for on the command line, and which call they fall on.

The fate of the n-th call of an operation depends on the seed and on nothing else, so a run can be repeated as far as
its calls come in the same order.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from fnmatch import fnmatchcase
from threading import Lock


class Kind(StrEnum):
    """What goes wrong: refused as too fast; refused with an internal error; done, and the answer is lost; not seen yet
    by whoever reads it.
    """

    THROTTLING = "throttling"
    INTERNAL = "internal"
    TIMEOUT = "timeout"
    LATE = "late"


_FAULT = re.compile(
    r"(?:(?P<kind>[a-z]+)=)?(?:(?P<percent>\d+(?:\.\d+)?)%|#(?P<number>\d+))"
    r"(?::(?P<service>[a-z0-9*?-]+)(?:\.(?P<operation>[A-Za-z0-9*?]+))?)?"
)
# A lost answer to one of these is asked for again without harm. Any other, such as CreateAccount, makes the run fail
# also with the real provider, which asks again too: such a fault must name its operation.
_REPEATABLE = re.compile(r"(Get|List|Describe|Head|Put|Update|Tag|Untag|Set|Modify|Assume).*")
_CERTAIN = 100.0


@dataclass(frozen=True)
class Fault:
    """One sort of trouble: at ``percent`` of the calls, or at call ``number`` of each operation alone."""

    kind: Kind
    percent: float = 0.0
    number: int = 0
    service: str = "*"
    operation: str = "*"

    def concerns(self, service: str, operation: str) -> bool:
        """Whether calls of the operation can meet this fault."""
        if self.kind is Kind.TIMEOUT and self.operation == "*" and not _REPEATABLE.fullmatch(operation):
            return False
        return fnmatchcase(service, self.service) and fnmatchcase(operation, self.operation)


def parse(text: str) -> tuple[Fault, ...]:
    """The faults that ``text`` asks for: ``5%``, ``throttling=5%``, ``timeout=#3:organizations.CreateAccount``.

    Without a kind, the rate is shared evenly by all of them. Raises ValueError with a sentence for users.
    """
    found = _FAULT.fullmatch(text)
    if not found:
        raise ValueError(
            f"'{text}' is no fault: write [KIND=]RATE%[:SERVICE[.OPERATION]] or KIND=#NUMBER[:SERVICE[.OPERATION]], "
            f"such as 5%, throttling=2%:organizations or timeout=#3:organizations.CreateAccount"
        )
    kinds = tuple(Kind)
    if found["kind"]:
        if found["kind"] not in {kind.value for kind in Kind}:
            raise ValueError(f"'{found['kind']}' is no kind of fault: choose {', '.join(Kind)}")
        kinds = (Kind(found["kind"]),)
    percent = float(found["percent"] or 0)
    if percent > _CERTAIN:
        raise ValueError(f"'{text}' asks for more than every call")
    return tuple(
        Fault(kind, percent / len(kinds), int(found["number"] or 0), found["service"] or "*", found["operation"] or "*")
        for kind in kinds
    )


class Fates:
    """Tells call by call what happens to it."""

    def __init__(self, faults: Iterable[Fault], seed: int) -> None:
        self._faults = tuple(faults)
        self._seed = seed
        self._calls: Counter[tuple[str, str]] = Counter()
        self._lock = Lock()

    def next(self, service: str, operation: str) -> Kind | None:
        """What happens to this call; None when nothing does."""
        if not self._faults:
            return None
        with self._lock:
            self._calls[service, operation] += 1
            number = self._calls[service, operation]
        return self.of(service, operation, number)

    def of(self, service: str, operation: str, number: int) -> Kind | None:
        """What happens to call ``number`` of an operation. Faults share one draw, so that their rates add up."""
        drawn = self._draw(service, operation, number) * _CERTAIN
        for fault in self._faults:
            if not fault.concerns(service, operation):
                continue
            if fault.number and fault.number == number:
                return fault.kind
            if drawn < fault.percent:
                return fault.kind
            drawn -= fault.percent
        return None

    def _draw(self, service: str, operation: str, number: int) -> float:
        text = f"{self._seed}:{service}:{operation}:{number}"
        return int.from_bytes(hashlib.sha256(text.encode()).digest()[:6], "big") / 2**48
