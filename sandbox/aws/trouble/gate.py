"""Where trouble meets a call: before its service sees it, or when its answer is on the way back."""

from __future__ import annotations

from moto.organizations.models import organizations_backends

from sandbox.aws.refusal import Refusal
from sandbox.aws.settings import current
from sandbox.aws.trouble import clock, wording
from sandbox.aws.trouble.faults import Fates, Kind, parse
from sandbox.aws.trouble.freshness import Freshness
from sandbox.aws.trouble.ledger import Ledger
from sandbox.aws.trouble.rates import Buckets, published


class AnswerLost(ConnectionError):
    """The call was done and its caller will never hear of it."""


class Gate:
    """Decides call by call. ``ledger`` knows what it did."""

    def __init__(self) -> None:
        self.ledger = Ledger()
        settings = current()
        self._limited = settings.rates == "aws"
        self._fates = Fates([fault for text in settings.faults for fault in parse(text)], settings.seed)
        self._buckets = Buckets()
        self._freshness = Freshness()

    def enter(self, account_id: str, service: str, operation: str, asked: bytes) -> tuple[str, Refusal | None]:
        """What happens to the call, and the refusal that it is answered with when it is not to be done."""
        clock.pass_time(current().latency)
        rate = published().get((service, operation))
        owner = _management(account_id) if rate and rate.whole_organization else account_id
        if rate and self._limited and not self._buckets.take(rate, owner):
            return "rate", wording.too_fast(service)
        if rate:
            self.ledger.admitted(rate, owner)
        match self._fates.next(service, operation):
            case Kind.THROTTLING:
                return Kind.THROTTLING, wording.too_fast(service)
            case Kind.INTERNAL:
                return Kind.INTERNAL, wording.failed_inside(service)
            case Kind.TIMEOUT:
                return Kind.TIMEOUT, None
            case Kind.LATE:
                refusal = self._freshness.not_yet(account_id, service, operation, asked)
                return (Kind.LATE if refusal else ""), refusal
            case _:
                return "", None

    def done(self, account_id: str, service: str, operation: str, asked: bytes, answered: bytes) -> None:
        """The call was done."""
        self._freshness.made(account_id, service, operation, asked, answered)


def _management(account_id: str) -> str:
    """The management account of an account's organization; the account itself when it is in none."""
    return str(organizations_backends.master_accounts.get(account_id, (account_id,))[0])
