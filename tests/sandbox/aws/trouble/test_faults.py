"""Faults as they are typed, and the calls that they fall on."""

from __future__ import annotations

import pytest

from sandbox.aws.trouble.faults import Fates, Fault, Kind, parse


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("throttling=5%", (Fault(Kind.THROTTLING, 5.0),)),
        ("internal=0.5%:iam", (Fault(Kind.INTERNAL, 0.5, service="iam"),)),
        (
            "timeout=#3:organizations.CreateAccount",
            (Fault(Kind.TIMEOUT, 0.0, 3, "organizations", "CreateAccount"),),
        ),
        ("8%", tuple(Fault(kind, 2.0) for kind in Kind)),
    ],
)
def test_what_is_typed_is_understood(text: str, expected: tuple[Fault, ...]) -> None:
    assert parse(text) == expected


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("5", "'5' is no fault: write"),
        ("thrott=5%", "'thrott' is no kind of fault: choose throttling, internal, timeout, late"),
        ("200%", "more than every call"),
    ],
)
def test_what_makes_no_sense_is_refused_with_the_choices(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        parse(text)


def _fates(text: str, seed: int, calls: int = 2000) -> list[Kind | None]:
    fates = Fates(parse(text), seed)
    return [fates.next("organizations", "DescribeAccount") for _ in range(calls)]


def test_a_seed_has_one_fate_and_another_seed_another() -> None:
    assert _fates("10%", 1) == _fates("10%", 1) != _fates("10%", 2)


def test_what_other_operations_do_changes_nothing() -> None:
    fates = Fates(parse("10%"), 1)
    met = []
    for _ in range(2000):
        fates.next("iam", "GetRole")
        met.append(fates.next("organizations", "DescribeAccount"))
    assert met == _fates("10%", 1)


def test_so_many_calls_meet_a_fault_as_the_rate_says() -> None:
    met = [kind for kind in _fates("8%", 3, 20_000) if kind]
    assert len(met) == pytest.approx(1600, rel=0.15)
    assert all(met.count(kind) == pytest.approx(400, rel=0.3) for kind in Kind)


def test_rates_add_up() -> None:
    fates = Fates([*parse("throttling=50%"), *parse("internal=50%")], 0)
    assert None not in [fates.next("s3", "PutObject") for _ in range(200)]


def test_a_number_is_one_call_of_each_operation() -> None:
    fates = Fates(parse("internal=#2:iam"), 0)
    assert [fates.next("iam", "CreateRole") for _ in range(4)] == [None, Kind.INTERNAL, None, None]
    assert fates.next("organizations", "CreateAccount") is None


@pytest.mark.parametrize(
    ("text", "operation", "met"),
    [
        ("timeout=100%", "CreateAccount", None),
        ("timeout=100%", "AttachPolicy", None),
        ("timeout=100%", "ListRoots", Kind.TIMEOUT),
        ("timeout=100%:organizations.Create*", "CreateAccount", Kind.TIMEOUT),
    ],
)
def test_the_answer_to_a_creation_is_lost_only_when_it_is_asked_for_by_name(
    text: str, operation: str, met: Kind | None
) -> None:
    assert Fates(parse(text), 0).next("organizations", operation) is met
