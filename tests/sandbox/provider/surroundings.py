"""What resources need around them: an organization, a bucket, a role, documents."""

from __future__ import annotations

import json
from typing import Any

Inputs = dict[str, Any]

POLICY = json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Action": "s3:*", "Resource": "*"}]})
OTHER_POLICY = json.dumps(
    {"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Action": "ec2:*", "Resource": "*"}]}
)
TRUST = json.dumps(
    {
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "ec2.amazonaws.com"}}],
    }
)
READ_ONLY = "arn:aws:iam::aws:policy/ReadOnlyAccess"


def organization(engine: Any) -> Any:
    return engine.make(
        "aws:organizations/organization:Organization",
        awsServiceAccessPrincipals=["account.amazonaws.com", "iam.amazonaws.com", "access-analyzer.amazonaws.com"],
        enabledPolicyTypes=["SERVICE_CONTROL_POLICY"],
    )


def member(engine: Any, **more: Any) -> Any:
    inputs = {"name": "audit", "email": f"audit+{engine.account}@acme.example", **more}
    return engine.make("aws:organizations/account:Account", **inputs)


def member_of_new_organization(engine: Any) -> Any:
    organization(engine)
    return member(engine)


def bucket(engine: Any, **more: Any) -> str:
    return engine.make("aws:s3/bucket:Bucket", bucket=f"bucket-{engine.account}", **more).id


def key(engine: Any) -> Any:
    return engine.make("aws:kms/key:Key")


def given(_made: Any) -> Inputs:
    """Nothing: the resource only has to be there."""
    return {}


def topic(engine: Any) -> str:
    return engine.make("aws:sns/topic:Topic", name="alerts").id
