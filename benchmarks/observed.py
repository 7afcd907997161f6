"""A sandbox of its own with one command typed in it, and what stands in AWS and in the states afterwards."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import urllib.request
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import boto3

CHECKOUT = Path(__file__).resolve().parent.parent
LATENCY = 0.03
"""Seconds that each call of the simulated AWS takes: with none, a process is nearly never killed while it waits."""

LONGEST = 900
"""Seconds after which a command hangs."""

_OF_THE_ORGANIZATION = ("feature_set", "policy_types", "trusted_services", "delegates", "tree", "policies")


@dataclass(frozen=True)
class Deployed:
    """What stands at the end: the tree in AWS without its ids, and the URNs in each stack's state."""

    organization: Any
    urns: Mapping[str, frozenset[str]]


class Observed:
    """A sandbox of its own below a folder, and a deployment in it: ``command`` is typed after ``rootstock``."""

    def __init__(self, folder: Path, config: Path, command: Sequence[str]) -> None:
        self.cache = folder / "cache"
        self._own = {
            "ROOTSTOCK_CACHE": str(self.cache),
            "ROOTSTOCK_CONFIG_ROOT": str(config),
            "NO_COLOR": "1",
            "PYTHONPATH": str(CHECKOUT),
        }
        self.command = [sys.executable, "-m", "cli", *command]

    def __enter__(self) -> Self:
        self._rootstock("sandbox", "up", "--no-deploy", f"--latency={LATENCY}")
        printed = self._rootstock("sandbox", "env").stdout
        script = f"{printed}\nexec '{sys.executable}' -c 'import json, os; print(json.dumps(dict(os.environ)))'"
        done = subprocess.run(["sh", "-c", script], capture_output=True, text=True, check=True, env=self._environment())
        self.entered: dict[str, str] = json.loads(done.stdout) | self._own
        return self

    def __exit__(self, *_: object) -> None:
        self._rootstock("sandbox", "down")

    def deployed(self) -> Deployed:
        """What stands in AWS and in the states."""
        stacks = self.stacks()
        urns = {name: frozenset(one["urn"] for one in state.get("resources", ())) for name, state in stacks.items()}
        organizations = [{key: one[key] for key in _OF_THE_ORGANIZATION} for one in self._aws()["organizations"]]
        return Deployed(_without_ids(organizations), urns)

    def run(self) -> subprocess.CompletedProcess[str]:
        """The command, to its end; all that it prints is its output."""
        return subprocess.run(
            self.command,
            cwd=CHECKOUT,
            env=self.entered,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=LONGEST,
        )

    def calls(self) -> int:
        """How many calls the simulated AWS has answered."""
        return sum(log.read_bytes().count(b"\n") for log in self.cache.rglob("aws.log"))

    def processes(self) -> dict[int, str]:
        """The command lines of all processes of this sandbox."""
        return processes_with(self.cache)

    def stacks(self) -> dict[str, dict[str, Any]]:
        """The state of each stack."""
        listed = json.loads(self._pulumi("stack", "ls", "--json"))
        return {
            one["name"]: json.loads(self._pulumi("stack", "export", "--stack", one["name"]))["deployment"]
            for one in listed
            if one.get("resourceCount")
        }

    def accounts(self) -> list[dict[str, Any]]:
        """Every account in AWS."""
        pages = self.client("organizations").get_paginator("list_accounts").paginate()
        return [account for page in pages for account in page["Accounts"]]

    def management(self) -> str:
        """The id of the management account."""
        return str(self._aws()["settings"]["management_account_id"])

    def client(self, service: str, account: str | None = None) -> Any:
        """A boto3 client of the management account's administrator, or of the role in another account."""
        keys = {
            "aws_access_key_id": self.entered["AWS_ACCESS_KEY_ID"],
            "aws_secret_access_key": self.entered["AWS_SECRET_ACCESS_KEY"],
        }
        where = {"region_name": "us-east-1", "endpoint_url": self.entered["AWS_ENDPOINT_URL"]}
        if account and account != self.management():
            role = f"arn:aws:iam::{account}:role/OrganizationAccountAccessRole"
            answer = boto3.client("sts", **where, **keys).assume_role(RoleArn=role, RoleSessionName="kills")
            given = answer["Credentials"]
            keys = {
                "aws_access_key_id": given["AccessKeyId"],
                "aws_secret_access_key": given["SecretAccessKey"],
                "aws_session_token": given["SessionToken"],
            }
        return boto3.client(service, **where, **keys)

    def _pulumi(self, *arguments: str) -> str:
        command = ["pulumi", *arguments]
        return subprocess.run(command, env=self.entered, capture_output=True, text=True, check=True).stdout

    def _aws(self) -> Any:
        with urllib.request.urlopen(f"{self.entered['AWS_ENDPOINT_URL']}/_rootstock/state.json") as answer:  # noqa: S310
            return json.load(answer)

    def _environment(self) -> dict[str, str]:
        return {**os.environ, **self._own}

    def _rootstock(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "cli", *arguments]
        done = subprocess.run(
            command, cwd=CHECKOUT, env=self._environment(), capture_output=True, text=True, timeout=LONGEST
        )
        if done.returncode != 0:
            raise RuntimeError(f"{' '.join(arguments)} failed:\n{done.stdout}{done.stderr}")
        return done


def of_type(stacks: Mapping[str, Mapping[str, Any]], kind: str) -> list[dict[str, Any]]:
    """The resources of one type in all states."""
    return [one for state in stacks.values() for one in state.get("resources", ()) if one["type"] == kind]


def _without_ids(value: Any) -> Any:
    """The same without what AWS invents anew for each organization."""
    if isinstance(value, dict):
        return {key: _without_ids(child) for key, child in value.items() if key != "id"}
    if isinstance(value, list):
        return sorted((_without_ids(child) for child in value), key=lambda child: json.dumps(child, sort_keys=True))
    return value


def processes_with(folder: Path) -> dict[int, str]:
    """The command lines of all processes that have the folder in their environment or on their command line."""
    mark = str(folder).encode()
    found = {}
    for process in Path("/proc").iterdir():
        try:
            line = (process / "cmdline").read_bytes()
            if process.name.isdigit() and line and (mark in (process / "environ").read_bytes() or mark in line):
                found[int(process.name)] = line.replace(b"\0", b" ").decode() + " "
        except OSError:
            continue
    return found
