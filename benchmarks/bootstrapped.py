"""One bootstrap of a small organization, killed wherever it is asked to be, and what became of it."""

from __future__ import annotations

import contextlib
import json
import os
import pty
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import boto3
import yaml

from benchmarks.observed import processes_with

CHECKOUT = Path(__file__).resolve().parent.parent
BUCKET = "small-core-ue1-root-tfstate"
STATE_STACK = "core-root-state"
STACKS = ("core-root", "core-root-map", STATE_STACK, "plat-dev")
STEPS = ("create", "encrypt", "move", "verify", "settle", "stacks", "organization")
MEMBERS = {"plat-dev": {"description": "Tries things out"}, "plat-prod": {"description": "Earns money"}}
_SECRET_SIGNATURE = "4dabf18193072939515e22adb298388d"  # noqa: S105 - marks a secret in a state; Pulumi's own number
_SECRET = "1b47061264138c4ac30d75fd1eb44270"  # noqa: S105 - the same


def write_configuration(root: Path, **backend: Any) -> None:
    """An organization of three accounts with its state backend; ``backend`` are further variables of that."""
    shutil.copytree(CHECKOUT / "config" / "catalog" / "policies", root / "catalog" / "policies", dirs_exist_ok=True)
    (root / "orgs").mkdir(exist_ok=True)
    shutil.copy(CHECKOUT / "config" / "rootstock.yaml", root)
    name = {"namespace": "small", "tenant": "core", "stage": "root", "regions": ["us-east-1"]}
    organization = {
        "account_email_format": "aws+%s@small.example",
        "service_control_policies_config_paths": ["catalog/policies/*.yaml"],
        "organization_config": {
            "root_account": {"name": "core-root", "tenant": "core", "stage": "root"},
            "organization": {},
            "organizational_units": {"plat": {"accounts": MEMBERS}},
        },
    }
    account_map = {"settings": {"slice": "map"}, "vars": {"root_account_account_name": "core-root"}}
    state = {"settings": {"slice": "state"}, "vars": {"name": "tfstate", **backend}}
    settings = {"vars": {"password_policy_enabled": True}}
    _manifest(root, "global", name, "gbl", {"account": {"vars": organization}, "account-map": account_map})
    _manifest(root, "state", name, "ue1", {"tfstate-backend": state})
    _manifest(root, "dev", name | {"tenant": "plat", "stage": "dev"}, "gbl", {"account-settings": settings})


def _manifest(root: Path, name: str, variables: dict[str, Any], environment: str, instances: dict[str, Any]) -> None:
    context = variables | {"environment": environment, "region": "us-east-1"}
    content = {"vars": context, "components": {"pulumi": instances}}
    (root / "orgs" / f"{name}.yaml").write_text(yaml.safe_dump(content, sort_keys=False))


class Small:
    """A sandbox of its own with the small organization in it, below ``folder``."""

    def __init__(self, folder: Path) -> None:
        self.config = folder / "config"
        self._cache = folder / "cache"
        self.environment: dict[str, str] = {}
        write_configuration(self.config)

    def start(self, *options: str) -> None:
        """The simulated AWS runs, and nothing is in it."""
        done = self.rootstock("sandbox", "up", "--no-deploy", *options)
        assert done.returncode == 0, done.stdout + done.stderr
        printed = self.rootstock("sandbox", "env").stdout
        script = f"{printed}\nexec '{sys.executable}' -c 'import json, os; print(json.dumps(dict(os.environ)))'"
        answer = subprocess.run(["sh", "-c", script], capture_output=True, text=True, check=True, env=self._outside())
        self.environment = json.loads(answer.stdout)

    def stop(self) -> None:
        """Nothing of it runs any longer."""
        self.rootstock("sandbox", "down")

    def bootstrap(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """The command as typed in ``sandbox shell``, to its end."""
        return self.typed("bootstrap", *arguments)

    def typed(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """``rootstock`` as typed in ``sandbox shell``, to its end."""
        command = [sys.executable, "-m", "cli", *arguments]
        return subprocess.run(command, cwd=CHECKOUT, env=self._inside(), capture_output=True, text=True, timeout=600)

    def asked(self, answer: str) -> tuple[int, str]:
        """The command at a terminal, where its first question gets this answer: its exit code and all it showed."""
        screen, terminal = pty.openpty()
        process = subprocess.Popen(
            self._command(), cwd=CHECKOUT, env=self._inside(), stdin=terminal, stdout=terminal, stderr=terminal
        )
        os.close(terminal)
        shown = b""
        # The end of the command is the terminal's end, which Linux tells as an error.
        with contextlib.suppress(OSError):
            while read := os.read(screen, 4096):
                shown += read
                if shown.endswith(b"Type 'yes' to go on: "):
                    os.write(screen, f"{answer}\n".encode())
        os.close(screen)
        return process.wait(60), shown.decode()

    def killed(self, step: str, steps_done: int = 0, delay: float = 0.0) -> list[dict[str, Any]]:
        """The command, killed as soon as it says that ``step`` begins and has made so many resources; its events.

        ``delay`` are seconds that it gets on top.
        """
        process = subprocess.Popen(
            self._command("--yes", "--format", "json"),
            cwd=CHECKOUT,
            env=self._inside(),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert process.stdout is not None
        events: list[dict[str, Any]] = []
        begun, made = False, 0
        for line in process.stdout:
            events.append(json.loads(line))
            begun |= events[-1].get("event") == "step" and events[-1].get("step") == step
            made += begun and events[-1].get("phase") == "done" and events[-1].get("op") == "create"
            if begun and made >= steps_done:
                time.sleep(delay)
                process.send_signal(signal.SIGKILL)
                break
        process.wait(60)
        return events

    def pulumi(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """`pulumi` as typed in ``sandbox shell``."""
        return subprocess.run(
            ["pulumi", *arguments, "--non-interactive", "--color", "never"],
            cwd=CHECKOUT,
            env=self._inside() | environment,
            capture_output=True,
            text=True,
            timeout=300,
        )

    def client(self, service: str) -> Any:
        """A boto3 client of the management account's administrator."""
        return boto3.client(
            service,
            region_name="us-east-1",
            endpoint_url=self.environment["AWS_ENDPOINT_URL"],
            aws_access_key_id=self.environment["AWS_ACCESS_KEY_ID"],
            aws_secret_access_key=self.environment["AWS_SECRET_ACCESS_KEY"],
        )

    def until(self, done: Callable[[], bool], seconds: float = 60.0) -> None:
        """Waits until it is so."""
        deadline = time.monotonic() + seconds
        while not done():
            assert time.monotonic() < deadline
            time.sleep(0.1)

    def hide_a_secret(self, secret: str) -> None:
        """The state on disk holds a secret, as a resource with a password would have put it there."""
        (folder,) = self._cache.rglob("bootstrap/current")
        # What a killed command had started goes on for a moment, and holds the stack's lock.
        self.until(lambda: not processes_with(folder))
        backend = {
            "PULUMI_BACKEND_URL": f"file://{folder}",
            "PULUMI_CONFIG_PASSPHRASE": (folder / "passphrase").read_text(),
        }
        at_home = ("--cwd", str(folder), "--stack", STATE_STACK)
        file = folder / "export.json"
        done = self.pulumi("stack", "export", *at_home, "--file", str(file), **backend)
        assert done.returncode == 0, done.stderr
        state = json.loads(file.read_text())
        aliases = [one for one in state["deployment"]["resources"] if one["type"] == "aws:kms/alias:Alias"]
        aliases[0]["outputs"]["hidden"] = {_SECRET_SIGNATURE: _SECRET, "plaintext": json.dumps(secret)}
        file.write_text(json.dumps(state))
        done = self.pulumi("stack", "import", *at_home, "--file", str(file), **backend)
        assert done.returncode == 0, done.stderr
        file.unlink()

    def broken_promises(self, secret: str | None = None, stacks: Sequence[str] = STACKS) -> list[str]:
        """What is not as it has to be after a bootstrap."""
        s3, kms, broken = self.client("s3"), self.client("kms"), []
        if s3.get_bucket_versioning(Bucket=BUCKET).get("Status") != "Enabled":
            broken.append("the bucket keeps no versions")
        encryption = s3.get_bucket_encryption(Bucket=BUCKET)["ServerSideEncryptionConfiguration"]["Rules"][0]
        if encryption["ApplyServerSideEncryptionByDefault"]["SSEAlgorithm"] != "aws:kms":
            broken.append("the bucket does not encrypt with a key")
        aliases = [one for page in kms.get_paginator("list_aliases").paginate() for one in page["Aliases"]]
        mine = sorted(one["AliasName"] for one in aliases if "small-" in one["AliasName"])
        if mine != [f"alias/{BUCKET}", f"alias/{BUCKET}-secrets"]:
            broken.append(f"aliases {mine}")
        keys = {key["KeyId"] for page in kms.get_paginator("list_keys").paginate() for key in page["Keys"]}
        told = [kms.describe_key(KeyId=key)["KeyMetadata"] for key in keys]
        if (count := sum(BUCKET in one["Description"] for one in told)) != 2:
            broken.append(f"{count} keys where two belong")
        pages = s3.get_paginator("list_object_versions").paginate(Bucket=BUCKET)
        versions = [(one["Key"], one["VersionId"]) for page in pages for one in page.get("Versions", [])]
        for key, version in versions:
            body = s3.get_object(Bucket=BUCKET, Key=key, VersionId=version)["Body"].read().decode()
            if '"plaintext"' in body or (secret and secret in body):
                broken.append(f"a secret can be read in {key}")
        known = {key.removeprefix(".pulumi/stacks/rootstock/") for key, _ in versions}
        broken += [f"no state of {stack}" for stack in stacks if f"{stack}.json" not in known]
        (project,) = self._cache.rglob("project/Pulumi.yaml")
        for stack in stacks:
            settings = yaml.safe_load((project.parent / f"Pulumi.{stack}.yaml").read_text())
            if not settings.get("secretsprovider", "").startswith("awskms:") or not settings.get("encryptedkey"):
                broken.append(f"the stack file of {stack} names no key")
        if not yaml.safe_load(project.read_text()).get("backend", {}).get("url", "").startswith(f"s3://{BUCKET}?"):
            broken.append("Pulumi.yaml does not name the bucket")
        if (project.parent / "bootstrap/current").exists() or not list((project.parent / "bootstrap").glob("moved-*")):
            broken.append("the old state is not kept aside")
        return broken

    def rootstock(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """``rootstock`` as typed outside the sandbox."""
        command = [sys.executable, "-m", "cli", *arguments]
        return subprocess.run(
            command, cwd=CHECKOUT, env=self._outside(), capture_output=True, text=True, check=False, timeout=600
        )

    def _command(self, *arguments: str) -> list[str]:
        return [sys.executable, "-m", "cli", "bootstrap", *arguments]

    def _own(self) -> dict[str, str]:
        cache = {"ROOTSTOCK_CACHE": str(self._cache), "ROOTSTOCK_CONFIG_ROOT": str(self.config)}
        return {**cache, "NO_COLOR": "1", "PYTHONPATH": str(CHECKOUT)}

    def _outside(self) -> dict[str, str]:
        return os.environ | self._own()

    def _inside(self) -> dict[str, str]:
        return self.environment | self._own()
