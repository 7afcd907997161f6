"""Whether the organization's policies let a call through, and what is said about it."""

from __future__ import annotations

import pytest

from org.account.access import Question, UnknownAccountError, answer, explained
from org.account.expectations import check_file
from org.account.subject import Subject

LINKED = "arn:aws:iam::222222222222:role/aws-service-role/guardduty.amazonaws.com/AWSServiceRoleForGuardDuty"
OWN = """
service_control_policies_parameters: {allowed: [eu-west-1]}
policies:
  OnlyReading: {statements: [{effect: Allow, actions: ["s3:Get*"]}], exempt: false}
  Tagged:
    statements:
      - actions: ["ec2:RunInstances"]
        condition: [{test: "Null", variable: "aws:RequestTag/team", values: ["true"]}]
  Encrypted:
    statements:
      - actions: ["s3:PutObject"]
        condition: [{test: StringEquals, variable: "s3:x-amz-acl", values: [public-read]}]
  Inside:
    type: RESOURCE_CONTROL_POLICY
    statements:
      - actions: ["s3:*"]
        condition: [{test: StringNotEquals, variable: "aws:PrincipalAccount", values: ["222222222222"]}]
organization_config:
  organization: {policies: [Inside]}
  organizational_units:
    plat: {accounts: {plat-prod: {import_id: "222222222222", policies: [OnlyRegions, Tagged, Encrypted]}}}
"""


@pytest.fixture
def asked(configure, config_root):
    """The answer to a call of an ordinary role in `plat-prod`."""
    subject = Subject(configure(OWN), config_root)

    def _asked(action, account="plat-prod", **more):
        return answer(subject, Question(account, action, **more))

    return _asked


def test_a_denial_names_its_statement_policy_and_target(asked):
    found = asked("cloudtrail:StopLogging", keys={"aws:RequestedRegion": "eu-west-1"})

    assert explained(found) == "denied by statement 'DenyTrail' of policy 'DenyTrail' on organizational unit 'plat'"
    assert found.denial.statement["Action"] == "cloudtrail:StopLogging"


@pytest.mark.parametrize(
    ("question", "allowed"),
    [
        ({"keys": {"aws:RequestedRegion": "eu-west-1"}}, True),
        ({"keys": {"AWS:requestedregion": "us-east-1"}}, False),
        ({}, False),  # the home region of the tree, us-east-1, is not allowed
        ({"principal": "OrganizationAccountAccessRole"}, True),
        ({"principal": "root"}, False),
        ({"principal": LINKED}, True),
        ({"account": "core-root"}, True),
    ],
    ids=str,
)
def test_who_asks_where(asked, question, allowed):
    assert asked("sqs:CreateQueue", **question).allowed is allowed


def test_why_nothing_binds_the_management_account(asked):
    assert explained(asked("sqs:CreateQueue", account="core-root")) == (
        "allowed: organization policies never bind the management account"
    )


def test_resource_control_policies_bind_service_linked_roles_too(asked):
    stranger = "arn:aws:iam::333333333333:role/aws-service-role/x.amazonaws.com/AWSServiceRoleForX"
    keys = {"aws:PrincipalAccount": "333333333333"}

    assert asked("s3:GetObject", principal=LINKED).allowed
    found = asked("s3:GetObject", principal=stranger, keys=keys)
    assert explained(found) == "denied by a statement of policy 'Inside' on the organization"


def test_what_is_not_asked_but_matters_is_told(asked):
    keys = {"aws:RequestedRegion": "eu-west-1"}

    assert [(one.keys, one.policy) for one in asked("s3:PutObject", keys=keys).depends] == [
        (("s3:x-amz-acl",), "Encrypted")
    ]
    assert asked("s3:PutObject", keys=keys | {"s3:x-amz-acl": "private"}).depends == ()
    assert explained(asked("ec2:RunInstances", keys=keys)).startswith("denied by a statement of policy 'Tagged'")
    assert asked("ec2:RunInstances", keys=keys | {"aws:RequestTag/team": "a"}).allowed


def test_an_account_that_there_is_not(asked):
    with pytest.raises(UnknownAccountError, match="no account 'plat-prd' \\(did you mean 'plat-prod'\\?\\)"):
        asked("s3:GetObject", account="plat-prd")


TESTS = """
requests:
  - {name: No stopping, account: plat-*, action: cloudtrail:StopLogging, expect: denied, by: DenyTrail}
  - {name: Leaving, account: [plat-prod, core-root], action: organizations:LeaveOrganization, expect: denied}
  - name: Queues
    account: plat-prd
    action: [sqs:CreateQueue, sqs:DeleteQueue]
    expect: allowed
  - {name: Wrong one, account: plat-prod, action: cloudtrail:StopLogging, expect: denied, by: DenyLeaving}
"""


@pytest.fixture
def tested(configure, config_root):
    """The outcome of a file of expectations about the small organization."""

    def _tested(text):
        (config_root / "tests.yaml").write_text(text)
        return check_file(Subject(configure(), config_root), config_root / "tests.yaml", "tests.yaml")

    return _tested


def test_what_is_not_as_expected_stands_where_it_is_written(tested):
    outcome = tested(TESTS)

    assert outcome.calls == 4
    assert list(map(str, outcome.findings)) == [
        "tests.yaml:4:5: RS250 Leaving: organizations:LeaveOrganization by 'somebody' in 'core-root' should be denied "
        "and is allowed: organization policies never bind the management account",
        "tests.yaml:5:5: RS251 no account of the organization is named 'plat-prd' (did you mean 'plat-prod'?)",
        "tests.yaml:9:5: RS250 Wrong one: cloudtrail:StopLogging by 'somebody' in 'plat-prod' should be denied by "
        "'DenyLeaving' and is denied by statement 'DenyTrail' of policy 'DenyTrail' on organizational unit 'plat'",
    ]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("requests: [\n", "tests.yaml:2:1: RS251 cannot be read"),
        ("requests:\n - {name: a, account: b, action: c, expect: no}", "tests.yaml:2:37: RS251 `requests.0.expect`"),
        ("requests: []", "tests.yaml:1:1: RS251 `requests`: list should have at least 1 item"),
        ("request: []", "RS251 `requests`: field required"),
        ("", "RS251 input should be a valid dictionary"),
    ],
    ids=str,
)  # fmt: skip
def test_a_file_that_is_none(tested, text, says):
    outcome = tested(text)

    assert outcome.calls == 0
    assert any(says in str(one) for one in outcome.findings), list(map(str, outcome.findings))
