"""One first deployment in which a process is killed, and what the same command makes of it afterwards."""

from __future__ import annotations

import difflib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import boto3
import yaml

CHECKOUT = Path(__file__).resolve().parent.parent
LATENCY = 0.03
"""Seconds that each call of the simulated AWS takes: with none, a process is nearly never killed while it waits."""

VICTIMS = ("command", "engine", "provider")
_MANIFEST = "orgs/acme/core/root/global-region.yaml"
_MOST_RUNS = 3
_LONGEST = 900
_OF_THE_ORGANIZATION = ("feature_set", "policy_types", "trusted_services", "delegates", "tree", "policies")


@dataclass(frozen=True)
class Deployed:
    """What stands at the end: the tree in AWS without its ids, and the URNs in each stack's state."""

    organization: Any
    urns: Mapping[str, frozenset[str]]


@dataclass
class Outcome:
    """What became of one seed. ``broken`` lists promises that were not kept; ``left`` what nobody owns any more."""

    seed: int
    victim: str
    moment: float
    seconds: float = 0.0
    killed: str = ""
    runs: int = 0
    notices: tuple[str, ...] = ()
    left: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        verdict = "; ".join(self.broken) or "the same organization"
        told = "".join(f"\n    {notice}" for notice in self.notices)
        left = f", left over: {', '.join(self.left)}" if self.left else ""
        what = f"{self.victim} at {self.moment:.0%}: {self.killed}"
        return f"seed {self.seed}: {what}: {self.runs} more runs, {self.seconds:.0f} s: {verdict}{left}{told}"


def write_part(root: Path, accounts: Collection[str]) -> None:
    """The example configuration is below ``root``, with these accounts beside the management account."""
    shutil.copytree(CHECKOUT / "config", root)
    manifest = root / _MANIFEST
    content = yaml.safe_load(manifest.read_text())
    config = content["components"]["pulumi"]["account"]["vars"]["organization_config"]
    for unit in config["organizational_units"].values():
        for name in [name for name in unit["accounts"] if name not in accounts]:
            del unit["accounts"][name]
            shutil.rmtree(root / "orgs" / "acme" / name.replace("-", "/"))
    manifest.write_text(yaml.safe_dump(content, sort_keys=False))


class Trial:
    """A sandbox of its own below a folder, and a deployment in it: ``command`` is typed after ``rootstock``."""

    def __init__(self, folder: Path, config: Path, command: Sequence[str]) -> None:
        self._cache = folder / "cache"
        self._own = {
            "ROOTSTOCK_CACHE": str(self._cache),
            "ROOTSTOCK_CONFIG_ROOT": str(config),
            "NO_COLOR": "1",
            "PYTHONPATH": str(CHECKOUT),
        }
        self._command = [sys.executable, "-m", "cli", *command]

    def __enter__(self) -> Trial:
        self._rootstock("sandbox", "up", "--no-deploy", f"--latency={LATENCY}")
        printed = self._rootstock("sandbox", "env").stdout
        script = f"{printed}\nexec '{sys.executable}' -c 'import json, os; print(json.dumps(dict(os.environ)))'"
        done = subprocess.run(["sh", "-c", script], capture_output=True, text=True, check=True, env=self._environment())
        self._entered: dict[str, str] = json.loads(done.stdout) | self._own
        return self

    def __exit__(self, *_: object) -> None:
        self._rootstock("sandbox", "down")

    def undisturbed(self) -> tuple[Deployed, int]:
        """What a deployment makes that nobody disturbs, and how many calls of AWS it takes."""
        done = self._run()
        if done.returncode != 0:
            raise RuntimeError(f"the deployment fails by itself:\n{done.stdout[-3000:]}")
        calls = self._calls()
        self._settle()
        return self.deployed(), calls

    def killed(self, outcome: Outcome, calls: int, expected: Deployed) -> None:
        """Kills the victim when AWS has answered so many calls, and runs the same command until it is done."""
        began = time.monotonic()
        self._kill(outcome, calls)
        done = self._run()
        outcome.runs = 1
        outcome.notices = _notices(done.stdout)
        if done.returncode != 0:
            outcome.broken.append(f"the next run failed: {_end(done.stdout)}")
        while done.returncode != 0 and outcome.runs < _MOST_RUNS:
            outcome.runs += 1
            done = self._run()
        if "Traceback" in done.stdout:
            outcome.broken.append("a traceback")
        if done.returncode == 0:
            outcome.broken += self._settle()
            self._compare(outcome, expected)
        outcome.seconds = time.monotonic() - began

    def deployed(self) -> Deployed:
        """What stands in AWS and in the states."""
        stacks = self._stacks()
        urns = {name: frozenset(one["urn"] for one in state.get("resources", ())) for name, state in stacks.items()}
        organizations = [{key: one[key] for key in _OF_THE_ORGANIZATION} for one in self._aws()["organizations"]]
        return Deployed(_without_ids(organizations), urns)

    def _kill(self, outcome: Outcome, calls: int) -> None:
        chance = random.Random(outcome.seed)
        delay = chance.uniform(0, 1)
        wanted = self._calls() + int(calls * outcome.moment)
        log = self._cache / "first-run.log"
        with log.open("wb") as file:
            command = subprocess.Popen(
                self._command, cwd=CHECKOUT, env=self._entered, stdout=file, stderr=subprocess.STDOUT
            )
        while command.poll() is None and self._calls() < wanted:
            time.sleep(0.02)
        time.sleep(delay)
        while command.poll() is None:
            if outcome.victim == "command":
                found = {command.pid: "deploy"}
            else:
                found = {pid: line for pid, line in self._processes().items() if _IS[outcome.victim](line)}
            if found:
                pid = chance.choice(sorted(found))
                os.kill(pid, signal.SIGKILL)
                outcome.killed = _short(found[pid])
                break
            time.sleep(0.02)
        command.wait(_LONGEST)
        outcome.killed += f" (exit {command.returncode})"
        if command.returncode not in (-signal.SIGKILL, 0, 1):
            outcome.broken.append(f"the killed run ended with {command.returncode}")
        if "Traceback" in log.read_text():
            outcome.broken.append("the killed run printed a traceback")

    def _settle(self) -> list[str]:
        """Previews find nothing to change; what AWS granted meanwhile (quotas) is taken in by one more run."""
        for last in (False, True):
            changing = [name for name in self._stacks() if not self._is_settled(name)]
            if not changing:
                return []
            if not last:
                self._run()
        return [f"previews afterwards find changes in {', '.join(changing)}"]

    def _is_settled(self, stack: str) -> bool:
        command = ["pulumi", "preview", "--stack", stack, "--expect-no-changes", "--non-interactive"]
        return subprocess.run(command, env=self._entered, capture_output=True).returncode == 0

    def _compare(self, outcome: Outcome, expected: Deployed) -> None:
        accounts = self._accounts()
        emails = Counter(one["Email"].lower() for one in accounts)
        if twice := [email for email, count in emails.items() if count > 1]:
            outcome.broken.append(f"twice: {', '.join(twice)}")
        stacks = self._stacks()
        recorded = {one["id"] for one in _of_type(stacks, "aws:organizations/account:Account")}
        members = {one["Id"] for one in accounts if one["Id"] != self._management()}
        if recorded != members:
            outcome.broken.append(f"in state or in AWS alone: {sorted(recorded ^ members)}")
        if pending := [name for name, state in stacks.items() if state.get("pending_operations")]:
            outcome.broken.append(f"pending operations in {', '.join(pending)}")
        found = self.deployed()
        if found.organization != expected.organization:
            outcome.broken.append(
                f"another organization in AWS: {_difference(expected.organization, found.organization)}"
            )
        for name in sorted({*found.urns, *expected.urns}):
            differing = found.urns.get(name, frozenset()) ^ expected.urns.get(name, frozenset())
            if differing:
                outcome.broken.append(f"{name} holds something else: {', '.join(sorted(differing))[:300]}")
        outcome.left = self._keys_left(stacks)

    def _keys_left(self, stacks: Mapping[str, Mapping[str, Any]]) -> list[str]:
        """Keys that no state knows: AWS tells two of them apart by nothing but their ids."""
        known = Counter(one["outputs"]["arn"].split(":")[4] for one in _of_type(stacks, "aws:kms/key:Key"))
        left = []
        for account, count in known.items():
            keys = self._client("kms", account).list_keys(Limit=1000)["Keys"]
            own = [self._client("kms", account).describe_key(KeyId=one["KeyId"])["KeyMetadata"] for one in keys]
            surplus = sum(one["KeyManager"] == "CUSTOMER" and one["Enabled"] for one in own) - count
            left += [f"{surplus} keys in {account}"] if surplus else []
        return left

    def _run(self) -> subprocess.CompletedProcess[str]:
        errors = subprocess.STDOUT
        return subprocess.run(
            self._command,
            cwd=CHECKOUT,
            env=self._entered,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
            timeout=_LONGEST,
        )

    def _calls(self) -> int:
        return sum(log.read_bytes().count(b"\n") for log in self._cache.rglob("aws.log"))

    def _processes(self) -> dict[int, str]:
        """The command lines of all processes of this sandbox."""
        mark = str(self._cache).encode()
        found = {}
        for folder in Path("/proc").iterdir():
            try:
                line = (folder / "cmdline").read_bytes()
                if folder.name.isdigit() and line and (mark in (folder / "environ").read_bytes() or mark in line):
                    found[int(folder.name)] = line.replace(b"\0", b" ").decode() + " "
            except OSError:
                continue
        return found

    def _stacks(self) -> dict[str, dict[str, Any]]:
        """The state of each stack."""
        listed = json.loads(self._pulumi("stack", "ls", "--json"))
        return {
            one["name"]: json.loads(self._pulumi("stack", "export", "--stack", one["name"]))["deployment"]
            for one in listed
            if one.get("resourceCount")
        }

    def _pulumi(self, *arguments: str) -> str:
        command = ["pulumi", *arguments]
        return subprocess.run(command, env=self._entered, capture_output=True, text=True, check=True).stdout

    def _aws(self) -> Any:
        import urllib.request

        with urllib.request.urlopen(f"{self._entered['AWS_ENDPOINT_URL']}/_rootstock/state.json") as answer:  # noqa: S310
            return json.load(answer)

    def _management(self) -> str:
        return str(self._aws()["settings"]["management_account_id"])

    def _accounts(self) -> list[dict[str, Any]]:
        pages = self._client("organizations").get_paginator("list_accounts").paginate()
        return [account for page in pages for account in page["Accounts"]]

    def _client(self, service: str, account: str | None = None) -> Any:
        keys = {
            "aws_access_key_id": self._entered["AWS_ACCESS_KEY_ID"],
            "aws_secret_access_key": self._entered["AWS_SECRET_ACCESS_KEY"],
        }
        where = {"region_name": "us-east-1", "endpoint_url": self._entered["AWS_ENDPOINT_URL"]}
        if account and account != self._management():
            role = f"arn:aws:iam::{account}:role/OrganizationAccountAccessRole"
            answer = boto3.client("sts", **where, **keys).assume_role(RoleArn=role, RoleSessionName="kills")
            given = answer["Credentials"]
            keys = {
                "aws_access_key_id": given["AccessKeyId"],
                "aws_secret_access_key": given["SecretAccessKey"],
                "aws_session_token": given["SessionToken"],
            }
        return boto3.client(service, **where, **keys)

    def _environment(self) -> dict[str, str]:
        return {**os.environ, **self._own}

    def _rootstock(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "cli", *arguments]
        done = subprocess.run(
            command, cwd=CHECKOUT, env=self._environment(), capture_output=True, text=True, timeout=_LONGEST
        )
        if done.returncode != 0:
            raise RuntimeError(f"{' '.join(arguments)} failed:\n{done.stdout}{done.stderr}")
        return done


_IS: Mapping[str, Callable[[str], bool]] = {
    "engine": lambda line: line.partition(" ")[0].endswith("/pulumi"),
    "provider": lambda line: "sandbox.provider" in line,
}


def _short(line: str) -> str:
    """The words of a command line that tell it apart."""
    words = line.split()
    stack = words[words.index("--stack") + 1] if "--stack" in words else ""
    verb = next((word for word in words if word in ("up", "preview", "refresh", "init", "cancel", "import")), "")
    return f"{verb} {stack}".strip() or Path(words[0]).name


def _notices(printed: str) -> tuple[str, ...]:
    marks = ("cleared a lock", "taking in", "forgetting", "waiting for another", "waits for")
    return tuple(line for line in printed.splitlines() if any(mark in line for mark in marks))


def _end(printed: str) -> str:
    return " | ".join(line for line in printed.strip().splitlines()[-24:] if line.strip())[:2500]


def _of_type(stacks: Mapping[str, Mapping[str, Any]], kind: str) -> list[dict[str, Any]]:
    return [one for state in stacks.values() for one in state.get("resources", ()) if one["type"] == kind]


def _difference(expected: Any, found: Any) -> str:
    """The lines in which two trees differ, the expected ones with a minus."""
    texts = [json.dumps(one, indent=1, sort_keys=True).splitlines() for one in (expected, found)]
    lines = [
        line for line in difflib.unified_diff(*texts, n=0, lineterm="") if not line.startswith(("---", "+++", "@@"))
    ]
    return " ".join(" ".join(lines).split())[:600]


def _without_ids(value: Any) -> Any:
    """The same without what AWS invents anew for each organization."""
    if isinstance(value, dict):
        return {key: _without_ids(child) for key, child in value.items() if key != "id"}
    if isinstance(value, list):
        return sorted((_without_ids(child) for child in value), key=lambda child: json.dumps(child, sort_keys=True))
    return value
