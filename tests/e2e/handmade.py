"""An organization that nobody prepared for us: made with boto3, as years of hands leave one behind."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, field
from typing import Any

DEPTH = ("Workloads", "Data & AI", "lake", "raw")
ODD_NAMES = (
    "Legacy Billing",
    "legacy billing",
    "plat-prod",
    "PLAT-PROD",
    "data.lake_2",
    "Zoe's & co",
    "Finance (EU)",
    "007",
)
CONTROL_TOWER = "aws-guardrails-AbCdEf"


@dataclass
class Handmade:
    """What was made: ids of units by path, of accounts by name (a list each), of policies by name and type."""

    root: str
    units: dict[str, str] = field(default_factory=dict)
    accounts: dict[str, list[str]] = field(default_factory=dict)
    policies: dict[tuple[str, str], str] = field(default_factory=dict)
    suspended: list[str] = field(default_factory=list)


def scp(sid: str, *actions: str, **more: Any) -> str:
    """A service control policy as the console writes it, with white space."""
    statement = {"Sid": sid, "Effect": "Deny", "Action": list(actions), "Resource": "*", **more}
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]}, indent=4)


def grow(client: Any, accounts: int, control_tower: bool = True, iam: Any = None) -> Handmade:
    """Makes the organization, with this many member accounts besides the odd ones."""
    client.create_organization(FeatureSet="ALL")
    made = Handmade(client.list_roots()["Roots"][0]["Id"])
    for kind in ("SERVICE_CONTROL_POLICY", "TAG_POLICY", "RESOURCE_CONTROL_POLICY"):
        _enable(client, made.root, kind)
    for service in ("account", "sso", "iam", "guardduty"):
        client.enable_aws_service_access(ServicePrincipal=f"{service}.amazonaws.com")
    _units(client, made)
    _accounts(client, made, accounts)
    _policies(client, made)
    if control_tower:
        _control_tower(client, made)
    client.register_delegated_administrator(
        AccountId=made.accounts["Security"][0], ServicePrincipal="guardduty.amazonaws.com"
    )
    statement = {
        "Sid": "Delegate",
        "Effect": "Allow",
        "Principal": {"AWS": made.accounts["Security"][0]},
        "Action": ["organizations:DescribePolicy", "organizations:ListPolicies"],
        "Resource": "*",
    }
    client.put_resource_policy(Content=json.dumps({"Version": "2012-10-17", "Statement": [statement]}))
    if iam:
        iam.enable_organizations_root_credentials_management()
    return made


def account(client: Any, made: Handmade, name: str, email: str, parent: str, **tags: str) -> str:
    """The id of a new account, where it belongs."""
    written = [{"Key": key, "Value": value} for key, value in tags.items()]
    asked = client.create_account(AccountName=name, Email=email, Tags=written)["CreateAccountStatus"]
    while "AccountId" not in asked:
        time.sleep(0.02)
        asked = client.describe_create_account_status(CreateAccountRequestId=asked["Id"])["CreateAccountStatus"]
    made_id = str(asked["AccountId"])
    if parent != made.root:
        client.move_account(AccountId=made_id, SourceParentId=made.root, DestinationParentId=parent)
    made.accounts.setdefault(name, []).append(made_id)
    return made_id


def _enable(client: Any, root: str, kind: str) -> None:
    client.enable_policy_type(RootId=root, PolicyType=kind)
    while {"Type": kind, "Status": "ENABLED"} not in client.list_roots()["Roots"][0]["PolicyTypes"]:
        time.sleep(0.05)


def _units(client: Any, made: Handmade) -> None:
    parent, path = made.root, ""
    for name in DEPTH:
        path = f"{path}/{name}" if path else name
        parent = made.units[path] = _unit(client, parent, name)
    for name in ("Sandbox", "sandbox"):
        made.units[name] = _unit(client, made.root, name)
    client.tag_resource(ResourceId=made.units["Workloads"], Tags=[{"Key": "owner", "Value": "platform team"}])


def _unit(client: Any, parent: str, name: str) -> str:
    return str(client.create_organizational_unit(ParentId=parent, Name=name)["OrganizationalUnit"]["Id"])


def _accounts(client: Any, made: Handmade, number: int) -> None:
    deep = list(made.units.values())
    account(client, made, "Security", "root+security@old.example", made.root)
    for index, name in enumerate(ODD_NAMES):
        account(client, made, name, f"somebody{index}@old.example", deep[index % len(deep)] if index else made.root)
    account(client, made, "twin", "first@old.example", deep[0], team="twins")
    account(client, made, "twin", "second@old.example", deep[1], team="twins", since="2019")
    for index in range(number):
        place = deep[index % 4]
        name = f"app-n{index:03}"
        account(client, made, name, f"aws+{name}@old.example", place, team="apps", cost=str(index % 3))
    for name in ("gone", "going"):
        made.suspended.append(account(client, made, name, f"{name}@old.example", deep[1]))
        client.close_account(AccountId=made.suspended[-1])


def _policies(client: Any, made: Handmade) -> None:
    deny = scp("DenyLeaving", "organizations:LeaveOrganization")
    tags = json.dumps({"tags": {"team": {"tag_key": {"@@assign": "team"}}}}, indent=2)
    region = {"StringNotEquals": {"aws:RequestedRegion": ["us-east-1", "eu-west-1"]}}
    unusual = json.dumps(
        {"Version": "2012-10-17", "Id": "x", "Statement": {"Effect": "Deny", "Action": "s3:*", "Resource": ["*"]}}
    )
    several = json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {"Effect": "Deny", "Action": "ec2:RunInstances", "Resource": "*", "Condition": region},
                {"Sid": "Second", "Effect": "Deny", "NotAction": ["iam:*", "sts:*"], "Resource": "arn:aws:s3:::*"},
            ],
        }
    )
    kinds = "SERVICE_CONTROL_POLICY", "TAG_POLICY", "RESOURCE_CONTROL_POLICY"
    rcp = json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [{"Effect": "Deny", "Principal": "*", "Action": "s3:GetObject", "Resource": "*"}],
        }
    )
    rows = (
        ("Stay", kinds[0], deny, "Nobody leaves", (made.root,)),
        ("stay", kinds[0], deny, "", (made.units["Workloads"],)),
        ("STAY", kinds[0], scp("Other", "iam:CreateUser"), "", (made.accounts["twin"][0], made.suspended[0])),
        ("Regions, and more", kinds[0], several, "", (made.units["Workloads/Data & AI"],)),
        ("NoUsers", kinds[0], scp("NoUsers", "iam:CreateLoginProfile", "iam:CreateUser"), "No users", (made.root,)),
        ("odd shape", kinds[0], unusual, "As old as the hills", ()),
        ("Tags", kinds[1], tags, "", (made.root, made.accounts["Security"][0])),
        ("tags too", kinds[1], tags, "", (made.units["Sandbox"],)),
        ("Resources", kinds[2], rcp, "", (made.units["sandbox"],)),
    )
    for name, kind, content, description, targets in rows:
        policy = client.create_policy(Name=name, Type=kind, Content=content, Description=description)
        made.policies[name, kind] = policy["Policy"]["PolicySummary"]["Id"]
        for target in targets:
            client.attach_policy(PolicyId=made.policies[name, kind], TargetId=target)
    client.tag_resource(ResourceId=made.policies["Stay", kinds[0]], Tags=[{"Key": "reviewed", "Value": "2024"}])


def _control_tower(client: Any, made: Handmade) -> None:
    client.enable_aws_service_access(ServicePrincipal="controltower.amazonaws.com")
    unit = made.units["Security"] = _unit(client, made.root, "Security")
    for name in ("Audit", "Log Archive"):
        email = f"ct+{name.lower().replace(' ', '-')}@old.example"
        account(client, made, name, email, unit)
    content = scp("GRCLOUDTRAIL", "cloudtrail:StopLogging")
    policy = client.create_policy(
        Name=CONTROL_TOWER, Type="SERVICE_CONTROL_POLICY", Content=content, Description="Guardrails"
    )
    made.policies[CONTROL_TOWER, "SERVICE_CONTROL_POLICY"] = policy["Policy"]["PolicySummary"]["Id"]
    for target in (unit, made.units["Workloads"]):
        client.attach_policy(PolicyId=policy["Policy"]["PolicySummary"]["Id"], TargetId=target)


def newcomers(client: Any, made: Handmade) -> None:
    """What came after the organization was adopted: a unit, accounts, a policy, attachments, a trusted service."""
    workloads = made.units["Workloads"]
    unit = made.units["Workloads/New unit"] = _unit(client, workloads, "New unit")
    fresh = account(client, made, "fresh", "aws+fresh@old.example", unit, team="new")
    account(client, made, "newest", "newest@old.example", made.root)
    content = scp("Later", "ec2:DeleteVpc")
    policy = client.create_policy(Name="Newcomer", Type="SERVICE_CONTROL_POLICY", Content=content, Description="")
    made.policies["Newcomer", "SERVICE_CONTROL_POLICY"] = policy["Policy"]["PolicySummary"]["Id"]
    for target in (workloads, fresh):
        client.attach_policy(PolicyId=policy["Policy"]["PolicySummary"]["Id"], TargetId=target)
    for target in (unit, made.units["Sandbox"]):
        client.attach_policy(PolicyId=made.policies["NoUsers", "SERVICE_CONTROL_POLICY"], TargetId=target)
    client.enable_aws_service_access(ServicePrincipal="config.amazonaws.com")
    client.register_delegated_administrator(AccountId=fresh, ServicePrincipal="config.amazonaws.com")
