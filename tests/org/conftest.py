"""An organization small enough to read, and AWS's answers to it."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pulumi_aws
import pytest
import yaml

from blocks.place import CheckPlace
from blocks.recorded import Recorded
from blocks.wiring import Wiring
from model.finding import Problem
from org.account.check import check
from org.account.resource import build
from org.account.variables import AccountVariables

Configure = Callable[[str], AccountVariables]
_NOTHING = Recorded()

CATALOG = """
- sid: DenyLeaving
  description: No leaving
  actions: [organizations:LeaveOrganization]
- sid: DenyTrail
  description: No stopping
  actions: [cloudtrail:StopLogging]
- sid: OnlyRegions
  description: Only here
  parameters: {allowed: {description: regions}}
  actions: ["*"]
  condition:
    - {test: StringNotEquals, variable: aws:RequestedRegion, values: ["${allowed}"]}
"""

ORGANIZATION = """
namespace: acme
tenant: core
environment: gbl
stage: root
label_order: [namespace, tenant, environment, stage, name, attributes]
account_email_format: aws+%s@acme.example
service_control_policies_config_paths: [catalog/policies.yaml]
organization_config:
  root_account: {name: core-root, tenant: core, stage: root}
  organization: {service_control_policies: [DenyLeaving]}
  organizational_units:
    plat:
      service_control_policies: [DenyTrail]
      accounts:
        plat-prod: {tenant: plat, stage: prod, description: Runs everything}
"""


@pytest.fixture
def config_root(tmp_path: Path) -> Path:
    """A configuration tree with one policy catalog."""
    (tmp_path / "catalog").mkdir()
    (tmp_path / "catalog" / "policies.yaml").write_text(CATALOG)
    return tmp_path


@pytest.fixture
def configure() -> Configure:
    """Variables from YAML that is laid over the small organization."""

    def _configure(text: str = "", base: str = ORGANIZATION) -> AccountVariables:
        return AccountVariables.model_validate(_over(yaml.safe_load(base), yaml.safe_load(text) or {}))

    return _configure


@pytest.fixture
def problems(config_root: Path, configure: Configure) -> Callable[[str], list[Problem]]:
    """What the rules say about YAML laid over the small organization."""
    return lambda text: list(check(configure(text), CheckPlace(config_root)))


@pytest.fixture
def aws(recorder: Any) -> Any:
    """A recorder that answers as AWS Organizations does."""
    answers = {"organization:Organization": _organization}
    answers["account:Account"] = lambda args: _made("2" + _digits(args.name, 11), "account")
    answers["organizationalUnit:OrganizationalUnit"] = lambda args: _made(f"ou-abcd-{_digits(args.name, 8)}", "ou")
    answers["policy:Policy"] = lambda args: _made(f"p-{_digits(args.name, 8)}", "policy")
    recorder.outputs.update({f"aws:organizations/{token}": answer for token, answer in answers.items()})
    return recorder


@pytest.fixture
def grown(aws: Any, configure: Configure, config_root: Path) -> Callable[..., Any]:
    """What a run registers for YAML laid over the small organization."""

    def _grown(text: str = "", recorded: Recorded = _NOTHING, preview: bool = False) -> Any:
        def program() -> Any:
            provider = pulumi_aws.Provider("management")
            wiring = Wiring(provider=provider, config_root=config_root, account="core-root", recorded=recorded)
            return build("account-gbl", configure(text), wiring).exports

        return aws.run(program, preview=preview)

    return _grown


def _organization(_: Any) -> tuple[str, dict[str, Any]]:
    roots = [{"id": "r-abcd", "arn": "", "name": "Root", "policyTypes": []}]
    identity, arn = _made("o-abcdefghij", "organization")
    return identity, {**arn, "masterAccountId": "111111111111", "roots": roots}


def _made(identity: str, what: str) -> tuple[str, dict[str, Any]]:
    return identity, {"arn": f"arn:aws:organizations::111111111111:{what}/o-abcdefghij/{identity}", "state": "ACTIVE"}


def _digits(name: str, count: int) -> str:
    return str(zlib.crc32(name.encode())).zfill(count)[-count:]


def _over(base: Any, top: Any) -> Any:
    if isinstance(base, dict) and isinstance(top, dict):
        return {key: _over(base.get(key), top[key]) if key in top else base[key] for key in [*base, *top]}
    return base if top is None else top
