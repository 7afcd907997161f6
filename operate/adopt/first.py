"""The files of a tree that takes a whole organization under management for the first time."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from operate.adopt.organization import Entries, managed_targets
from operate.adopt.policies import Written, written
from operate.adopt.text import text_of
from operate.inventory import Inventory
from operate.ownership import Ownership

CATALOG = "catalog/policies/adopted.yaml"


@dataclass(frozen=True)
class Naming:
    """How the user wants things called: the management account as tenant and stage, and the namespace of all names."""

    namespace: str
    tenant: str
    stage: str
    region: str

    @property
    def root(self) -> str:
        """Name of the management account, which is that of its Pulumi stack."""
        return f"{self.tenant}-{self.stage}"


def first_files(inventory: Inventory, owners: Ownership, naming: Naming) -> dict[str, str]:
    """The text of each file by its path below the configuration's root."""
    targets = managed_targets(inventory, owners)
    policies = written((one for one in inventory.policies.values() if one.id in targets), targets)
    entries = Entries(inventory, owners, policies, [naming.root])
    manifest = f"orgs/{naming.namespace}/{naming.tenant}/{naming.stage}/global-region.yaml"
    files = {
        "rootstock.yaml": _settings(naming),
        "mixins/region/global-region.yaml": text_of(
            "What belongs to no region: organization, accounts, IAM.",
            {"vars": {"environment": "gbl", "region": naming.region}},
        ),
        f"mixins/account/{naming.root}.yaml": text_of("", {"vars": {"tenant": naming.tenant, "stage": naming.stage}}),
        f"orgs/{naming.namespace}/_defaults.yaml": text_of(
            "What holds for every account of the organization.",
            {"vars": {"namespace": naming.namespace, "regions": [naming.region]}},
        ),
        "catalog/account.yaml": text_of(
            "The organization: what its services and policies need.",
            {"components": {"pulumi": {"account": {"vars": _services(inventory, bool(policies.entries))}}}},
        ),
        "catalog/account-map.yaml": text_of(
            "Names, ids, organizational units and role ARNs of all accounts, readable by every stack.",
            {
                "components": {
                    "pulumi": {
                        "account-map": {
                            "settings": {"slice": "map"},
                            "vars": {"root_account_account_name": naming.root},
                        }
                    }
                }
            },
        ),
        manifest: _manifest(inventory, naming, entries, policies),
        **policies.documents,
    }
    if policies.entries:
        files[CATALOG] = catalog(policies)
    return files


def catalog(policies: Written) -> str:
    """The catalog file with the entries of adopted policies."""
    return text_of("Policies that were in the organization when it came under management.", policies.entries)


def _settings(naming: Naming) -> str:
    return text_of(
        "The configuration tree. Paths are relative to this file; the keys are those of atmos.yaml.",
        {
            "stacks": {
                "included_paths": ["orgs/**/*"],
                "excluded_paths": ["**/_defaults.yaml"],
                "name_pattern": "{tenant}-{environment}-{stage}",
            },
            "account_map": {"stack": f"{naming.tenant}-gbl-{naming.stage}", "component": "account-map"},
        },
    )


def _services(inventory: Inventory, has_catalog: bool) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if inventory.features != "ALL":
        found["feature_set"] = inventory.features
    found["enabled_policy_types"] = sorted(inventory.policy_types)
    found["aws_service_access_principals"] = sorted(inventory.trusted)
    if inventory.root_features:
        found["organization_enabled_features"] = sorted(inventory.root_features)
    if inventory.resource_policy:
        found["resource_policy"] = json.loads(inventory.resource_policy.content)
    if has_catalog:
        found["service_control_policies_config_paths"] = ["catalog/policies/*.yaml"]
    return found


def _manifest(inventory: Inventory, naming: Naming, entries: Entries, policies: Written) -> str:
    variables: dict[str, Any] = {}
    if entries.email_format:
        variables["account_email_format"] = entries.email_format
    if not all(_by_the_rule(key, inventory.paths[inventory.accounts[id].parent]) for id, key in entries.keys.items()):
        variables["enforce_account_names"] = False
    delegated = delegations(inventory, entries)
    if delegated:
        variables["delegated_administrators"] = delegated
    root: dict[str, Any] = {
        "name": naming.root,
        "tenant": naming.tenant,
        "stage": naming.stage,
        "account_id": inventory.management_id,
    }
    organization: dict[str, Any] = {"import_id": inventory.organization_id}
    if ids := import_ids(inventory, entries):
        organization["import_ids"] = ids
    below = entries.below(inventory.root_id, entries.email_format, {})
    variables["organization_config"] = {
        "root_account": root,
        "organization": organization | entries.attached(inventory.root_id),
        **below,
    }
    if policies.variables:
        variables["policies"] = policies.variables
    content = {
        "import": [
            f"orgs/{naming.namespace}/_defaults",
            f"mixins/account/{naming.root}",
            "mixins/region/global-region",
            "catalog/account",
            "catalog/account-map",
        ],
        "components": {"pulumi": {"account": {"vars": variables}}},
    }
    remark = (
        "The organization, as it was when it came under management. Each `import_id` says what an entry is in\n"
        "AWS. Once imported, it may be taken out: Pulumi then adds the tags made of labels, names and descriptions."
    )
    return text_of(remark, content)


def delegations(inventory: Inventory, entries: Entries) -> dict[str, list[str]]:
    """`delegated_administrators`: keys of accounts by service principal."""
    found: dict[str, list[str]] = {}
    for principal, account in sorted(inventory.delegated):
        if account in entries.keys:
            found.setdefault(principal, []).append(entries.keys[account])
    return found


def import_ids(inventory: Inventory, entries: Entries) -> list[str]:
    """`import_ids` of the organization."""
    found = [f"{account}/{principal}" for principal, account in sorted(inventory.delegated) if account in entries.keys]
    if inventory.root_features:
        found.append(inventory.organization_id)
    if inventory.resource_policy:
        found.append(inventory.resource_policy.id)
    return found


def _by_the_rule(key: str, unit: str) -> bool:
    """Whether an account is named after a unit that it is in, and a stage."""
    tenant, _, stage = key.partition("-")
    return bool(stage) and "-" not in stage and (not unit or tenant in unit.split("/"))
