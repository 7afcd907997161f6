"""One deployment of an organization while AWS misbehaves, and what became of its accounts."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import boto3

CHECKOUT = Path(__file__).resolve().parent.parent
STACK = "core-root"
UNITS = 3
TROUBLE = ("--rates=aws", "--speed=120", "--faults=5%", "--faults=timeout=4%:organizations.CreateAccount")
_MOST_RUNS = 6
_POLICIES_OF_A_UNIT = ["DenyCloudTrailActions", "FullAWSAccess"]
_IMPORT_ID = "import_id"
_LOST_ACCOUNT = re.compile(r"creating AWS Organizations Account \(([^)]+)\): EMAIL_ALREADY_EXISTS")


@dataclass
class Outcome:
    """What became of one seed. ``broken`` lists promises that were not kept."""

    seed: int
    seconds: float = 0.0
    runs: int = 0
    adopted: int = 0
    troubles: Mapping[str, int] = field(default_factory=dict)
    broken: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        met = " ".join(f"{kind}={count}" for kind, count in self.troubles.items())
        verdict = "; ".join(self.broken) or "kept every promise"
        return f"seed {self.seed}: {self.runs} runs, {self.adopted} taken over, {self.seconds:.1f} s, {met}: {verdict}"


def deploy(seed: int, accounts: int, folder: Path, trouble: tuple[str, ...] = TROUBLE) -> Outcome:
    """Deploys in a sandbox below ``folder`` until it is done, doing what failed runs say."""
    return _Deployment(seed, accounts, folder, trouble).outcome()


def write_configuration(root: Path, accounts: Mapping[str, Mapping[str, Any]], **variables: Any) -> None:
    """The manifest of one organization is below ``root``. An account's unit is the first part of its name."""
    units: dict[str, Any] = {}
    for name, settings in accounts.items():
        unit = units.setdefault(name.partition("-")[0], {"accounts": {}})
        unit["service_control_policies"] = ["DenyCloudTrailActions"]
        unit["accounts"][name] = settings
    everything = {
        "namespace": "faults",
        "tenant": "core",
        "environment": "gbl",
        "stage": "root",
        "account_email_format": "aws+%s@faults.example",
        "service_control_policies_config_paths": ["catalog/policies/*.yaml"],
        "limits": {"accounts": 100},
        "organization_config": {
            "root_account": {"name": "core-root", "tenant": "core", "stage": "root"},
            "organization": {"service_control_policies": ["DenyLeavingOrganization"]},
            "organizational_units": units,
        },
        **variables,
    }
    if not (root / "rootstock.yaml").exists():
        shutil.copytree(CHECKOUT / "config" / "catalog" / "policies", root / "catalog" / "policies")
        shutil.copy(CHECKOUT / "config" / "rootstock.yaml", root)
        (root / "orgs").mkdir()
    manifest = {"components": {"pulumi": {"account": {"vars": everything}}}}
    (root / "orgs" / "organization.yaml").write_text(json.dumps(manifest))


def _end(printed: str) -> str:
    return " | ".join(printed.strip().splitlines()[-16:])[:1500]


class _Deployment:
    def __init__(self, seed: int, accounts: int, folder: Path, trouble: tuple[str, ...]) -> None:
        self._outcome = Outcome(seed)
        self._config = folder / "config"
        self._settings: dict[str, dict[str, Any]] = {
            f"u{number % UNITS}-a{number}": {"description": f"Account number {number}"} for number in range(accounts)
        }
        self._cache = folder / "cache"
        self._options = [*trouble, f"--seed={seed}"]

    def outcome(self) -> Outcome:
        began = time.monotonic()
        write_configuration(self._config, self._settings)
        try:
            self._rootstock("sandbox", "up", "--no-deploy", *self._options)
            self._environment = self._entered()
            self._run_until_done()
            self._check_end()
            self._outcome.troubles = self._troubles()
        finally:
            self._rootstock("sandbox", "down")
        self._outcome.seconds = time.monotonic() - began
        return self._outcome

    def _run_until_done(self) -> None:
        while self._outcome.runs < _MOST_RUNS:
            self._outcome.runs += 1
            done = self._rootstock("sandbox", "up")
            printed = done.stdout + done.stderr
            if "Traceback" in printed:
                self._outcome.broken.append("a traceback")
            if done.returncode == 0:
                return
            # One that an earlier message named waits with its id in YAML, where this run ended before it was imported.
            named = {
                *_LOST_ACCOUNT.findall(printed),
                *(name for name, one in self._settings.items() if _IMPORT_ID in one),
            }
            lost = self._in_aws() - self._in_state()
            if unnamed := {name for _, name in lost} - named:
                self._outcome.broken.append(f"nobody names {', '.join(sorted(unnamed))}: {_end(printed)}")
            self._take_over(lost)
            if not lost and done.returncode != 0:
                self._outcome.broken.append(f"failed: {_end(printed)}")
        self._outcome.broken.append("never done")

    def _take_over(self, lost: set[tuple[str, str]]) -> None:
        """Does what the message about a taken e-mail address says."""
        client = self._client()
        root = client.list_roots()["Roots"][0]["Id"]
        units = client.list_organizational_units_for_parent(ParentId=root)["OrganizationalUnits"]
        of_name = {unit["Name"]: unit["Id"] for unit in units}
        for account_id, name in lost:
            unit = of_name[name.partition("-")[0]]
            if client.list_parents(ChildId=account_id)["Parents"][0]["Id"] != unit:
                client.move_account(AccountId=account_id, SourceParentId=root, DestinationParentId=unit)
            self._outcome.adopted += _IMPORT_ID not in self._settings[name]
            self._settings[name][_IMPORT_ID] = account_id
        write_configuration(self._config, self._settings)

    def _check_end(self) -> None:
        in_aws, in_state = self._in_aws(), self._in_state()
        names = Counter(name for _, name in in_aws)
        if twice := [name for name, count in names.items() if count > 1]:
            self._outcome.broken.append(f"twice: {', '.join(twice)}")
        if missing := self._settings.keys() - names.keys():
            self._outcome.broken.append(f"missing: {', '.join(sorted(missing))}")
        if in_aws != in_state:
            self._outcome.broken.append(f"lost: {sorted(in_aws ^ in_state)}")
        self._check_units()

    def _check_units(self) -> None:
        """Every account is in the unit it belongs to, and every unit has the policy it was given, and no other."""
        client = self._client()
        root = client.list_roots()["Roots"][0]["Id"]
        found: dict[str, tuple[set[str], list[str]]] = {}
        for unit in client.list_organizational_units_for_parent(ParentId=root)["OrganizationalUnits"]:
            pages = client.get_paginator("list_accounts_for_parent").paginate(ParentId=unit["Id"])
            names = {account["Name"] for page in pages for account in page["Accounts"]}
            attached = client.list_policies_for_target(TargetId=unit["Id"], Filter="SERVICE_CONTROL_POLICY")
            found[unit["Name"]] = names, sorted(policy["Name"] for policy in attached["Policies"])
        of_unit: dict[str, set[str]] = {}
        for name in self._settings:
            of_unit.setdefault(name.partition("-")[0], set()).add(name)
        if found != {unit: (names, _POLICIES_OF_A_UNIT) for unit, names in of_unit.items()}:
            self._outcome.broken.append(f"another organization: {found}")

    def _in_aws(self) -> set[tuple[str, str]]:
        pages = self._client().get_paginator("list_accounts").paginate()
        found = {(account["Id"], account["Name"]) for page in pages for account in page["Accounts"]}
        return {(account_id, name) for account_id, name in found if name in self._settings}

    def _in_state(self) -> set[tuple[str, str]]:
        command = ["pulumi", "stack", "export", "--stack", STACK]
        done = subprocess.run(command, env=self._environment, capture_output=True, text=True, check=True)
        resources = json.loads(done.stdout)["deployment"].get("resources", [])
        kind = "aws:organizations/account:Account"
        return {(one["id"], one["outputs"]["name"]) for one in resources if one["type"] == kind and "id" in one}

    def _troubles(self) -> dict[str, int]:
        import urllib.request

        with urllib.request.urlopen(f"{self._environment['AWS_ENDPOINT_URL']}/_rootstock/state.json") as answer:  # noqa: S310
            summary = json.load(answer)["summary"]
        return {"calls": summary["calls"], "throttled": summary["throttled"], **summary["faults"]}

    def _client(self) -> Any:
        # Looking is no part of the deployment: the keys' owner asks until AWS answers.
        from botocore.config import Config

        return boto3.client(
            "organizations",
            region_name="us-east-1",
            endpoint_url=self._environment["AWS_ENDPOINT_URL"],
            aws_access_key_id=self._environment["AWS_ACCESS_KEY_ID"],
            aws_secret_access_key=self._environment["AWS_SECRET_ACCESS_KEY"],
            config=Config(retries={"mode": "standard", "total_max_attempts": 20}),
        )

    def _entered(self) -> dict[str, str]:
        printed = self._rootstock("sandbox", "env").stdout
        script = f"{printed}\nexec '{sys.executable}' -c 'import json, os; print(json.dumps(dict(os.environ)))'"
        done = subprocess.run(["sh", "-c", script], capture_output=True, text=True, check=True)
        environment: dict[str, str] = json.loads(done.stdout)
        return environment

    def _rootstock(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        own = {"ROOTSTOCK_CACHE": str(self._cache), "ROOTSTOCK_CONFIG_ROOT": str(self._config), "NO_COLOR": "1"}
        command = [sys.executable, "-m", "cli", *arguments]
        return subprocess.run(
            command, cwd=CHECKOUT, env=os.environ | own, capture_output=True, text=True, check=False, timeout=600
        )
