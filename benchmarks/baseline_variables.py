"""Changes every variable of the baseline's kinds alone, by the real engine, and asks AWS by boto3 what came of it.

    python benchmarks/baseline_variables.py [--kind KIND …] [--only TEXT …] [--jobs 2] [--show]
        [--results FILE]

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

With --results, a line of JSON is added to FILE for each row as soon as it was tried, and rows that stand in it as good
are not tried again: a run that was broken off carries on where it ended.

It takes minutes, so it is no test. It prints a line a row and ends with exit code 1 when one is not as expected.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import yaml

CHECKOUT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(CHECKOUT))

from benchmarks.bare_organization import Results, deployed, ids  # noqa: E402 the checkout must be on the path first
from benchmarks.instance import REGION, Instance, manifest, path  # noqa: E402

TABLE = CHECKOUT / "tests/components/every_variable/plans.yaml"
# An account and a stack each; the rows of a kind that has many are dealt over two.
STAGES = {
    "account-settings": ("settings", "settings2"),
    "account-quotas": ("quotas",),
    "aws-config": ("recorder",),
    "budget": ("budget",),
    "cloudtrail": ("trail",),
    "cloudtrail-bucket": ("bucket",),
    "config-bucket": ("configs",),
    "deploy-roles": ("deploy",),
    "tfstate-backend": ("state",),
}
LOG_BUCKET = "acme-core-ue1-audit-cloudtrail"
Row = Mapping[str, Any]
_PROTECTED = re.compile("marked for protection|because it is protected")
"""What the engine says of what is to be replaced, and of what is to be deleted."""


def main() -> None:
    """Prints a line for each row."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--kind", nargs="+", choices=STAGES, default=list(STAGES))
    parser.add_argument(
        "--only", nargs="+", default=[""], metavar="TEXT", help="rows whose changed variable has one of these in it"
    )
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--show", action="store_true", help="print what AWS answered before and after")
    parser.add_argument("--results", type=Path, metavar="FILE", help="where results are kept and taken from")
    arguments = parser.parse_args()
    table: dict[str, list[Row]] = yaml.safe_load(TABLE.read_text())
    started, results = time.monotonic(), Results(arguments.results)
    dealt = {
        stage: [
            row
            for row in part
            if any(text in " ".join(row["set"]) for text in arguments.only) and not results.kept([kind, row])
        ]
        for kind in arguments.kind
        for stage, part in _dealt(kind, table[kind]).items()
    }
    if any(dealt.values()):
        with deployed(_manifests()) as organization, ThreadPoolExecutor(arguments.jobs) as pool:
            # The engine offers ``--event-log`` only among its debug commands.
            organization.environment |= {"PULUMI_DEBUG_COMMANDS": "true", "PULUMI_SKIP_UPDATE_CHECK": "true"}
            known = ids(organization)
            kinds = {stage: kind for kind, own in STAGES.items() for stage in own}
            instances = [Instance(organization, kinds[stage], stage, known) for stage in dealt]
            list(pool.map(lambda one: _all(one, dealt[one.stage], results, arguments.show), instances))
    print(f"{results.good} of {results.count} rows as expected, {time.monotonic() - started:.0f} s")
    sys.exit(results.good < results.count)


def _dealt(kind: str, rows: list[Row]) -> dict[str, list[Row]]:
    """The rows by the stage that they are always tried in; rows beside the same settings follow each other."""
    own = STAGES[kind]
    share = -(-len(rows) // len(own))
    return {stage: rows[number * share : (number + 1) * share] for number, stage in enumerate(own)}


def _all(instance: Instance, rows: list[Row], results: Results, show: bool) -> None:
    if rows:
        _things(instance)
    for row in rows:
        name = f"{instance.kind}: {json.dumps(row['set'])}"
        name += f" with {json.dumps(row['with'])}" if "with" in row else ""
        try:
            wrong, seen = run(instance, row)
        except (AssertionError, KeyError, TypeError, ValueError) as error:
            wrong, seen = [f"{type(error).__name__}: {str(error)[-600:]}"], ""
        results.add([instance.kind, row], name[:110], wrong, seen if show else "")


def run(instance: Instance, row: Row) -> tuple[list[str], str]:
    """What is not as the row says, nothing when all is; and what was seen of it."""
    base, changes = instance.meant(row.get("with", {})), instance.meant(row["set"])
    if failed := instance.up(base):
        return [f"before the change: {failed}"], ""
    call, expression, answer, *unseen = instance.meant(row["reads"])
    before = instance.ask(call, expression)
    wanted, changed = sorted(row["plan"]), {**base, **changes}
    if rule := row.get("refused"):
        planned, after = instance.plan(changed), instance.ask(call, expression)
        good = len(planned) == 1 and f" {rule} " in planned[0] and after == before
        return [] if good else [f"plans {planned}, AWS answers {after!r}"], f"(refused: {rule})"
    if any(one.startswith(("replace", "delete")) for one in wanted):
        planned = instance.plan(changed)
        if len(planned) == 1 and _PROTECTED.search(planned[0]):
            # The program's own lock: what the table plans is not done.
            after = instance.ask(call, expression) if instance.refuses(changed) else "a change"
            wrong = [] if after == before else [f"AWS answers {after!r} after a refusal, {before!r} before"]
            return wrong, "(refused: protected)"
        failed = instance.up(changed) if _same(planned, wanted) else None
    else:
        planned, failed = instance.change(changed)
    if failed:
        return [f"the change: {failed}"], ""
    if not _same(planned, wanted):
        return [f"plans {planned}"], ""
    after, wrong = instance.ask(call, expression), list[str]()
    if after != answer:
        wrong.append(f"AWS answers {after!r}, not {answer!r}")
    if (before == after) != (unseen == ["unseen"] or (not row["plan"] and unseen != ["unplanned"])):
        wrong.append(f"AWS answered {before!r} before")
    return wrong, f"({before!r} -> {after!r})"


def _same(planned: list[str], wanted: list[str]) -> bool:
    """Whether the plans are the same, both sorted.

    What is replaced only because it depends on something that is deleted first has no properties in the engine's plan.
    """
    return len(planned) == len(wanted) and all(
        one == other or (one.startswith("replace ") and one.endswith(": ") and other.startswith(one))
        for one, other in zip(planned, wanted, strict=True)
    )


def _things(instance: Instance) -> None:
    """What the rows name and the kinds do not make: buckets of other people."""
    names = {
        "aws-config": ["acme-other-config"],
        "cloudtrail": ["acme-other-logs"],
        "cloudtrail-bucket": [f"acme-access-logs-{instance.stage}"],
        "config-bucket": [f"acme-access-logs-{instance.stage}"],
        "tfstate-backend": [f"acme-access-logs-{instance.stage}", "acme-replica", "acme-copies"],
    }
    if instance.kind == "cloudtrail":
        _prefixed(instance)
    s3 = instance.client("s3", REGION)
    for name in names.get(instance.kind, ()):
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
        if name == "acme-other-logs":
            s3.put_bucket_policy(Bucket=name, Policy=_logs_policy(instance).replace(LOG_BUCKET, name))


def _prefixed(instance: Instance) -> None:
    """The bucket of the logs takes them below a prefix as well: another value of `s3_key_prefix` there."""
    policy = _logs_policy(instance)
    if "/audit/AWSLogs" not in policy:
        statements = json.loads(policy)["Statement"]
        below = policy.replace(f"{LOG_BUCKET}/AWSLogs", f"{LOG_BUCKET}/audit/AWSLogs")
        more = [one for one in json.loads(below)["Statement"] if one not in statements]
        more = [{**one, "Sid": f"{one['Sid']}Below"} for one in more]
        text = json.dumps({"Version": "2012-10-17", "Statement": [*statements, *more]})
        _audit(instance).put_bucket_policy(Bucket=LOG_BUCKET, Policy=text)


def _logs_policy(instance: Instance) -> str:
    return str(_audit(instance).get_bucket_policy(Bucket=LOG_BUCKET)["Policy"])


def _audit(instance: Instance) -> Any:
    return instance.organization.client("s3", instance.ids["core-audit"], REGION)


def _manifests() -> dict[str, dict[str, Any]]:
    """The organization with an account a stage, and the buckets of the logs and of AWS Config."""
    stages = {stage: kind for kind, own in STAGES.items() for stage in own}
    context = {"namespace": "acme", "region": REGION, "regions": [REGION]}
    root = {**context, "tenant": "core", "environment": "gbl", "stage": "root"}
    units = {
        "core": {"accounts": {"core-audit": {"tenant": "core", "stage": "audit"}}},
        "plat": {"accounts": {f"plat-{stage}": {"tenant": "plat", "stage": stage} for stage in stages}},
    }
    account = {
        "account_email_format": "aws+%s@acme.example",
        "aws_service_access_principals": [
            "access-analyzer.amazonaws.com",
            "account.amazonaws.com",
            "cloudtrail.amazonaws.com",
        ],
        # An analyzer of the organization is made by its administrator alone: the account that has that row.
        "delegated_administrators": {"access-analyzer.amazonaws.com": ["plat-settings2"]},
        "organization_config": {
            "root_account": {"name": "core-root", "tenant": "core", "stage": "root"},
            "organizational_units": units,
        },
    }
    special = {"root_account_account_name": "core-root", "audit_account_account_name": "core-audit"}
    instances = {"account": {"vars": account}, "account-map": {"settings": {"slice": "map"}, "vars": special}}
    audit = {**context, "tenant": "core", "environment": "ue1", "stage": "audit"}
    logs = {
        "logs": {"metadata": {"component": "cloudtrail-bucket"}, "vars": {"account_trails": "all"}},
        "config": {"metadata": {"component": "config-bucket"}, "vars": {"account_recorders": "all"}},
    }
    return {
        "core/root/global-region.yaml": {"vars": root, "components": {"pulumi": instances}},
        "core/audit/us-east-1.yaml": {"vars": audit, "components": {"pulumi": logs}},
        **{path(stage): manifest(kind, stage, {"enabled": False}) for stage, kind in stages.items()},
    }


if __name__ == "__main__":
    main()
