"""Statements that let everybody in."""

import pytest

from blocks.open_statement import open_to_all

EVERYBODY = {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject"}


@pytest.mark.parametrize(
    "statement",
    [
        EVERYBODY,
        EVERYBODY | {"Principal": {"AWS": "*"}},
        EVERYBODY | {"Principal": {"AWS": ["*", "arn:aws:iam::111111111111:root"]}},
        EVERYBODY | {"Condition": {"Bool": {"aws:SecureTransport": "true"}}},
        EVERYBODY | {"Condition": {"StringNotEquals": {"aws:PrincipalOrgID": "o-abcdefghij"}}},
        EVERYBODY | {"Condition": {"StringLike": {"aws:PrincipalOrgID": "*"}}},
        {"Effect": "Allow", "NotPrincipal": {"AWS": "arn:aws:iam::111111111111:root"}, "Action": "*"},
    ],
)
def test_open(statement: dict[str, object]) -> None:
    assert open_to_all(statement)


@pytest.mark.parametrize(
    "statement",
    [
        EVERYBODY | {"Effect": "Deny"},
        EVERYBODY | {"Principal": {"AWS": "arn:aws:iam::111111111111:root"}},
        EVERYBODY | {"Principal": {"Service": "cloudtrail.amazonaws.com"}},
        EVERYBODY | {"Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-abcdefghij"}}},
    ],
)
def test_closed(statement: dict[str, object]) -> None:
    assert not open_to_all(statement)
