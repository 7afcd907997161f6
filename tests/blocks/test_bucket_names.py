"""Names of buckets that S3 takes, and those it refuses."""

import pytest

from blocks.bucket.names import name_problem


@pytest.mark.parametrize("name", ["abc", "acme-core-ue1-audit-cloudtrail", "a" * 63, "1-2"])
def test_a_name_that_s3_takes(name: str) -> None:
    assert name_problem(name) is None


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("ab", "has 2 characters"),
        ("a" * 64, "has 64 characters"),
        ("Acme", "lower-case"),
        ("-acme", "first and last"),
        ("acme-", "first and last"),
        ("a..b", "no '..'"),
        ("192.168.5.4", "IP address"),
        ("acme.core", "TLS"),
        ("xn--acme", "'xn--'"),
        ("acme-s3alias", "'-s3alias'"),
        ("acme--x-s3", "'--x-s3'"),
    ],
)
def test_any_other_says_why(name: str, why: str) -> None:
    assert why in str(name_problem(name))
