"""AWS's published request rates: which calls share a bucket, and how it fills."""

from __future__ import annotations

import pytest

from sandbox.aws import settings
from sandbox.aws.trouble import clock
from sandbox.aws.trouble.rates import Buckets, published


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The time on the clock of the simulated AWS; a test turns it."""
    time = [0.0]
    monkeypatch.setattr(clock, "now", lambda: time[0])
    return time


def _granted(operation: str, attempts: int, buckets: Buckets, owner: str = "1") -> int:
    rate = published()["organizations", operation]
    return sum(buckets.take(rate, owner) for _ in range(attempts))


def test_a_burst_passes_and_no_more(now: list[float]) -> None:
    assert _granted("CreateAccount", 10, Buckets()) == 3


def test_after_ten_seconds_one_more_account_passes(now: list[float]) -> None:
    buckets = Buckets()
    _granted("CreateAccount", 3, buckets)
    now[0] = 9.9
    assert _granted("CreateAccount", 1, buckets) == 0
    now[0] = 10.0
    assert _granted("CreateAccount", 5, buckets) == 1


def test_a_bucket_never_holds_more_than_its_burst(now: list[float]) -> None:
    buckets = Buckets()
    _granted("CreateAccount", 3, buckets)
    now[0] = 1_000_000.0
    assert _granted("CreateAccount", 10, buckets) == 3


def test_four_policy_calls_share_one_bucket(now: list[float]) -> None:
    buckets = Buckets()
    assert _granted("CreatePolicy", 1, buckets) + _granted("AttachPolicy", 1, buckets) == 2
    assert _granted("DetachPolicy", 2, buckets) + _granted("DeletePolicy", 2, buckets) == 1
    assert _granted("UpdatePolicy", 9, buckets) == 3


def test_organizations_do_not_share_buckets(now: list[float]) -> None:
    buckets = Buckets()
    assert (_granted("CreateAccount", 5, buckets, "1"), _granted("CreateAccount", 5, buckets, "2")) == (3, 3)


@pytest.mark.parametrize(("accounts", "seconds"), [(3, 0), (20, 170), (100, 970), (500, 4970)])
def test_creating_accounts_takes_at_least_ten_seconds_each_beyond_the_first_three(accounts: int, seconds: int) -> None:
    assert published()["organizations", "CreateAccount"].least_seconds(accounts) == pytest.approx(seconds)


def test_every_rate_lets_at_least_one_call_through() -> None:
    assert all(rate.burst >= 1 and rate.per_second > 0 for rate in published().values())


def test_a_fast_clock_makes_its_seconds_short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "_current", settings.Settings(speed=60.0))
    assert (clock.real(60.0), clock.simulated(1.0)) == (1.0, 60.0)
