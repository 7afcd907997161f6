"""How long a preview without changes takes, as a ratio to a bare program that registers the same resources.

    python benchmarks/preview.py [--accounts 12 100 1000] [--rounds 9]

For each size an organization is deployed into a simulated AWS of its own. Its state is turned into a program of literal
arguments: the same components and resources, with the same parents, dependencies and provider. Both are previewed
alternately against the same state by the same engine, and the medians are compared.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

CHECKOUT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(CHECKOUT))

from engine.toolchain import Engine, find_or_build  # noqa: E402 the checkout must be on the path first
from sandbox.project import Sandbox  # noqa: E402

STACK = "core-root"
UNITS = 20
FAST = {"PULUMI_EXPERIMENTAL": "true", "PULUMI_SKIP_CHECKPOINTS": "true"}
HEAD = """import pulumi
import pulumi_aws as aws

Options = pulumi.ResourceOptions
known = {}
"""


def main() -> None:
    """Prints a line for each size."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--accounts", type=int, nargs="+", default=[12, 100, 1000])
    parser.add_argument("--rounds", type=int, default=9)
    arguments = parser.parse_args()
    engine = find_or_build()
    os.environ["PATH"] = engine.path(os.environ)["PATH"]
    print(f"{'accounts':>8} {'resources':>9} {'bare s':>8} {'ours s':>8} {'ratio':>6}")
    for accounts in arguments.accounts:
        with tempfile.TemporaryDirectory(prefix="rootstock-benchmark-") as folder:
            _measure(engine, accounts, arguments.rounds, Path(folder))


def _measure(engine: Engine, accounts: int, rounds: int, folder: Path) -> None:
    os.environ["ROOTSTOCK_CACHE"] = str(folder / "cache")
    os.environ["ROOTSTOCK_CONFIG_ROOT"] = str(_config(folder / "config", accounts))
    sandbox = Sandbox(CHECKOUT)
    sandbox.start([STACK], progress=lambda _: None)
    try:
        environment = sandbox.process_environment()
        pulumi = [str(engine.pulumi), "--stack", STACK]
        ours = [*pulumi, "-C", str(sandbox.project)]
        _run([*ours, "up", "--yes", "--skip-preview"], environment | FAST)
        resources = json.loads(_run([*ours, "stack", "export"], environment))["deployment"]["resources"]
        bare = [*pulumi, "-C", str(_bare(folder / "bare", sandbox.project, resources))]
        times = _alternating({"bare": bare, "ours": ours}, rounds, environment)
    finally:
        sandbox.stop()
    print(
        f"{accounts:>8} {len(resources):>9} {times['bare']:>8.2f} {times['ours']:>8.2f}"
        f" {times['ours'] / times['bare']:>6.2f}",
        flush=True,
    )


def _alternating(
    commands: Mapping[str, Sequence[str]], rounds: int, environment: Mapping[str, str]
) -> dict[str, float]:
    taken: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            start = time.perf_counter()
            _run([*command, "preview", "--expect-no-changes", "--suppress-outputs"], environment)
            taken[name].append(time.perf_counter() - start)
    return {name: statistics.median(seconds) for name, seconds in taken.items()}


def _run(command: Sequence[str], environment: Mapping[str, str]) -> str:
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(command)} failed:\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}")
    return done.stdout


def _config(root: Path, accounts: int) -> Path:
    """A configuration tree of one organization with so many accounts, guarded at every level."""
    units: dict[str, Any] = {}
    for number in range(accounts - 1):  # the management account is one of them
        unit = units.setdefault(f"u{number % UNITS}", {"accounts": {}})
        unit["service_control_policies"] = ["DenyCloudTrailActions"]
        unit["accounts"][f"u{number % UNITS}-a{number}"] = {"description": f"Account number {number}"}
    variables = {
        "namespace": "bench",
        "tenant": "core",
        "environment": "gbl",
        "stage": "root",
        "account_email_format": "aws+%s@bench.example",
        "service_control_policies_config_paths": ["catalog/policies/*.yaml"],
        "limits": {"accounts": 50000},
        "organization_config": {
            "root_account": {"name": "core-root", "tenant": "core", "stage": "root"},
            "organization": {"service_control_policies": ["DenyLeavingOrganization"]},
            "organizational_units": units,
        },
    }
    manifest = {"components": {"pulumi": {"account": {"vars": variables}}}}
    shutil.copytree(CHECKOUT / "config" / "catalog" / "policies", root / "catalog" / "policies")
    shutil.copy(CHECKOUT / "config" / "rootstock.yaml", root)
    (root / "orgs").mkdir()
    (root / "orgs" / "organization.yaml").write_text(yaml.safe_dump(manifest, sort_keys=False))
    return root


def _bare(folder: Path, project: Path, resources: Sequence[Mapping[str, Any]]) -> Path:
    """A project whose program registers what the state holds, with literal arguments."""
    settings = yaml.safe_load((project / "Pulumi.yaml").read_text())
    settings["main"] = str(folder)
    folder.mkdir()
    (folder / "Pulumi.yaml").write_text(yaml.safe_dump(settings))
    shutil.copy(project / f"Pulumi.{STACK}.yaml", folder)
    own = [one for one in resources if one["type"] != "pulumi:pulumi:Stack"]
    (folder / "__main__.py").write_text(HEAD + "".join(map(_statement, own)))
    return folder


def _statement(resource: Mapping[str, Any]) -> str:
    kind, name = resource["type"], resource["urn"].rpartition("::")[2]
    options = _options(resource)
    if kind == "pulumi:providers:aws":
        tags = json.loads(resource["inputs"].get("defaultTags", "{}")).get("tags")
        given = {"region": resource["inputs"]["region"], "default_tags": {"tags": tags} if tags else None}
        made = f"aws.Provider({name!r}, **{given!r})"
    elif kind.startswith("pulumi:providers:"):
        made = f"pulumi.ProviderResource({kind.rpartition(':')[2]!r}, {name!r}, {{}})"
    elif not resource["custom"]:
        made = f"pulumi.ComponentResource({kind!r}, {name!r}, {{}}, {options})"
    else:
        module, member = kind.split(":")[1].split("/")[0], kind.rpartition(":")[2]
        made = f"aws.{module}.{member}({name!r}, {_arguments(resource)}, opts={options})"
    return f"known[{resource['urn']!r}] = {made}\n"


def _arguments(resource: Mapping[str, Any]) -> str:
    defaults = {*resource["inputs"].get("__defaults", ()), "__defaults", "tagsAll"}
    given = {_snake(key): value for key, value in resource["inputs"].items() if key not in defaults}
    return ", ".join(f"{key}={value!r}" for key, value in given.items())


def _options(resource: Mapping[str, Any]) -> str:
    parent = resource.get("parent", "")
    provider = resource.get("provider", "").rpartition("::")[0]
    needed = [urn for urn in resource.get("dependencies", ()) if urn != provider]
    given = {
        "parent": None if "pulumi:pulumi:Stack" in parent else f"known[{parent!r}]",
        "provider": f"known[{provider!r}]" if provider else None,
        "depends_on": f"[{', '.join(f'known[{urn!r}]' for urn in needed)}]" if needed else None,
        "protect": "True" if resource.get("protect") else None,
        "retain_on_delete": "True" if resource.get("retainOnDelete") else None,
        "ignore_changes": repr(resource["ignoreChanges"]) if resource.get("ignoreChanges") else None,
    }
    return f"Options({', '.join(f'{key}={value}' for key, value in given.items() if value)})"


def _snake(name: str) -> str:
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name)


if __name__ == "__main__":
    main()
