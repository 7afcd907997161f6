"""How long a hundred findings take: a tree with a hundred accounts whose names are too long for AWS.

    python benchmarks/findings.py [--accounts 100] [--rounds 5]

Prints the number of findings and the median of the seconds from reading the files to the last finding.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

import yaml

CHECKOUT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(CHECKOUT))

from layers import load  # noqa: E402 the checkout must be on the path first
from program.validation import findings  # noqa: E402

TOO_LONG = "x" * 60


def main() -> None:
    """Prints one line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--accounts", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="rootstock-findings-") as folder:
        root = _tree(Path(folder) / "config", arguments.accounts)
        times = []
        for _ in range(arguments.rounds):
            started = time.perf_counter()
            found = [one for one in findings(load(root)) if one.rule == "RS207"]
            times.append(time.perf_counter() - started)
    print(f"{len(found)} findings in {statistics.median(times):.2f} s")
    sys.exit(len(found) != arguments.accounts)


def _tree(root: Path, accounts: int) -> Path:
    members = {f"plat-a{number:03d}{TOO_LONG}": {"email": f"a{number}@acme.example"} for number in range(accounts)}
    variables = {
        "service_control_policies_config_paths": ["catalog/policies/*.yaml"],
        "organization_config": {
            "root_account": {"name": "core-root", "tenant": "core", "stage": "root"},
            "organization": {"service_control_policies": ["DenyLeavingOrganization"]},
            "organizational_units": {"plat": {"accounts": members}},
        },
    }
    context = {"namespace": "acme", "tenant": "core", "environment": "gbl", "stage": "root"}
    manifest = {"vars": context, "components": {"pulumi": {"account": {"vars": variables}}}}
    shutil.copytree(CHECKOUT / "config" / "catalog" / "policies", root / "catalog" / "policies")
    shutil.copy(CHECKOUT / "config" / "rootstock.yaml", root)
    (root / "orgs").mkdir()
    (root / "orgs" / "organization.yaml").write_text(yaml.safe_dump(manifest, sort_keys=False))
    return root


if __name__ == "__main__":
    main()
