"""A simulated organization with nothing in it but what a script writes, and the results of rows tried in it."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Any

from tests.e2e.organization import Organization, clone

Manifests = Mapping[str, Mapping[str, Any]]
"""Stack manifests by their paths below the organization's directory."""


@contextmanager
def deployed(manifests: Manifests) -> Iterator[Organization]:
    """An organization of these manifests alone, with the policies' catalog, in its own sandbox until the block ends."""
    with tempfile.TemporaryDirectory(prefix="rootstock-variables-") as folder:
        organization = Organization(clone(Path(folder) / "checkout"))
        for path in sorted((organization.checkout / "config").rglob("*.yaml")):
            if path.name != "rootstock.yaml" and "policies" not in path.parts:
                path.unlink()
        for name, manifest in manifests.items():
            write(organization, name, manifest)
        try:
            organization.rootstock("sandbox", "up")
            organization.enter()
            yield organization
        finally:
            organization.rootstock("sandbox", "down", check=False)


def write(organization: Organization, name: str, manifest: Mapping[str, Any]) -> None:
    """A stack manifest in the place of the one before."""
    # Another stack may be reading the tree at this moment: a file is there as a whole or not at all.
    path = organization.checkout / "config/orgs/acme" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_suffix(".new")
    new.write_text(json.dumps(manifest, indent=1))
    new.replace(path)


def ids(organization: Organization) -> dict[str, str]:
    """The ids of the accounts by name, and of the organization."""
    client = organization.client("organizations")
    found = {
        one["Name"]: one["Id"] for page in client.get_paginator("list_accounts").paginate() for one in page["Accounts"]
    }
    whole = client.describe_organization()["Organization"]
    return {**found, "core-root": whole["MasterAccountId"], "organization": whole["Id"]}


@dataclass
class Results:
    """What came of each row, printed as it comes; kept in a file of JSON lines where there is one."""

    path: Path | None = None
    good: int = 0
    count: int = 0
    _lock: Lock = field(default_factory=Lock, repr=False)

    def kept(self, row: Any) -> bool:
        """Whether the file has this very row as good, which then counts without being tried again."""
        if self.path is None or not self.path.exists():
            return False
        lines = [json.loads(line) for line in self.path.read_text().splitlines()]
        found = any(line["good"] for line in lines if line["row"] == row)
        if found:
            self._count(True)
        return found

    def add(self, row: Any, name: str, wrong: list[str], seen: str = "") -> None:
        """Counts and prints a row that was tried: what was not as it says, and what was seen of it."""
        good = not wrong
        self._count(good)
        with self._lock:
            print(
                "\n       ".join([f"{'ok  ' if good else 'BAD '} {name}", *wrong, *([seen] if seen else [])]),
                flush=True,
            )
            if self.path is not None:
                with self.path.open("a") as file:
                    file.write(json.dumps({"row": row, "good": good, "wrong": wrong}) + "\n")

    def _count(self, good: bool) -> None:
        with self._lock:
            self.good += good
            self.count += 1
