"""What the simulated AWS holds, as plain data for its page."""

from __future__ import annotations

import time
from dataclasses import asdict
from typing import Any

from moto.cloudtrail.models import cloudtrail_backends
from moto.organizations.models import organizations_backends

from sandbox.aws.settings import current
from sandbox.aws.trouble.ledger import Ledger


def state(ledger: Ledger) -> dict[str, Any]:
    """Organizations, trails, options, counts and the latest calls."""
    organizations = [
        _organization(backend) for _, _, backend in list(organizations_backends.iter_backends()) if backend.org
    ]
    return {
        "now": time.time(),
        "settings": asdict(current()),
        "organizations": organizations,
        "trails": _trails(),
        "summary": ledger.summary(),
        "latest": ledger.latest(),
    }


def _organization(backend: Any) -> dict[str, Any]:
    root = next(unit for unit in backend.ou if unit.type == "ROOT")
    return {
        "id": backend.org.id,
        "management_account_id": backend.org.master_account_id,
        "feature_set": backend.org.feature_set,
        "policy_types": sorted(backend.enabled_types()),
        "trusted_services": sorted(service["ServicePrincipal"] for service in list(backend.services)),
        "delegates": [
            {"account_id": admin.account.id, "services": sorted(admin.services)} for admin in list(backend.admins)
        ],
        "tree": _unit(backend, root),
        "accounts": len(backend.accounts),
        "policies": [_policy(policy) for policy in list(backend.policies)],
        "creations": [creation.describe() for creation in list(backend.creations.values())][-20:],
    }


def _unit(backend: Any, unit: Any) -> dict[str, Any]:
    accounts = [account for account in list(backend.accounts) if account.parent_id == unit.id]
    units = [child for child in list(backend.ou) if child.parent_id == unit.id]
    return {
        "id": unit.id,
        "name": unit.name,
        "policies": _names(unit),
        "units": [_unit(backend, child) for child in sorted(units, key=lambda child: str(child.name))],
        "accounts": [
            {
                "id": account.id,
                "name": account.name,
                "email": account.email,
                "state": getattr(account, "state", account.status),
                "management": account.id == backend.org.master_account_id,
                "policies": _names(account),
                "tags": dict(account.tags),
            }
            for account in sorted(accounts, key=lambda account: str(account.name))
        ],
    }


def _names(target: Any) -> list[str]:
    return [policy.name for policy in list(target.attached_policies)]


def _policy(policy: Any) -> dict[str, Any]:
    return {
        "id": policy.id,
        "name": policy.name,
        "type": policy.type,
        "aws_managed": bool(policy.aws_managed),
        "characters": len(policy.content),
        "content": policy.content,
        "targets": [target.name for target in list(policy.attachments)],
    }


def _trails() -> list[dict[str, Any]]:
    return [
        {
            "name": trail.trail_name,
            "account_id": account_id,
            "region": region,
            "organization": bool(trail.is_org_trail),
            "all_regions": bool(trail.is_multi_region),
            "bucket": trail.bucket_name,
            "logging": bool(trail.status.is_logging),
        }
        for account_id, region, backend in list(cloudtrail_backends.iter_backends())
        for trail in list(backend.trails.values())
    ]
