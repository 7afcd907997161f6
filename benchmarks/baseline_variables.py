"""Changes every variable of the baseline's kinds alone, by the real engine, and asks AWS by boto3 what came of it.

    python benchmarks/baseline_variables.py [--kind KIND …] [--only TEXT …] [--jobs 2] [--show]

The rows are those of the unit test's table (tests/components/every_variable/plans.yaml): what is ``set`` beside
``with``, the ``plan``, and what AWS ``reads`` afterwards: a call, a JMESPath expression, its answer. Each kind has a
stack and an account of its own in one simulated organization. For each row the stack is brought to ``with``; the
change is deployed, after a preview where something is to be replaced or deleted, and what the engine planned is
compared with the table's plan; AWS is asked before and after, and must answer as the row says, and otherwise than
before. Answers are compared after JSON in texts has been read; an error is its code. ``unseen`` after the answer means
that AWS shows nothing of the change, and that the answer stays the same.

A plan that replaces or deletes what is protected is as expected when the engine refuses it: ``pulumi up`` stops then,
and AWS answers as before.

A row that is ``refused`` names the rule that stops it in an account such as these; what it plans elsewhere is seen by
the unit test alone.

It takes minutes, so it is no test. It prints a line a row and ends with exit code 1 when one is not as expected.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import jmespath
import yaml
from botocore.exceptions import ClientError

CHECKOUT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(CHECKOUT))

from tests.e2e.organization import Organization, clone  # noqa: E402 the checkout must be on the path first

TABLE = CHECKOUT / "tests/components/every_variable/plans.yaml"
REGION = "us-east-1"
# An account and a stack each; the rows of a kind that has many are dealt over two.
STAGES = {
    "account-settings": ("settings", "settings2"),
    "account-quotas": ("quotas",),
    "budget": ("budget",),
    "cloudtrail": ("trail",),
    "cloudtrail-bucket": ("bucket",),
    "deploy-roles": ("deploy",),
    "tfstate-backend": ("state",),
}
LOGS = {
    "cloudtrail_bucket_component_name": "logs",
    "cloudtrail_bucket_tenant_name": "core",
    "cloudtrail_bucket_environment_name": "ue1",
    "cloudtrail_bucket_stage_name": "audit",
}
Row = Mapping[str, Any]
_KEY = re.compile(r"arn:aws:kms:([a-z0-9-]+):\d{12}:key/[0-9-]+")
_PROTECTED = re.compile("marked for protection|because it is protected")
"""What the engine says of what is to be replaced, and of what is to be deleted."""


@dataclass
class Stack:
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
        return f"{'core' if self.stage == 'root' else 'plat'}-{self.stage}"

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
        context = {"namespace": "acme", "tenant": "plat", "environment": "ue1", "stage": self.stage}
        manifest = {
            "vars": {**context, "region": REGION, "regions": [REGION]},
            "components": {
                "pulumi": {self.kind: {"vars": {**(LOGS if self.kind == "cloudtrail" else {}), **variables}}}
            },
        }
        _write(self.organization.checkout, f"plat/{self.stage}/us-east-1.yaml", manifest)

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

    def ask(self, call: str, path: str) -> Any:
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
        return jmespath.search(path, _read(answer))

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
        labels += {"cloudtrail": "-cloudtrail", "cloudtrail-bucket": "-cloudtrail", "tfstate-backend": "-tfstate"}.get(
            self.kind, ""
        )
        return {
            "AccountId": self.ids[f"plat-{self.stage}"],
            "Bucket": labels,
            "Name": labels,
            "TrailName": labels,
            "logGroupName": labels,
            "RoleName": labels,
            "TableName": f"{labels}-lock",
        }[member]


def run(stack: Stack, row: Row, show: bool) -> list[str]:
    """What is not as the row says; nothing when all is."""
    base, changes = stack.meant(row.get("with", {})), stack.meant(row["set"])
    if failed := stack.up(base):
        return [f"before the change: {failed}"]
    call, path, answer, *unseen = stack.meant(row["reads"])
    before = stack.ask(call, path)
    wanted, changed = sorted(row["plan"]), {**base, **changes}
    if rule := row.get("refused"):
        planned, after = stack.plan(changed), stack.ask(call, path)
        good = len(planned) == 1 and f" {rule} " in planned[0] and after == before
        return ([f"(refused: {rule})"] if show else []) if good else [f"plans {planned}, AWS answers {after!r}"]
    if any(one.startswith(("replace", "delete")) for one in wanted):
        planned = stack.plan(changed)
        if len(planned) == 1 and _PROTECTED.search(planned[0]):
            # The program's own lock: what the table plans is not done.
            after = stack.ask(call, path) if stack.refuses(changed) else "a change"
            wrong = [] if after == before else [f"AWS answers {after!r} after a refusal, {before!r} before"]
            return wrong or (["(refused: protected)"] if show else [])
        failed = stack.up(changed) if _same(planned, wanted) else None
    else:
        planned, failed = stack.change(changed)
    if failed:
        return [f"the change: {failed}"]
    if not _same(planned, wanted):
        return [f"plans {planned}"]
    after, wrong = stack.ask(call, path), list[str]()
    if after != answer:
        wrong.append(f"AWS answers {after!r}, not {answer!r}")
    if (before == after) != (unseen == ["unseen"] or (not row["plan"] and unseen != ["unplanned"])):
        wrong.append(f"AWS answered {before!r} before")
    return [*wrong, f"({before!r} -> {after!r})"] if show and not wrong else wrong


def _same(planned: list[str], wanted: list[str]) -> bool:
    """Whether the plans are the same, both sorted.

    What is replaced only because it depends on something that is deleted first has no properties in the engine's plan.
    """
    return len(planned) == len(wanted) and all(
        one == other or (one.startswith("replace ") and one.endswith(": ") and other.startswith(one))
        for one, other in zip(planned, wanted, strict=True)
    )


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


def _write(checkout: Path, name: str, manifest: Mapping[str, Any]) -> None:
    # Another stack may be reading the tree at this moment: a file is there as a whole or not at all.
    path = checkout / "config/orgs/acme" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_suffix(".new")
    new.write_text(json.dumps(manifest, indent=1))
    new.replace(path)


def _found(organization: Organization, stages: list[str]) -> Organization:
    """The organization with an account a stage, and the bucket of the logs."""
    for path in sorted((organization.checkout / "config").rglob("*.yaml")):
        if path.name != "rootstock.yaml" and "policies" not in path.parts:
            path.unlink()
    context = {"namespace": "acme", "region": REGION, "regions": [REGION]}
    root = {**context, "tenant": "core", "environment": "gbl", "stage": "root"}
    accounts = {f"plat-{stage}": {"tenant": "plat", "stage": stage} for stage in stages}
    units = {
        "core": {"accounts": {"core-audit": {"tenant": "core", "stage": "audit"}}},
        "plat": {"accounts": accounts},
    }
    account = {
        "account_email_format": "aws+%s@acme.example",
        "aws_service_access_principals": ["account.amazonaws.com", "cloudtrail.amazonaws.com"],
        "organization_config": {
            "root_account": {"name": "core-root", "tenant": "core", "stage": "root"},
            "organizational_units": units,
        },
    }
    special = {"root_account_account_name": "core-root", "audit_account_account_name": "core-audit"}
    instances = {"account": {"vars": account}, "account-map": {"settings": {"slice": "map"}, "vars": special}}
    _write(organization.checkout, "core/root/global-region.yaml", {"vars": root, "components": {"pulumi": instances}})
    audit = {**context, "tenant": "core", "environment": "ue1", "stage": "audit"}
    logs = {"logs": {"metadata": {"component": "cloudtrail-bucket"}, "vars": {"account_trails": "all"}}}
    _write(organization.checkout, "core/audit/us-east-1.yaml", {"vars": audit, "components": {"pulumi": logs}})
    for kind, own in STAGES.items():
        for stage in own:
            Stack(organization, kind, stage, {}).write({"enabled": False})
    organization.rootstock("sandbox", "up")
    organization.enter()
    # The engine offers ``--event-log`` only among its debug commands.
    organization.environment |= {"PULUMI_DEBUG_COMMANDS": "true", "PULUMI_SKIP_UPDATE_CHECK": "true"}
    return organization


def _ids(organization: Organization) -> dict[str, str]:
    client = organization.client("organizations")
    ids = {
        one["Name"]: one["Id"] for page in client.get_paginator("list_accounts").paginate() for one in page["Accounts"]
    }
    found = client.describe_organization()["Organization"]
    return {**ids, "core-root": found["MasterAccountId"], "organization": found["Id"]}


def _things(stack: Stack) -> None:
    """What the rows name and the kinds do not make: buckets of other people."""
    names = {
        "cloudtrail": ["acme-other-logs"],
        "cloudtrail-bucket": [f"acme-access-logs-{stack.stage}"],
        "tfstate-backend": [f"acme-access-logs-{stack.stage}", "acme-replica", "acme-copies"],
    }
    s3 = stack.client("s3", REGION)
    for name in names.get(stack.kind, ()):
        s3.create_bucket(Bucket=name)
        s3.put_bucket_versioning(Bucket=name, VersioningConfiguration={"Status": "Enabled"})
        if name.startswith("acme-access-logs"):
            delivery = {
                "Effect": "Allow",
                "Action": "s3:PutObject",
                "Resource": f"arn:aws:s3:::{name}/*",
                "Principal": {"Service": "logging.s3.amazonaws.com"},
            }
            s3.put_bucket_policy(Bucket=name, Policy=json.dumps({"Version": "2012-10-17", "Statement": [delivery]}))


def main() -> None:
    """Prints a line for each row."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--kind", nargs="+", choices=STAGES, default=list(STAGES))
    parser.add_argument(
        "--only", nargs="+", default=[""], metavar="TEXT", help="rows whose changed variable has one of these in it"
    )
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--show", action="store_true", help="print what AWS answered before and after")
    arguments = parser.parse_args()
    table: dict[str, list[Row]] = yaml.safe_load(TABLE.read_text())
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="rootstock-variables-") as folder:
        organization = Organization(clone(Path(folder) / "checkout"))
        try:
            _found(organization, [stage for own in STAGES.values() for stage in own])
            ids = _ids(organization)
            dealt: list[tuple[Stack, list[Row]]] = []
            for kind in arguments.kind:
                rows = [row for row in table[kind] if any(text in " ".join(row["set"]) for text in arguments.only)]
                # Rows beside the same settings follow each other.
                own = STAGES[kind]
                share = -(-len(rows) // len(own))
                for number, stage in enumerate(own):
                    dealt.append((Stack(organization, kind, stage, ids), rows[number * share : (number + 1) * share]))
            with ThreadPoolExecutor(arguments.jobs) as pool:
                results = [
                    one
                    for stack in pool.map(lambda pair: _all(pair[0], pair[1], arguments.show), dealt)
                    for one in stack
                ]
        finally:
            organization.rootstock("sandbox", "down", check=False)
    print(f"{sum(results)} of {len(results)} rows as expected, {time.monotonic() - started:.0f} s")
    sys.exit(not all(results))


def _all(stack: Stack, rows: list[Row], show: bool) -> list[bool]:
    results = []
    _things(stack)
    for row in rows:
        name = f"{stack.kind}: {json.dumps(row['set'])}" + (f" with {json.dumps(row['with'])}" if "with" in row else "")
        try:
            wrong = run(stack, row, show)
        except (AssertionError, KeyError, TypeError, ValueError) as error:
            wrong = [f"{type(error).__name__}: {str(error)[-600:]}"]
        good = not [one for one in wrong if not one.startswith("(")]
        results.append(good)
        print(
            f"{'ok  ' if good else 'BAD '} {name[:110]}{''.join(f'{chr(10)}       {one}' for one in wrong)}", flush=True
        )
    return results


if __name__ == "__main__":
    main()
