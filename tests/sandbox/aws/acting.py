"""Acting as an account of the simulated AWS."""

from __future__ import annotations

import itertools
import json
import time
from collections.abc import Callable
from typing import Any

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import ClientError

_numbers = itertools.count(1)


class Account:
    """Somebody in an account: ``somebody.iam`` is a client of IAM that acts as they do, and so for every service."""

    def __init__(self, url: str, access_key_id: str, session_token: str | None = None) -> None:
        self.url = url
        self.id = access_key_id
        self._session_token = session_token
        self._clients: dict[tuple[str, str], Any] = {}

    def __getattr__(self, service: str) -> Any:
        return self.client(service.replace("_", "-"))

    def client(self, service: str, region: str = "us-east-1") -> Any:
        if (service, region) not in self._clients:
            client = boto3.client(
                service,
                region_name=region,
                endpoint_url=self.url,
                aws_access_key_id=self.id,
                aws_secret_access_key="any",
                aws_session_token=self._session_token,
                config=Config(retries={"total_max_attempts": 1}, s3={"addressing_style": "path"}, proxies={}),
            )
            client.meta.events.register("before-sign.s3-control", _without_account_in_host)
            self._clients[service, region] = client
        return self._clients[service, region]

    def assume(self, role_arn: str, **more: Any) -> Account:
        """Somebody who acts through a role."""
        taken = self.sts.assume_role(RoleArn=role_arn, RoleSessionName="test", **more)["Credentials"]
        return Account(self.url, taken["AccessKeyId"], taken["SessionToken"])

    def refused(self, service: str, operation: str, **arguments: Any) -> str | tuple[str, str]:
        """The code of the error that AWS answers, and its reason where it gives one."""
        with pytest.raises(ClientError) as caught:
            getattr(self.client(service), operation)(**arguments)
        code, reason = caught.value.response["Error"]["Code"], caught.value.response.get("Reason")
        return (code, reason) if reason else code


class Organization(Account):
    """A management account. ``root`` is the id of the root of its organization."""

    @property
    def root(self) -> str:
        return str(self.organizations.list_roots()["Roots"][0]["Id"])

    def enable(self, kind: str) -> None:
        """The policy type is enabled."""
        self.organizations.enable_policy_type(RootId=self.root, PolicyType=kind)
        until(lambda: {"Type": kind, "Status": "ENABLED"} in self.organizations.list_roots()["Roots"][0]["PolicyTypes"])

    def unit(self, name: str = "plat", parent: str | None = None) -> str:
        """The id of a new organizational unit."""
        unit = self.organizations.create_organizational_unit(ParentId=parent or self.root, Name=name)
        return str(unit["OrganizationalUnit"]["Id"])

    def ask_for_account(self, **arguments: Any) -> str:
        """The id of a new request for an account."""
        return str(self.organizations.create_account(**arguments)["CreateAccountStatus"]["Id"])

    def outcome(self, request: str) -> dict[str, Any]:
        """The status of a request once it is no longer in progress, without its id and times."""

        def status() -> dict[str, Any]:
            answer = self.organizations.describe_create_account_status(CreateAccountRequestId=request)
            return dict(answer["CreateAccountStatus"])

        until(lambda: status()["State"] != "IN_PROGRESS")
        return {
            key: value for key, value in status().items() if not key.endswith(("Id", "Timestamp")) or key == "AccountId"
        }

    def account(self, name: str = "plat-dev", **more: Any) -> str:
        """The id of a new member account."""
        email = f"aws+{name}-{next(_numbers)}@{self.id}.example"
        request = self.ask_for_account(**{"AccountName": name, "Email": email, **more})
        return str(self.outcome(request)["AccountId"])

    def member(self, account_id: str) -> Account:
        """Somebody who acts in a member account, through the role that every created account has."""
        return self.assume(f"arn:aws:iam::{account_id}:role/OrganizationAccountAccessRole")

    def policy(self, name: str = "Guardrail", kind: str = "SERVICE_CONTROL_POLICY", content: str | None = None) -> str:
        """The id of a new policy."""
        policy = self.organizations.create_policy(
            Name=name, Description="", Type=kind, Content=content or document("Deny")
        )
        return str(policy["Policy"]["PolicySummary"]["Id"])

    def attached(self, target: str, kind: str = "SERVICE_CONTROL_POLICY") -> list[str]:
        """The names of the policies of a kind on a target."""
        found = self.organizations.list_policies_for_target(TargetId=target, Filter=kind)["Policies"]
        return [policy["Name"] for policy in found]


def stranger(url: str) -> Account:
    """An account that is in no organization yet."""
    return Account(url, f"9{next(_numbers):011}")


def found(account: Account) -> Organization:
    """The management account of a new organization with service control policies."""
    organization = Organization(account.url, account.id)
    organization.organizations.create_organization(FeatureSet="ALL")
    organization.enable("SERVICE_CONTROL_POLICY")
    return organization


def document(effect: str, **more: Any) -> str:
    """A service control policy."""
    statement = {"Effect": effect, "Action": "*", "Resource": "*", **more}
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


def until(done: Callable[[], Any], seconds: float = 5.0) -> None:
    """Returns as soon as ``done`` is true."""
    deadline = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < deadline, "it took too long"
        time.sleep(0.02)


def _without_account_in_host(request: Any, **_: Any) -> None:
    account = request.headers.get("x-amz-account-id") or b""
    account = account.decode() if isinstance(account, bytes) else account
    request.url = request.url.replace(f"//{account}.", "//", 1)
