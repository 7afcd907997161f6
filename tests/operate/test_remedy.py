"""What the program says below AWS's own words."""

from __future__ import annotations

import pytest

from operate.remedy import remedies

_LIMIT = "ConstraintViolationException: You have exceeded"


@pytest.mark.parametrize(
    ("told", "part"),
    [
        ("creating AWS Organizations Account (plat-dev): EMAIL_ALREADY_EXISTS", "import_id: '<id>'"),
        ("creating AWS Organizations Account (plat-dev): ACCOUNT_LIMIT_EXCEEDED", "Ask AWS for more"),
        ("CreateAccount: TooManyRequestsException: another request is already in progress", "five accounts at a time"),
        ("AttachPolicy: You have attached the maximum number of policies to the specified target.", "ten service"),
        (f"CreatePolicy: {_LIMIT} the allowed maximum policy content size of 10240 characters.", "10,240"),
        (f"CreateOrganizationalUnit: {_LIMIT} the maximum OU depth for this organization.", "five levels"),
        (f"CloseAccount: {_LIMIT} close account quota for the past 30 days.", "in 30 days a fifth"),
        ("Cannot assume IAM Role arn:aws:iam::1:role/R: AssumeRole: AccessDenied: no", "its trust policy must name"),
        ("CreatePolicy: DuplicatePolicyException: A policy with the same name already exists.", "import_id beside it"),
        ("CreateBudget: DuplicateRecordException: the budget already exists.", "by hand"),
        ("CreateBudget: Account 1 is a linked account. To enable budgets for your account, ask", "Run again tomorrow"),
        ("CreateRole: EntityAlreadyExists: Role with name planner already exists.", "another name in YAML"),
        ("[409] Conflict: Another update is currently in progress.", "pulumi cancel --stack"),
        ("creating S3 Bucket (acme-tfstate): BucketAlreadyExists", "one account in all of AWS"),
    ],
)  # fmt: skip
def test_a_refusal_of_aws_is_followed_by_what_to_do(told: str, part: str) -> None:
    (said,) = remedies(told)
    assert part in said


def test_the_same_trouble_of_many_resources_is_explained_once() -> None:
    assert len(remedies("a: EMAIL_ALREADY_EXISTS\nb: EMAIL_ALREADY_EXISTS")) == 1


def test_other_errors_speak_for_themselves() -> None:
    assert remedies("no account 'plat-prd': did you mean plat-prod?") == []
