"""From AWS's refusal to what a person reads: the provider's sentence, and below it what to do."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from operate.cause import cause
from operate.events import Diagnostic
from operate.remedy import remedies
from operate.urn import Urn
from sandbox.home import Home
from sandbox.provider.waiting import until
from sandbox.server import launch, shut_down
from tests.sandbox.provider.conftest import ROOT
from tests.sandbox.provider.engine import Engine, Made, Refused
from tests.sandbox.provider.surroundings import TRUST, organization

ACCOUNT = "aws:organizations/account:Account"
ATTACHMENT = "aws:organizations/policyAttachment:PolicyAttachment"
POLICY = "aws:organizations/policy:Policy"
UNIT = "aws:organizations/organizationalUnit:OrganizationalUnit"


def document(length: int = 0) -> str:
    """A service control policy, of so many characters."""
    statement = {"Effect": "Deny", "Action": "s3:*", "Resource": "*", "Sid": ""}
    content = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
    return content.replace('"Sid": ""', '"Sid": "' + "x" * (length - len(content)) + '"') if length else content


def address(engine: Any, name: str) -> str:
    return f"{name}+{engine.account}@acme.example"


def a_second_account_with_the_same_address(engine: Any) -> None:
    organization(engine)
    engine.make(ACCOUNT, name="audit", email=address(engine, "audit"))
    engine.make(ACCOUNT, name="other", email=address(engine, "AUDIT"))


def a_role_outside_its_trust(engine: Any) -> None:
    trust = TRUST.replace("ec2.amazonaws.com", "lambda.amazonaws.com")
    role = engine.make("aws:iam/role:Role", name="closed", assumeRolePolicy=trust)
    engine.configure(assumeRoles=[{"roleArn": role.state["arn"]}])


def an_eleventh_service_control_policy(engine: Any) -> None:
    root = organization(engine).state["roots"][0]["id"]
    unit = engine.make(UNIT, name="core", parentId=root)
    for number in range(10):
        policy = engine.make(POLICY, name=f"Policy{number}", content=document())
        engine.make(ATTACHMENT, targetId=unit.id, policyId=policy.id)


def a_policy_one_character_too_long(engine: Any) -> None:
    organization(engine)
    engine.make(POLICY, name="Longest", content=document(10_240))
    engine.make(POLICY, name="Longer", content=document(10_241))


def a_sixth_level_of_units(engine: Any) -> None:
    parent = organization(engine).state["roots"][0]["id"]
    for level in range(6):
        parent = engine.make(UNIT, name=f"level-{level}", parentId=parent).id


def an_account_beyond_five_at_a_time(engine: Any) -> None:
    organization(engine)
    outside = engine.client("organizations")
    for number in range(5):
        outside.create_account(AccountName="many", Email=address(engine, f"many-{number}"))
    engine.make(ACCOUNT, name="sixth", email=address(engine, "sixth"))


def a_closure_beyond_the_quota(engine: Any) -> None:
    root = organization(engine).state["roots"][0]["id"]
    outside = engine.client("organizations")
    for name in ("old", "older"):
        outside.create_account(AccountName=name, Email=address(engine, name))
    until(lambda: len(outside.list_accounts_for_parent(ParentId=root)["Accounts"]) == 3 or None, "two accounts", 30)
    for account in outside.list_accounts_for_parent(ParentId=root)["Accounts"]:
        if account["Name"] != "Management":
            engine.delete(Made(ACCOUNT, account["Id"], {}, {"closeOnDeletion": True}))


@pytest.fixture(scope="module")
def narrow_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """An AWS that takes its time for accounts, and closes one of them in a month."""
    home = Home(tmp_path_factory.mktemp("narrow"))
    home.make()
    options = ["--account-creation-seconds", "2", "--closing-seconds", "0.02", "--closures-always-allowed", "1"]
    yield launch(home, ROOT, "123456789012", options).url
    shut_down(home)


def refusal(engine: Engine, attempt: Callable[[Any], None]) -> tuple[str, str]:
    """What a person reads of a refusal: AWS's words, and what to do."""
    # The provider asks again for minutes, as the real one; nobody has to wait for that here.
    engine.configure(maxRetries=1)
    with pytest.raises(Refused) as caught:
        attempt(engine)
    urn = Urn("core-root", "rootstock", (ACCOUNT,), "account-gbl-plat-prod")
    told = cause(255, [Diagnostic("error", f"1 error occurred:\n\t* {caught.value}", urn)], "")
    (advice,) = remedies(told)
    return told, advice


@pytest.mark.parametrize(
    ("attempt", "of_aws", "what_to_do"),
    [
        (a_second_account_with_the_same_address, "(other): EMAIL_ALREADY_EXISTS", "import_id: '<id>'"),
        (a_role_outside_its_trust, "Cannot assume IAM Role", "its trust policy must name whoever runs this"),
        (an_eleventh_service_control_policy, "attached the maximum number of policies", "AWS allows ten service"),
        (a_policy_one_character_too_long, "maximum policy content size", "Shorten it or split it"),
        (a_sixth_level_of_units, "maximum OU depth", "AWS allows five levels"),
    ],
    ids=lambda value: value.__name__ if callable(value) else "",
)
def test_what_aws_refuses_is_followed_by_what_to_do(
    bare_engine: Engine, attempt: Callable[[Any], None], of_aws: str, what_to_do: str
) -> None:
    told, advice = refusal(bare_engine, attempt)
    assert of_aws in told
    assert what_to_do in advice


@pytest.mark.parametrize(
    ("attempt", "of_aws", "what_to_do"),
    [
        (an_account_beyond_five_at_a_time, "CreateAccount: TooManyRequestsException", "AWS creates five accounts"),
        (a_closure_beyond_the_quota, "CloseAccount: ConstraintViolationException", "AWS closes three accounts"),
    ],
    ids=lambda value: value.__name__ if callable(value) else "",
)
def test_what_is_too_much_at_once_is_followed_by_what_to_do(
    bare_engine: Engine,
    narrow_url: str,
    attempt: Callable[[Any], None],
    of_aws: str,
    what_to_do: str,
) -> None:
    bare_engine.url = narrow_url
    told, advice = refusal(bare_engine, attempt)
    assert of_aws in told
    assert what_to_do in advice
