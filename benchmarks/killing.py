"""One first deployment in which a process is killed, and what the same command makes of it afterwards."""

from __future__ import annotations

import difflib
import json
import os
import random
import shutil
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from benchmarks.observed import CHECKOUT, LONGEST, Deployed, Observed, of_type

VICTIMS = ("command", "engine", "provider")
_MANIFEST = "orgs/acme/core/root/global-region.yaml"
_MOST_RUNS = 3


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


class Trial(Observed):
    """A deployment in a sandbox of its own, disturbed or not."""

    def undisturbed(self) -> tuple[Deployed, int]:
        """What a deployment makes that nobody disturbs, and how many calls of AWS it takes."""
        done = self.run()
        if done.returncode != 0:
            raise RuntimeError(f"the deployment fails by itself:\n{done.stdout[-3000:]}")
        calls = self.calls()
        self._settle()
        return self.deployed(), calls

    def killed(self, outcome: Outcome, calls: int, expected: Deployed) -> None:
        """Kills the victim when AWS has answered so many calls, and runs the same command until it is done."""
        began = time.monotonic()
        self._kill(outcome, calls)
        done = self.run()
        outcome.runs = 1
        outcome.notices = _notices(done.stdout)
        if done.returncode != 0:
            outcome.broken.append(f"the next run failed: {_end(done.stdout)}")
        while done.returncode != 0 and outcome.runs < _MOST_RUNS:
            outcome.runs += 1
            done = self.run()
        if "Traceback" in done.stdout:
            outcome.broken.append("a traceback")
        if done.returncode == 0:
            outcome.broken += self._settle()
            self._compare(outcome, expected)
        outcome.seconds = time.monotonic() - began

    def _kill(self, outcome: Outcome, calls: int) -> None:
        chance = random.Random(outcome.seed)
        delay = chance.uniform(0, 1)
        wanted = self.calls() + int(calls * outcome.moment)
        log = self.cache / "first-run.log"
        with log.open("wb") as file:
            command = subprocess.Popen(
                self.command, cwd=CHECKOUT, env=self.entered, stdout=file, stderr=subprocess.STDOUT
            )
        while command.poll() is None and self.calls() < wanted:
            time.sleep(0.02)
        time.sleep(delay)
        while command.poll() is None:
            if outcome.victim == "command":
                found = {command.pid: "deploy"}
            else:
                found = {pid: line for pid, line in self.processes().items() if _IS[outcome.victim](line)}
            if found:
                pid = chance.choice(sorted(found))
                os.kill(pid, signal.SIGKILL)
                outcome.killed = _short(found[pid])
                break
            time.sleep(0.02)
        command.wait(LONGEST)
        outcome.killed += f" (exit {command.returncode})"
        if command.returncode not in (-signal.SIGKILL, 0, 1):
            outcome.broken.append(f"the killed run ended with {command.returncode}")
        if "Traceback" in log.read_text():
            outcome.broken.append("the killed run printed a traceback")

    def _settle(self) -> list[str]:
        """Previews find nothing to change; what AWS granted meanwhile (quotas) is taken in by one more run."""
        for last in (False, True):
            changing = [name for name in self.stacks() if not self._is_settled(name)]
            if not changing:
                return []
            if not last:
                self.run()
        return [f"previews afterwards find changes in {', '.join(changing)}"]

    def _is_settled(self, stack: str) -> bool:
        command = ["pulumi", "preview", "--stack", stack, "--expect-no-changes", "--non-interactive"]
        return subprocess.run(command, env=self.entered, capture_output=True).returncode == 0

    def _compare(self, outcome: Outcome, expected: Deployed) -> None:
        accounts = self.accounts()
        emails = Counter(one["Email"].lower() for one in accounts)
        if twice := [email for email, count in emails.items() if count > 1]:
            outcome.broken.append(f"twice: {', '.join(twice)}")
        stacks = self.stacks()
        recorded = {one["id"] for one in of_type(stacks, "aws:organizations/account:Account")}
        members = {one["Id"] for one in accounts if one["Id"] != self.management()}
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
        known = Counter(one["outputs"]["arn"].split(":")[4] for one in of_type(stacks, "aws:kms/key:Key"))
        left = []
        for account, count in known.items():
            keys = self.client("kms", account).list_keys(Limit=1000)["Keys"]
            own = [self.client("kms", account).describe_key(KeyId=one["KeyId"])["KeyMetadata"] for one in keys]
            surplus = sum(one["KeyManager"] == "CUSTOMER" and one["Enabled"] for one in own) - count
            left += [f"{surplus} keys in {account}"] if surplus else []
        return left


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


def _difference(expected: Any, found: Any) -> str:
    """The lines in which two trees differ, the expected ones with a minus."""
    texts = [json.dumps(one, indent=1, sort_keys=True).splitlines() for one in (expected, found)]
    lines = [
        line for line in difflib.unified_diff(*texts, n=0, lineterm="") if not line.startswith(("---", "+++", "@@"))
    ]
    return " ".join(" ".join(lines).split())[:600]
