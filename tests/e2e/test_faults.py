"""An AWS that throttles, fails and loses answers: the organization is the same in the end."""

from __future__ import annotations

import json
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from benchmarks.faulty import deploy
from tests.e2e.organization import Organization, clone

pytestmark = pytest.mark.e2e
SEEDS = (1, 3)


WHAT_THE_PAGE_SHOWS = ("core-root", "core-root-map", "core-audit", "core-root-trail")
"""The stacks that make the organization, its policies and its trail."""


def _page(organization: Organization) -> dict[str, Any]:
    with urllib.request.urlopen(f"{organization.environment['AWS_ENDPOINT_URL']}/_rootstock/state.json") as answer:
        page: dict[str, Any] = json.load(answer)
    return page


def _shape(page: dict[str, Any]) -> dict[str, Any]:
    """An organization without what AWS makes up: ids and moments."""
    (organization,) = page["organizations"]

    def unit(one: dict[str, Any]) -> dict[str, Any]:
        accounts = {
            account["name"]: (account["email"], account["state"], sorted(account["policies"]), account["tags"])
            for account in one["accounts"]
        }
        return {
            "accounts": accounts,
            "policies": sorted(one["policies"]),
            "units": {child["name"]: unit(child) for child in one["units"]},
        }

    policies = {policy["name"]: json.loads(policy["content"]) for policy in organization["policies"]}
    trusted = organization["trusted_services"]
    return {"tree": unit(organization["tree"]), "policies": policies, "trusted": trusted, "trails": page["trails"]}


def test_with_faults_and_awss_rates_one_run_makes_the_same_organization(
    organization: Organization, tmp_path: Path
) -> None:
    troubled = Organization(clone(tmp_path / "checkout"))
    try:
        trouble = ("--rates", "aws", "--speed", "60", "--faults", "5%", "--seed", "7")
        troubled.rootstock("sandbox", "up", "--no-deploy", *trouble)
        troubled.enter()
        told = troubled.typed("deploy", *WHAT_THE_PAGE_SHOWS, "--yes", "--format", "json").stdout
        page = _page(troubled)
    finally:
        troubled.rootstock("sandbox", "down", check=False)
    assert json.loads(told.splitlines()[-1])["ok"] is True
    assert page["summary"]["throttled"] > 0
    assert sum(page["summary"]["faults"].values()) > 0
    assert _shape(page) == _shape(_page(organization))


def test_no_account_is_lost_or_made_twice_whatever_answers_are_lost(tmp_path: Path) -> None:
    with ThreadPoolExecutor(len(SEEDS)) as pool:
        outcomes = list(pool.map(lambda seed: deploy(seed, 30, tmp_path / str(seed)), SEEDS))
    assert [(outcome.seed, outcome.broken) for outcome in outcomes] == [(seed, []) for seed in SEEDS]
