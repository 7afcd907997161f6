"""Adopts an organization that nobody prepared, and counts the calls of its reading against pages and policies.

    python benchmarks/adopt.py [--accounts 300]

The organization is made with boto3 in a simulated AWS of its own (tests/e2e/handmade.py). What is printed: our own
calls by name, the most that bulk reading allows, and whether the preview after the import shows no change.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(CHECKOUT))

from tests.e2e.handmade import grow  # noqa: E402 the checkout must be on the path first
from tests.e2e.organization import Organization, clone  # noqa: E402

_PAGE = 20
_TAGS_A_PAGE = 100
_ONCE = 7
"""DescribeOrganization, ListRoots, trusted services, administrators, one of their services, two policies of its own."""


def main() -> None:
    """Prints the figures. Exit code 1 when a bulk call could have spared a call, or nothing is proven."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--accounts", type=int, default=300)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        organization = Organization(clone(Path(folder) / "checkout"))
        organization.rootstock("sandbox", "up", "--no-deploy")
        try:
            organization.enter()
            code = _measured(organization, Path(folder) / "config", arguments.accounts)
        finally:
            organization.rootstock("sandbox", "down", check=False)
    sys.exit(code)


def _measured(organization: Organization, config: Path, accounts: int) -> int:
    began = time.monotonic()
    made = grow(organization.client("organizations"), accounts, iam=organization.client("iam"))
    print(f"made in {time.monotonic() - began:.0f} s")
    began = time.monotonic()
    dry = json.loads(organization.typed("adopt", "--output", str(config), "--dry-run", "--format", "json").stdout)
    reading = time.monotonic() - began
    began = time.monotonic()
    told = json.loads(organization.typed("adopt", "--output", str(config), "--yes", "--format", "json").stdout)
    calls, total = told["calls"], sum(told["calls"].values())
    most = _most(told, len(made.units))
    print(f"{told['accounts']} accounts, {told['organizational_units']} units, {told['policies']} policies")
    print(f"own calls: {total}, of at most {most} by pages and policies: {json.dumps(calls)}")
    print(f"imported by the engine: {json.dumps(told['imports'])}")
    print(f"reading {reading:.1f} s ({sum(dry['calls'].values())} calls), all of it {time.monotonic() - began:.0f} s")
    print(f"proven by a preview without changes: {told['proven']}")
    return 0 if told["proven"] and total <= most else 1


def _most(told: dict, units: int) -> int:  # type: ignore[type-arg]
    """One call for each page of each list, and two for each policy."""
    places = units + 1
    pages = places + told["accounts"] // _PAGE  # one at least for each place, and one more for each full page
    tagged = told["accounts"] + units + told["policies"]
    # A page of tags ends after a hundred tags, too; accounts have two.
    tags = 1 + tagged * 2 // _TAGS_A_PAGE
    policies = 2 * (told["policies"] + 2) + 3
    return pages + places + tags + policies + _ONCE


if __name__ == "__main__":
    main()
