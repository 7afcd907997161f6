"""One account with an instance of one kind in a simulated organization: deployed, changed, and asked about by boto3."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import jmespath
from botocore.exceptions import ClientError

from benchmarks.bare_organization import write
from tests.e2e.organization import Organization

REGION = "us-east-1"
LOGS = {
    "cloudtrail_bucket_component_name": "logs",
    "cloudtrail_bucket_tenant_name": "core",
    "cloudtrail_bucket_environment_name": "ue1",
    "cloudtrail_bucket_stage_name": "audit",
}
RECORDED = {
    "config_bucket_component_name": "config",
    "config_bucket_tenant": "core",
    "config_bucket_env": "ue1",
    "config_bucket_stage": "audit",
}
_KEY = re.compile(r"arn:aws:kms:([a-z0-9-]+):\d{12}:key/[0-9-]+")


@dataclass
class Instance:
    """One account with an instance of one kind."""

    organization: Organization
    kind: str
    stage: str
    ids: Mapping[str, str]
    deployed: Any = None
    clients: dict[str, Any] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The Pulumi stack."""
        return f"plat-{self.stage}"

    def meant(self, value: Any) -> Any:
        """A value of the table with the accounts of this organization in the place of those of the unit test."""
        text = json.dumps(value)
        for old, new in {
            "222222222222": self.ids[f"plat-{self.stage}"],
            "111111111111": self.ids["core-root"],
            "333333333333": self.ids["core-audit"],
            "444444444444": self.ids["plat-quotas"],
            "o-abcdefghij": self.ids["organization"],
            "acme-core-ue1-audit": f"acme-plat-ue1-{self.stage}",
            "acme-core-gbl-audit": f"acme-plat-gbl-{self.stage}",
            "acme-access-logs": f"acme-access-logs-{self.stage}",
        }.items():
            text = text.replace(old, new)
        return json.loads(_KEY.sub(lambda found: self._key(found[1], found[0]), text))

    def write(self, variables: Mapping[str, Any]) -> None:
        """The stack's manifest with the instance."""
        write(self.organization, path(self.stage), manifest(self.kind, self.stage, variables))

    def up(self, variables: Any) -> str | None:
        """Deploys; what went wrong, None when nothing did. What is protected is let go first where a row is left."""
        if variables == self.deployed:
            return None
        self.write(variables)
        arguments = ("up", "--stack", self.name, "--yes", "--skip-preview", "--non-interactive")
        done = self.organization.pulumi(*arguments, check=False)
        if done.returncode and "protect" in done.stdout + done.stderr:
            self.organization.pulumi("state", "unprotect", "--all", "--yes", "--stack", self.name)
            done = self.organization.pulumi(*arguments, check=False)
        self.deployed = variables if done.returncode == 0 else None
        return None if done.returncode == 0 else _errors(done.stdout + done.stderr)

    def plan(self, variables: Any) -> list[str]:
        """What the engine plans, in the table's words; one line with the error where it plans nothing."""
        self.write(variables)
        done = self.organization.pulumi("preview", "--stack", self.name, "--json", "--non-interactive", check=False)
        if done.returncode:
            return [f"fails: {_errors(done.stdout + done.stderr)}"]
        return sorted(_steps(json.loads(done.stdout)["steps"]))

    def change(self, variables: Any) -> tuple[list[str], str | None]:
        """Deploys without a preview: what the engine did, in the table's words, and what went wrong."""
        self.write(variables)
        log = self.organization.checkout.parent / f"{self.stage}.jsonl"
        log.unlink(missing_ok=True)
        arguments = (
            "up",
            "--stack",
            self.name,
            "--yes",
            "--skip-preview",
            "--non-interactive",
            "--event-log",
            str(log),
        )
        done = self.organization.pulumi(*arguments, check=False)
        self.deployed = variables if done.returncode == 0 else None
        events = [json.loads(line) for line in log.read_text().splitlines()] if log.exists() else []
        begun = [event["resourcePreEvent"]["metadata"] for event in events if "resourcePreEvent" in event]
        return sorted(_steps(begun)), None if done.returncode == 0 else _errors(done.stdout + done.stderr)

    def refuses(self, variables: Any) -> bool:
        """Whether ``pulumi up`` ends with an error, as a user would run it."""
        self.write(variables)
        return (
            self.organization.pulumi("up", "--stack", self.name, "--yes", "--non-interactive", check=False).returncode
            > 0
        )

    def ask(self, call: str, expression: str) -> Any:
        """What AWS answers: ``service[@region] operation [Argument=value …]``, and a JMESPath expression."""
        where, operation, *given = call.split()
        service, _, region = where.partition("@")
        client = self.client(service, region or REGION)
        method = client.meta.method_to_api_mapping[operation]
        shape = client.meta.service_model.operation_model(method).input_shape
        arguments = dict(one.split("=", 1) for one in given)
        for member in shape.required_members if shape else ():
            if member not in arguments:
                arguments[member] = self._known(member)
        try:
            answer = getattr(client, operation)(**arguments)
        except ClientError as error:
            return error.response["Error"]["Code"]
        return jmespath.search(expression, _read(answer))

    def client(self, service: str, region: str) -> Any:
        """A client in the account."""
        key = f"{service}@{region}"
        if key not in self.clients:
            account = self.ids[f"plat-{self.stage}"]
            self.clients[key] = self.organization.client(service, account, region)
        return self.clients[key]

    def _key(self, region: str, written: str) -> str:
        """A key of somebody else in the account, whose ARN nobody can choose; the same for the same text."""
        if written not in self.keys:
            services = {"Service": ["cloudtrail.amazonaws.com", f"logs.{region}.amazonaws.com"]}
            account = {"AWS": f"arn:aws:iam::{self.ids[f'plat-{self.stage}']}:root"}
            statements = [
                {"Effect": "Allow", "Action": "kms:*", "Resource": "*", "Principal": principal}
                for principal in (account, services)
            ]
            policy = json.dumps({"Version": "2012-10-17", "Statement": statements})
            self.keys[written] = self.client("kms", region).create_key(Policy=policy)["KeyMetadata"]["Arn"]
        return self.keys[written]

    def _known(self, member: str) -> Any:
        labels = f"acme-plat-ue1-{self.stage}"
        if member == "KeyId":
            aliases = self.client("kms", REGION).list_aliases()["Aliases"]
            own = [one["TargetKeyId"] for one in aliases if not one["AliasName"].startswith("alias/aws/")]
            return own[0] if own else "alias/none"
        labels += {
            "aws-config": "-config",
            "cloudtrail": "-cloudtrail",
            "cloudtrail-bucket": "-cloudtrail",
            "config-bucket": "-config",
            "tfstate-backend": "-tfstate",
        }.get(self.kind, "")
        return {
            "AccountId": self.ids[f"plat-{self.stage}"],
            "Bucket": labels,
            "Name": labels,
            "TrailName": labels,
            "logGroupName": labels,
            "RoleName": labels,
            "TableName": f"{labels}-lock",
        }[member]


def path(stage: str) -> str:
    """Where the manifest of an account is."""
    return f"plat/{stage}/us-east-1.yaml"


def manifest(kind: str, stage: str, variables: Mapping[str, Any]) -> dict[str, Any]:
    """An account with one instance of a kind."""
    context = {"namespace": "acme", "tenant": "plat", "environment": "ue1", "stage": stage}
    own = {**{"cloudtrail": LOGS, "aws-config": RECORDED}.get(kind, {}), **variables}
    return {
        "vars": {**context, "region": REGION, "regions": [REGION]},
        "components": {"pulumi": {kind: {"vars": own}}},
    }


def _steps(steps: list[dict[str, Any]]) -> Iterator[str]:
    for step in steps:
        token = step["urn"].split("::")[-2].rpartition("$")[2]
        if not token.startswith("aws:") or step["op"] not in {"create", "delete", "update", "replace"}:
            continue
        word = token.rpartition(":")[2]
        paths = {one.partition(".")[0].partition("[")[0] for one in step.get("detailedDiff") or {}}
        changed = sorted(paths - {"tagsAll"})
        if step["op"] in {"create", "delete"}:
            yield f"{step['op']} {word}"
        elif changed or step["op"] == "replace":
            yield f"{step['op']} {word}: {' '.join(changed)}"


def _read(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _read(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_read(one) for one in value]
    if isinstance(value, str) and value.lstrip().startswith("{"):
        try:
            return json.loads(value)
        except ValueError:
            return value
    return value


def _errors(printed: str) -> str:
    lines = [line.strip() for line in printed.splitlines() if "error" in line.lower() or "RS" in line or "* " in line]
    return " | ".join(lines)[-600:] or printed[-600:]
