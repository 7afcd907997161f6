"""Loses the states of an organization and of an account, and restores both without a copy, as the runbook says.

    python benchmarks/lost_states.py

A fresh simulated AWS with an organization of three accounts, set up by `bootstrap`. Every command of "Without a copy"
in docs/runbooks/restore-a-lost-state.md is typed as it stands there. At the end each account must be the one that it
was, a preview of every stack must find nothing to change, and `drift` nothing that differs.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import yaml

CHECKOUT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(CHECKOUT))

from benchmarks.bootstrapped import BUCKET, Small, write_configuration  # noqa: E402 the checkout must be on the path first

_LOST = ("core-root", "plat-dev")
_COMPONENT = "urn:pulumi:plat-dev::rootstock::rootstock:components:AccountSettings::account-settings-gbl"
_PROVIDER = "urn:pulumi:plat-dev::rootstock::pulumi:providers:aws::plat-dev"
_ANALYZER = ("aws:accessanalyzer/analyzer:Analyzer", "account-settings-gbl-access-analyzer-us-east-1")


def main() -> None:
    """Prints a line for each step. Exit code 1 where one does not do what the runbook says."""
    with tempfile.TemporaryDirectory(prefix="rootstock-lost-") as name:
        small = Small(Path(name))
        try:
            small.start()
            _Restoration(small, Path(name)).run()
        finally:
            small.stop()
    print("restored")


class _Restoration:
    def __init__(self, small: Small, folder: Path) -> None:
        self._small = small
        self._folder = folder
        self._began = time.monotonic()

    def run(self) -> None:
        self._well("bootstrap", self._small.typed("bootstrap", "--yes"))
        before = self._accounts()
        for stack in _LOST:
            self._small.client("s3").delete_object(Bucket=BUCKET, Key=f".pulumi/stacks/rootstock/{stack}.json")
        self._organization()
        self._account()
        self._well("no change left", self._small.typed("deploy", "--all", "--preview"), "without change")
        self._well("no drift", self._small.typed("drift", "--fail-on", "low"), "No drift")
        self._expect(self._accounts() == before, "the same accounts", "")

    def _organization(self) -> None:
        ids = self._small.typed("adopt", "--output", str(self._folder / "ids"), "--dry-run")
        self._well("ids", ids, "import_id")
        self._write_ids(ids.stdout)
        preview = self._small.typed("deploy", "core-root", "--preview")
        self._well("preview with ids", preview, "Account +2 import", "OrganizationalUnit +1 import")
        self._well("import", self._small.typed("deploy", "core-root", "--yes"), "4 imported")
        write_configuration(self._small.config)
        self._well("without ids", self._small.typed("deploy", "core-root", "--yes"), "3 updated")

    def _write_ids(self, printed: str) -> None:
        """Into our own manifest, at the same places as in the one that `adopt` would write."""
        theirs = yaml.safe_load(printed.rpartition("--- ")[2].partition("\n")[2])
        manifest = self._small.config / "orgs/global.yaml"
        ours = yaml.safe_load(manifest.read_text())
        _copy_ids(*(one["components"]["pulumi"]["account"]["vars"]["organization_config"] for one in (theirs, ours)))
        manifest.write_text(yaml.safe_dump(ours, sort_keys=False))

    def _account(self) -> None:
        refused = self._small.typed("deploy", "plat-dev", "--yes")
        self._expect(refused.returncode == 1 and "`by hand`" in refused.stdout, "refused", refused.stdout)
        places = ("--parent", f"parent={_COMPONENT}", "--provider", f"provider={_PROVIDER}")
        options = ("--protect=false", "--generate-code=false", "--yes", "--skip-preview")
        taken = ("import", *_ANALYZER, "small-plat-dev-access", "--stack", "plat-dev", *places, *options)
        self._well("taken over by hand", self._small.pulumi(*taken), "1 imported")
        self._well("account", self._small.typed("deploy", "plat-dev", "--yes"))

    def _accounts(self) -> dict[str, str]:
        listed = self._small.client("organizations").list_accounts()["Accounts"]
        return {one["Name"]: one["Id"] for one in listed}

    def _well(self, step: str, done: subprocess.CompletedProcess[str], *patterns: str) -> None:
        printed = done.stdout + done.stderr
        self._expect(done.returncode == 0 and all(re.search(each, printed) for each in patterns), step, printed)

    def _expect(self, fulfilled: bool, step: str, printed: str) -> None:
        if not fulfilled:
            sys.exit(f"{step}: not as the runbook says\n{printed}")
        print(f"{time.monotonic() - self._began:4.0f} s  {step}", flush=True)


def _copy_ids(theirs: Any, ours: Any) -> None:
    if isinstance(theirs, dict):
        for key, value in theirs.items():
            if key == "import_id":
                ours[key] = value
            elif isinstance(value, dict) and isinstance(ours.get(key), dict):
                _copy_ids(value, ours[key])


if __name__ == "__main__":
    main()
