"""A small configuration to type commands at."""

from __future__ import annotations

from pathlib import Path

import pytest

FILES = {
    "rootstock.yaml": """\
stacks:
  included_paths: ["orgs/**/*"]
  excluded_paths: ["**/_defaults.yaml"]
  name_pattern: "{tenant}-{environment}-{stage}"
account_map: {stack: core-gbl-root, component: account-map}
""",
    "orgs/acme/_defaults.yaml": "vars:\n  namespace: acme\n  region: us-east-1\n  regions: [us-east-1]\n",
    "catalog/account-settings.yaml": """\
components:
  pulumi:
    account-settings:
      vars:
        account_alias_enabled: true
        tags: {Team: platform}
""",
    "orgs/acme/core/root/global-region.yaml": """\
import: [orgs/acme/_defaults, catalog/account-settings]
vars: {tenant: core, environment: gbl, stage: root}
components:
  pulumi:
    account:
      vars:
        account_email_format: aws+%s@acme.example
        organization_config:
          root_account: {name: core-root, tenant: core, stage: root}
          organizational_units:
            plat:
              accounts:
                plat-dev: {tenant: plat, stage: dev, description: Where developers try things}
    account-map:
      settings: {slice: map}
      vars: {root_account_account_name: core-root}
""",
    "orgs/acme/plat/dev/global-region.yaml": """\
import: [orgs/acme/_defaults, catalog/account-settings]
vars: {tenant: plat, environment: gbl, stage: dev, region: eu-west-1}
components:
  pulumi:
    account-settings:
      vars:
        tags:
          Team: web
""",
}


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder `config` of a good configuration, below the current directory: stacks core-root, its map, plat-dev."""
    root = tmp_path / "config"
    for name, text in FILES.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ROOTSTOCK_CONFIG_ROOT", "config")
    return root
