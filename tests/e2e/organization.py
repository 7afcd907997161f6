"""The example organization of a checkout of its own, deployed by the real engine into a simulated AWS."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import boto3

CHECKOUT = Path(__file__).parents[2]
_SESSION = boto3.Session()
"""One for all clients: it reads what it knows of a service once, which costs more than most tests' calls."""
LONGEST = 900
"""Seconds after which a command of these tests counts as hanging."""

STACKS = (
    "core-root-state",
    "core-root",
    "core-root-map",
    "core-root-quotas",
    "core-artifacts",
    "core-audit",
    "core-root-trail",
    "core-auto",
    "core-auto-access",
    "core-dns",
    "core-identity",
    "core-network",
    "core-security",
    "plat-dev",
    "plat-prod",
    "plat-prod-quotas",
    "plat-sandbox",
    "plat-staging",
)


def clone(destination: Path) -> Path:
    """A checkout as a newcomer has it, with what is not committed yet: every file that git does not ignore."""
    listing = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listing, cwd=CHECKOUT, check=True, capture_output=True, text=True).stdout.splitlines()
    for name in names:
        source, target = CHECKOUT / name, destination / name
        if source.is_file():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, target)
    subprocess.run(["git", "init", "-q"], cwd=destination, check=True)
    subprocess.run(["git", "add", "-A"], cwd=destination, check=True)
    return destination


@dataclass
class Organization:
    """One checkout with its sandbox; commands run in it as a user would type them."""

    checkout: Path
    environment: dict[str, str] = field(default_factory=dict)
    _clients: dict[tuple[str | None, ...], Any] = field(default_factory=dict, repr=False)
    _signed_in: dict[tuple[str, str], dict[str, str]] = field(default_factory=dict, repr=False)

    def rootstock(self, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        """Runs ``rootstock`` with the arguments, without the launcher, which has tests of its own."""
        environment = {**os.environ, "PYTHONPATH": str(self.checkout), "NO_COLOR": "1"}
        return self._run([sys.executable, "-m", "cli", *arguments], environment, check)

    def typed(self, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        """Runs ``rootstock`` as typed in ``sandbox shell``; ``enter`` comes first."""
        environment = {**self.environment, "PYTHONPATH": str(self.checkout), "NO_COLOR": "1"}
        return self._run([sys.executable, "-m", "cli", *arguments], environment, check)

    def enter(self) -> None:
        """Takes over what ``sandbox env`` prints, as ``eval "$(./rootstock sandbox env)"`` does."""
        printed = self.rootstock("sandbox", "env").stdout
        script = (
            f"{printed}\nexec {shlex.quote(sys.executable)} -c 'import json,os; print(json.dumps(dict(os.environ)))'"
        )
        answer = subprocess.run(["sh", "-c", script], check=True, capture_output=True, text=True)
        self.environment = json.loads(answer.stdout)

    def pulumi(self, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        """Runs ``pulumi`` as typed in ``sandbox shell``."""
        return self._run(["pulumi", *arguments, "--color", "never"], self.environment, check)

    def output(self, stack: str) -> dict[str, Any]:
        """The outputs of a stack."""
        outputs: dict[str, Any] = json.loads(self.pulumi("stack", "output", "--stack", stack, "--json").stdout)
        return outputs

    def changes(self, stack: str, verb: str = "preview", *arguments: str) -> dict[str, int]:
        """The counts of a preview or refresh by kind of operation, without those that stay the same."""
        done = self.pulumi(verb, "--stack", stack, "--non-interactive", *arguments)
        return changes_in(done.stdout)

    def client(self, service: str, account_id: str | None = None, region: str | None = None) -> Any:
        """A boto3 client of the management account, or of a member through its access role; in the home region."""
        # As boto3 itself takes it from the environment.
        own_endpoints = {"s3control": self.environment["AWS_ENDPOINT_URL_S3_CONTROL"]}
        endpoint = self.environment["AWS_ENDPOINT_URL"]
        key = (endpoint, service, account_id, region or self.environment["AWS_REGION"])
        if key not in self._clients:
            self._clients[key] = _SESSION.client(
                service,
                endpoint_url=own_endpoints.get(service, endpoint),
                region_name=key[-1],
                **self._keys(account_id),
            )
        return self._clients[key]

    def _keys(self, account_id: str | None) -> dict[str, str]:
        if account_id is None:
            return {
                "aws_access_key_id": self.environment["AWS_ACCESS_KEY_ID"],
                "aws_secret_access_key": self.environment["AWS_SECRET_ACCESS_KEY"],
            }
        signed_in = (self.environment["AWS_ENDPOINT_URL"], account_id)
        if signed_in not in self._signed_in:
            role = f"arn:aws:iam::{account_id}:role/OrganizationAccountAccessRole"
            taken = self.client("sts").assume_role(RoleArn=role, RoleSessionName="test")["Credentials"]
            self._signed_in[signed_in] = {
                "aws_access_key_id": taken["AccessKeyId"],
                "aws_secret_access_key": taken["SecretAccessKey"],
                "aws_session_token": taken["SessionToken"],
            }
        return self._signed_in[signed_in]

    @contextmanager
    def edited(self, name: str, *replacements: tuple[str, str]) -> Iterator[Path]:
        """The checkout with one file changed, put back afterwards. Each text to be replaced must stand in the file."""
        path = self.checkout / name
        before = path.read_text() if path.exists() else None
        text = before or ""
        for old, new in replacements:
            assert old in text or not old, f"{old!r} does not stand in {name}"
            text = text.replace(old, new, 1) if old else new
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        try:
            yield path
        finally:
            if before is None:
                path.unlink()
            else:
                path.write_text(before)

    def _run(self, command: list[str], environment: dict[str, str], check: bool) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            command, cwd=self.checkout, env=environment, capture_output=True, text=True, timeout=LONGEST
        )
        if check and done.returncode != 0:
            raise AssertionError(f"{' '.join(command)} exited with {done.returncode}:\n{done.stdout}\n{done.stderr}")
        assert "Traceback" not in done.stdout + done.stderr, done.stdout + done.stderr
        return done


def changes_in(printed: str) -> dict[str, int]:
    """The lines of ``Resources:`` that count operations: ``{"create": 1}``."""
    _, _, resources = printed.partition("\nResources:\n")
    counts = re.findall(r"^\s+(?:[-+~=]+ ?)?(\d+) (?:to )?(\w+)$", resources, re.MULTILINE)
    return {kind: int(count) for count, kind in counts if kind not in {"unchanged"}}
